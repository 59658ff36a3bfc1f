"""When a card must be printed and posted to come in time.

Working days of the post are Monday to Friday without public holidays; the day of posting is day 0. Days that the post
of the country does not go are ``delivery_holidays``; days on which nobody brings the letter are ``recipient_holidays``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from smallcrm.domain.occasions import MISSED_DAYS

NEXT_OPEN_DAY = "next_open_day"
END_OF_WEEK = "end_of_week"

_FARTHEST = 400
"""Days looked through for an open day: longer than any closed season."""
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PostCalendar:
    """What decides how long a letter is under way, and when the shop can print."""

    delivery_holidays: frozenset[date] = frozenset()
    """Public holidays of the sender's country."""
    recipient_holidays: frozenset[date] = frozenset()
    """Public holidays of the recipient's country."""
    open_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Opening days of the shop, Monday = 0; empty = every day."""
    closed: frozenset[date] = frozenset()
    """Days on which the shop is closed nevertheless, holidays among them."""
    lead_days: int = 5
    """Working days from posting to delivery."""
    handling_days: int = 1
    """Open days from printing to posting."""


class CardState(StrEnum):
    """Where a card stands on a given day."""

    NOT_YET = "not_yet"
    DUE = "due"
    LATE = "late"
    """It cannot come in time by post any more: hand over, call, or a belated card."""
    PAST = "past"


class Soon(StrEnum):
    """When a card is printed, as somebody plans the days: in this order."""

    TODAY = "today"
    """Today, or before and not done."""
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    LATER = "later"


@lru_cache(maxsize=4096)
def post_by(day: date, calendar: PostCalendar) -> date:
    """Return the last open day of the shop on which a card posted comes by that day."""
    arrival = _back_to(day, lambda d: _goes(d, calendar.recipient_holidays))
    posted = _back_to(arrival, lambda d: _goes(d, calendar.delivery_holidays))
    for _ in range(calendar.lead_days):
        posted = _back_to(posted - _ONE_DAY, lambda d: _goes(d, calendar.delivery_holidays))
    return _back_to(posted, lambda d: is_open(d, calendar))


@lru_cache(maxsize=4096)
def print_by(day: date, calendar: PostCalendar) -> date:
    """Return the last day on which a card for that day can be printed: the handling days before ``post_by``."""
    printed = post_by(day, calendar)
    for _ in range(calendar.handling_days):
        printed = _back_to(printed - _ONE_DAY, lambda d: is_open(d, calendar))
    return printed


def opens(day: date, open_days: Collection[int]) -> bool:
    """Whether the weekday is one of the shop's opening days; where none was said, every one is."""
    return not open_days or day.weekday() in open_days


def is_open(day: date, calendar: PostCalendar) -> bool:
    """Whether the shop is open on that day."""
    return opens(day, calendar.open_days) and day not in calendar.closed


def next_open_day(today: date, calendar: PostCalendar) -> date:
    """Return the first open day after today."""
    day = today + _ONE_DAY
    return next((d for n in range(_FARTHEST) if is_open(d := day + n * _ONE_DAY, calendar)), day)


def last_print_day(today: date, calendar: PostCalendar, until: str) -> date:
    """Return how far *cards to print* looks: the next open day, or the Sunday of this week."""
    if until == END_OF_WEEK:
        return today + timedelta(days=6 - today.weekday())
    return next_open_day(today, calendar)


def printing_group(print_by_day: date, today: date) -> Soon:
    """Return with which cards one is printed; a week ends on Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    if print_by_day <= today:
        return Soon.TODAY
    if print_by_day <= sunday:
        return Soon.THIS_WEEK
    return Soon.NEXT_WEEK if print_by_day <= sunday + timedelta(days=7) else Soon.LATER


def last_day_printed(limit: date, calendar: PostCalendar) -> date:
    """Return the last day whose card is to be printed by ``limit``."""
    day = limit
    while (day - limit).days < _FARTHEST and print_by(day + _ONE_DAY, calendar) <= limit:
        day += _ONE_DAY
    return day


def to_print(day: date, today: date, calendar: PostCalendar, until: str = NEXT_OPEN_DAY) -> CardState:
    """Return where the card for that day stands today."""
    if today > day + timedelta(days=MISSED_DAYS):
        return CardState.PAST
    if today > post_by(day, calendar):
        return CardState.LATE
    if print_by(day, calendar) <= last_print_day(today, calendar, until):
        return CardState.DUE
    return CardState.NOT_YET


def _goes(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def _back_to(day: date, fits: Callable[[date], bool]) -> date:
    """Return the last day up to this one that fits; this one if there is none for more than a year."""
    return next((d for n in range(_FARTHEST) if fits(d := day - n * _ONE_DAY)), day)
