"""Name days: which days of a list may be somebody's, and which of them is the likeliest. Pure.

A name day is a month and a day, and stays where its list has it: a leap year moves no name to another day, and who has
29 February is greeted in common years as somebody born on it (``domain/occasions.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from smallcrm.domain.text import fold

MonthDay = tuple[int, int]
"""A month and a day of it."""

AFTER_BIRTHDAY = frozenset({"PL"})
"""Countries in whose lists a name has many days, and custom takes the first one after the birthday."""

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_APART = re.compile(r"[^\w]+|_+")
_JOINED = re.compile(r"\w-\w")


@dataclass(frozen=True, slots=True)
class NameDay:
    """One name on one day (``list_id`` 0: not kept yet)."""

    month: int
    day: int
    name: str
    list_id: int = 0

    @property
    def on(self) -> MonthDay:
        """Its month and day."""
        return self.month, self.day


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of name days that was taken in, where it is from and by what right (``names`` counts its names)."""

    country: str
    """ISO alpha-2."""
    title: str = ""
    source: str = ""
    licence: str = ""
    file: str = ""
    """Name of the file it came from."""
    at: str = ""
    """ISO moment at which it was taken in."""
    names: int = 0
    days: int = 0
    """On how many days of the year somebody has a name day."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Candidates:
    """The days that may be somebody's, in the order in which they are offered, and the likeliest or None."""

    days: tuple[NameDay, ...] = ()
    chosen: NameDay | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody without a name day whose given name stands in a list."""

    customer_id: int
    name: str
    given: str
    birthday: MonthDay | None
    candidates: tuple[NameDay, ...]
    chosen: NameDay | None = None


def is_day(month: int, day: int) -> bool:
    """Whether a year may have that day; 29 February is one."""
    return 1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]


def key(name: str) -> str:
    """The name as it is compared: without case and accents, its parts one space apart."""
    return " ".join(part for part in _APART.split(fold(name)) if part)


def parts(given: str) -> list[str]:
    """The keys to look a given name up by, the best first: the whole, then each of its parts."""
    whole = key(given)
    return list(dict.fromkeys([whole, *whole.split()])) if whole else []


def around(days: Iterable[NameDay], birthday: MonthDay | None) -> list[NameDay]:
    """Days in the order in which the year brings them after the birthday; one on the birthday itself comes last."""
    start = birthday or (12, 31)
    return sorted(days, key=lambda one: (one.on <= start, one.on))


def likeliest(days: Sequence[NameDay], birthday: MonthDay | None, country: str) -> NameDay | None:
    """The day to take unless somebody says otherwise: the only one; in Poland the first after the birthday; or None."""
    dates = {one.on for one in days}
    if len(dates) == 1:
        return days[0]
    if dates and birthday is not None and country in AFTER_BIRTHDAY:
        return around(days, birthday)[0]
    return None


def candidates(
    given: str,
    birthday: MonthDay | None,
    lists: Iterable[tuple[str, Collection[int]]],
    find: Callable[[str], Sequence[NameDay]],
) -> Candidates:
    """The days of a given name in the first of these (country, ids of its lists) that has any.

    ``find`` gives the days of a key in every list. A double name is looked for as a whole, then by its parts: of two
    names (Hans Christian) the first one decides, of a joined one (Anna-Maija) both may.
    """
    keys = parts(given)
    for country, ids in lists:
        for group in (keys[:1], keys[1:]):
            by_part = [[one for one in find(part) if one.list_id in ids] for part in group]
            by_part = [_written_so(found, given) for found in by_part if found]
            if not by_part:
                continue
            deciding = [one for found in by_part for one in found] if _JOINED.search(given) else by_part[0]
            days = _each_date_once(one for found in by_part for one in around(found, birthday))
            return Candidates(tuple(days), likeliest(deciding, birthday, country))
    return Candidates()


def _written_so(found: list[NameDay], given: str) -> list[NameDay]:
    """Leave out names that differ by their accents, where the very name is there too (Åse and Ase)."""
    said = {part.casefold() for part in (given.strip(), *given.replace("-", " ").split())}
    exact = [one for one in found if one.name.casefold() in said]
    return exact or found


def _each_date_once(days: Iterable[NameDay]) -> list[NameDay]:
    """Two lists of a country may have the same day."""
    return list({one.on: one for one in reversed(list(days))}.values())[::-1]
