"""What stands in the way of turning a step that booked on punch cards: what was booked on the same cards later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, Why, broken, live, place_of
from smallcrm.store.card_rows import PART, STANDS, derived
from smallcrm.store.card_standings import rounds

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

Found = tuple[int, int, int, str, int, int]
"""Owner, first and last id, table, owner once more, the step that is in the way."""
_BOOKED = """
    SELECT DISTINCT step.id FROM round AS c CROSS JOIN ledger AS l ON l.round_id = c.id
    CROSS JOIN journal_row AS other ON other.owner = c.customer_id AND other.table_name = 'ledger'
    AND l.id BETWEEN other.row_id AND other.last_id JOIN journal AS step ON step.id = other.step_id
    WHERE c.id = :round AND step.id <> :step AND ({when})
"""
_READ = f"""
    SELECT l.id, l.round_id, c.customer_id FROM card_number AS n JOIN round AS c ON c.customer_id = n.customer_id
    JOIN ledger AS l ON l.round_id = c.id AND l.card = n.id AND {STANDS}
    WHERE n.id BETWEEN ? AND ?
"""


def in_the_way(shop: Shop, step_id: int, when: str) -> Iterator[Found]:
    """Give what other steps booked that could not be so any more if this one were turned."""
    noted = shop.database.sql(
        "SELECT table_name, row_id, last_id, operation FROM journal_row WHERE step_id = ?"
        " AND table_name IN ('ledger', 'programme_version', 'card_number')",
        [step_id],
    )
    ranges = [(first, last) for name, first, last, _operation in noted if name == "ledger"]
    turned = _turned(shop, ranges)
    for card, entries in turned.items():
        if not entries or broken(derived(card, entries), entries):
            yield from _later(shop, step_id, when, card.id, card.customer_id, "ledger")
    after = {card.id: bool(live(entries)) for card, entries in turned.items()}
    for name, first, last, operation in noted:
        if operation != "insert":
            continue
        for round_id, owner in sorted(_leaning(shop, name, (first, last), after, ranges)):
            yield from _later(shop, step_id, when, round_id, owner, name)


def standing(entry: LedgerEntry, entries: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """Give what stands for an entry among all of its card: itself, or the copy that brought it back, or nothing."""
    known = {one.id: one for one in entries}
    gone = {one.reverses for one in entries}
    begun = place_of(entry, known)
    alive = (one for one in entries if not one.reverses and one.id not in gone and place_of(one, known) == begun)
    return next(alive, None)


def _turned(shop: Shop, ranges: Sequence[tuple[int, int]]) -> dict[Round, list[LedgerEntry]]:
    """Each card of these entries, and its entries as they would be; none where one of them was taken back by now."""
    mine = {i for first, last in ranges for i in range(first, last + 1)}
    on = [
        int(i)
        for first, last in ranges
        for (i,) in shop.database.sql("SELECT DISTINCT round_id FROM ledger WHERE id BETWEEN ? AND ?", [first, last])
    ]
    found: dict[Round, list[LedgerEntry]] = {}
    ids = sorted(set(on))
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        entries = shop.ledger.entries(part)
        for card in rounds(shop, f"r.id IN ({','.join('?' * len(part))})", part):
            found[card] = _opposed(entries[card.id], mine)
    return found


def _opposed(entries: Sequence[LedgerEntry], mine: set[int]) -> list[LedgerEntry]:
    """The entries of a card with the opposites of mine; none where there is nothing to oppose."""
    known: Mapping[int, LedgerEntry] = {entry.id: entry for entry in entries}
    opposed = list(entries)
    for entry in reversed(entries):
        if entry.id not in mine:
            continue
        new = 1 + max(one.id for one in opposed)
        if entry.reverses:
            old = known[entry.reverses]
            opposed.append(replace(old, id=new, source=old.id))
        elif stands := standing(entry, opposed):
            kind, qty = EntryKind.REVERSAL, -stands.qty
            opposed.append(replace(stands, id=new, kind=kind, qty=qty, reverses=stands.id, source=0, reason=Why.NONE))
        else:
            return []
    return opposed


def _leaning(
    shop: Shop,
    name: str,
    rows: tuple[int, int],
    after: Mapping[int, bool],
    mine: Sequence[tuple[int, int]],
) -> set[tuple[int, int]]:
    """(round, owner) of each card that stands by an edition, or by a number that was read, which would go away."""
    if name == "programme_version":
        query = "SELECT id, customer_id FROM round WHERE version_id BETWEEN ? AND ? AND entries > 0"
        return {(int(i), int(owner)) for i, owner in shop.database.sql(query, rows) if after.get(int(i), True)}
    if name == "card_number":
        read = shop.database.sql(_READ, rows)
        return {(int(i), int(owner)) for entry, i, owner in read if not any(a <= entry <= b for a, b in mine)}
    return set()


def _later(shop: Shop, step_id: int, when: str, round_id: int, owner: int, name: str) -> Iterator[Found]:
    """The steps that booked on a card later (0 where nothing tells which), as the rows of ``_LATER`` of undoing."""
    values = {"round": round_id, "step": step_id}
    steps = shop.database.connection.execute(_BOOKED.format(when=when), values).fetchall()
    for (step,) in steps or [(0,)]:
        yield owner, round_id, round_id, name, owner, int(step)
