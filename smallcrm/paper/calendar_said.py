"""What the calendars and the lists of days on paper say: words ready, nothing of the shop left to look up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellLine:
    """One thing on one day. ``sign``: the small mark before it, by the kinds of ``calendar_signs.SIGNS``."""

    text: str
    sign: str = ""
    after: str = ""
    """A few letters that stay whole where the text before them is cut: an age."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month."""

    number: int
    lines: tuple[CellLine, ...] = ()
    holiday: str = ""
    closed: str = ""
    """The word for it where the shop is closed, else empty."""
    red: bool = False
    inside: bool = True
    """Whether it is of the month; days of the neighbours are empty."""
    heading: str = ""
    """The day in words, for what found no room in the cell."""


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """One month on one page, and what found no room there on the pages after it."""

    title: str
    over: str
    weekdays: tuple[str, ...]
    week_word: str
    """Above the numbers of the weeks; empty = without them."""
    weeks: tuple[tuple[str, tuple[Cell, ...]], ...]
    """Number of each week and its seven days."""
    signs: tuple[tuple[str, str], ...]
    """Sign and word of each kind that stands on the page."""
    more: Callable[[int], str]
    """Says how many lines of a cell stand on the next page."""
    rest: str
    """Heading of the pages that hold them."""
    page: Callable[[int, int], str]
    """Says page and number of pages."""
    foot: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SmallDay:
    """One day in the year: how many things stand on it."""

    number: int
    count: int = 0
    red: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """One month of the year."""

    title: str
    weeks: tuple[tuple[str, tuple[SmallDay | None, ...]], ...]
    notes: tuple[str, ...] = ()
    """Its holidays, in words."""


@dataclass(frozen=True, slots=True)
class YearPaper:
    """Twelve months on one page."""

    title: str
    over: str
    weekdays: tuple[str, ...]
    months: tuple[SmallMonth, ...]
    legend: tuple[tuple[str, str], ...]
    """Sign (``one``, ``few``, ``many``, ``closed``, ``red``) and its words."""
    foot: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row of a list: a box to tick, then what stands in its columns."""

    cells: tuple[str, ...]
    strong: int = 1
    """Which of the cells is bold: the name."""
    mark: str = ""
    """A word at the end that must not be missed, in the second ink."""


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Rows under one heading; ``note`` stands at its right."""

    heading: str
    lines: tuple[ListLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list over as many pages as it takes."""

    title: str
    over: str
    columns: tuple[tuple[str, float], ...]
    """Heading and width in mm of each column; together 176."""
    groups: tuple[ListGroup, ...]
    empty: str
    again: Callable[[str], str]
    """Heading of a group that goes on on the next page."""
    page: Callable[[int, int], str]
    foot: tuple[str, str]
