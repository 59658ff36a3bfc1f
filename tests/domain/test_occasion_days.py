"""Yearly days over every day of four years, at both settings of 29 February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasions import between, day_in, due, missed, next_day, turns

BORN_ON_LEAP_DAY = Occasion("birthday", 2, 29, 1960)
LEAP_DAYS = st.sampled_from(["28", "1"])
MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda d: (d.month, d.day))
EVERY_DAY = [date(2025, 1, 1) + timedelta(days=n) for n in range(4 * 365 + 1)]


@pytest.mark.parametrize(
    ("year", "leap_day", "day"),
    [
        (2027, "28", date(2027, 2, 28)),
        (2027, "1", date(2027, 3, 1)),
        (2028, "28", date(2028, 2, 29)),
        (2028, "1", date(2028, 2, 29)),
        (2100, "28", date(2100, 2, 28)),
        (2000, "1", date(2000, 2, 29)),
    ],
)
def test_29_february_is_kept_by_the_shops_choice(year: int, leap_day: str, day: date) -> None:
    assert day_in(BORN_ON_LEAP_DAY, year, leap_day) == day


def test_28_february_is_the_day_unless_the_shop_says_otherwise() -> None:
    assert next_day(BORN_ON_LEAP_DAY, date(2027, 1, 10)) == date(2027, 2, 28)


def test_the_age_counts_from_the_real_year() -> None:
    assert turns(BORN_ON_LEAP_DAY, 2027) == 67


@pytest.mark.parametrize("year", [None, 2027, 2031])
def test_no_age_without_a_year_that_has_passed(year: int | None) -> None:
    assert turns(Occasion("birthday", 5, 6, year), 2027) is None


def test_a_name_day_has_no_age() -> None:
    assert turns(Occasion(OccasionKind.NAME_DAY, 5, 6, 1980), 2027) is None


@pytest.mark.parametrize("leap_day", ["28", "1"])
@pytest.mark.parametrize("occasion", [BORN_ON_LEAP_DAY, Occasion("birthday", 1, 1), Occasion("birthday", 12, 31, 1990)])
def test_due_once_a_year_and_never_missed_and_coming_at_once(occasion: Occasion, leap_day: str) -> None:
    people = [(7, occasion)]
    kept = []
    for today in EVERY_DAY:
        coming, gone = due(people, today, 7, leap_day), missed(people, today, 14, leap_day)
        assert len(coming) + len(gone) <= 1
        kept += [found.day for found in coming if found.day == today]
        expected = next_day(occasion, today, leap_day)
        assert [found.day for found in coming] == ([expected] if expected <= today + timedelta(days=7) else [])
    assert [day.year for day in kept] == [2025, 2026, 2027, 2028]


@given(MONTH_DAYS, LEAP_DAYS, st.sampled_from(EVERY_DAY))
def test_every_date_comes_round_within_a_year(month_day: tuple[int, int], leap_day: str, today: date) -> None:
    occasion = Occasion("birthday", *month_day)
    coming = next_day(occasion, today, leap_day)
    assert today <= coming <= today + timedelta(days=366)
    assert coming == day_in(occasion, coming.year, leap_day)
    window = between([(1, occasion)], today, today + timedelta(days=364), leap_day)
    assert len(window) in (0, 1)
    assert missed([(1, occasion)], coming + timedelta(days=14), leap_day=leap_day)[0].day == coming
    assert not missed([(1, occasion)], coming + timedelta(days=15), leap_day=leap_day)
    assert not missed([(1, occasion)], coming, leap_day=leap_day)


def test_across_new_year_both_ways() -> None:
    people = [(1, Occasion("birthday", 1, 2, 1950)), (2, Occasion("birthday", 12, 30, 1950))]
    assert [(d.customer_id, d.day, d.turns) for d in due(people, date(2026, 12, 29), 7)] == [
        (2, date(2026, 12, 30), 76),
        (1, date(2027, 1, 2), 77),
    ]
    assert [(d.customer_id, d.day, d.turns) for d in missed(people, date(2027, 1, 5))] == [
        (2, date(2026, 12, 30), 76),
        (1, date(2027, 1, 2), 77),
    ]


def test_several_on_one_day_all_show_in_the_order_of_customers() -> None:
    people = [(9, Occasion("name_day", 6, 24)), (2, Occasion("birthday", 6, 24)), (9, Occasion("birthday", 6, 24))]
    assert [d.customer_id for d in due(people, date(2027, 6, 24), 0)] == [2, 9, 9]


def test_the_first_day_of_a_custom_is_no_anniversary() -> None:
    since = Occasion(OccasionKind.CUSTOMER_SINCE, 6, 10, 2027)
    assert due([(1, since)], date(2027, 6, 10), 7) == []
    assert next_day(since, date(2027, 6, 1)) == date(2028, 6, 10)
    assert turns(since, 2028) == 1


def test_a_birth_year_to_come_is_a_slip_and_silences_nobody() -> None:
    assert next_day(Occasion("birthday", 6, 10, 2062), date(2027, 6, 1)) == date(2027, 6, 10)


def test_a_wedding_to_come_is_first_kept_on_its_own_day() -> None:
    wedding = Occasion(OccasionKind.WEDDING, 6, 12, 2028)
    assert next_day(wedding, date(2027, 1, 1)) == date(2028, 6, 12)
    assert due([(1, wedding)], date(2028, 6, 12), 0)[0].turns is None
