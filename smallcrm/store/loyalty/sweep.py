"""Awarding those past a lowered goal: a card is taken back whole and booked anew under the new terms, as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from smallcrm.domain.loyalty import TAKING, EntryKind, LedgerEntry, Round, RoundState, Standing, Why, fold, live
from smallcrm.domain.loyalty_booking import remainder
from smallcrm.domain.loyalty_terms import Terms
from smallcrm.store.loyalty.ledger import copied, new_key, opposite
from smallcrm.store.loyalty.standings import open_rounds, standings

if TYPE_CHECKING:
    from smallcrm.store.clock_guard import ClockGuard
    from smallcrm.store.shop import Shop

_AT_ONCE = 500
"""Cards that are written at once: their rows are kept until then."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Fields of a new card, filled by an entry of the old one (``on``: of another day, then it is an adjustment)."""

    entry: LedgerEntry
    qty: int
    on: date | None = None
    first: bool = True
    """Whether this is the first of the cards that the entry fills: money is told once."""


def sweep(shop: Shop, terms: Terms, rounds: Collection[int]) -> None:
    """Book those of the rounds anew under ``terms`` that have as many stamps as its goal, inside an open change."""
    wanted = set(rounds)
    past = [card for card, _stamps in open_rounds(shop, terms.programme_id, terms.goal)[1] if card.id in wanted]
    ours = [card for card in past if card.terms.unit is terms.unit and card.terms.id != terms.id]
    for start in range(0, len(ours), _AT_ONCE):
        part = ours[start : start + _AT_ONCE]
        entries = shop.ledger.entries([card.id for card in part])
        rows: list[dict[str, Any]] = []
        for card in standings(shop, part):
            rows += _renewed(shop, card, live(entries[card.round.id]), terms)
        shop.ledger.append_many(rows)


def _renewed(shop: Shop, card: Standing, living: Sequence[LedgerEntry], terms: Terms) -> Iterator[dict[str, Any]]:
    """What takes a card back, in an order in which it is never below 0 on the way, and books it anew."""
    if card.rewards and (left := _left_behind(card, living, shop.clock_guard)):
        yield from left
        yield from _paid_out(shop, card, terms)
        return
    owner, today = card.round.customer_id, shop.clock_guard.stamp_day()
    for entry in sorted(living, key=lambda entry: (entry.qty > 0, -entry.id)):
        yield {**opposite(entry), "owner": owner, "reason": Why.VERSION}
    money = remainder((entry, card.round.terms) for entry in living)
    for number, pieces in enumerate(_chunks(card, living, terms)):
        fresh = shop.ledger.open_round(owner, terms)
        taken = [entry for entry in living if entry.kind in TAKING] if number == 0 and terms.interim else []
        yield from _rows(fresh, _safe(fresh, pieces, today), taken)
        if number == 0 and terms.per_cents and money:  # the copies are worth their stamps: what was over goes beside
            yield {**_adjusted(fresh, today, Why.REMAINDER), "amount": money}


def _left_behind(card: Standing, living: Sequence[LedgerEntry], guard: ClockGuard) -> list[dict[str, Any]]:
    """What closes a card on which a reward was earned on the way: that stays as it was promised, given or not.

    Nothing where the card cannot be closed so.
    """
    day, goal = guard.stamp_day(), card.needed
    filled = {**_adjusted(card.round, day, Why.VERSION), "qty": goal - card.balance}
    over = {**_adjusted(card.round, day, Why.VERSION), "kind": EntryKind.VOID, "qty": -goal, "reward": goal}
    last = LedgerEntry(1 << 60, "", card.round.id, EntryKind.ADJUST, goal - card.balance, day, suspect=guard.suspect())
    full = fold(card.round, [*living, last], day, as_of=guard.as_of())
    return [filled, over] if full.state is RoundState.FULL and full.balance == goal == len(full.stamps) else []


def _paid_out(shop: Shop, card: Standing, terms: Terms) -> Iterator[dict[str, Any]]:
    """The stamps of a closed card on new ones, of today; a reward on the way was earned on the old one."""
    day = shop.clock_guard.stamp_day()
    for start in range(0, card.balance, terms.goal):
        fresh = shop.ledger.open_round(card.round.customer_id, terms)
        yield {**_adjusted(fresh, day, Why.VERSION), "qty": min(terms.goal, card.balance - start)}
        if not start and terms.interim:
            row = _adjusted(fresh, day, Why.VERSION)
            yield {**row, "kind": EntryKind.VOID, "qty": 0, "reward": terms.interim.at_stamp}


def _chunks(card: Standing, living: Sequence[LedgerEntry], terms: Terms) -> Iterator[list[_Piece]]:
    """What fills each new card: the good stamps of the old one in order, and the visits whose stamps are not."""
    known = {entry.id: entry for entry in living}
    fields = [known[i] for i in card.stamps]
    idle = [entry for entry in living if entry.kind is EntryKind.STAMP and entry.id not in card.stamps]
    for start in range(0, len(fields), terms.goal):
        part = fields[start : start + terms.goal]
        told = {entry.id for entry in fields[:start]}
        counts = [(i, len(list(same))) for i, same in groupby(entry.id for entry in part)]
        pieces = [_Piece(known[i], count, first=i not in told) for i, count in counts]
        yield ([_Piece(entry, 0) for entry in idle] if start == 0 else []) + pieces


def _safe(card: Round, pieces: Sequence[_Piece], today: date) -> list[_Piece]:
    """The same fields, the last of a full card of today: a reward is earned when it is awarded, not long ago.

    Where the new terms would let stamps expire by their own days they are all of today.
    """
    count = sum(piece.qty for piece in pieces)
    full = count == card.terms.goal
    last = max(n for n, piece in enumerate(pieces) if piece.qty)
    mixed = list(pieces)
    if full:
        piece = pieces[last]
        mixed[last : last + 1] = [replace(piece, qty=piece.qty - 1), _Piece(piece.entry, 1, today)]
    trial = [
        replace(piece.entry, id=n, round_id=card.id, qty=piece.qty, on=piece.on or piece.entry.on, reverses=0, source=0)
        for n, piece in enumerate(mixed, 1)
    ]
    standing = fold(card, trial, today)
    good = RoundState.FULL if full else RoundState.OPEN
    if standing.state is good and standing.balance == count:
        return mixed
    return [*(replace(piece, qty=0) for piece in pieces), _Piece(pieces[last].entry, count, today)]


def _rows(card: Round, pieces: Sequence[_Piece], taken: Sequence[LedgerEntry]) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        entry = piece.entry
        if piece.on is not None:
            yield {**_adjusted(card, piece.on, Why.VERSION), "qty": piece.qty}
        elif piece.qty or entry.kind is EntryKind.STAMP:
            plain = entry.amount if piece.first and not card.terms.per_cents else 0
            worth = piece.qty * card.terms.per_cents or plain
            yield {**_again(card, entry), "qty": piece.qty, "amount": worth}
    for entry in taken:
        if card.terms.interim and entry.reward:
            yield {**_again(card, entry), "reward": card.terms.interim.at_stamp}


def _again(card: Round, entry: LedgerEntry) -> dict[str, Any]:
    """The row of a copy on a new card: as it was, who wrote it too."""
    own = {"round_id": card.id, "owner": card.customer_id, "reason": Why.VERSION, "staff": entry.staff}
    return {**copied(entry), **own}


def _adjusted(card: Round, on: date, why: Why) -> dict[str, Any]:
    row = {"round_id": card.id, "owner": card.customer_id, "kind": EntryKind.ADJUST, "key": new_key()}
    return {**row, "on": on, "reason": why}
