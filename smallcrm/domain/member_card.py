"""What one membership card bears, on paper and on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smallcrm.domain.loyalty_terms import Programme


@dataclass(frozen=True, slots=True)
class MemberCard:
    """All that a printed card bears; without a ``number`` it has no bar code, ``customer_id`` 0 is nobody's yet."""

    number: str
    name: str
    since: int | None
    """The year in which somebody became a member."""
    programme: Programme
    shop_name: str
    shop_kind: str
    language: str
    customer_id: int = 0
    valid_until: date | None = None
    country: str = ""
    """Where the shop is: in what money it counts."""
    filled: int = 0
    """Stamps that are on it from the beginning: those given for joining, or those of the card that it replaces."""
