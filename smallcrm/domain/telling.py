"""What to tell of what came due, and when: at its minute where it has one, else in one line about all of it.

Moments are those of the clock on the wall, without offset. Nothing here decides whether a reminder lives: what was told
is kept only so that it is not told twice, and losing it loses no reminder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MOST = 3
"""So many are told one by one at a time; the rest in one line."""
GRACE = timedelta(hours=1)
"""A minute of the day before is still told by itself when it is no longer ago: just after midnight."""
NEAR = timedelta(days=2)
"""A clock set back by no more tells nothing again; what was told earlier than that is told at its own time, too."""
KEPT = 500
"""Of so many it is remembered that they were told."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that came due: the id of a follow-up, and when. ``timed``: at that minute, else on that day."""

    id: int
    moment: datetime
    timed: bool = False

    @property
    def mark(self) -> tuple[int, datetime]:
        """By which it is known again: put off it is another."""
        return self.id, self.moment


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: everything up to a moment (None: never anything), and the latest ones by id and moment."""

    until: datetime | None = None
    marks: tuple[tuple[int, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell now, and what is told then."""

    calls: tuple[Due, ...]
    """Each by itself, the latest first."""
    others: tuple[int, ...]
    """Ids of the rest, told in one line, the first one due first."""
    since: date | None
    """The day from which those came due; None where they came due today."""
    told: Told


def moment(due: date, at: time | None, snoozed_to: datetime | None) -> tuple[datetime, bool]:
    """When a follow-up comes due, and whether at that minute: put off to a moment, else its day with or without one."""
    return moments(due, at, snoozed_to)[0]


def moments(
    due: date, at: time | None, snoozed_to: datetime | None, leads: Sequence[int] = ()
) -> tuple[tuple[datetime, bool], ...]:
    """Each moment at which something is told, the first one first: put off to before its time, also at its time.

    ``leads``: so many days before it is told, too, where it is not put off to a later moment.
    """
    own = datetime.combine(due, at or time()), at is not None
    room = (due - date.min).days
    ahead = [(datetime.combine(due - timedelta(days=n), time()), False) for n in leads if 0 < n <= room]
    if snoozed_to is None:
        return (*sorted(ahead), own)
    wall = snoozed_to.replace(tzinfo=None)
    put_off = wall, wall.time() != time()
    return (put_off, *sorted(one for one in ahead if one[0] > wall), own) if wall < own[0] else (put_off,)


def span(told: Told, now: datetime) -> tuple[datetime, datetime]:
    """Give after which moment and up to which one to look: the whole day of now, and what was never looked at."""
    morning = datetime.combine(now.date(), time())
    return min(told.until or now, morning - timedelta(seconds=1), now), now


def tell(told: Told, now: datetime, due: Sequence[Due]) -> Telling:
    """Decide what to tell of what came due in the ``span``; nothing twice, nothing left out.

    A minute that was over when it was written down is told, too; a day that had begun is not: whoever wrote it knows.
    """
    known = tuple(mark for mark in told.marks if mark[1] - now <= NEAR)
    start, after = span(told, now)[0], min(told.until or now, now)
    new = [one for one in due if one.mark not in set(known) and (start if one.timed else after) < one.moment <= now]
    close = [one for one in new if one.timed and (one.moment.date() == now.date() or now - one.moment <= GRACE)]
    calls = sorted(close, key=lambda one: (one.moment, one.id), reverse=True)[:MOST]
    rest = [one for one in new if one not in calls]
    called, waiting = {one.id for one in calls}, sorted(rest, key=lambda one: (one.moment, one.id))
    others = tuple(dict.fromkeys(one.id for one in waiting if one.id not in called))
    since = after.date() if rest and after.date() < now.date() else None
    marks = tuple(one.mark for one in new if now - one.moment <= NEAR)
    return Telling(tuple(calls), others, since, Told(now, (*known, *marks)[-KEPT:]))
