"""What a punch card promises: programmes, the terms of each of their editions, prizes, and how long things are good."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from smallcrm.domain.errors import BadInput
from smallcrm.domain.money import LARGEST

GOALS = range(2, 21)
"""Stamps a card may take."""
USES = range(1, 21)
_DAYS = range(36_526)
"""A hundred years: more is a slip of the hand."""
_MOST = range(1_000_000)
_LINES = 3
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ROWS = ((5, 1), (12, 2), (max(GOALS), 3))


class Unit(StrEnum):
    """What a stamp is given for."""

    VISIT = "visit"
    ITEM = "item"
    AMOUNT = "amount"


class ProgrammeState(StrEnum):
    """How far a programme has come."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ExpiryBasis(StrEnum):
    """What the last good day of stamps is counted from."""

    NEVER = "never"
    EACH = "each"
    """Every stamp from its own day."""
    FIRST = "first"
    """All stamps of a card from the first one."""
    LAST = "last"
    """All stamps of a card from the last one."""
    DATE = "date"
    """None: it is a day of the calendar."""


class ExpiryUnit(StrEnum):
    """What is counted; ``*_end``: months or years, and on to the last day of that month or year (0: of this one)."""

    DAY = "day"
    MONTH = "month"
    MONTH_END = "month_end"
    YEAR_END = "year_end"

    __hash__ = str.__hash__  # its own one is no quick one, and a long ledger asks often


_MONTHS = {ExpiryUnit.MONTH: 1, ExpiryUnit.MONTH_END: 1, ExpiryUnit.YEAR_END: 12}


@dataclass(frozen=True, slots=True)
class Expiry:
    """How long stamps are good. Always to the end of a day, in the shop's zone."""

    basis: ExpiryBasis = ExpiryBasis.NEVER
    count: int = 0
    unit: ExpiryUnit = ExpiryUnit.MONTH
    on: date | None = None
    """The last good day where the basis is DATE."""


@dataclass(frozen=True, slots=True)
class Prize:
    """A reward as promised: ``cents`` its worth in reports (0: nobody said), ``uses`` how often it is given."""

    at_stamp: int
    name: str
    cents: int = 0
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one edition of a programme; they never change once kept. ``id`` 0: not kept yet."""

    unit: Unit = Unit.VISIT
    per_cents: int = 0
    """Cents a stamp where the unit is AMOUNT."""
    goal: int = 10
    head_start: int = 0
    """Stamps given for joining, on the first card only."""
    reward: Prize = Prize(10, "")
    interim: Prize | None = None
    expiry: Expiry = Expiry()
    reward_days: int = 0
    """Days after the one on which it was earned that a reward is good; 0: for ever."""
    max_visit: int = 0
    """Stamps at one time, and on one day; minutes between two; cents of the least purchase. 0: no limit."""
    max_day: int = 0
    wait_minutes: int = 0
    least_cents: int = 0
    words: str = ""
    """Up to three lines on the printed card."""
    id: int = 0
    programme_id: int = 0
    edition: int = 0
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with its newest terms; ``icon`` and ``ink`` are names of the program's own drawings and colours."""

    name: str
    state: ProgrammeState = ProgrammeState.PLANNED
    on_scan: bool = False
    icon: str = "coffee"
    ink: str = "coffee"
    started_on: date | None = None
    ends_on: date | None = None
    """The last day on which it gives stamps."""
    redeem_until: date | None = None
    """The last day on which its rewards are given."""
    id: int = 0
    terms: Terms = Terms()


def check_terms(terms: Terms) -> Terms:
    """Give terms that can be kept, without what does not count. Raises BadInput ``bad_terms`` (what: a field)."""
    wrong = next(_wrong(terms), "")
    if wrong:
        raise BadInput("bad_terms", what=wrong)
    interim = terms.interim
    return replace(
        terms,
        per_cents=terms.per_cents if terms.unit is Unit.AMOUNT else 0,
        reward=replace(terms.reward, at_stamp=terms.goal, name=terms.reward.name.strip()),
        interim=replace(interim, name=interim.name.strip()) if interim else None,
        expiry=_plain(terms.expiry),
        words="\n".join(line.strip() for line in terms.words.splitlines()).strip("\n"),
    )


