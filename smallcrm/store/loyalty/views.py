"""The punch cards of one person, each as it stands: which one is stamped next, what waits, what is left of money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.loyalty import (
    LedgerEntry,
    RewardStanding,
    RewardState,
    Round,
    RoundState,
    Standing,
    fold,
    next_to_redeem,
)
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState, is_over
from smallcrm.store.loyalty.rows import OF_MONEY, entries_of
from smallcrm.store.loyalty.standings import rounds, standings

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LIVE = (RoundState.OPEN, RoundState.FULL)
_OLDER = 12
"""Used cards of a programme that are shown: somebody who has come for years has used up a hundred."""
_SHOWN = (
    "r.customer_id = ? AND ? IN (0, r.programme_id) AND r.entries > 0 AND (r.state <> 'done' OR EXISTS ("
    "SELECT 1 FROM reward AS o WHERE o.round_id = r.id AND o.state = 'open') OR (SELECT count(*)"
    " FROM round AS n INDEXED BY round_customer_id_programme_id WHERE n.customer_id = r.customer_id"
    f" AND n.programme_id = r.programme_id AND n.id > r.id AND n.state = 'done') < {_OLDER})"
)
_MONEY = (
    "SELECT coalesce(sum(l.amount - l.qty * v.per_cents), 0) FROM round AS r JOIN programme_version AS v"
    " ON v.id = r.version_id JOIN ledger AS l ON l.round_id = r.id WHERE r.customer_id = ? AND r.programme_id = ?"
    f" AND {OF_MONEY}"
)
"""Cents not yet turned into stamps, as ``loyalty_booking.remainder`` counts them."""


@dataclass(frozen=True, slots=True)
class CardView:
    """What is shown of one person in one programme. ``standing``: the card that is stamped next, or waits full.

    Its round has id 0 where there is none yet. ``older`` are the others with entries, the newest first;
    of those used up long ago a dozen.
    """

    customer_id: int
    name: str
    programme: Programme
    standing: Standing
    older: tuple[Standing, ...]
    remainder: int
    """Cents not yet turned into stamps."""
    number: str
    """Of the person's card; empty without one."""
    ready: tuple[RewardStanding, ...]
    """Rewards that can be given today, the one to be given first before the others."""


class CardViews:
    """The cards of one person."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def view(self, customer_id: int, programme_id: int) -> CardView:
        """Give a person's card in a programme; raises NotFound."""
        programme = self._shop.programmes.on(programme_id, self._shop.clock_guard.stamp_day())
        name = self._shop.customers.name_of(customer_id)
        cards = self.shown(customer_id, programme_id)
        return self._view(customer_id, name, self.number(customer_id), programme, self._entries(cards))

    def views(self, customer_id: int, *, over: bool = False) -> list[CardView]:
        """Give a person's cards: where there is anything on them, and the programme on scan, which comes first.

        Of a programme that has ended only while there is something to give, unless asked for what is ``over`` too.
        """
        cards = self._entries(self.shown(customer_id))
        mine = {card.programme_id for card, entries in cards if entries}
        today = self._shop.clock_guard.stamp_day()
        listed = [p for p in self._shop.programmes.all() if p.id in mine or p.on_scan]
        if not listed:
            return []
        name, number = self._shop.customers.name_of(customer_id), self.number(customer_id)
        found = []
        for listed_one in sorted(listed, key=lambda p: not p.on_scan):
            programme = self._shop.programmes.on(listed_one.id, today)
            own = [pair for pair in cards if pair[0].programme_id == programme.id]
            view = self._view(customer_id, name, number, programme, own)
            if over or view.ready or not (is_over(programme, today) or _waits(programme, own)):
                found.append(view)
        return found

    def on_scan_of(self, customers: Sequence[int]) -> dict[int, tuple[int, int, bool]]:
        """Give of each who has a card in the programme on scan: stamps, of how many, whether a reward waits."""
        programme = self._shop.programmes.on_scan()
        if programme is None:
            return {}
        found = {}
        for customer, own in self._stood(customers, programme.id).items():
            now = _current(own)
            waits = any(reward.state is RewardState.OPEN for standing in own for reward in standing.rewards)
            found[customer] = (now.balance, now.needed, waits) if now else (0, programme.terms.goal, waits)
        return found

    def current_of(self, customers: Sequence[int], programme_id: int) -> dict[int, Standing | None]:
        """Give of each who ever had stamps in a programme the card that is stamped next, or waits full; None: neither.

        Who never had any is left out: a first card begins with the stamps given for joining.
        """
        return {customer: _current(own) for customer, own in self._stood(customers, programme_id).items()}

    def _stood(self, customers: Sequence[int], programme_id: int) -> dict[int, list[Standing]]:
        """Give the cards of some people in a programme, as they stand."""
        if not customers:
            return {}
        ids = ",".join(str(int(i)) for i in customers)
        cards = rounds(self._shop, f"r.customer_id IN ({ids}) AND r.programme_id = ? AND r.entries > 0", [programme_id])
        of_each: dict[int, list[Standing]] = {}
        for standing in standings(self._shop, cards):
            of_each.setdefault(standing.round.customer_id, []).append(standing)
        return of_each

    def number(self, customer_id: int) -> str:
        """Give the digits of a person's card; empty without one."""
        query = "SELECT digits FROM card_number WHERE customer_id = ? AND state = 'active'"
        found = self._db.sql(query, [customer_id])
        return str(found[0][0]) if found else ""

    def shown(self, customer_id: int, programme_id: int = 0) -> list[Round]:
        """Give the cards of a person with anything on them, in order; of those used up the newest dozen."""
        return rounds(self._shop, _SHOWN, [customer_id, programme_id])

    def _entries(self, cards: Sequence[Round]) -> list[tuple[Round, list[LedgerEntry]]]:
        entries = entries_of(self._db, [card.id for card in cards])
        return [(card, entries[card.id]) for card in cards]

    def _view(
        self,
        customer_id: int,
        name: str,
        number: str,
        programme: Programme,
        cards: Sequence[tuple[Round, list[LedgerEntry]]],
    ) -> CardView:
        today, as_of = self._shop.today, self._shop.clock_guard.as_of()
        until = programme.redeem_until
        stood = [fold(card, entries, today, as_of=as_of, redeem_until=until) for card, entries in cards]
        now = _current(stood)
        if now is None:
            blank = Round(0, customer_id, programme.id, programme.terms, today)
            now = fold(blank, [], today, as_of=as_of)
        money = int(self._db.sql(_MONEY, [customer_id, programme.id])[0][0])
        older = [s for s in reversed(stood) if s is not now and s.entries]
        return CardView(customer_id, name, programme, now, tuple(older), money, number, in_order(stood, as_of))


def in_order(standings: Iterable[Standing], today: date) -> tuple[RewardStanding, ...]:
    """Give the rewards of cards that can be given on a day, the one to be given first before the others."""
    left = [reward for standing in standings for reward in standing.rewards if reward.state is RewardState.OPEN]
    found: list[RewardStanding] = []
    while reward := next_to_redeem(left, today):
        found.append(reward)
        left.remove(reward)
    return tuple(found)


def _current(standings: Sequence[Standing]) -> Standing | None:
    """The card that is stamped next; else the full one that waits; None: a new one would be begun."""
    for state in _LIVE:
        found = [standing for standing in standings if standing.state is state]
        if found:
            return found[0] if state is RoundState.OPEN else found[-1]
    return None


def _waits(programme: Programme, cards: Sequence[object]) -> bool:
    """Whether a programme has not begun, and nothing is on anybody's card of it."""
    return programme.state is ProgrammeState.PLANNED and not cards
