"""What came due is asked of the shop file each time: put off, done, in the bin, at a minute or on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.model import Customer, Phone
from smallcrm.domain.telling import Due
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

MONDAY = date(2027, 5, 10)
BEGUN, END = datetime(2027, 5, 9, 23), datetime(2027, 5, 10, 17)
FOUR = datetime(2027, 5, 10, 16)


@pytest.fixture
def anna(shop: Shop) -> int:
    return shop.customers.add(Customer(given="Anna", phones=(Phone("1"), Phone("2", primary=True))))


def remind(shop: Shop, who: int, day: date = MONDAY, at: time | None = None) -> int:
    return shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, who, "Tea", day, at))


def test_days_and_minutes_within_the_time_asked_for(shop: Shop, anna: int) -> None:
    on_the_day, at_four = remind(shop, anna), remind(shop, anna, at=time(16))
    remind(shop, anna, at=time(17, 1))
    remind(shop, anna, date(2027, 5, 9))
    found = shop.telling.between(BEGUN, END)
    assert set(found) == {Due(on_the_day, datetime(2027, 5, 10)), Due(at_four, FOUR, timed=True)}


def test_put_off_it_comes_due_then(shop: Shop, anna: int) -> None:
    put_off = remind(shop, anna, date(2027, 5, 1))
    shop.follow_ups.snooze(put_off, FOUR)
    assert shop.telling.between(BEGUN, END) == [Due(put_off, FOUR, timed=True)]
    shop.follow_ups.snooze(put_off, datetime(2027, 5, 10))
    assert shop.telling.between(BEGUN, END) == [Due(put_off, datetime(2027, 5, 10))]
    shop.follow_ups.snooze(put_off, datetime(2027, 5, 11))
    assert shop.telling.between(BEGUN, END) == []


def test_put_off_to_before_its_time_it_is_told_at_its_time_too(shop: Shop, anna: int) -> None:
    complaint = remind(shop, anna, date(2027, 5, 11), time(10))
    shop.follow_ups.snooze(complaint, FOUR)
    assert shop.telling.between(BEGUN, END) == [Due(complaint, FOUR, timed=True)]
    at_ten = Due(complaint, datetime(2027, 5, 11, 10), timed=True)
    assert shop.telling.between(END, at_ten.moment) == [at_ten]
    for now, due in ((END, FOUR), (at_ten.moment, at_ten.moment)):
        shop.clock = FixedClock(now)
        reminded = shop.telling.one(complaint)
        assert reminded is not None
        assert reminded.due.moment == due


@pytest.mark.parametrize("gone", ["deceased", "archived"])
def test_of_who_is_gone_is_told_what_a_person_wants_all_the_same(shop: Shop, anna: int, gone: str) -> None:
    before = remind(shop, anna, at=time(16))
    customer = shop.customers.get(anna)
    shop.customers.save(replace(customer, deceased=gone == "deceased", archived=gone == "archived"))
    assert [one.id for one in shop.telling.between(BEGUN, END)] == ([before] if gone == "archived" else [])
    assert (shop.telling.one(before) is None) is (gone == "deceased")
    since = remind(shop, anna, at=time(16))
    assert since in [one.id for one in shop.telling.between(BEGUN, END)]
    assert shop.telling.one(since) is not None


def test_with_days_of_warning_it_is_told_on_each_of_them_and_on_its_own_day(shop: Shop, anna: int) -> None:
    warned = shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, anna, "Tea", MONDAY, time(16), leads=(7, 1)))
    ahead, eve = Due(warned, datetime(2027, 5, 3)), Due(warned, datetime(2027, 5, 9))
    assert shop.telling.between(datetime(2027, 5, 1), datetime(2027, 5, 10)) == [ahead, eve]
    assert shop.telling.between(ahead.moment, datetime(2027, 5, 8)) == []
    assert shop.telling.between(BEGUN, END) == [Due(warned, FOUR, timed=True)]
    told = shop.telling.one(warned)
    assert told is not None
    assert told.due == Due(warned, FOUR, timed=True)  # at its minute it is told by itself
    shop.follow_ups.snooze(warned, datetime(2027, 5, 5))
    assert shop.telling.between(datetime(2027, 5, 1), datetime(2027, 5, 10)) == [
        Due(warned, datetime(2027, 5, 5)),
        eve,
    ]


def test_what_is_done_or_in_the_bin_is_not_told(shop: Shop, anna: int) -> None:
    other = shop.customers.add(Customer(given="Ola"))
    done, waits = remind(shop, anna), remind(shop, anna)
    remind(shop, other)
    shop.follow_ups.done(done)
    shop.follow_ups.wait(waits)
    shop.customers.bin(other)
    assert [one.id for one in shop.telling.between(BEGUN, END)] == [waits]
    assert shop.telling.one(done) is None
    shop.follow_ups.reopen(done)
    assert shop.telling.one(done) is not None


def test_one_is_told_with_the_number_to_call(shop: Shop, anna: int) -> None:
    told = shop.telling.one(remind(shop, anna, at=time(16)))
    assert told is not None
    assert (told.name, told.phone, told.follow_up.text, told.due.moment) == ("Anna", "2", "Tea", FOUR)
