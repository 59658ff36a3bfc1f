"""What a text was understood as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Found:
    """One day that stands in a text, and where."""

    start: int
    """The first character that was understood."""
    end: int
    """The character after the last one that was understood."""
    day: date
    time: time | None
    """None = no time was said."""
    closed: bool
    """The shop is closed on that day; exact days are never moved."""
    show_year: bool
    """The day is far ahead, or in another year than one would think."""
    more: bool
    """Another date stands in the text too; the first was taken."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Words that can mean more than one day: nothing is chosen."""

    start: int
    end: int
    choices: tuple[Found, ...]
    """The readings, the earliest first."""
