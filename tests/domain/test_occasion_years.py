"""Every day of 2024-2032 with both greeting days of 29 February; round years by country; ended marriages."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.model import ENDINGS, Occasion, OccasionKind
from smallcrm.domain.occasions import between, days_of, is_round, next_day, round_ages, turns

FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
LEAP_DAYS = ("28", "1")
STARTS_LATER = (OccasionKind.BIRTHDAY, OccasionKind.CUSTOMER_SINCE)
KINDS = st.sampled_from(list(OccasionKind))
MONTH_DAYS = [(d.month, d.day) for d in (date(2024, 1, 1) + timedelta(days=n) for n in range(366))]


def kept_on(month: int, day: int, year: int, leap_day: str) -> date:
    """Give the day, reckoned by the calendar of the standard library."""
    if (month, day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28) if leap_day == "28" else date(year, 3, 1)
    return date(year, month, day)


@pytest.mark.parametrize("leap_day", LEAP_DAYS)
def test_each_day_of_the_year_is_kept_once_in_each_of_nine_years(leap_day: str) -> None:
    for month, day in MONTH_DAYS:
        for since in (None, 1960, 2027):
            found = days_of(Occasion("birthday", month, day, since), FIRST, LAST, leap_day)
            assert found == [kept_on(month, day, year, leap_day) for year in YEARS if year != since]


@pytest.mark.parametrize("leap_day", LEAP_DAYS)
def test_every_day_of_nine_years_has_whose_day_it_is_in_order(leap_day: str) -> None:
    people = [(n, Occasion(OccasionKind.NAME_DAY, *one)) for n, one in enumerate(MONTH_DAYS)]
    found = between(people, FIRST, LAST, leap_day)
    assert len(found) == 366 * len(YEARS)
    assert [(one.day, one.customer_id) for one in found] == sorted((one.day, one.customer_id) for one in found)
    by_day = {one.day for one in found}
    assert len(by_day) == (LAST - FIRST).days + 1
    assert all(one.turns is None for one in found)


@given(KINDS, st.sampled_from(MONTH_DAYS), st.none() | st.integers(1900, 2040), st.dates(FIRST, LAST))
def test_the_next_day_is_the_first_of_those_kept(
    kind: OccasionKind, month_day: tuple[int, int], since: int | None, today: date
) -> None:
    occasion = Occasion(kind, *month_day, since)
    for leap_day in LEAP_DAYS:
        following = next_day(occasion, today, leap_day)
        kept = days_of(occasion, today, date(2045, 12, 31), leap_day)
        assert following == kept[0]
        age = turns(occasion, following.year)
        if since is None or kind == OccasionKind.NAME_DAY:
            assert age is None
        elif age is not None:
            assert age == following.year - since > 0
        if kind in STARTS_LATER and since is not None:
            assert following.year != since


@given(st.sampled_from([e for e in ENDINGS if e]), st.sampled_from(MONTH_DAYS), st.none() | st.integers(1900, 2032))
def test_a_marriage_that_ended_has_no_days(ended: str, month_day: tuple[int, int], since: int | None) -> None:
    for leap_day in LEAP_DAYS:
        assert days_of(Occasion(OccasionKind.WEDDING, *month_day, since, ended=ended), FIRST, LAST, leap_day) == []
        assert days_of(Occasion(OccasionKind.WEDDING, *month_day, since), FIRST, LAST, leap_day)


@pytest.mark.parametrize(
    ("country", "ages"),
    [
        ("FI", (18, 50, 60, 70, 75, 80, 85, 90, 95, 100)),
        ("NO", (18, 30, 40, 50, 60, 70, 80, 90, 100)),
        ("PL", (18, 20, 30, 40, 50, 60, 70, 80, 90, 100)),
        ("GB", (18, 21, 30, 40, 50, 60, 70, 80, 90, 100)),
        ("DE", (18, 21, 30, 40, 50, 60, 70, 80, 90, 100)),
    ],
)
def test_round_birthdays_are_those_of_the_country(country: str, ages: tuple[int, ...]) -> None:
    assert tuple(age for age in range(1, 101) if is_round(OccasionKind.BIRTHDAY, age, country)) == ages


@given(st.sets(st.integers(1, 130), min_size=1), st.integers(1, 130))
def test_the_shops_own_round_ages_take_the_place_of_the_countrys(own: set[int], age: int) -> None:
    assert round_ages("FI", tuple(own)) == tuple(sorted(own))
    assert is_round(OccasionKind.BIRTHDAY, age, "FI", tuple(own)) == (age in own)


def test_weddings_have_round_years_of_their_own_and_nothing_is_round_without_a_year() -> None:
    wedding = [years for years in range(1, 61) if is_round(OccasionKind.WEDDING, years, "FI", (7,))]
    assert set(wedding) >= {10, 20, 25, 30, 40, 50, 60}
    assert 7 not in wedding
    for kind in OccasionKind:
        assert not is_round(kind, None, "FI")
        assert not is_round(kind, 0, "FI", (0,))
    assert not any(is_round(OccasionKind.NAME_DAY, years, "GB") for years in range(1, 101))
