"""What a sheet of the day says, worded: the figures, the sections, their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: who, what, and what is beside it."""

    name: str
    what: str = ""
    lead: str = ""
    """Set bold before the words: a time, a day."""
    hint: str = ""
    """A second, smaller line, left out where there is no room."""
    phone: str = ""
    right: str = ""
    """At the edge: initials, an amount."""
    tick: bool = True
    """Whether there is a box to tick."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Rows under a heading; ``late`` draws its rule in red (the words say it too)."""

    title: str
    rows: tuple[SheetRow, ...]
    note: str = ""
    late: bool = False
    total: str = ""
    """A sum below the rows."""
    more: int = 0
    """Rows that nobody read, beside those given."""
    spare: bool = False
    """Good to know: the first to make way where the page is full; its heading stays, and who comes first."""
    firm: bool = False
    """What must not be forgotten: the last to lose rows or words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the head of the page; ``late`` in red."""

    value: str
    label: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Everything on the page, worded."""

    over: str
    """The line above the title: the shop, and which sheet it is."""
    title: str
    figures: tuple[Figure, ...]
    sections: tuple[SheetSection, ...]
    empty: str
    """Said where there is no section."""
    notes: tuple[str, str]
    """Heading of the ruled part, and the words at its right."""
    foot: tuple[str, str]
    more: Callable[[int], str]
    """Words for so many rows that are not shown."""
