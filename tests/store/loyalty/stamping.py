"""A shop that stamps: a programme on scan, two customers, and a clock that goes on as told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer
from smallcrm.store.clock import FixedClock
from smallcrm.store.loyalty.booking import Stamped
from smallcrm.store.shop import Shop

NOON = datetime(2027, 5, 10, 12, 0, 0)
TERMS = Terms(goal=3, reward=Prize(3, "Kahvi", 350))


@dataclass
class Till:
    """One till of the shop."""

    shop: Shop
    programme: int
    aino: int
    bo: int

    def on(self, **days_or_minutes: float) -> None:
        """Let time pass."""
        clock = cast("FixedClock", self.shop.clock)
        clock.when = cast("datetime", clock.when) + timedelta(**days_or_minutes)

    def stamp(self, who: str | int | None = None, **said: Any) -> Stamped:
        """Stamp Aino, or who is named, a minute after whatever was last."""
        self.on(minutes=1)
        return self.shop.cards.stamp(self.aino if who is None else who, programme_id=self.programme, **said)

    def full(self) -> int:
        """Fill Aino's card; the id of the reward."""
        return self.stamp(count=TERMS.goal).earned[0].id

    def balance(self, who: int | None = None) -> int:
        """Stamps on the card that is stamped next."""
        return self.shop.cards.view(self.aino if who is None else who, self.programme).standing.balance

    def stands(self, who: int | None = None) -> list[tuple[int, RoundState]]:
        """Stamps and state of each card on which something stands."""
        view = self.shop.cards.view(self.aino if who is None else who, self.programme)
        cards = sorted((view.standing, *view.older), key=lambda card: card.round.id)
        return [(card.balance, card.state) for card in cards if card.entries]

    def change(self, terms: Terms) -> int:
        """Other terms from now on; their edition."""
        return self.shop.programmes.change(self.programme, terms)


def till(file: Path, terms: Terms = TERMS) -> Till:
    """Give a new shop with a till."""
    shop = Shop.open(file, clock=FixedClock(NOON.astimezone()), create=True, language="fi")
    aino = shop.customers.add(Customer(given="Aino"))
    bo = shop.customers.add(Customer(given="Bo"))
    coffee = Programme("Kahvikortti", state=ProgrammeState.RUNNING, on_scan=True)
    return Till(shop, shop.programmes.add(replace(coffee, terms=terms)), aino, bo)
