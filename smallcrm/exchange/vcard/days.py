"""Days in vCards: with or without a year, in the forms that programs write; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from smallcrm.domain.model import OccasionKind
from smallcrm.exchange.tables import days as tables

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(?:[T ].*)?",
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?",
        r"--(?P<m>\d{2})-?(?P<d>\d{2})(?:[T ].*)?",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})?",
    )
)
_NO_YEAR = frozenset({0, 1, 4, 1004, 1604})  # what programs write where nobody knows the year: Apple 1604
_LEAP = 2000
_WORDS = {
    OccasionKind.BIRTHDAY: ("birthday", "syntymäpäivä", "bursdag", "fødselsdag", "urodziny"),
    OccasionKind.NAME_DAY: ("name day", "nameday", "nimipäivä", "navnedag", "namnsdag", "imieniny"),
    OccasionKind.WEDDING: (
        "anniversary",
        "wedding",
        "wedding anniversary",
        "hääpäivä",
        "bryllupsdag",
        "rocznica ślubu",
    ),
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Day:
    """A month and a day, and a year or nothing."""

    month: int
    day: int
    year: int | None = None


def parse_day(text: str, *, omit_year: int | None = None, verbatim: bool = False) -> Day | None:
    """Read a day, or None where there is no whole, possible day; ``verbatim`` takes every year as it stands."""
    text = text.strip()
    for form in _FORMS:
        found = form.fullmatch(text)
        if not found:
            continue
        month, day = int(found["m"]), int(found["d"])
        written = found.groupdict().get("y")
        year = int(written) if written else None
        if year in {omit_year, 0} or (year in _NO_YEAR and not verbatim):
            year = None
        try:
            date(_LEAP if year is None else year, month, day)
        except ValueError:
            return None
        return Day(month, day, year)
    return None


def read_words(text: str, today: date) -> Day | None:
    """Read a day that somebody wrote into a card by hand (``3. joulukuuta``), where it can mean only one day."""
    if not re.search(r"[^\W\d_]|\d\.", text) or "/" in text:
        return None
    try:
        day = tables.read_day(text, "dmy", today)
    except tables.NotADay:
        return None
    return Day(day.month, day.day, day.year) if day else None


def kind_of_day(label: str) -> OccasionKind:
    """Give the kind of day that a label names, in our languages; ``other`` where it names none."""
    return _KIND.get(label.strip().casefold(), OccasionKind.OTHER)


def write_day(month: int, day: int, year: int | None) -> str:
    """Write a day in the basic form: ``19800503``, or ``--0503`` without year."""
    return f"--{month:02d}{day:02d}" if year is None else f"{year:04d}{month:02d}{day:02d}"
