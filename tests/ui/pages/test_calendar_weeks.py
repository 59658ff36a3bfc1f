"""On which day weeks begin and what numbers they have, by country; checked by hand and against the calendar itself."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.messages.weeks import first_weekday, month_days, other_month, week_number, week_start

COUNTRIES = ("FI", "NO", "PL", "GB", "US", "EG")
_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("country", "first"), [("FI", 0), ("NO", 0), ("PL", 0), ("GB", 0), ("US", 6), ("EG", 5), ("", 0), ("XX", 0)]
)
def test_the_country_says_where_weeks_begin(country: str, first: int) -> None:
    assert first_weekday(country) == first


@pytest.mark.parametrize(
    ("country", "day", "number"),
    [
        ("FI", date(2027, 5, 10), 19),
        ("NO", date(2026, 12, 28), 53),
        ("PL", date(2027, 1, 4), 1),
        ("GB", date(2024, 12, 30), 1),
        ("US", date(2026, 12, 27), 1),
        ("US", date(2027, 1, 3), 2),
        ("US", date(2028, 12, 31), 1),
        ("US", date(2027, 5, 9), 20),
        ("EG", date(2027, 5, 8), 19),
        ("EG", date(2027, 1, 2), 1),
    ],
)
def test_numbers_written_down_by_hand(country: str, day: date, number: int) -> None:
    assert week_number(day, country) == number


@given(_days, st.sampled_from(COUNTRIES))
def test_a_month_is_shown_whole_from_its_first_week_on(day: date, country: str) -> None:
    shown = month_days(day, country)
    assert [b - a for a, b in pairwise(shown)] == [timedelta(days=1)] * 41
    assert shown[0].weekday() == first_weekday(country)
    assert day in shown
    assert day.replace(day=1) in shown[:7]


@given(_days, st.sampled_from(COUNTRIES))
def test_numbers_go_up_by_one_and_begin_anew_with_the_year(day: date, country: str) -> None:
    here = week_start(day, country)
    now, following = week_number(here, country), week_number(here + timedelta(days=7), country)
    assert following == now + 1 or (following == 1 and now in {52, 53})
    first_of_year = week_start(date(day.year, 1, 1), country)
    assert (
        week_number(first_of_year, "US") == 1 if country == "US" else week_number(first_of_year, country) in {1, 52, 53}
    )


@given(_days, st.integers(-600, 600))
def test_another_month_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    there = other_month(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1
