"""Counting days, weeks and months from a day, and the next open one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, UTC, date, datetime, timedelta

IsOpen = Callable[[date], bool]

_FARTHEST = 400
"""Days looked through for an open day: longer than any closed season."""
_ONE_DAY = timedelta(days=1)
_YEARS = 9
"""Years looked through for a day of a month: 29 February comes after eight years at the latest."""


def next_weekday(today: date, weekday: int) -> date:
    """Return the first such day after today, Monday = 0."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def monday(day: date) -> date:
    """Return the Monday of that week."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_workdays(day: date, count: int, is_open: IsOpen) -> date:
    """Return the open day that comes so many open days later."""
    for _ in range(count):
        day = open_from(day + _ONE_DAY, is_open)
    return day


def open_from(day: date, is_open: IsOpen) -> date:
    """Return the day, or the next open one; the day itself in a shop that does not open again."""
    for ahead in range(_FARTHEST):
        later = day + timedelta(days=ahead)
        if is_open(later):
            return later
    return day


def open_until(day: date, is_open: IsOpen, first: date) -> date:
    """Return the day, or the last open one before it that is not before ``first``; else the day itself."""
    earlier = day
    while earlier >= first:
        if is_open(earlier):
            return earlier
        earlier -= _ONE_DAY
    return day


def coming(today: date, month: int, day: int) -> date | None:
    """Return the next such day, today included; nothing where no year has it."""
    for year in range(today.year, min(today.year + _YEARS, MAXYEAR + 1)):
        if day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None


def coming_day(today: date, day: int) -> Iterator[date]:
    """Give the next days with that number in a month, today included."""
    first = today.replace(day=1)
    for month in range(15):
        start = add_months(first, month)
        if day <= monthrange(start.year, start.month)[1] and start.replace(day=day) >= today:
            yield start.replace(day=day)


def week(today: date, number: int, weekday: int = 0) -> date | None:
    """Return that weekday of the ISO week, the next time it comes."""
    year = today.isocalendar().year
    for later in range(_YEARS):
        try:
            day = date.fromisocalendar(year + later, number, weekday + 1)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def end_of_month(day: date) -> date:
    """Return the last day of that month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def later(now: datetime, minutes: int) -> datetime:
    """Return the time so many minutes on, over a change of the clock as well."""
    if now.tzinfo is None:
        return now + timedelta(minutes=minutes)
    return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
