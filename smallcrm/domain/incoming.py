"""What a contact file holds once it is read, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.gifts import Gift
from smallcrm.domain.model import Customer, Entry
from smallcrm.domain.reason import Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """A card or row that cannot come in, or a value that was left behind (``rejected`` False)."""

    file: str
    line: int
    """First line of the card or row in the file, counted from 1 (for a spreadsheet: the row)."""
    reason: Reason
    rejected: bool = True
    raw: str = field(default="", repr=False)
    """The card or row as it stood, importable again."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Stamps that somebody had before: taken in as they are, reason ``import``."""

    programme: str
    """Its name as the file has it; empty: the one stamped on a scan, or the only one."""
    stamps: int
    """0 where only the number came along."""
    number: str = ""
    """Ten digits of a card of ours, or empty."""
    given: int = 0
    """Cards of these stamps whose reward on the way to the goal is not to be given once more."""


@dataclass(frozen=True, slots=True)
class Record:
    """One card or row that was understood."""

    customer: Customer
    line: int
    fingerprint: str
    """Hash of the normalised card or row: the same row again is unchanged."""
    source_id: str = ""
    """The id that the exporting program gave (UID, Google's id, a customer number)."""
    entries: tuple[Entry, ...] = ()
    """Notes that came along (``on`` is today where the file has no date)."""
    raw: str = field(default="", repr=False)
    own: bool = False
    """Written by SmallCRM itself: every field is as the shop chose it."""
    follow_ups: tuple[tuple[FollowUp, str], ...] = ()
    """What is to be done, each with the name of whoever it was handed to."""
    gifts: tuple[Gift, ...] = ()
    assistant: str = ""
    """Name of the dedicated assistant."""
    balances: tuple[Balance, ...] = ()
    """Punch cards."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a column of a table was understood."""

    heading: str
    field: str
    """Field name of ``exchange/columns.py``, or empty: kept in *further information*."""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """What was found out about the file, shown before anything is written."""

    format: str
    """``vcard``, ``csv``, ``xlsx`` or ``json``."""
    encoding: str = ""
    separator: str = ""
    """The separator character itself."""
    date_order: str = ""
    """``dmy``, ``mdy`` or ``ymd``."""
    layout: str = ""
    """``google``, ``outlook``, ``thunderbird``, ``smallcrm`` or ``own``."""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A contact file, read."""

    file: str
    guess: Guess
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Rejected cards and rows, and values left behind."""
    header: str = field(default="", repr=False)
    """Header row of a table as it stood, so that rejected rows can come in again; empty for cards."""

    @property
    def read(self) -> int:
        """Cards or rows met: understood and rejected."""
        return len(self.records) + sum(p.rejected for p in self.problems)
