"""What stands in the way of turning a step that booked on punch cards: what was booked on the same cards later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, Why, broken, live, place_of
from smallcrm.domain.loyalty_booking import remainder
from smallcrm.store.database import parts
from smallcrm.store.loyalty.rows import STANDS, derived
from smallcrm.store.loyalty.standings import rounds
from smallcrm.store.tables import BY_NAME

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

Found = tuple[int, int, int, str, int, int]
"""Owner, first and last id, table, owner once more, the step that is in the way."""
_BOOKED = """
    SELECT DISTINCT step.id FROM round AS c CROSS JOIN ledger AS l ON l.round_id = c.id
    CROSS JOIN journal_row AS other ON other.owner = c.customer_id AND other.table_name = 'ledger'
    AND l.id BETWEEN other.row_id AND other.last_id JOIN journal AS step ON step.id = other.step_id
    WHERE c.id = :round AND ({which}) AND step.id <> :step AND ({when})
"""
_PLACES = {
    "programme": "SELECT id FROM programme WHERE on_scan = 1 AND :on_scan = 1 AND id <> :id",
    "programme_version": (
        "SELECT id FROM programme_version WHERE programme_id = :programme_id AND edition = :edition AND id <> :id"
    ),
    "card_number": (
        "SELECT id FROM card_number WHERE id <> :id AND (digits = :digits OR (customer_id = :customer_id"
        " AND customer_id > 0 AND state = 'active' AND :state = 'active'))"
    ),
}
"""What of a table there can be only one of."""
_TOOK = """
    SELECT DISTINCT step.id FROM journal_row AS other JOIN journal AS step ON step.id = other.step_id
    WHERE other.table_name = :table AND other.row_id <= :row AND other.last_id >= :row AND step.id <> :step AND ({when})
"""
_FRESH = 1 << 60
"""Ids from here on are of entries that are not written yet."""
_STANDS = "step.undone = 0"
_ABOUT_REWARDS = ("paid_reward", "reward_used")
_READ = f"""
    SELECT l.id, l.round_id FROM card_number AS n JOIN round AS c ON c.customer_id = n.customer_id
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
    mine = [(first, last) for name, first, last, _operation in noted if name == "ledger"]
    after: dict[int, bool] = {}
    paid: dict[tuple[int, int], dict[int, list[LedgerEntry]]] = {}
    for card, entries, gone in _turned(shop, mine):
        after[card.id] = bool(live(entries))
        if card.terms.per_cents:
            paid.setdefault((card.customer_id, card.programme_id), {})[card.id] = entries
        if gone:
            yield from _later(shop, step_id, when, card, "ledger", f"l.id IN ({','.join(map(str, gone))})")
        elif wrong := broken(derived(card, entries), entries):
            taken = "l.kind IN ('redeem', 'void')" if wrong in _ABOUT_REWARDS else "1"
            yield from _later(shop, step_id, when, card, "ledger", taken)
    for name, first, last, operation in noted:
        if operation == "insert":
            for card in _leaning(shop, name, (first, last), after, mine):
                yield from _later(shop, step_id, when, card, name, "1")
    for whose, turned in paid.items():
        for card in _short_of_money(shop, whose, turned):
            yield from _later(shop, step_id, when, card, "ledger", "l.amount <> 0 OR l.reason = 'remainder'")
    yield from _in_its_place(shop, step_id, when)


