"""When something that comes back is due next, and from which day on it shows. Always counted from one fixed day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from smallcrm.domain.follow_up import Basis, FollowUp, Repeat, Unit

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12, Unit.LAST_WEEKDAY: 1}


def next_due(repeat: Repeat, first_due: date, after: date, last_contact: date | None = None) -> date:
    """The next due date strictly after ``after``: of the series of ``first_due``, or counted from the last contact.

    Each date is counted from the first one, never from the one before: the 31st and 29 February come back.
    """
    if repeat.basis == Basis.CONTACT and last_contact is not None:
        start, turn = last_contact, 1
    else:
        start, turn = first_due, 0
        after = max(after, first_due - timedelta(days=min(1, (first_due - date.min).days)))  # none before the first
    turn = max(turn, _turns(repeat, start, after))
    while (day := _day(repeat, start, turn)) <= after and day < date.max:
        turn += 1
    return day


def wake_day(due: date, leads: tuple[int, ...] = (), snoozed_to: date | None = None) -> date:
    """The first day on which something due shows: its longest lead before, or when it was snoozed to."""
    if snoozed_to is not None:
        return snoozed_to
    return due - timedelta(days=min(max(leads, default=0), (due - date.min).days))


def shows_on(follow_up: FollowUp) -> date:
    """The first day on which a follow-up shows in Today."""
    snoozed = follow_up.snoozed_to.date() if follow_up.snoozed_to else None
    return wake_day(follow_up.due, follow_up.leads, snoozed)


def _turns(repeat: Repeat, start: date, after: date) -> int:
    """How many repetitions have surely gone by until ``after``, one less at most."""
    every = max(repeat.every, 1)
    if repeat.unit in _MONTHS:
        months = (after.year - start.year) * 12 + after.month - start.month
        return months // (every * _MONTHS[Unit(repeat.unit)])
    return (after - start).days // (every * (7 if repeat.unit == Unit.WEEK else 1))


def _day(repeat: Repeat, start: date, turn: int) -> date:
    """The day of a repetition; the last day there is where the calendar ends before."""
    every = max(repeat.every, 1) * turn
    if repeat.unit not in _MONTHS:
        days = every * (7 if repeat.unit == Unit.WEEK else 1)
        return start + timedelta(days=days) if days <= (date.max - start).days else date.max
    months = start.year * 12 + start.month - 1 + every * _MONTHS[Unit(repeat.unit)]
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    last = monthrange(year, month)[1]
    if repeat.unit == Unit.LAST_WEEKDAY:
        end = date(year, month, last)
        return end - timedelta(days=(end.weekday() - repeat.weekday) % 7)
    return date(year, month, min(start.day, last))
