"""What stands in each field of a follow-up, and what a typed text makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import FollowUp
from smallcrm.i18n import _, format_date
from smallcrm.messages.follow_ups import CALLS, call
from smallcrm.ui.widgets.when import Days, clock_words

_CLOCK = re.compile(r"(?:\D{0,5}\s)?(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """A field that is typed: what stands in it, and what a text makes of a follow-up (raises BadInput)."""

    shown: Callable[[FollowUp], str]
    made: Callable[[FollowUp, str, Days], FollowUp]


def day_shown(day: date) -> str:
    """Write a day with its weekday and year: Fri 27 Nov 2026."""
    # Translators: a short weekday and a date with its year
    words = _("{weekday} {date}")
    return words.format(weekday=format_date(day, "weekday_short"), date=format_date(day, "medium"))


def read_clock(text: str) -> time | None:
    """Read a time of day (16, 16:00, 16.00, 4 pm); None for nothing typed. Raises BadInput ``bad_time``."""
    typed = text.strip()
    if not typed:
        return None
    found = _CLOCK.fullmatch(typed)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    half = found[3].casefold().replace(".", "") if found and found[3] else ""
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise BadInput("bad_time", value=typed, example=clock_words(time(16, 30))) from None


def _due(f: FollowUp, text: str, days: Days) -> FollowUp:
    if text.strip() == day_shown(f.due):
        return f
    found = days.read(text)
    if found is None:
        raise BadInput("bad_day", value=text.strip(), example=day_shown(date(days.now().year, 12, 24)))
    return replace(f, due=found.day, at=found.time or f.at)


def _outcome(f: FollowUp) -> str:
    return call(f.outcome) if f.outcome in CALLS else f.outcome


def _keep_outcome(f: FollowUp, text: str, _days: Days) -> FollowUp:
    return f if text.strip() == _outcome(f) else replace(f, outcome=text.strip())


def _words(f: FollowUp, text: str, _days: Days) -> FollowUp:
    if not text.strip() and not f.rule:
        raise BadInput("empty_follow_up")
    return replace(f, text=text.strip())


FIELDS: Mapping[str, Typed] = {
    "text": Typed(lambda f: f.text, _words),
    "due": Typed(lambda f: day_shown(f.due), _due),
    "at": Typed(lambda f: clock_words(f.at) if f.at else "", lambda f, t, _d: replace(f, at=read_clock(t))),
    "outcome": Typed(_outcome, _keep_outcome),
    "cause": Typed(
        lambda f: f.complaint.cause, lambda f, t, _d: replace(f, complaint=replace(f.complaint, cause=t.strip()))
    ),
    "remedy": Typed(
        lambda f: f.complaint.remedy, lambda f, t, _d: replace(f, complaint=replace(f.complaint, remedy=t.strip()))
    ),
    "prevention": Typed(
        lambda f: f.complaint.prevention,
        lambda f, t, _d: replace(f, complaint=replace(f.complaint, prevention=t.strip())),
    ),
    "asked": Typed(
        lambda f: f.complaint.asked, lambda f, t, _d: replace(f, complaint=replace(f.complaint, asked=t.strip()))
    ),
}
