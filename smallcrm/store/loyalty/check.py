"""Is every punch card as its entries say, and does everything beside it point at what is there? Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.card_numbers import grouped, valid
from smallcrm.domain.errors import BadInput
from smallcrm.domain.loyalty_terms import check_terms
from smallcrm.domain.progress import Report
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import beside
from smallcrm.store.loyalty.proof import folded, of_card
from smallcrm.store.loyalty.rows import OF_MONEY, TERMS, terms_from
from smallcrm.store.rows import day

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LOST = (
    "SELECT r.id FROM round AS r LEFT JOIN customer AS c ON c.id = r.customer_id"
    " LEFT JOIN programme AS p ON p.id = r.programme_id"
    " LEFT JOIN programme_version AS v ON v.id = r.version_id AND v.programme_id = r.programme_id"
    " WHERE (c.id IS NULL OR p.id IS NULL OR v.id IS NULL) AND EXISTS (SELECT 1 FROM ledger AS l"
    " WHERE l.round_id = r.id AND l.reverses = 0 AND NOT EXISTS ("
    "SELECT 1 FROM ledger AS x WHERE x.reverses = l.id AND x.reverses > 0)) ORDER BY r.id"
)
"""A card with something on it, of nobody or of no terms."""
_REVERSALS = (
    "SELECT l.id, l.round_id FROM ledger AS l LEFT JOIN ledger AS e ON e.id = l.reverses WHERE l.reverses > 0"
    " AND (e.id IS NULL OR e.id > l.id OR e.reverses > 0 OR e.round_id <> l.round_id OR e.qty <> -l.qty"
    " OR e.amount <> -l.amount OR e.used <> -l.used OR e.reward <> l.reward OR e.on_date <> l.on_date)"
    " UNION SELECT max(id), round_id FROM ledger WHERE reverses > 0 GROUP BY reverses HAVING count(*) > 1"
)
_COPIES = (
    "SELECT l.id, l.round_id FROM ledger AS l LEFT JOIN ledger AS s ON s.id = l.source"
    " LEFT JOIN round AS a ON a.id = l.round_id LEFT JOIN round AS b ON b.id = s.round_id WHERE l.source <> 0"
    " AND (s.id IS NULL OR s.id >= l.id OR s.kind <> l.kind OR CASE WHEN l.round_id = s.round_id"
    " THEN l.qty <> s.qty OR l.amount <> s.amount OR l.reward <> s.reward OR l.used <> s.used OR l.on_date <> s.on_date"
    " ELSE l.reason <> 'moved' AND a.customer_id <> b.customer_id END)"
)
"""What says that it is a copy of another entry, and is not: of somebody else's it is where that was moved here."""
_ODD = (
    "SELECT id, round_id FROM ledger WHERE key = '' OR suspect NOT IN (0, 1) OR min(reverses, source, card, staff) < 0"
    " OR CASE kind WHEN 'reversal' THEN reverses = 0 WHEN 'stamp' THEN reverses > 0 OR qty < 0 OR amount < 0 OR"
    " used <> 0 OR reward <> 0 WHEN 'head_start' THEN reverses > 0 OR qty <= 0 OR used <> 0 OR reward <> 0 OR"
    " amount <> 0 WHEN 'adjust' THEN reverses > 0 OR used <> 0 OR reward <> 0 ELSE reverses > 0 OR qty > 0 OR"
    " reward <= 0 OR amount <> 0 OR (used > 0) <> (kind = 'redeem') END"
)
"""What no booking writes, whatever else stands on the card."""
_MONEY = (
    "SELECT max(r.id) FROM round AS r JOIN programme_version AS v ON v.id = r.version_id JOIN ledger AS l"
    f" ON l.round_id = r.id WHERE {OF_MONEY} GROUP BY r.customer_id, r.programme_id"
    " HAVING sum(l.amount - l.qty * v.per_cents) < 0"
)
_IDLE_MONEY = (
    "WITH paid(programme_id, most) AS (SELECT programme_id, max(per_cents) FROM programme_version GROUP BY programme_id"
    " HAVING min(unit) = 'amount' AND max(unit) = 'amount')"
    " SELECT l.id, r.id FROM paid AS p JOIN round AS r ON r.programme_id = p.programme_id"
    " JOIN programme_version AS v ON v.id = r.version_id JOIN ledger AS l ON l.round_id = r.id"
    " WHERE l.kind = 'stamp' AND l.amount - l.qty * v.per_cents >= p.most"
)
"""A purchase leaves less than a stamp is for, unless the next card takes no money."""
_ONCE = "SELECT 1 FROM sqlite_master WHERE name = 'ledger_key' AND sql LIKE 'CREATE UNIQUE INDEX%'"
_TWICE = "SELECT max(id), max(round_id) FROM ledger GROUP BY key HAVING count(*) > 1"
"""Asked only where the file does not see to it itself."""
_NOTES = (
    "SELECT n.entry, coalesce(max(l.round_id), 0) FROM ledger_note AS n LEFT JOIN ledger AS l ON l.id = n.entry"
    " GROUP BY n.entry HAVING max(l.id) IS NULL OR count(*) > 1"
)
_NUMBERS = (
    "SELECT n.id, n.digits, n.state, n.customer_id, c.name, n.replaced_by, n.issued_on, n.ended_on, n.printed_on,"
    " o.customer_id FROM card_number AS n LEFT JOIN customer AS c ON c.id = n.customer_id"
    " LEFT JOIN card_number AS o ON o.id = n.replaced_by"
)
_DEAD = ("lost", "void")
_PROGRAMMES = (
    "SELECT p.name FROM programme AS p LEFT JOIN programme_version AS v ON v.programme_id = p.id GROUP BY p.id"
    " HAVING count(v.id) = 0 OR min(v.edition) <> 1"
    " OR (p.redeem_until IS NOT NULL AND p.redeem_until < p.ends_on)"
)


