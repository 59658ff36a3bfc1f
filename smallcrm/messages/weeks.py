"""The weeks of a country: on which day they begin, and what number they have."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

SUNDAY = 6
"""As ``date.weekday`` counts."""


@lru_cache(maxsize=16)
def first_weekday(country: str) -> int:
    """Give the day on which weeks begin in a country (ISO code), Monday = 0; Monday where nobody knows."""
    # Babel answers a language without its country as if it were the world's: the country is asked, in any language.
    try:
        return int(Locale.parse(f"und_{country.upper()}").first_week_day) if country else 0
    except (UnknownLocaleError, ValueError):
        return 0


def week_start(day: date, country: str) -> date:
    """Give the first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - first_weekday(country)) % 7)


def week_number(day: date, country: str) -> int:
    """Give the number of the week that begins on this day: by ISO 8601, where weeks begin on Sunday by 1 January.

    A week that begins on Saturday counts as the ISO week of the Monday in it.
    """
    if first_weekday(country) != SUNDAY:
        return (day + timedelta(days=(-day.weekday()) % 7)).isocalendar().week
    last = day + timedelta(days=6)
    begun = week_start(date(last.year, 1, 1), country)  # the week with 1 January is the first of its year
    return (week_start(last, country) - begun).days // 7 + 1


def month_days(month: date, country: str) -> list[date]:
    """Give the 42 days of six weeks that show a month, which holds any of its days."""
    first = week_start(month.replace(day=1), country)
    return [first + timedelta(days=n) for n in range(42)]


def other_month(day: date, months: int) -> date:
    """Give the same day that many months later, or the last of a month that is shorter."""
    count = max(12, day.year * 12 + day.month - 1 + months)
    year, month = divmod(min(count, 9999 * 12 - 1), 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return day
