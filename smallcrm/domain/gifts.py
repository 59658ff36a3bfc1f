"""Gifts and remedies: what a customer might like, what was given, and what anyone may give on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GiftState(StrEnum):
    """How far a gift has come."""

    IDEA = "idea"
    PLANNED = "planned"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift or the idea of one (``id`` 0: not saved yet); ``amount`` in cents."""

    customer_id: int
    text: str
    state: str = GiftState.IDEA
    occasion: str = ""
    """What for, in the shop's words or as the code of an occasion's kind."""
    on: date | None = None
    outcome: str = ""
    """What came of it."""
    amount: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something anyone may give on the spot to put things right; ``amount`` in cents is its limit."""

    name: str
    amount: int
    active: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Interest:
    """Somebody whom something might interest, and why: field and excerpt of each place that speaks for it."""

    customer_id: int
    name: str
    phone: str
    because: tuple[tuple[str, str], ...]
