"""Rewards that wait and stamps that expire, as on Today; here their links show all whom it is about."""

from __future__ import annotations

from PySide6.QtCore import Signal

from smallcrm.store.loyalty.reading import Ready
from smallcrm.ui.pages.today_cards import CardsExpiring, RewardsReady

_ALL = 1000
"""People of whom a list is shown."""


def _people(found: list[Ready]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ready.customer_id for ready in found))


class AllRewards(RewardsReady):
    """Rewards that wait; ``people(ids, heading)``: all who can collect one."""

    people = Signal(tuple, str)

    def show_all(self) -> None:
        found, _count = self.main.shop.cards.rewards_ready(_ALL)
        self.people.emit(_people(found), self.heading.text())


class AllExpiring(CardsExpiring):
    """Stamps that expire soon; ``people(ids, heading)``: all on whose cards they stand."""

    people = Signal(tuple, str)

    def show_all(self) -> None:
        shop = self.main.shop
        found, _count = shop.cards.expiring(shop.settings.read().expiring_days, _ALL)
        self.people.emit(_people([ready for ready in found if not ready.reward_id]), self.heading.text())
