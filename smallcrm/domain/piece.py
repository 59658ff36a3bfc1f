"""One printed piece for one person: all that ``paper`` needs, its words ready (``domain/wording.py`` finds them)."""

from __future__ import annotations

from dataclasses import dataclass

from smallcrm.domain.reason import Reason

PieceKey = tuple[int, str, str, int]
"""Customer, kind, which day of it and year: what is printed for one person once."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold for the gift."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one card or letter, merged. Plain text; no-break spaces are in."""

    title: str
    """The whole title on one line, the name in it."""
    title_before: str
    """The title before the name ("Happy birthday,"); the whole title where it bears no name."""
    title_name: str
    """The name with its sign ("Margaret!"), or empty."""
    salutation: str
    """Opening line, or empty (Polish card without a greeting name)."""
    body: tuple[tuple[Span, ...], ...]
    """Paragraphs."""
    closing: str
    sender_name: str
    shop_name: str
    stop_line: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The shop as printed: lines are ready for paper."""

    name: str
    street: str = ""
    town: str = ""
    """Postal code and town in the format of the country."""
    phone: str = ""
    email: str = ""
    website: str = ""
    country: str = "GB"


@dataclass(frozen=True, slots=True)
class Piece:
    """One card, letter, label or envelope for one customer."""

    customer_id: int
    name: str
    language: str
    wording: Wording
    address: tuple[str, ...]
    """Address lines top to bottom, the name first."""
    place_and_date: str = ""
    """Date line of a letter in the reader's language."""
    initial: str = ""
    """First letter of the name that is greeted, for the wreath; empty without one, and for several people."""
    occasion_id: int = 0
    year: int = 0
    """Year of the occasion that this piece is for."""
    which: str = ""
    """What tells a day of the shop's own kinds from others, as ``occasion_cards.which_day`` says."""
    kind: str = "birthday"
    """The text it bears, by its name in the letter texts; a belated card is a birthday card."""
    typed: str = ""
    """What somebody typed for it, as it is kept in the timeline."""

    @property
    def key(self) -> PieceKey:
        """By what it is known among the pieces of a run."""
        return self.customer_id, self.kind, self.which, self.year


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who gets no card, and why."""

    customer_id: int
    name: str
    reason: Reason
    occasion_id: int = 0
