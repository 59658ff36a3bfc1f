"""Yearly days: when each comes, which one it is, who was missed.

An occasion is (month, day, year or nothing). The greeting day of 29 February in a common year is the shop's choice:
``leap_day`` is ``"28"`` (28 February) or ``"1"`` (1 March). Ages are counted from the real year. A wedding whose
marriage ended is kept, and has no days any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smallcrm.domain.model import Occasion, OccasionKind

MISSED_DAYS = 14
"""How many days back a missed occasion is still told, and a late card still offered."""

SMALL = (OccasionKind.NAME_DAY, OccasionKind.CUSTOMER_SINCE)
"""Days that are pleasant to mention on the day itself, and are not missed when they have gone by."""

_ROUND = {
    "FI": (50, 60, *range(70, 121, 5)),
    "NO": tuple(range(30, 121, 10)),
    "SE": tuple(range(30, 121, 10)),
    "PL": tuple(range(20, 121, 10)),
}
_ROUND_ELSEWHERE = (21, *range(30, 121, 10))
_ROUND_YEARS = (1, 5, 25)
"""Beside the tens: the first year together, the fifth, the silver wedding."""
_STARTS_A_YEAR_LATER = (OccasionKind.BIRTHDAY, OccasionKind.CUSTOMER_SINCE)


@dataclass(frozen=True, slots=True)
class DueDay:
    """One occasion in one year."""

    customer_id: int
    occasion: Occasion
    day: date
    turns: int | None
    """Years since ``occasion.year``; None where nobody knows it."""


def day_in(occasion: Occasion, year: int, leap_day: str = "28") -> date:
    """Day on which the occasion is kept in that year."""
    leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (occasion.month, occasion.day) == (2, 29) and not leap_year:
        return date(year, 3, 1) if leap_day == "1" else date(year, 2, 28)
    return date(year, occasion.month, occasion.day)


def turns(occasion: Occasion, year: int) -> int | None:
    """Age or number of years in that year, from 1; None where the year is unknown or has not come."""
    if occasion.year is None or occasion.kind == OccasionKind.NAME_DAY:
        return None
    return year - occasion.year if year > occasion.year else None


def notable(kind: str, years: int | None) -> bool:
    """Whether a day is worth a line of a busy morning: of the years as a customer the first and each fifth."""
    return kind != OccasionKind.CUSTOMER_SINCE or years == 1 or bool(years and years % 5 == 0)


def round_ages(country: str, own: Sequence[int] = ()) -> tuple[int, ...]:
    """Return the ages that are told as round ones in a country (ISO alpha-2), or those that the shop chose.

    Finland: 50, 60, 70, then every fifth year from 75 (``print.md`` 9); elsewhere the tens, from where people make
    much of them; 18 everywhere.
    """
    return tuple(sorted(set(own))) if own else (18, *_ROUND.get(country, _ROUND_ELSEWHERE))


def is_round(kind: str, years: int | None, country: str, own: Sequence[int] = ()) -> bool:
    """Return whether a birthday or an anniversary is a round one; never without its year."""
    if not years:
        return False
    if kind == OccasionKind.BIRTHDAY:
        return years in round_ages(country, own)
    return kind != OccasionKind.NAME_DAY and (years in _ROUND_YEARS or years % 10 == 0)


def next_day(occasion: Occasion, today: date, leap_day: str = "28") -> date:
    """Return the first day on or after today on which the occasion is kept, or would be if it had not ended."""
    year = today.year
    while not kept_in(occasion.kind, occasion.year, year) or day_in(occasion, year, leap_day) < today:
        year += 1
    return day_in(occasion, year, leap_day)


def between(occasions: Iterable[tuple[int, Occasion]], start: date, end: date, leap_day: str = "28") -> list[DueDay]:
    """Return every day from start to end, both included, in the order of days, then of customers."""
    found = [
        DueDay(customer_id, occasion, day, turns(occasion, day.year))
        for customer_id, occasion in occasions
        for day in days_of(occasion, start, end, leap_day)
    ]
    return sorted(found, key=lambda due_day: (due_day.day, due_day.customer_id))


def due(occasions: Iterable[tuple[int, Occasion]], today: date, days: int, leap_day: str = "28") -> list[DueDay]:
    """Return the occasions of today and of the next ``days`` days."""
    return between(occasions, today, today + timedelta(days=days), leap_day)


def missed(
    occasions: Iterable[tuple[int, Occasion]], today: date, days: int = MISSED_DAYS, leap_day: str = "28"
) -> list[DueDay]:
    """Return the occasions of the last ``days`` days, today not among them."""
    return between(occasions, today - timedelta(days=days), today - timedelta(days=1), leap_day)


def days_of(occasion: Occasion, start: date, end: date, leap_day: str = "28") -> list[date]:
    """Return the days from start to end, both included, on which the occasion is kept; none once it ended."""
    if occasion.ended:
        return []
    years = range(start.year, end.year + 1)
    kept = (day_in(occasion, y, leap_day) for y in years if kept_in(occasion.kind, occasion.year, y))
    return [day for day in kept if start <= day <= end]


def kept_in(kind: str, since: int | None, year: int) -> bool:
    """Whether an occasion of a kind, of that first year if it is known, is kept in a year."""
    if since is None or kind == OccasionKind.NAME_DAY:
        return True
    if kind in _STARTS_A_YEAR_LATER:
        # The day itself is no anniversary. A year still to come is a slip of the pen and silences nobody.
        return year != since
    return year >= since