def last_day(start: date, expiry: Expiry) -> date | None:
    """Give the last good day of something counted from ``start``, that day included; None: never ends.

    29 February and 12 months: 28 February. 31 January and a month: 28 or 29 February.
    """
    if expiry.basis is ExpiryBasis.NEVER:
        return None
    if expiry.basis is ExpiryBasis.DATE:
        return expiry.on
    if expiry.unit is ExpiryUnit.DAY:
        return days_on(start, expiry.count)
    month = start.year * 12 + start.month - 1 + expiry.count * _MONTHS[expiry.unit]
    if expiry.unit is ExpiryUnit.YEAR_END:
        month = month // 12 * 12 + 11
    year, month = month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    end = 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]  # asked for each stamp of a long ledger
    return date(year, month, min(start.day, end) if expiry.unit is ExpiryUnit.MONTH else end)


def days_on(start: date, days: int) -> date:
    """Give the day so many days later, or the last one there is."""
    return start + timedelta(days=min(days, (date.max - start).days))


def is_over(programme: Programme, day: date) -> bool:
    """Whether a programme has given its last stamp before a day."""
    return day > programme.ends_on if programme.ends_on else programme.state is ProgrammeState.ENDED


def takes_stamps(programme: Programme, day: date) -> bool:
    """Whether stamps are given on a day: also of a programme whose end is set, up to its last day."""
    waits = programme.state in {ProgrammeState.PLANNED, ProgrammeState.PAUSED}
    return not waits and not is_over(programme, day)


def grid(goal: int) -> tuple[int, ...]:
    """Give how many fields stand in each row of a card, the fuller rows first: 10 -> (5, 5), 7 -> (4, 3), 2 -> (2,)."""
    rows = next(rows for most, rows in _ROWS if goal <= most)
    return tuple((goal + row) // rows for row in reversed(range(rows)))


def _wrong(terms: Terms) -> Iterator[str]:
    """Name the fields that cannot be kept, in the order in which people fill them in."""
    interim = terms.interim
    good = {
        "per_cents": terms.unit is not Unit.AMOUNT or 0 < terms.per_cents <= LARGEST,
        "goal": terms.goal in GOALS,
        "head_start": 0 <= terms.head_start < terms.goal,
        "reward": _can_be_given(terms.reward),
        "interim": interim is None or (0 < interim.at_stamp < terms.goal and _can_be_given(interim)),
        "expiry": _can_be_counted(terms.expiry),
        "reward_days": terms.reward_days in _DAYS,
        "max_visit": terms.max_visit in _MOST,
        "max_day": terms.max_day in _MOST,
        "wait_minutes": terms.wait_minutes in _MOST,
        "least_cents": 0 <= terms.least_cents <= LARGEST,
        "words": len(terms.words.strip().splitlines()) <= _LINES,
    }
    return (field for field, right in good.items() if not right)


def _can_be_given(prize: Prize) -> bool:
    return bool(prize.name.strip()) and 0 <= prize.cents <= LARGEST and prize.uses in USES


def _can_be_counted(expiry: Expiry) -> bool:
    if expiry.basis is ExpiryBasis.NEVER:
        return True
    if expiry.basis is ExpiryBasis.DATE:
        return expiry.on is not None
    to_the_end = expiry.unit in {ExpiryUnit.MONTH_END, ExpiryUnit.YEAR_END}
    return expiry.count in _DAYS and (expiry.count > 0 or to_the_end)


def _plain(expiry: Expiry) -> Expiry:
    """The same expiry without what its basis does not ask for, so that terms that mean the same are equal."""
    if expiry.basis is ExpiryBasis.NEVER:
        return Expiry()
    if expiry.basis is ExpiryBasis.DATE:
        return Expiry(expiry.basis, on=expiry.on)
    return replace(expiry, on=None)
