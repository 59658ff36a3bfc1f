"""What comes back: every date of a leap and a common year, ends of months, 29 February, the last Friday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.follow_up import Basis, FollowUp, Repeat, Unit
from smallcrm.domain.repeat import next_due, shows_on, wake_day

DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))
UNITS = st.sampled_from(list(Unit))
REPEATS = st.builds(Repeat, st.integers(1, 40), UNITS, st.just(Basis.ORIGINAL), st.integers(0, 6))
TWO_YEARS = [date(2027, 1, 1) + timedelta(days=n) for n in range(365 + 366)]


def series(repeat: Repeat, first: date, count: int) -> list[date]:
    """The due dates of a series of which each is done on its day."""
    days = [first]
    while len(days) < count:
        days.append(next_due(repeat, first, days[-1]))
    return days


def test_the_31st_comes_back_after_short_months() -> None:
    days = series(Repeat(1, Unit.MONTH), date(2027, 1, 31), 14)
    assert [d.day for d in days] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29]


def test_29_february_comes_back_in_leap_years() -> None:
    days = series(Repeat(1, Unit.YEAR), date(2024, 2, 29), 9)
    assert [d.isoformat()[5:] for d in days] == ["02-29", "02-28", "02-28", "02-28"] * 2 + ["02-29"]


def test_the_last_friday() -> None:
    days = series(Repeat(1, Unit.LAST_WEEKDAY, weekday=4), date(2027, 1, 29), 12)
    assert [d.isoformat() for d in days] == [
        "2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30", "2027-05-28", "2027-06-25",
        "2027-07-30", "2027-08-27", "2027-09-24", "2027-10-29", "2027-11-26", "2027-12-31",
    ]  # fmt: skip


def test_each_day_of_two_years_keeps_its_day_of_the_month() -> None:
    for first in TWO_YEARS:
        for day in series(Repeat(1, Unit.MONTH), first, 26)[1:]:
            assert day.day == min(first.day, monthrange(day.year, day.month)[1])
        years = series(Repeat(1, Unit.YEAR), first, 6)
        assert [d.year for d in years] == list(range(first.year, first.year + 6))
        assert all((d.month, d.day) in {(first.month, first.day), (2, 28)} for d in years)
        assert series(Repeat(1, Unit.DAY), first, 3)[-1] == first + timedelta(days=2)
        assert series(Repeat(2, Unit.WEEK), first, 3)[-1] == first + timedelta(days=28)


@given(REPEATS, DATES, DATES)
def test_the_next_is_the_first_of_its_series_after_the_day(repeat: Repeat, first: date, after: date) -> None:
    found = next_due(repeat, first, after)
    assert found > after
    if repeat.unit == Unit.LAST_WEEKDAY:
        assert found.weekday() == repeat.weekday
        assert (found + timedelta(days=7)).month != found.month
    if found > first and repeat.unit != Unit.LAST_WEEKDAY:
        before = next_due(repeat, first, found - timedelta(days=1))
        assert before == found  # whoever asks the day before is told the same
    assert next_due(repeat, first, found) > found


@given(REPEATS, DATES, DATES)
def test_nothing_of_a_series_is_skipped(repeat: Repeat, first: date, after: date) -> None:
    found = next_due(repeat, first, after)
    day, steps = next_due(repeat, first, first - timedelta(days=1)), 0
    while day <= after and steps < 60:
        day, steps = next_due(repeat, first, day), steps + 1
    assert steps == 60 or day == found


@given(st.integers(1, 40), UNITS, DATES, DATES, DATES)
def test_counted_from_the_last_contact(every: int, unit: Unit, first: date, after: date, contact: date) -> None:
    repeat = Repeat(every, unit, Basis.CONTACT, 4)
    found = next_due(repeat, first, after, contact)
    assert found > after
    assert next_due(repeat, first, after) == next_due(Repeat(every, unit, Basis.ORIGINAL, 4), first, after)
    if contact >= after and unit in {Unit.DAY, Unit.WEEK}:
        assert (found - contact).days == every * (7 if unit == Unit.WEEK else 1)


def test_a_daily_reminder_left_for_a_year_is_due_once_more_tomorrow() -> None:
    assert next_due(Repeat(1, Unit.DAY), date(2026, 1, 1), date(2027, 1, 1)) == date(2027, 1, 2)


def test_the_calendar_ends_quietly() -> None:
    for unit in Unit:
        assert next_due(Repeat(5000, unit), date(2026, 1, 31), date(9990, 1, 1)) <= date.max
        assert next_due(Repeat(1, unit), date(2026, 1, 31), date(9999, 12, 31)) == date.max
    assert wake_day(date(1, 1, 3), (9,)) == date.min


@given(DATES, st.lists(st.integers(0, 400), max_size=4), st.none() | DATES)
def test_it_shows_from_its_longest_lead_on_or_when_it_was_snoozed_to(
    due: date, leads: list[int], snoozed: date | None
) -> None:
    until = datetime(snoozed.year, snoozed.month, snoozed.day, 15) if snoozed else None
    shown = shows_on(FollowUp("reminder", 1, "x", due, leads=tuple(leads), snoozed_to=until))
    assert shown == (snoozed or due - timedelta(days=max(leads, default=0)))
