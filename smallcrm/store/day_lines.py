"""The lines of Today: days and cards as they are shown, and whose day a stored occasion is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain import occasions as rules
from smallcrm.domain.model import Occasion

if TYPE_CHECKING:
    from smallcrm.store.households import Hold


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One line of Today.

    ``kind``: ``occasion``, ``card_to_print``, ``card_held``; ``state``: missed, today, coming, of cards due or late.
    """

    kind: str
    customer_id: int
    name: str
    occasion: Occasion
    day: date
    turns: int | None = None
    print_by: date | None = None
    post_by: date | None = None
    state: str = ""
    printed: bool = False
    """Whether a card for this day is marked as printed."""
    greeted: bool = False
    """Whether somebody said that the customer was greeted."""
    reachable: bool = True
    """Whether the customer has an address for post."""
    no_mail: bool = False
    hold: Hold | None = None
    """The open complaint that keeps the card back until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything that is due on ``date``."""

    date: date
    items: tuple[TodayItem, ...]
    no_address: frozenset[int] = frozenset()
    """Customers who would get a card by now if their address were known."""
    more: Mapping[str, int] = field(default_factory=dict)
    """About how many were not read of ``missed``, ``today``, ``coming`` and ``cards``: in a very large shop."""
    _waiting: dict[str, list[TodayItem]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``waiting`` found: of thousands it is looked for once."""

    def occasions(self, state: str) -> list[TodayItem]:
        """Occasions in one state."""
        return [i for i in self.items if i.kind == "occasion" and i.state == state]

    def waiting(self, state: str) -> list[TodayItem]:
        """Occasions in one state that ask for somebody: not greeted, no small anniversary, none missed with a card.

        A name day or an anniversary that went by is over: nobody is called about it days later.
        """
        if state not in self._waiting:
            found = [i for i in self.occasions(state) if not i.greeted and rules.notable(i.occasion.kind, i.turns)]
            if state == "missed":
                found = [i for i in found if not i.printed and i.occasion.kind not in rules.SMALL]
            self._waiting[state] = found
        return list(self._waiting[state])

    @property
    def missed(self) -> list[TodayItem]:
        """Occasions gone by for which no card was printed: somebody whose card went out was not missed."""
        return [i for i in self.occasions("missed") if not i.printed]

    @property
    def cards(self) -> list[TodayItem]:
        """Cards to print, by print-by date."""
        return [i for i in self.items if i.kind == "card_to_print"]

    @property
    def held(self) -> list[TodayItem]:
        """Cards that would be printed by now but for an open complaint: a person says what becomes of each."""
        return [i for i in self.items if i.kind == "card_held"]


@dataclass(frozen=True, slots=True)
class Named:
    """A stored occasion with whose it is."""

    customer_id: int
    name: str
    occasion: Occasion
    no_mail: bool = False

    def in_turn(self, first: date) -> tuple[bool, int, int, str, int]:
        """Give the place in a period of less than a year that begins on that day."""
        month, day = self.occasion.month, self.occasion.day
        return (month, day) < (first.month, first.day), month, day, self.name, self.customer_id
