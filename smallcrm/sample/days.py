"""Which birthdays lie where around today, so that every list of the shop has something to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from smallcrm.domain import post
from smallcrm.store.shop import Shop

MISSED = (-1, -3, -4, -6, -8, -10)
COMING = (1, 2, 3, 5, 6, 7)
NEW = frozenset({-6, 2, 6})
"""Days of people who became customers too late for their card: it is late by post."""
DUE = 7
_LOOK_AHEAD = 45


@dataclass(frozen=True, slots=True)
class Near:
    """The days around today: birthdays whose cards are due by the next open day, and what is far from all of them."""

    today: date
    due: tuple[date, ...]
    abroad: dict[str, date]
    """A day whose card to that country is due now."""

    def far(self, rng: Random) -> date:
        """Give a day of the year that is near to none of the lists."""
        last = max((0, *((d - self.today).days for d in self.due))) + 6
        return self.today + timedelta(days=rng.randint(last, 364 - 15))

    def any(self, rng: Random) -> date:
        """Give any day of the year."""
        return self.today + timedelta(days=rng.randint(-15, 349))

    @property
    def printed_until(self) -> date:
        """The last day whose card was printed before."""
        return min(self.due, default=self.today + timedelta(days=8)) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One birthday that somebody must have, and what keeps its card from being printed."""

    day: date
    new: bool = False
    hindrance: str = ""
    """``no_mail`` or ``no_address``."""


def near(shop: Shop, countries: Iterable[str]) -> Near:
    """Give the days around the shop's today."""
    abroad = {country: days[0] for country in countries if (days := _due(shop, country))}
    return Near(shop.today, _due(shop, ""), abroad)


def slots(days: Near) -> Iterator[Slot]:
    """Give the birthdays of ordinary people, the most needed first."""
    for n in range(DUE):
        if days.due:
            yield Slot(days.due[n % len(days.due)])
    for offset in (0, *MISSED, *COMING):
        yield Slot(days.today + timedelta(days=offset), new=offset in NEW)
    for n, hindrance in enumerate(("no_mail", "no_address")):
        if days.due:
            yield Slot(days.due[n % len(days.due)], hindrance=hindrance)


def _due(shop: Shop, country: str) -> tuple[date, ...]:
    calendar = shop.calendar.post(country)
    until = shop.settings.read().cards_until
    ahead = (shop.today + timedelta(days=n) for n in range(1, _LOOK_AHEAD))
    return tuple(day for day in ahead if post.to_print(day, shop.today, calendar, until) == post.CardState.DUE)
