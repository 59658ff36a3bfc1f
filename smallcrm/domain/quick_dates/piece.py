"""What a rule says about the day: pieces, which stand alone or settle each other ("Tuesday" + "next week")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from smallcrm.domain.quick_dates import counting
from smallcrm.domain.quick_dates.counting import IsOpen
from smallcrm.domain.quick_dates.grammar import Caught, Part, Unit
from smallcrm.domain.quick_dates.language import Language

_TARGET = {1: 5, 2: 15, 3: 25}
"""Early, in the middle, late in a month."""
_DAY_OF_WEEK = {0: 0, 1: 0, 2: 2, 3: 4}
_SATURDAY = 5
_SUNDAY = 6
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
_WEEK = timedelta(days=7)
_FARTHEST_YEAR = 20
"""Years ahead that a date can name: "12.12.80" is somebody's birthday."""


class Kind(Enum):
    """What a piece is about, which decides what it goes together with."""

    DAY = auto()
    WEEKDAY = auto()
    DATE = auto()
    WEEK = auto()
    AHEAD = auto()
    PART = auto()
    NOTHING = auto()
    BEHIND = auto()
    """Words of the past or of a habit: what stands beside them is none either."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A day, or two days that it can be, or nothing."""

    kind: Kind
    days: tuple[date, ...] = ()
    unclear: int = 0
    """How little it says without help: 1 = a bare name, 2 = short for one, 3 = no day, 4 = another word as well,
    5 = the beginning of something ("the first customer")."""
    firm: bool = False
    """It cannot be about the past."""
    weekday: int = -1
    weeks: int = 0
    at: time | None = None
    part: Part | None = None
    year_given: bool = False
    number: int = 0
    """The number of a day in a month, without a month; or of a week."""
    maybe_hour: bool = False
    """The number can be an hour at the end of a sentence: "tirsdag 16."."""
    prefixed: bool = False
    """A preposition stands before it."""


