"""A follow-up drawn to another day of the calendar: its day changes and nothing else of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.follow_up import FollowUp, Repeat, State, Unit
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import held
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.pictures import picture

ONE_DAY = timedelta(days=1)
MONTHLY = Repeat(1, Unit.MONTH)


@pytest.fixture
def aino(shop: Shop) -> int:
    for one in shop.rules.all():
        shop.rules.save(replace(one, active=False))
    return shop.customers.add(Customer(given="Aino", family="Mäkelä"))


def added(shop: Shop, customer: int, due: date = MONDAY, repeat: Repeat | None = None) -> int:
    return shop.follow_ups.add(FollowUp("reminder", customer, "Soita", due, time(14), (7, 2), repeat))


def test_its_day_changes_and_its_time_stays(shop: Shop, aino: int) -> None:
    one = added(shop, aino)
    before, known = picture(shop), shop.follow_ups.get(one)
    shop.follow_ups.move(one, MONDAY + 3 * ONE_DAY)
    assert shop.follow_ups.get(one) == replace(known, due=MONDAY + 3 * ONE_DAY)
    assert [s.label for s in shop.journal.steps(1)] == ["follow_up_moved"]
    assert check(shop) == []
    shop.journal.undo()
    assert picture(shop) == before


def test_to_where_it_is_or_what_has_ended_is_no_step(shop: Shop, aino: int) -> None:
    one, done = added(shop, aino), added(shop, aino)
    shop.follow_ups.done(done)
    number = shop.journal.change_no()
    shop.follow_ups.move(one, MONDAY)
    shop.follow_ups.move(done, MONDAY + ONE_DAY)
    assert shop.journal.change_no() == number


def test_what_was_put_off_is_put_off_to_that_day(shop: Shop, aino: int) -> None:
    one = added(shop, aino)
    shop.follow_ups.snooze(one, datetime(2027, 5, 13, 9, 30))
    shop.follow_ups.move(one, date(2027, 5, 20))
    moved = shop.follow_ups.get(one)
    assert (moved.due, moved.snoozed_to, moved.on) == (MONDAY, datetime(2027, 5, 20, 9, 30), date(2027, 5, 20))
    shop.follow_ups.move(one, MONDAY - ONE_DAY)
    moved = shop.follow_ups.get(one)
    assert (moved.due, moved.snoozed_to, moved.hour) == (MONDAY - ONE_DAY, None, time(14))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    due=st.integers(-20, 20),
    snooze=st.none() | st.integers(-25, 40),
    to=st.integers(-30, 45),
)
def test_it_stands_on_the_day_to_which_it_was_drawn(
    shop: Shop, aino: int, due: int, snooze: int | None, to: int
) -> None:
    one = added(shop, aino, MONDAY + due * ONE_DAY)
    if snooze is not None:
        shop.follow_ups.snooze(one, datetime.combine(MONDAY + snooze * ONE_DAY, time(9)))
    shop.follow_ups.move(one, MONDAY + to * ONE_DAY)
    assert shop.follow_ups.get(one).on == MONDAY + to * ONE_DAY
    assert check(shop) == []


@pytest.mark.parametrize("moves", [(-3,), (3,), (-3, -2), (5, -4, 0, -1), (-9, 0, -9)])
def test_of_a_series_only_this_one_moves(shop: Shop, aino: int, moves: tuple[int, ...]) -> None:
    """The next ones stay on the 10th: none comes twice and none is left out."""
    one, months = added(shop, aino, repeat=MONTHLY), iter(range(6, 13))
    clock = shop.clock
    for days in moves:
        wanted = date(2027, next(months), 10)
        known = shop.follow_ups.get(one)
        shop.follow_ups.move(one, known.due + days * ONE_DAY)
        clock.when = known.due + days * ONE_DAY  # type: ignore[attr-defined]
        following = shop.follow_ups.done(one)
        assert following is not None
        found = shop.follow_ups.get(following)
        assert (found.due, found.first_due, found.state) == (wanted, MONDAY, State.OPEN)
        one = following


def test_staying_in_touch_moved_by_hand_holds(shop: Shop, aino: int) -> None:
    made = FollowUp("stay_in_touch", aino, "", MONDAY, rule=1, rule_key="2027-05-10")
    with shop.change("follow_up_added"):
        one = shop.follow_ups.write(made)
    shop.follow_ups.move(one, MONDAY + ONE_DAY)
    assert held(shop.follow_ups.get(one).rule_key)