def standing(entry: LedgerEntry, entries: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """Give what stands for an entry among all of its card: itself, or the copy that brought it back, or nothing."""
    known = {one.id: one for one in entries}
    gone = {one.reverses for one in entries}
    begun = place_of(entry, known)
    alive = (one for one in entries if not one.reverses and one.id not in gone and place_of(one, known) == begun)
    return next(alive, None)


def _turned(shop: Shop, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[Round, list[LedgerEntry], list[int]]]:
    """Each card of these entries, its entries as they would be, and ids of what took one of them back by now."""
    mine = {i for first, last in ranges for i in range(first, last + 1)}
    fresh = count(_FRESH)
    ids = sorted({entry.round_id for entry in shop.ledger.many(sorted(mine))})
    for marks, part in parts(ids):
        entries = shop.ledger.entries(part)
        for card in rounds(shop, f"r.id IN ({marks})", part):
            yield card, *_opposed(entries[card.id], mine, fresh)


def _short_of_money(shop: Shop, whose: tuple[int, int], turned: Mapping[int, list[LedgerEntry]]) -> list[Round]:
    """The cards of a customer in a programme, if money for stamps that stand would be missing."""
    cards = shop.ledger.rounds_of(*whose)
    entries = {**shop.ledger.entries([card.id for card in cards]), **turned}
    return cards if remainder((entry, card.terms) for card in cards for entry in entries[card.id]) < 0 else []


def _opposed(
    entries: Sequence[LedgerEntry], mine: set[int], fresh: Iterator[int]
) -> tuple[list[LedgerEntry], list[int]]:
    """The entries of a card with the opposites of mine, and the last reversals of those that stand no more."""
    known = {entry.id: entry for entry in entries}
    opposed, gone = list(entries), []
    for entry in reversed(entries):
        if entry.id not in mine:
            continue
        new = next(fresh)
        if entry.reverses:
            old = known[entry.reverses]
            opposed.append(replace(old, id=new, source=old.id))
        elif stands := standing(entry, opposed):
            kind, qty = EntryKind.REVERSAL, -stands.qty
            opposed.append(replace(stands, id=new, kind=kind, qty=qty, reverses=stands.id, source=0, reason=Why.NONE))
        else:
            begun = place_of(entry, known)
            back = (one.id for one in entries if one.reverses and place_of(known[one.reverses], known) == begun)
            gone.append(max(back))
    return opposed, gone


def _leaning(
    shop: Shop,
    name: str,
    rows: tuple[int, int],
    after: Mapping[int, bool],
    mine: Sequence[tuple[int, int]],
) -> list[Round]:
    """The cards that stand by an edition, or by a number that was read, which would go away."""
    found: set[int] = set()
    if name == "programme_version":
        on = shop.database.sql("SELECT id FROM round WHERE version_id BETWEEN ? AND ? AND entries > 0", rows)
        found = {int(i) for (i,) in on if after.get(int(i), True)}
    elif name == "card_number":
        read = shop.database.sql(_READ, rows)
        found = {int(i) for entry, i in read if not any(a <= entry <= b for a, b in mine)}
    return rounds(shop, f"r.id IN ({','.join(map(str, sorted(found)))})") if found else []


def _later(shop: Shop, step_id: int, when: str, card: Round, name: str, which: str) -> Iterator[Found]:
    """The steps that booked such entries on a card later, as rows of ``_LATER``; where none did, those that stand.

    An older purchase that was undone takes the money from a later stamp: that is in the way of undoing more.
    """
    values = {"round": card.id, "step": step_id}
    asked = (
        shop.database.connection.execute(_BOOKED.format(when=w, which=which), values) for w in (when, _STANDS, "1")
    )
    steps = next((found for cursor in asked if (found := cursor.fetchall())), [(0,)])
    for (step,) in steps:
        yield card.customer_id, card.id, card.id, name, card.customer_id, int(step)


def _in_its_place(shop: Shop, step_id: int, when: str) -> Iterator[Found]:
    """Where an edition, the programme on scan or a number would come back whose place was taken: by which step."""
    rows = shop.database.sql(
        "SELECT table_name, row_id, owner, operation, image FROM journal_row WHERE step_id = ?"
        " AND table_name IN ('programme', 'programme_version', 'card_number') AND operation IN ('update', 'delete')",
        [step_id],
    )
    mine = {(name, row_id) for name, row_id, *_rest in rows}
    for name, row_id, owner, operation, image in rows:
        there = shop.database.one(BY_NAME[name], row_id) if operation == "update" else {}
        wanted: dict[str, Any] = {"id": row_id, **(there or {}), **json.loads(image)}
        for (other,) in shop.database.connection.execute(_PLACES[name], wanted).fetchall():
            if (name, other) in mine:
                continue
            values = {"table": name, "row": other, "step": step_id}
            asked = (shop.database.connection.execute(_TOOK.format(when=w), values) for w in (when, _STANDS))
            for (step,) in next((found for cursor in asked if (found := cursor.fetchall())), []):
                yield owner, row_id, row_id, name, owner, int(step)
