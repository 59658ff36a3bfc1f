"""Days of a list: which of two numbers is the month is asked of the whole column, never of one cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from smallcrm.domain.name_days import MonthDay, is_day
from smallcrm.exchange.tables import days

DAY_FIRST, MONTH_FIRST = ORDERS = ("dmy", "mdy")
_ANY_YEAR = date(2024, 12, 31)
_HOUR = re.compile(r"(?<=\d)[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?$", re.IGNORECASE)
_PAIR = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})(?:\s?[./-]\s?(?:\d{4}|\d{2}))?\s?[./]?")


def order_of(values: Iterable[str]) -> tuple[str, str]:
    """Return the order of day and month in a column, and a day that may be read two ways where none settles it.

    The more there are of one order decide. With points between the numbers the day stands first unless some
    number says otherwise; nobody writes the month first so.
    """
    votes, open_one = Counter[str](), ""
    for value in values:
        found = _pair(value)
        if found is None:
            continue
        first, mark, second = found
        if second <= 12 < first:
            votes[DAY_FIRST] += 1
        elif first <= 12 < second:
            votes[MONTH_FIRST] += 1
        elif first != second and mark != ".":
            open_one = open_one or value.strip()
    order = MONTH_FIRST if votes[MONTH_FIRST] > votes[DAY_FIRST] else DAY_FIRST
    return order, open_one if votes[MONTH_FIRST] == votes[DAY_FIRST] else ""


def month_day(text: str, order: str) -> MonthDay | None:
    """Read a day of any year; 29 February of a year that has none stays 29 February."""
    if re.fullmatch(r"\d{4}-02-29", text.strip()):
        return 2, 29
    if found := _pair(text):
        first, _mark, second = found
        month, day = (first, second) if order == MONTH_FIRST else (second, first)
        return (month, day) if is_day(month, day) else None
    try:
        read = days.read_day(text, order, _ANY_YEAR)
    except days.NotADay:
        return None
    return (read.month, read.day) if read and is_day(read.month, read.day) else None


def is_date(text: str) -> bool:
    """Whether it is a day in some order, and not a number alone."""
    return not text.isdecimal() and any(month_day(text, order) is not None for order in ORDERS)


def _pair(text: str) -> tuple[int, str, int] | None:
    """Give the two numbers that are day and month, and what stands between them; None where no such two stand first."""
    found = _PAIR.fullmatch(_HOUR.sub("", text.strip().strip("'\"")))
    if found is None or max(int(found[1]), int(found[3])) > 31:
        return None
    return int(found[1]), found[2], int(found[3])
