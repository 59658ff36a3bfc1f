"""Awarding those past a lowered goal: a card is taken back whole and booked anew under the new terms, as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from smallcrm.domain.loyalty import TAKING, EntryKind, LedgerEntry, Round, RoundState, Standing, Why, fold, live
from smallcrm.domain.loyalty_booking import remainder
from smallcrm.domain.loyalty_terms import Terms
from smallcrm.store.loyalty.rows import entries_of
from smallcrm.store.loyalty.standings import open_rounds, standings

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


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
    for card in standings(shop, ours):
        _renewed(shop, card, terms)


def _renewed(shop: Shop, card: Standing, terms: Terms) -> None:
    ledger, owner, today = shop.ledger, card.round.customer_id, shop.today
    living = live(entries_of(shop.database, [card.round.id])[card.round.id])
    for entry in sorted(living, key=lambda entry: (entry.qty > 0, -entry.id)):  # never below 0 on the way
        ledger.reverse(entry, Why.VERSION)
    money = remainder((entry, card.round.terms) for entry in living)
    for number, pieces in enumerate(_chunks(card, living, terms)):
        fresh = ledger.open_round(owner, terms)
        taken = [entry for entry in living if entry.kind in TAKING] if number == 0 and terms.interim else []
        rows = list(_rows(fresh, _safe(fresh, pieces, today), taken, owner))
        if number == 0 and terms.per_cents and money:  # the copies are worth their stamps: what was over goes beside
            rows.append(_row(fresh, owner, EntryKind.ADJUST, on=today, amount=money, reason=Why.REMAINDER))
        ledger.append_many(rows)
        ledger.renew([fresh.id])  # or it would be taken for an empty one


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


def _rows(card: Round, pieces: Sequence[_Piece], taken: Sequence[LedgerEntry], owner: int) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        entry = piece.entry
        if piece.on is not None:
            yield _row(card, owner, EntryKind.ADJUST, qty=piece.qty, on=piece.on, reason=Why.VERSION)
        elif piece.qty or entry.kind is EntryKind.STAMP:
            plain = entry.amount if piece.first and not card.terms.per_cents else 0
            worth = piece.qty * card.terms.per_cents or plain
            yield {**_copy(card, owner, entry), "qty": piece.qty, "amount": worth}
    for entry in taken:
        if card.terms.interim and entry.reward:
            yield {**_copy(card, owner, entry), "reward": card.terms.interim.at_stamp, "used": min(entry.used, 1)}


def _copy(card: Round, owner: int, entry: LedgerEntry) -> dict[str, Any]:
    row = _row(card, owner, entry.kind, qty=entry.qty, on=entry.on, amount=entry.amount, reason=Why.VERSION)
    taken = {"reward": entry.reward, "used": entry.used, "source": entry.id, "card": entry.card}
    return {**row, **taken, "at": entry.at, "forced": entry.forced, "staff": entry.staff, "suspect": entry.suspect}


def _row(
    card: Round, owner: int, kind: EntryKind, *, on: date, qty: int = 0, amount: int = 0, reason: Why
) -> dict[str, Any]:
    return {
        "round_id": card.id, "kind": kind, "qty": qty, "key": str(uuid4()), "on": on, "owner": owner, "at": None,
        "amount": amount, "reward": 0, "used": 0, "reverses": 0, "source": 0, "reason": reason, "forced": "", "card": 0,
    }  # fmt: skip