def differences(shop: Shop, report: Report) -> Iterator[Reason]:
    """Give what is not as it would be written, or points at what is not there."""
    db = shop.database
    for (i,) in db.sql(_LOST):
        yield of_card(shop, "card_round_lost", int(i))
    for code, query in (("card_reversal_wrong", _REVERSALS), ("card_entry_wrong", f"{_COPIES} UNION {_ODD}")):
        for entry, card in db.sql(query):
            yield of_card(shop, code, int(card), int(entry))
    for (i,) in db.sql(_MONEY):
        yield of_card(shop, "card_money_missing", int(i))
    for entry, card in db.sql(_IDLE_MONEY):
        yield of_card(shop, "card_money_idle", int(card), int(entry))
    for entry, card in [] if db.sql(_ONCE) else db.sql(_TWICE):
        yield of_card(shop, "card_key_twice", int(card), int(entry))
    for entry, card in db.sql(_NOTES):
        yield of_card(shop, "card_entry_wrong", card, entry) if card else reason("card_note_lost", id=int(entry))
    yield from _numbers(shop)
    yield from _terms(shop)
    yield from folded(shop, report)


def _numbers(shop: Shop) -> Iterator[Reason]:
    """Card numbers with a slip, of nobody, in no state, or replaced by what cannot take their place."""
    for row in shop.database.sql(_NUMBERS):
        if not _is_number(row):
            yield reason("card_number_bad", id=int(row[0]), whose=beside(str(row[4] or ""), grouped(str(row[1]))))


def _is_number(row: Sequence[Any]) -> bool:
    """Whether the program could have kept such a row of ``_NUMBERS``."""
    i, digits, state, customer, name, replaced, *days, other = row
    try:
        for text in days:
            day(text)
    except (ValueError, TypeError):
        return False
    owned = not customer if state == "free" else bool(customer) and name is not None and state in {"active", *_DEAD}
    in_its_place = not replaced or (replaced != i and state in _DEAD and other == customer)
    return valid(digits) and owned and in_its_place


def _terms(shop: Shop) -> Iterator[Reason]:
    """Programmes and editions that no program of ours could have kept, whether or not somebody has a card of them."""
    scanned = [i for i, on_scan in shop.database.sql("SELECT id, on_scan FROM programme") if on_scan not in {0, 1}]
    if scanned:
        yield reason("file_damaged", what="programme")
    for (name,) in shop.database.sql(_PROGRAMMES):
        yield reason("programme_wrong", name=str(name))
    shop.programmes.all()
    with shop.database.understood():
        for row in shop.database.sql(f"SELECT {TERMS} FROM programme_version"):
            try:
                check_terms(terms_from(row))
            except BadInput:
                yield reason("file_damaged", what="programme_version")
