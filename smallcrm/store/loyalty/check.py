"""Is every punch card as its entries say? All of them folded anew, in one pass over the ledger in order of cards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.card_numbers import valid
from smallcrm.domain.errors import BadInput
from smallcrm.domain.loyalty import LedgerEntry, Round, broken
from smallcrm.domain.loyalty_terms import Terms, check_terms
from smallcrm.domain.progress import Report
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.loyalty.rows import (
    FIGURES,
    KINDS,
    OF_MONEY,
    REASONS,
    REWARD,
    TERMS,
    derived,
    figures,
    reward_rows,
    terms_from,
)

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_STEP = 2000
_ENTRIES = (
    "SELECT id, round_id, kind, qty, on_date, amount, reward, used, reverses, source, reason, suspect FROM ledger"
    " WHERE round_id BETWEEN ? AND ? ORDER BY round_id, id"
)
_LOST = (
    "SELECT r.id, CASE WHEN c.id IS NULL THEN 'customer' WHEN p.id IS NULL THEN 'programme'"
    " ELSE 'programme_version' END"
    " FROM round AS r LEFT JOIN customer AS c ON c.id = r.customer_id LEFT JOIN programme AS p ON p.id = r.programme_id"
    " LEFT JOIN programme_version AS v ON v.id = r.version_id AND v.programme_id = r.programme_id"
    " WHERE (c.id IS NULL OR p.id IS NULL OR v.id IS NULL) AND EXISTS (SELECT 1 FROM ledger AS l"
    " WHERE l.round_id = r.id AND l.reverses = 0 AND NOT EXISTS ("
    "SELECT 1 FROM ledger AS x WHERE x.reverses = l.id AND x.reverses > 0)) ORDER BY r.id"
)
_REVERSALS = (
    "SELECT l.id FROM ledger AS l LEFT JOIN ledger AS e ON e.id = l.reverses WHERE l.reverses > 0 AND (e.id IS NULL"
    " OR e.reverses > 0 OR e.round_id <> l.round_id OR e.qty <> -l.qty OR e.amount <> -l.amount OR e.used <> -l.used)"
    " UNION SELECT max(id) FROM ledger WHERE reverses > 0 GROUP BY reverses HAVING count(*) > 1"
)
_MONEY = (
    "SELECT max(r.id) FROM round AS r JOIN programme_version AS v ON v.id = r.version_id JOIN ledger AS l"
    f" ON l.round_id = r.id WHERE {OF_MONEY} GROUP BY r.customer_id, r.programme_id"
    " HAVING sum(l.amount - l.qty * v.per_cents) < 0"
)
_TWICE = "SELECT key FROM ledger GROUP BY key HAVING count(*) > 1"
_NOTES = "SELECT n.entry FROM ledger_note AS n LEFT JOIN ledger AS l ON l.id = n.entry WHERE l.id IS NULL"
_NUMBERS = (
    "SELECT n.id, n.digits, n.state, n.customer_id, c.id IS NOT NULL, n.replaced_by, o.id IS NOT NULL"
    " FROM card_number AS n LEFT JOIN customer AS c ON c.id = n.customer_id"
    " LEFT JOIN card_number AS o ON o.id = n.replaced_by"
)
_STATES = ("free", "active", "lost", "void")


def differences(shop: Shop, report: Report) -> Iterator[Reason]:
    """Give what is not as it would be written, or points at what is not there."""
    db = shop.database
    for i, what in db.sql(_LOST):
        yield reason("card_round_lost", id=int(i), what=str(what))
    for (i,) in db.sql(_REVERSALS):
        yield reason("card_reversal_wrong", id=int(i))
    for (i,) in db.sql(_MONEY):
        yield reason("card_money_missing", id=int(i))
    for (key,) in db.sql(_TWICE):
        yield reason("card_key_twice", key=str(key))
    for (i,) in db.sql(_NOTES):
        yield reason("card_note_lost", id=int(i))
    for i, digits, state, customer, there, replaced, other in db.sql(_NUMBERS):
        owned = state == "free" or (customer and there)
        if not (valid(digits) and state in _STATES and owned and (other or not replaced)):
            yield reason("card_number_bad", id=int(i))
    yield from _terms(shop)
    yield from _figures(shop, report)


def _terms(shop: Shop) -> Iterator[Reason]:
    """Programmes and editions that no program of ours could have kept, whether or not somebody has a card of them."""
    scanned = [i for i, on_scan in shop.database.sql("SELECT id, on_scan FROM programme") if on_scan not in {0, 1}]
    if scanned:
        yield reason("file_damaged", what="programme")
    shop.programmes.all()
    with shop.database.understood():
        for row in shop.database.sql(f"SELECT {TERMS} FROM programme_version"):
            try:
                check_terms(terms_from(row))
            except BadInput:
                yield reason("file_damaged", what="programme_version")


def _figures(shop: Shop, report: Report) -> Iterator[Reason]:
    """Fold all cards, a few thousand at a time."""
    last = int(shop.database.sql("SELECT coalesce(max(id), 0) FROM round")[0][0])
    for start in range(1, last + 1, _STEP):
        report(start, last)
        yield from _part(shop, start, start + _STEP - 1)


def _part(shop: Shop, first: int, last: int) -> Iterator[Reason]:
    db, bounds = shop.database, [first, last]
    entries = _read(shop, first, last)
    names = ", ".join(FIGURES)
    rows = db.sql(
        f"SELECT id, customer_id, programme_id, version_id, opened_on, {names} FROM round WHERE id BETWEEN ? AND ?",
        bounds,
    )
    rewards: dict[int, list[tuple[Any, ...]]] = {}
    columns = ", ".join(REWARD)
    for row in db.sql(f"SELECT {columns} FROM reward WHERE round_id BETWEEN ? AND ? ORDER BY id", bounds):
        rewards.setdefault(row[1], []).append(row)
    editions = shop.programmes.terms({row[3] for row in rows})
    for i, customer, programme, version, opened, *kept in rows:
        booked = entries.get(i, [])
        with db.understood():
            card = Round(i, customer, programme, editions.get(version, Terms()), date.fromisoformat(opened))
            yield from _judged(card, booked, tuple(kept), rewards.get(i, []))


def _judged(
    card: Round, booked: list[LedgerEntry], kept: tuple[Any, ...], rewards: list[tuple[Any, ...]]
) -> Iterator[Reason]:
    standing = derived(card, booked)
    wrong = broken(standing, booked)
    if standing.total < 0:
        yield reason("card_negative", id=card.id)
    elif wrong or figures(standing) != kept:
        yield reason("card_balance_differs", id=card.id)
    if list(reward_rows(standing)) != rewards:
        yield reason("card_reward_differs", id=card.id)


def _read(shop: Shop, first: int, last: int) -> dict[int, list[LedgerEntry]]:
    """Entries by card, with what a fold asks for; a day is read once, however often it stands there."""
    found: dict[int, list[LedgerEntry]] = {}
    days: dict[str, date] = {}
    rows = shop.database.sql(_ENTRIES, [first, last])
    with shop.database.understood():
        for i, card, kind, qty, on, amount, reward, used, reverses, source, why, suspect in rows:
            if on not in days:
                days[on] = date.fromisoformat(on)
            entry = LedgerEntry(
                i, "", card, KINDS[kind], qty, days[on], amount, reward, used, reverses, source, None, None,
                REASONS[why], suspect=bool(suspect),
            )  # fmt: skip
            found.setdefault(card, []).append(entry)
    return found
