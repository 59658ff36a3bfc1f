"""Stamps that move up: where one is taken from a card that was full, the next ones fill it as if it had never been."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from smallcrm.domain.loyalty import LedgerEntry, RoundState, Standing, Why, fold, live, problem_without
from smallcrm.store.loyalty.ledger import copied, opposite
from smallcrm.store.loyalty.standings import last_days, rounds_of, standings

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_FRESH = 1 << 60
"""Ids from here on are of entries that are not written yet."""


def move_up(shop: Shop, customer_id: int, programme_id: int) -> None:
    """Fill the oldest card of a customer that has room with stamps of the next ones, inside an open change.

    What cannot go up as it is stays where it is: where something was given for it, or a reward would be too late.
    """
    while True:
        cards = standings(shop, rounds_of(shop, customer_id, programme_id))
        running = [card for card in cards if card.state is RoundState.OPEN]
        second = next((card for card in running[1:] if card.stamps), None)
        rows = list(_rows(shop, running[0], second)) if second else []
        if not rows:
            return
        shop.ledger.append_many(rows)


def _rows(shop: Shop, first: Standing, second: Standing) -> Iterator[dict[str, Any]]:
    """What takes stamps from the second card and books them on the first one, of their own days."""
    old, new = first.round.terms, second.round.terms
    going = Counter(second.stamps[: first.needed - first.balance])
    entries = shop.ledger.entries([first.round.id, second.round.id])
    here, there = entries[first.round.id], entries[second.round.id]
    moved = [entry for entry in live(there) if entry.id in going]
    fields = Counter(second.stamps)
    if (old.unit, old.per_cents) != (new.unit, new.per_cents) or any(one.qty != fields[one.id] for one in moved):
        return
    parts = [_parted(entry, going[entry.id]) for entry in moved]
    above = [*live(here), *(replace(up, id=_FRESH + n, source=0) for n, (up, _left) in enumerate(parts))]
    below = [entry for entry in live(there) if entry.id not in going]
    below += [replace(left, id=_FRESH, source=0) for _up, left in parts if left.qty]
    count = sum(going.values())
    if not (_comes_to(shop, first, above, count) and _comes_to(shop, second, below, -count)):
        return
    owner = first.round.customer_id
    for entry in reversed(moved):
        yield {**opposite(entry), "owner": owner, "reason": Why.NONE}
    for up, left in parts:
        yield {**copied(up), "round_id": first.round.id, "owner": owner, "staff": up.staff}
        if left.qty:  # no copy any more: it is less than it was
            yield {**copied(left), "source": 0, "owner": owner, "staff": left.staff}


def _comes_to(shop: Shop, card: Standing, entries: Sequence[LedgerEntry], by: int) -> bool:
    """Whether a card with other entries has just so many stamps more, and can be so."""
    until = last_days(shop).get(card.round.programme_id)
    seen = fold(card.round, entries, shop.today, as_of=shop.clock_guard.as_of(), redeem_until=until)
    return seen.balance == card.balance + by and not problem_without(card.round, entries, [])


def _parted(entry: LedgerEntry, count: int) -> tuple[LedgerEntry, LedgerEntry]:
    """The part of an entry that goes up, with its money, and the one that stays."""
    per = entry.amount if count == entry.qty else min(entry.amount, entry.amount * count // entry.qty)
    return replace(entry, qty=count, amount=per), replace(entry, qty=entry.qty - count, amount=entry.amount - per)
