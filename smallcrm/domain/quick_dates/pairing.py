"""Two pieces side by side: "Tuesday" + "24.11.", "next week" + "Thursday", "in two weeks" + "on Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from smallcrm.domain.quick_dates import counting
from smallcrm.domain.quick_dates.piece import BEHIND, NOTHING, Kind, Moment, Piece

_WEEK = timedelta(days=7)
_NEAR = timedelta(days=62)
"""How far "Thursday 24th" may be for both to be meant."""


def together(at: Moment, a: Piece, b: Piece) -> Piece | None:
    """Return what two pieces say together, nothing where they do not belong together."""
    try:
        return _together(at, a, b)
    except (OverflowError, ValueError):  # beyond the calendar
        return NOTHING


def _together(at: Moment, a: Piece, b: Piece) -> Piece | None:
    kinds = {a.kind, b.kind}
    if Kind.BEHIND in kinds:
        return BEHIND if Kind.NOTHING not in kinds and not (a.firm or b.firm) else None
    if kinds == {Kind.WEEKDAY, Kind.WEEK}:
        return _of_week(at, *_sorted(Kind.WEEKDAY, a, b))
    if kinds == {Kind.WEEKDAY, Kind.AHEAD}:
        return _weeks_on(at, *_sorted(Kind.WEEKDAY, a, b))
    if kinds == {Kind.WEEKDAY, Kind.DATE}:
        return _agreed(at, *_sorted(Kind.WEEKDAY, a, b))
    if kinds in ({Kind.DAY, Kind.DATE}, {Kind.DAY, Kind.WEEKDAY}):
        day, other = _sorted(Kind.DAY, a, b)
        if len(day.days) > 1 or day.weekday >= 0:
            return None
        fits = day.days[0] in other.days or (other.kind is Kind.WEEKDAY and day.days[0].weekday() == other.weekday)
        return day if fits else _two(day, other.days[0])
    return None


def _sorted(first: Kind, a: Piece, b: Piece) -> tuple[Piece, Piece]:
    return (a, b) if a.kind is first else (b, a)


def _two(piece: Piece, *days: date) -> Piece:
    return replace(piece, days=tuple(sorted({*piece.days, *days})), unclear=0)


def _of_week(at: Moment, day: Piece, week: Piece) -> Piece | None:
    if week.number:
        found = counting.week(at.today, week.number, day.weekday)
    else:
        found = counting.monday(at.today) + _WEEK * week.weeks + timedelta(days=day.weekday)
    if found is None or found < at.today:
        return NOTHING
    return Piece(Kind.DAY, (found,), firm=True, weekday=day.weekday, part=day.part)


def _weeks_on(at: Moment, day: Piece, ahead: Piece) -> Piece | None:
    if ahead.at is not None:
        return None
    if not ahead.weeks:
        days = ahead.days if ahead.days[0].weekday() == day.weekday else tuple(sorted({*ahead.days, *day.days}))
        return Piece(Kind.DAY, days, firm=True, part=day.part)
    then = at.today + _WEEK * ahead.weeks
    in_that_week = counting.monday(then) + timedelta(days=day.weekday)
    so_much_later = counting.next_weekday(at.today, day.weekday) + _WEEK * ahead.weeks
    both = {then} if then.weekday() == day.weekday else {in_that_week, so_much_later}
    return Piece(Kind.DAY, tuple(sorted(both)), firm=True, part=day.part)


def _agreed(at: Moment, day: Piece, date_: Piece) -> Piece | None:
    said = date_.days[0]
    if date_.number:
        for coming in counting.coming_day(at.today, date_.number):
            if coming - at.today <= _NEAR and coming.weekday() == day.weekday:
                return replace(date_, days=(coming,), part=day.part, unclear=0, firm=day.firm, number=0)
    if said.weekday() == day.weekday:
        return replace(date_, part=day.part, unclear=0, firm=day.firm or date_.firm)
    if date_.maybe_hour:
        return None
    near = counting.monday(said) + timedelta(days=day.weekday)
    near += _WEEK if near < at.today else timedelta()
    return replace(_two(date_, near), part=day.part)
