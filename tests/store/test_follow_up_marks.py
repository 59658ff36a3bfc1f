"""A long list of follow-ups in little: in the order in which they wait, those that ended after them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.follow_up import FollowUp, State
from smallcrm.domain.model import Customer
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.store.shop import Shop

DAY = date(2027, 5, 11)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop.open(tmp_path / "shop.smallcrm", create=True, clock=FixedClock(datetime(2027, 5, 11, 10)))


def test_live_ones_by_their_day_then_the_ended_latest_first(shop: Shop) -> None:
    anna = shop.customers.add(Customer(given="Anna", family="Łuczak"))
    later = shop.follow_ups.add(FollowUp("reminder", anna, "later", DAY + timedelta(days=3)))
    noon = shop.follow_ups.add(FollowUp("call_back", anna, "noon", DAY, time(12)))
    nine = shop.follow_ups.add(FollowUp("call_back", anna, "nine", DAY, time(9)))
    first_done = shop.follow_ups.add(FollowUp("reminder", anna, "a", DAY))
    last_done = shop.follow_ups.add(FollowUp("reminder", anna, "b", DAY - timedelta(days=30)))
    shop.follow_ups.done(first_done)
    shop.clock = FixedClock(datetime(2027, 5, 11, 11))
    shop.follow_ups.drop(last_done)
    everything = shop.follow_ups.marks(FollowUpFilter(states=()))
    assert [m.id for m in everything] == [nine, noon, later, last_done, first_done]
    assert everything[-1].state == State.DONE
    assert [m.id for m in shop.follow_ups.marks(FollowUpFilter())] == [nine, noon, later]
    assert [m.id for m in shop.follow_ups.marks(FollowUpFilter(text="luczak noon"))] == [noon]
    assert [r.follow_up.id for r in shop.follow_ups.with_ids([later, 999, nine])] == [later, nine]


def test_snoozed_ones_wait_for_their_day_and_the_bin_is_left_out(shop: Shop) -> None:
    anna = shop.customers.add(Customer(given="Anna"))
    gone = shop.customers.add(Customer(given="Elo"))
    snoozed = shop.follow_ups.add(FollowUp("reminder", anna, "x", DAY - timedelta(days=9)))
    ahead = shop.follow_ups.add(FollowUp("reminder", anna, "y", DAY + timedelta(days=9), leads=(20,)))
    shop.follow_ups.add(FollowUp("reminder", gone, "z", DAY))
    shop.follow_ups.snooze(snoozed, datetime(2027, 5, 14))
    shop.follow_ups.snooze(ahead, datetime(2027, 5, 15))
    shop.customers.bin(gone)
    assert [(m.id, m.on) for m in shop.follow_ups.marks(FollowUpFilter())] == [
        (snoozed, "2027-05-14"),
        (ahead, "2027-05-20"),  # snoozed to a day before it is due: it waits for its day
    ]


def test_whether_there_are_many_to_look_through(shop: Shop) -> None:
    anna = shop.customers.add(Customer(given="Anna"))
    ids = [shop.follow_ups.add(FollowUp("reminder", anna, str(n), DAY)) for n in range(4)]
    shop.follow_ups.done(ids[0])
    many = shop.follow_ups.many
    assert [many(FollowUpFilter(), n) for n in (2, 3)] == [True, False]
    assert [many(FollowUpFilter(states=()), n) for n in (3, 4)] == [True, False]
    assert [many(FollowUpFilter(states=("dropped",)), n) for n in (3, 4)] == [True, False]  # it looks through them all
    assert not many(FollowUpFilter(customer=anna), 0)
