"""What comes back, and clocks: closed for a year, set back and forward, the nights of summer time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.follow_up import Basis, FollowUp, Repeat, Unit
from smallcrm.domain.model import Customer
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_follow_ups import NOON, TUESDAY, reminder


@pytest.fixture
def aino(shop: Shop) -> int:
    for one in shop.rules.all():  # the rules are tried where they are at home
        shop.rules.save(replace(one, active=False))
    return shop.customers.add(Customer(given="Aino", family="Mäkelä"))


def test_done_makes_the_next_in_the_same_step(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 1, 31), repeat=Repeat(1, Unit.MONTH), leads=(3,)))
    shop.follow_ups.snooze(made, NOON)
    following = shop.follow_ups.done(made, "tehty")
    assert following is not None
    after = shop.follow_ups.get(following)
    assert (after.due, after.first_due, after.parent) == (date(2027, 5, 31), date(2027, 1, 31), made)
    assert (after.state, after.outcome, after.snoozed_to, after.leads) == ("open", "", None, (3,))
    shop.journal.undo()
    assert [f.id for f in shop.follow_ups.of(aino)] == [made]
    shop.journal.redo()
    shop.follow_ups.drop(following)  # a series ends by a person
    assert [f.id for f in shop.follow_ups.of(aino) if f.live] == []


def test_opened_again_and_done_once_more_a_series_goes_on_once(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 17), repeat=Repeat(1, Unit.WEEK)))
    following = shop.follow_ups.done(made)
    shop.follow_ups.reopen(made)
    assert shop.follow_ups.done(made) is None
    assert [f.id for f in shop.follow_ups.of(aino) if f.live] == [following]


def test_what_a_rule_made_may_be_repeated(shop: Shop, aino: int) -> None:
    thanks = next(r for r in shop.rules.all() if r.kind == "thank_you" and not r.amount)
    shop.rules.save(replace(thanks, active=True))
    shop.visits.visit(aino)
    (made,) = shop.follow_ups.of(aino)
    shop.follow_ups.save(replace(made, repeat=Repeat(1, Unit.WEEK)))
    following = shop.follow_ups.done(made.id)
    assert following is not None
    assert shop.follow_ups.get(following).rule == 0
    assert shop.rules.run() == 0


def test_done_early_is_not_asked_for_twice(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 17), repeat=Repeat(1, Unit.WEEK)))
    following = shop.follow_ups.done(made)
    assert following is not None
    assert shop.follow_ups.get(following).due == date(2027, 5, 24)


def test_counted_from_the_contact_of_today(shop: Shop, aino: int) -> None:
    repeat = Repeat(4, Unit.WEEK, Basis.CONTACT)
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 3), repeat=repeat))
    following = shop.follow_ups.done(made)
    assert following is not None
    assert shop.follow_ups.get(following).due == MONDAY + timedelta(weeks=4)


def test_a_contact_moves_on_what_counts_from_the_last_one(shop: Shop, aino: int) -> None:
    repeat = Repeat(4, Unit.WEEK, Basis.CONTACT)
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 12), repeat=repeat))
    steady = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 12), repeat=Repeat(4, Unit.WEEK)))
    shop.visits.visit(aino)  # made today already: the day that was typed holds
    assert shop.follow_ups.get(made).due == date(2027, 5, 12)
    shop.clock = FixedClock(date(2027, 5, 11))
    shop.timeline.add(aino, "note", "ei ole yhteys")
    assert shop.follow_ups.get(made).due == date(2027, 5, 12)
    shop.visits.visit(aino)
    assert (shop.follow_ups.get(made).due, shop.follow_ups.get(made).state) == (date(2027, 6, 8), "open")
    assert shop.follow_ups.get(steady).due == date(2027, 5, 12)
    shop.journal.undo()
    assert shop.follow_ups.get(made).due == date(2027, 5, 12)
    assert check(shop) == []


def test_a_program_closed_for_a_year_forgets_nothing_and_fires_nothing_a_thousand_times(shop: Shop, aino: int) -> None:
    daily = shop.follow_ups.add(reminder(aino, "Joka päivä", repeat=Repeat(1, Unit.DAY)))
    call = shop.follow_ups.add(FollowUp("call_back", aino, "Tilaus", TUESDAY, time(15)))
    later = datetime(2028, 5, 10, 9)
    shop.clock = FixedClock(later)
    assert [f.id for f in shop.follow_ups.of(aino)] == [daily, call]
    due = shop.due.today()
    assert [r.follow_up.id for r in due.overdue] == [daily, call]
    following = shop.follow_ups.done(daily)
    assert following is not None
    assert shop.follow_ups.get(following).due == later.date() + timedelta(days=1)
    assert shop.follow_ups.count(FollowUpFilter()) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=6))
def test_whatever_the_clock_does_nothing_is_lost(shop: Shop, moments: list[datetime]) -> None:
    shop.clock = FixedClock(MONDAY)
    aino = shop.customers.add(Customer(given="Aino"))
    made = [
        shop.follow_ups.add(reminder(aino, "Joka päivä", repeat=Repeat(1, Unit.DAY))),
        shop.follow_ups.add(FollowUp("call_back", aino, "Tilaus", TUESDAY, time(2, 30), (30,))),
    ]
    before = [shop.follow_ups.get(i) for i in made]
    for moment in moments:
        shop.clock = FixedClock(moment)
        shop.rules.run()
        shop.due.today()
        assert [shop.follow_ups.get(i) for i in made] == before
        assert shop.follow_ups.count(FollowUpFilter(customer=aino)) == 2
    assert check(shop) == []


NIGHTS = [
    pytest.param(zone, night, id=f"{zone} {night}")
    for zone in ("Europe/Helsinki", "Europe/Oslo", "Europe/Warsaw")
    for night in (date(2027, 3, 28), date(2027, 10, 31))
]


@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_the_nights_in_which_the_clock_is_changed(shop: Shop, aino: int, zone: str, night: date) -> None:
    moment = datetime(night.year, night.month, night.day, tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
    shop.settings.save(replace(shop.settings.read(), zone=zone))  # whatever this machine thinks
    shop.clock = FixedClock(moment - timedelta(hours=1))
    times = (time(0, 30), time(2, 30), time(3, 30), time(9, 0))
    made = [shop.follow_ups.add(FollowUp("call_back", aino, str(at), night, at)) for at in times]
    daily = shop.follow_ups.add(FollowUp("reminder", aino, "x", night, repeat=Repeat(1, Unit.DAY)))
    told: list[int] = []
    before = shop.now
    for half in range(60):
        shop.clock = FixedClock(moment + timedelta(minutes=30 * half))
        found = shop.telling.between(before.replace(tzinfo=None), shop.now.replace(tzinfo=None))
        told += [due.id for due in found if due.timed]
        before = shop.now
    assert set(told) == set(made)
    assert all(told.count(i) <= 2 for i in made)  # the hour that comes twice is told twice at most, never lost
    assert told.count(made[-1]) == 1
    shop.clock = FixedClock(moment + timedelta(hours=10))
    following = shop.follow_ups.done(daily)
    assert following is not None
    assert shop.follow_ups.get(following).due == night + timedelta(days=1)
    until = shop.now.replace(hour=9, minute=0) + timedelta(days=1)
    shop.follow_ups.snooze(following, until)
    stored = shop.follow_ups.get(following).snoozed_to
    assert stored is not None
    assert (stored.tzinfo, stored.hour, stored.date()) == (None, 9, night + timedelta(days=1))
