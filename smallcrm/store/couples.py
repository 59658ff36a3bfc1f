"""Two customers under one roof: one card to a couple for their wedding, and a hint where both get one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from smallcrm.domain.model import OccasionKind
from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.households import Mate, neighbours

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate
    from smallcrm.store.shop import Shop

_MATES = 2_000
"""Cards at once up to which households are looked at: nobody reads the hints of more."""
_LATELY = (
    "SELECT l.customer_id, c.name FROM letter AS l JOIN customer AS c ON c.id = l.customer_id"
    " WHERE l.state IN ('printed', 'posted', 'handed_over') AND l.at >= ? AND l.year > 0"
)


def one_card_each(
    shop: Shop, chosen: Sequence[Candidate], printed: Collection[tuple[int, str, int]], also: Collection[int]
) -> list[tuple[Candidate, Reason]]:
    """Give those of a couple whose card the other one gets, or got: two customers, one address, one wedding.

    ``printed`` are the cards of before by customer, kind and year; whoever stands in ``also`` gets one all the same.
    """
    taken = {c.customer.id: c for c in chosen if c.occasion.kind == OccasionKind.WEDDING}
    if not taken:
        return []
    spouses = shop.occasions.weddings({_month_day(c) for c in taken.values()})
    homes = neighbours(shop, sorted({who for who, _name, _day in spouses} | taken.keys()))
    found: list[tuple[Candidate, Reason]] = []
    for who, one in sorted(taken.items()):
        here = homes.get(who, ())
        for other, name, day in spouses:
            if other not in here or day != _month_day(one) or who in also:
                continue
            had = (other, str(OccasionKind.WEDDING), one.day.year) in printed
            if had or (other in taken and other < who):
                found.append((one, reason("couple", name=name)))
                break
    return found


def _month_day(one: Candidate) -> int:
    return one.occasion.month * 100 + one.occasion.day


def with_mates(shop: Shop, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates, each with somebody of the household who gets a card too or got one just now."""
    if len(chosen) > _MATES:
        return list(chosen)
    since = (shop.today - timedelta(days=MISSED_DAYS)).isoformat()
    lately = {int(i): str(name) for i, name in shop.database.sql(_LATELY, [since])}
    names = {one.customer.id: one.customer.name for one in chosen}
    homes = neighbours(shop, sorted({*names, *lately}))
    return [replace(one, household=_mate(homes.get(one.customer.id, ()), names, lately)) for one in chosen]


def _mate(here: Sequence[int], names: dict[int, str], lately: dict[int, str]) -> Mate | None:
    now = next((i for i in here if i in names), None)
    if now is not None:
        return Mate(now, names[now])
    had = next((i for i in here if i in lately), None)
    return Mate(had, lately[had], had=True) if had is not None else None
