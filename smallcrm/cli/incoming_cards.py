"""Punch cards that an import brings: how many stamps for how many people, and whose are more than one card takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty_terms import Terms
from smallcrm.i18n import _, ngettext
from smallcrm.store.imports import CREATE, UPDATE, ImportPlan
from smallcrm.store.shop import Shop


@dataclass(frozen=True, slots=True)
class Over:
    """Somebody whose stamps fill one card and begin the next."""

    file: str
    line: int
    name: str
    programme: str
    stamps: int
    goal: int

    def said(self) -> str:
        """Say how many stamps come, and how many one card takes."""
        words = ngettext(
            "{name} brings {count} stamp; a card of “{programme}” takes {goal}",
            "{name} brings {count} stamps; a card of “{programme}” takes {goal}",
            self.stamps,
        )
        return words.format(name=self.name, count=self.stamps, programme=self.programme, goal=self.goal)


@dataclass(frozen=True, slots=True)
class IncomingCards:
    """What a plan brings to punch cards."""

    customers: int = 0
    """Who have stamps afterwards, and had none in that programme before."""
    stamps: int = 0
    rewards: int = 0
    """That can be collected at once, those on the way to the goal too."""
    numbers: int = 0
    over: tuple[Over, ...] = ()

    def data(self) -> dict[str, Any]:
        """Give the figures as they stand in JSON."""
        figures = {"customers": self.customers, "stamps": self.stamps, "rewards": self.rewards}
        return figures | {"numbers": self.numbers, "over_goal": len(self.over)}

    def lines(self) -> list[str]:
        """Say the figures to people; nothing where no cards come."""
        said = (
            (_("Customers with stamps: {count}"), self.customers),
            (_("Stamps: {count}"), self.stamps),
            (_("Rewards ready: {count}"), self.rewards),
            (_("Card numbers: {count}"), self.numbers),
        )
        return [words.format(count=count) for words, count in said if count]


def _rewards(brought: Balance, terms: Terms) -> int:
    """How many rewards the stamps of somebody earn; of those on the way some were given before."""
    full, rest = divmod(brought.stamps, terms.goal)
    if terms.interim is None:
        return full
    return full + max(0, full + (rest >= terms.interim.at_stamp) - brought.given)


def incoming_cards(shop: Shop, plan: ImportPlan) -> IncomingCards:
    """Count what a plan brings to punch cards, before it is applied."""
    today, terms = shop.clock_guard.stamp_day(), dict[str, Terms]()
    stamps, numbers, rewards, over = 0, 0, 0, list[Over]()
    written = [item for item in plan.items if item.action in {CREATE, UPDATE}]
    for item in written:
        for one in item.history.balances:
            numbers += bool(one.number)
            if not one.stamps:
                continue
            if one.programme not in terms:
                named = shop.programmes.named(one.programme)
                terms[one.programme] = shop.programmes.on(named.id, today).terms
            goal = terms[one.programme].goal
            stamps += one.stamps
            rewards += _rewards(one, terms[one.programme])
            if one.stamps > goal:
                name = item.record.customer.name
                over.append(Over(item.file, item.record.line, name, one.programme, one.stamps, goal))
    customers = sum(any(one.stamps for one in item.history.balances) for item in written)
    return IncomingCards(customers, stamps, rewards, numbers, tuple(over))
