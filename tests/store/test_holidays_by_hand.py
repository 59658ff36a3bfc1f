"""Public holidays of two years against tables written down from the calendars of four countries."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.store.calendar import holiday_names, public_holidays
from tests.domain.test_post_every_day import COUNTRIES

# Easter Sunday: 5 April 2026, 28 March 2027
TABLES = {
    ("FI", 2026): "1-1 1-6 4-3 4-5 4-6 5-1 5-14 5-24 6-19 6-20 10-31 12-6 12-24 12-25 12-26",
    ("FI", 2027): "1-1 1-6 3-26 3-28 3-29 5-1 5-6 5-16 6-25 6-26 11-6 12-6 12-24 12-25 12-26",
    ("NO", 2026): "1-1 4-2 4-3 4-5 4-6 5-1 5-14 5-17 5-24 5-25 12-25 12-26",
    ("NO", 2027): "1-1 3-25 3-26 3-28 3-29 5-1 5-6 5-16 5-17 12-25 12-26",
    ("PL", 2026): "1-1 1-6 4-5 4-6 5-1 5-3 5-24 6-4 8-15 11-1 11-11 12-24 12-25 12-26",
    ("PL", 2027): "1-1 1-6 3-28 3-29 5-1 5-3 5-16 5-27 8-15 11-1 11-11 12-24 12-25 12-26",
    ("GB", 2026): "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-26 12-28",
    ("GB", 2027): "1-1 3-26 3-29 5-3 5-31 8-30 12-25 12-26 12-27 12-28",
    ("US", 2026): "1-1 1-19 2-16 5-25 6-19 7-3 7-4 9-7 10-12 11-11 11-26 12-25",
    ("US", 2027): "1-1 1-18 2-15 5-31 6-18 6-19 7-4 7-5 9-6 10-11 11-11 11-25 12-24 12-25 12-31",
    ("SE", 2026): "1-1 1-6 4-3 4-5 4-6 5-1 5-14 5-24 6-6 6-20 10-31 12-25 12-26",
    ("SE", 2027): "1-1 1-6 3-26 3-28 3-29 5-1 5-6 5-16 6-6 6-26 11-6 12-25 12-26",
    ("DK", 2026): "1-1 4-2 4-3 4-5 4-6 5-14 5-24 5-25 12-25 12-26",
    ("DK", 2027): "1-1 3-25 3-26 3-28 3-29 5-6 5-16 5-17 12-25 12-26",
}


@pytest.mark.parametrize(("country", "year"), TABLES)
def test_the_days(country: str, year: int) -> None:
    days = {date(year, *map(int, day.split("-"))) for day in TABLES[country, year].split()}
    assert public_holidays(country, year, year) == days
    assert set(holiday_names(country, year, "en")) == days


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_working_days_of_nine_years(country: str) -> None:
    """What matters to the post: no holiday from Monday to Friday is missing, and none is too many."""
    for year in range(2024, 2033):
        known = {day for day in public_holidays(country, year, year) if day.weekday() < 5}
        assert known == {day for day in COUNTRIES[country](year) if day.weekday() < 5 and day.year == year}


def test_years_asked_together_are_those_asked_one_by_one() -> None:
    for country in (*COUNTRIES, "US", "SE", "DK", "DE"):
        together = public_holidays(country, 2020, 2032)
        assert together == frozenset().union(*(public_holidays(country, y, y) for y in range(2020, 2033)))


@pytest.mark.parametrize(
    ("country", "language", "day", "name"),
    [
        ("FI", "fi", (12, 6), "Itsenäisyyspäivä"),
        ("FI", "en", (12, 6), "Independence Day"),
        ("FI", "nb", (12, 6), "Itsenäisyyspäivä"),
        ("NO", "nb", (1, 1), "Første nyttårsdag"),
        ("NO", "en", (1, 1), "New Year's Day"),
        ("NO", "pl", (1, 1), "Første nyttårsdag"),
        ("PL", "pl", (11, 11), "Święto Niepodległości"),
        ("PL", "nb", (1, 1), "Nowy Rok"),
        ("PL", "en", (1, 1), "New Year's Day"),
        ("GB", "en", (12, 25), "Christmas Day"),
        ("GB", "fi", (12, 25), "Christmas Day"),
        ("US", "en", (7, 4), "Independence Day"),
        ("US", "pl", (7, 4), "Independence Day"),
    ],
)
def test_names_in_the_language_of_the_window_else_of_the_country(
    country: str, language: str, day: tuple[int, int], name: str
) -> None:
    assert holiday_names(country, 2026, language)[date(2026, *day)] == name


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl", "xx", ""])
@pytest.mark.parametrize("country", ["FI", "NO", "PL", "GB", "US", "SE", "DK", "EE", "JP", "ZZ", ""])
@pytest.mark.parametrize("year", [1, 1850, 2026, 2199, 9999])
def test_no_country_language_or_year_is_too_much(country: str, language: str, year: int) -> None:
    found = holiday_names(country, year, language)
    assert all(day.year == year and name.strip() for day, name in found.items())
