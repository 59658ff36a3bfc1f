"""What is told on each day of 2024-2032: days due and missed, cards and their texts, posting and printing.

In four countries and with both greeting days of 29 February, against rules said once more in the plainest way.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_keys, had_card, is_over, text_of, which_day
from smallcrm.domain.occasions import MISSED_DAYS, due, kept_in, missed, next_day, notable, turns
from smallcrm.domain.post import (
    END_OF_WEEK,
    NEXT_OPEN_DAY,
    CardState,
    PostCalendar,
    Soon,
    is_open,
    last_print_day,
    next_open_day,
    opens,
    post_by,
    print_by,
    printing_group,
    to_print,
)
from smallcrm.domain.post_times import CLASSES, classes, days_abroad, days_at_home, is_old
from tests.domain.test_post_every_day import COUNTRIES, DAYS, ONE, calendar

LEAP_DAYS = ("28", "1")
WHEN = [(1, 1), (2, 27), (2, 28), (2, 29), (3, 1), (3, 2), (5, 17), (12, 24), (12, 31)]
PEOPLE = [
    (number, Occasion(kind, month, day, since))
    for number, (kind, since) in enumerate((kind, since) for kind in OccasionKind for since in (None, 1980, 2027))
    for month, day in WHEN
]


def kept(one: Occasion, day: date, leap_day: str) -> bool:
    """Whether a day is one of those on which the occasion is kept, as somebody would say it of a calendar on a wall."""
    if (
        one.year is not None
        and one.kind in {OccasionKind.BIRTHDAY, OccasionKind.CUSTOMER_SINCE}
        and day.year == one.year
    ):
        return False
    if one.kind in {OccasionKind.BIRTHDAY, OccasionKind.CUSTOMER_SINCE} and day.year == one.year:
        return False
    if one.kind in {OccasionKind.WEDDING, OccasionKind.OTHER} and one.year and day.year < one.year:
        return False
    if (one.month, one.day) == (2, 29) and not isleap(day.year):
        return (day.month, day.day) == ((2, 28) if leap_day == "28" else (3, 1))
    return (day.month, day.day) == (one.month, one.day)


@pytest.mark.parametrize("leap_day", LEAP_DAYS)
def test_who_is_due_and_who_was_missed_on_every_day(leap_day: str) -> None:
    first, last = DAYS[0] - 20 * ONE, DAYS[-1] + 20 * ONE
    on = {
        day: [(number, one) for number, one in PEOPLE if kept(one, day, leap_day)]
        for day in (first + n * ONE for n in range((last - first).days + 1))
    }
    for today in DAYS:
        coming = [(found.customer_id, found.occasion, found.day) for found in due(PEOPLE, today, 7, leap_day)]
        gone = [(found.customer_id, found.occasion, found.day) for found in missed(PEOPLE, today, leap_day=leap_day)]
        assert coming == [(*who, today + n * ONE) for n in range(8) for who in on[today + n * ONE]]
        assert gone == [(*who, today - n * ONE) for n in range(MISSED_DAYS, 0, -1) for who in on[today - n * ONE]]


@pytest.mark.parametrize("leap_day", LEAP_DAYS)
def test_the_next_day_and_the_years_on_every_day(leap_day: str) -> None:
    for _number, one in PEOPLE[::2]:
        found = next_day(one, DAYS[0], leap_day)
        for today in DAYS:
            if today > found:
                found = next_day(one, today, leap_day)
            if kept(one, today, leap_day):
                assert found == today
                assert kept_in(one.kind, one.year, today.year)
                age = turns(one, today.year)
                told = one.year is not None and one.kind != OccasionKind.NAME_DAY and today.year > one.year
                assert age == (today.year - one.year if told and one.year else None)
                small = one.kind == OccasionKind.CUSTOMER_SINCE
                assert notable(one.kind, age) == (not small or age in {1, *range(5, 100, 5)})
            else:
                assert found != today


@pytest.mark.parametrize("kind", list(OccasionKind))
def test_what_a_card_says_on_every_day_around_its_own(kind: OccasionKind) -> None:
    for day in DAYS:
        for ahead in (-15, -1, 0, 1):
            today = day - ahead * ONE
            said = text_of(kind, day, today, "birthday")
            late = today > day
            assert is_over(kind, day, today) == (late and kind in {OccasionKind.NAME_DAY, OccasionKind.CUSTOMER_SINCE})
            if late:
                assert not said.startswith("birthday")
                assert not said or "belated" in said
                assert not (said and is_over(kind, day, today))
            else:
                assert said
                assert "belated" not in said


def test_the_card_of_each_day_of_the_year_is_known_again_in_its_year_alone() -> None:
    for day in DAYS:
        for kind in OccasionKind:
            one = Occasion(kind, day.month, day.day, label="Dog", id=7)
            printed = {(3, key, day.year) for key in card_keys(str(kind), 7, which_day(one))}
            assert had_card(3, one, day.year, printed)
            assert not had_card(3, one, day.year + 1, printed)
            assert not had_card(4, one, day.year, printed)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("open_days", [(0, 1, 2, 3, 4), (1, 3, 5), ()])
def test_open_days_and_how_far_one_looks_on_every_day(country: str, open_days: tuple[int, ...]) -> None:
    cal = calendar(country, open_days=open_days)
    for today in DAYS:
        said = not open_days or today.weekday() in open_days
        assert opens(today, open_days) == said
        assert is_open(today, cal) == (said and today not in cal.closed)
        after = next_open_day(today, cal)
        assert is_open(after, cal)
        assert not any(is_open(today + n * ONE, cal) for n in range(1, (after - today).days))
        sunday = last_print_day(today, cal, END_OF_WEEK)
        assert (sunday.weekday(), 0 <= (sunday - today).days < 7) == (6, True)
        assert last_print_day(today, cal, NEXT_OPEN_DAY) == after


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("until", [NEXT_OPEN_DAY, END_OF_WEEK])
def test_where_a_card_stands_on_every_day(country: str, until: str) -> None:
    """It waits, is due from its last day to print on at the latest, is late after that of posting, and is over."""
    cal, order = calendar(country), [CardState.NOT_YET, CardState.DUE, CardState.LATE, CardState.PAST]
    for day in DAYS[::3]:
        states = [to_print(day, day + n * ONE, cal, until) for n in range(-40, 17)]
        assert states == sorted(states, key=order.index)
        at = {day + n * ONE: state for n, state in zip(range(-40, 17), states, strict=True)}
        assert at[print_by(day, cal)] == at[post_by(day, cal)] == CardState.DUE
        assert at[post_by(day, cal) + ONE] == CardState.LATE
        assert at[day + MISSED_DAYS * ONE] == CardState.LATE
        assert at[day + (MISSED_DAYS + 1) * ONE] == CardState.PAST
        assert states[0] == CardState.NOT_YET


def test_with_which_cards_one_is_printed_on_every_day() -> None:
    for today in DAYS:
        sunday = today + (6 - today.weekday()) * ONE
        assert printing_group(today, today) == printing_group(today - 9 * ONE, today) == Soon.TODAY
        for ahead in range(1, 20):
            day = today + ahead * ONE
            week = Soon.THIS_WEEK if day <= sunday else Soon.NEXT_WEEK if day <= sunday + 7 * ONE else Soon.LATER
            assert printing_group(day, today) == week


def test_times_of_the_post_grow_old_after_a_year_on_every_day() -> None:
    for today in DAYS:
        assert [is_old(today - n * ONE, today) for n in (-1, 0, 365, 366, 4000)] == [False, False, False, True, True]
        assert not is_old(None, today)


@pytest.mark.parametrize("country", [*COUNTRIES, *CLASSES, "ZZ"])
def test_faster_classes_are_faster_and_abroad_goes_by_its_own(country: str) -> None:
    known = classes(country)
    assert [one.days for one in known] == sorted((one.days for one in known), reverse=True)
    assert [days_at_home(country, one.key, 99) for one in known] == [one.days for one in known]
    assert days_at_home(country, "", 99) == 99
    assert days_abroad(country, ((country, 3),), 10) == 3
    assert days_abroad(country, (("XX", 3),), 10) == 10
    slow, fast = (PostCalendar(lead_days=n) for n in (known[0].days, known[-1].days))
    assert all(post_by(day, slow) <= post_by(day, fast) for day in DAYS[:366])


def test_nothing_here_leaves_a_day_out() -> None:
    assert len(DAYS) == 3288 == sum(366 if year % 4 == 0 else 365 for year in range(2024, 2033))
    assert DAYS[-1] - DAYS[0] == timedelta(days=3287)