NOTHING = Piece(Kind.NOTHING)
BEHIND = Piece(Kind.BEHIND)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a text is read."""

    now: datetime
    is_open: IsOpen
    language: Language
    month_first: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    def moved(self, day: date) -> date:
        """Return where a counted day goes."""
        return counting.open_from(day, self.is_open) if self.language.counted_move else day


Action = Callable[[Moment, Caught], Piece | None]


def _day(at: Moment, said: Caught) -> Piece:
    part = Part(said["part"]) if "part" in said else None
    return Piece(
        Kind.DAY, (at.today + timedelta(days=said["n"]),), firm=said["n"] > 0 or bool(said.get("firm")), part=part
    )


def _weekday(at: Moment, said: Caught) -> Piece:
    weekday = said["wd"]
    coming = counting.next_weekday(at.today, weekday)
    days: tuple[date, ...] = (coming,)
    following = counting.monday(at.today) + _WEEK + timedelta(days=weekday)
    if said.get("following"):
        days = (following,)
    if said.get("either"):
        days = tuple(sorted({coming, following}))
    if said.get("perhaps"):
        days = (coming, coming + _WEEK)
    if said.get("plus"):
        days = (coming + _WEEK * said.get("num", 1),)
    if said.get("after"):
        days = (counting.open_from(coming + timedelta(days=1), at.is_open),)
    if said.get("before"):
        days = (counting.open_until(coming - timedelta(days=1), at.is_open, at.today),)
    moved = any(said.get(word) for word in ("plus", "after", "before"))
    return Piece(
        Kind.DAY if moved else Kind.WEEKDAY,
        days,
        unclear=said.get("unclear", 0),
        firm=bool(said.get("firm") or said.get("following") or len(days) > 1 or moved),
        weekday=weekday,
        part=Part(said["part"]) if "part" in said else None,
        prefixed=any(said.get(word) for word in ("on", "firm", "either", "perhaps", "following")),
    )


def _weekday_part(at: Moment, said: Caught) -> Piece:
    weekday, part = divmod(said["wdpart"], 10)
    return _weekday(at, said | {"wd": weekday, "part": part})


def _weekend(at: Moment, said: Caught) -> Piece:
    saturday = counting.next_weekday(at.today, _SATURDAY)
    following = counting.monday(at.today) + _WEEK + timedelta(days=_SATURDAY)
    days: tuple[date, ...] = (saturday,)
    if said.get("either"):
        days = tuple(sorted({saturday, following}))
    if said.get("following"):
        days = (following,)
    if said.get("after"):
        return Piece(Kind.WEEK, (at.moved(counting.next_weekday(at.today, 0)),), firm=True, weeks=1)
    if said.get("before"):
        friday = counting.monday(at.today) + timedelta(days=4)
        friday += _WEEK if friday < at.today else timedelta()
        days = (counting.open_until(friday, at.is_open, at.today),)
    return Piece(Kind.DAY, days, firm=bool(said.get("firm") or days[0] != saturday))


def _in_week(at: Moment, said: Caught) -> Piece | None:
    """Next week, the end of this week, Monday by the week after next."""
    weeks = said["weeks"]
    start = counting.monday(at.today) + _WEEK * weeks
    if said.get("end"):
        day = counting.open_until(start + timedelta(days=_SUNDAY), at.is_open, max(start, at.today))
        return Piece(Kind.WEEK, (day,), firm=True, weeks=weeks)
    day = start + timedelta(days=_DAY_OF_WEEK[said.get("part_of", 0)])
    if weeks == 0:
        if not said.get("part_of"):
            return Piece(Kind.WEEK, (start,), unclear=3, firm=True)
        day += _WEEK if day <= at.today else timedelta()
    return Piece(Kind.WEEK, (at.moved(day),), firm=True, weeks=weeks)


def _week_number(at: Moment, said: Caught) -> Piece | None:
    day = counting.week(at.today, said["week"])
    if day is None:
        return None
    part = timedelta(days=_DAY_OF_WEEK[said.get("part_of", 0)])
    return Piece(Kind.WEEK, (at.moved(day + part),), number=said["week"])


def _weekday_in_week(at: Moment, said: Caught) -> Piece | None:
    """Thursday of next week, Wednesday of week 50."""
    if "week" in said:
        day = counting.week(at.today, said["week"], said["wd"])
    else:
        day = counting.monday(at.today) + _WEEK * said["weeks"] + timedelta(days=said["wd"])
    if day is None or day < at.today:
        return None
    return Piece(Kind.DAY, (day,), firm=True, weekday=said["wd"])


def _ahead(at: Moment, said: Caught) -> Piece:
    unit = Unit(said["unit"])
    counts = sorted({said.get("num", 1), said.get("num2", said.get("num", 1))})
    if unit in _MINUTES:
        if len(counts) > 1:
            return NOTHING
        then = counting.later(at.now, counts[0] * _MINUTES[unit])
        return Piece(
            Kind.AHEAD, (then.date(),), firm=True, at=then.time().replace(second=0, microsecond=0, tzinfo=None)
        )
    weeks = counts[0] if unit is Unit.WEEK and len(counts) == 1 else 0
    days = tuple(dict.fromkeys(_counted(at, count, unit) for count in counts))
    return Piece(Kind.AHEAD, days, firm=True, weeks=weeks)


def _counted(at: Moment, count: int, unit: Unit) -> date:
    if unit is Unit.DAY:
        return at.moved(at.today + timedelta(days=count))
    if unit is Unit.WORKDAY:
        return counting.add_workdays(at.today, min(count, 999), at.is_open)
    if unit is Unit.WEEK:
        return at.moved(at.today + _WEEK * count)
    return at.moved(counting.add_months(at.today, count * 12 if unit is Unit.YEAR else count))


def _month_part(at: Moment, said: Caught) -> Piece | None:
    target = _TARGET[said["part_of"]]
    if "month" not in said:
        return _part_of_this_month(at, target, said)
    return _in_month(at, target, said)


def _in_month(at: Moment, target: int, said: Caught) -> Piece | None:
    """The first open day from that day of the month on, in the year said or the next in which it is still to come."""
    years = [said["year"]] if "year" in said else range(at.today.year, at.today.year + 3)
    for year in years:
        day = counting.open_from(date(year, said["month"], target), at.is_open)
        if day >= at.today:
            return Piece(Kind.PART, (day,), year_given="year" in said)
    return None


def _part_of_this_month(at: Moment, target: int, said: Caught) -> Piece:
    first = counting.add_months(at.today.replace(day=1), said.get("months", 0))
    day = counting.open_from(first.replace(day=target), at.is_open)
    if day < at.today:
        day = counting.open_from(counting.add_months(first, 1).replace(day=target), at.is_open)
    return Piece(Kind.PART, (day,), firm=bool(said.get("months")))


def _month(at: Moment, said: Caught) -> Piece | None:
    """A month without a day: its first open day, its 5th or nothing, as the language has it."""
    target = at.language.bare_month
    if not target:
        return None
    if "months" in said:
        first = counting.add_months(at.today.replace(day=1), said["months"])
        return Piece(Kind.PART, (counting.open_from(first.replace(day=target), at.is_open),), firm=True)
    return _in_month(at, target, said)


def _until_end(at: Moment, said: Caught) -> Piece | None:
    """By the end of a month or of the year: the last open day."""
    if said.get("of_year"):
        last = date(said.get("year", at.today.year + said.get("years", 0)), 12, 31)
    elif "month" in said:
        year = said.get("year") or at.today.year + (said["month"] < at.today.month)
        last = counting.end_of_month(date(year, said["month"], 1))
    else:
        last = counting.end_of_month(counting.add_months(at.today.replace(day=1), said.get("months", 0)))
    if last < at.today:
        return None
    day = counting.open_until(last, at.is_open, max(at.today, last.replace(day=1)))
    return Piece(Kind.PART, (day,), firm=True, year_given="year" in said)


def _date(at: Moment, said: Caught) -> Piece | None:
    day, month = said["day"], said["month"]
    if at.month_first and said.get("slash"):
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    found = _on(at, day, month, said.get("year"))
    if found is None or found < at.today or found.year > at.today.year + _FARTHEST_YEAR:
        return None
    if said.get("after"):
        found = counting.open_from(found + timedelta(days=1), at.is_open)
    if said.get("before"):
        found = counting.open_until(found - timedelta(days=1), at.is_open, at.today)
    kind = Kind.PART if said.get("after") or said.get("before") else Kind.DATE
    return Piece(kind, (found,), firm=bool(said.get("firm")), year_given="year" in said, prefixed=bool(said.get("on")))


def _on(at: Moment, day: int, month: int, year: int | None) -> date | None:
    if year is None:
        return counting.coming(at.today, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_number(at: Moment, said: Caught) -> Piece | None:
    if not (24 if said.get("late") else 1) <= said["day"] <= 31:
        return None
    from_ = counting.add_months(at.today.replace(day=1), 1) if said.get("months") else at.today
    day = next(counting.coming_day(from_, said["day"]))
    return Piece(
        Kind.DATE,
        (day,),
        unclear=said.get("unclear", 5 * said.get("ending", 0)),
        number=0 if said.get("months") else said["day"],
        firm=bool(said.get("firm")),
        maybe_hour=bool(said.get("stop")) and said["day"] < 24,
    )


def _nth_weekday(at: Moment, said: Caught) -> Piece | None:
    """The first Monday of December, the last Friday of the month."""
    start = at.today.replace(day=1)
    for months in range(said.get("months", 0), 26):
        first = counting.add_months(start, months)
        if "month" in said and first.month != said["month"]:
            continue
        if said["nth"] == 5:
            last = counting.end_of_month(first)
            day = last - timedelta(days=(last.weekday() - said["wd"]) % 7)
        else:
            day = first + timedelta(days=(said["wd"] - first.weekday()) % 7 + 7 * (said["nth"] - 1))
        if day >= at.today:
            return Piece(Kind.DAY, (day,), weekday=said["wd"])
    return None


def _nothing(_at: Moment, _said: Caught) -> Piece:
    return NOTHING


def _behind(_at: Moment, _said: Caught) -> Piece:
    return BEHIND


ACTIONS: dict[str, Action] = {
    "day": _day,
    "weekday": _weekday,
    "weekday_part": _weekday_part,
    "weekend": _weekend,
    "in_week": _in_week,
    "week_number": _week_number,
    "weekday_in_week": _weekday_in_week,
    "ahead": _ahead,
    "month_part": _month_part,
    "month": _month,
    "until_end": _until_end,
    "date": _date,
    "day_number": _day_number,
    "nth_weekday": _nth_weekday,
    "nothing": _nothing,
    "behind": _behind,
}


def said(at: Moment, action: str, caught: Caught) -> Piece:
    """Return what a rule says; nothing where no such day exists."""
    if caught.get("r") == 2:
        caught = {"year": at.today.year} | caught
    try:
        return ACTIONS[action](at, caught) or NOTHING
    except (OverflowError, ValueError):  # beyond the calendar
        return NOTHING
