"""Whose rows were written since a change: of everybody else holds what was read before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.store.follow_up_rows import LIVE

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_MANY = 200
"""Rows from which on it is no more to read all of it."""
_NOBODYS = frozenset(
    {
        *("rule", "staff", "remedy", "template", "letter_run", "photo"),
        *("programme", "programme_version", "card_number", "ledger_note"),
    }
)
"""Tables that change nobody's days and cards. Whose stamps they are is told by the ledger."""
_THEIRS = frozenset(
    {
        *("entry", "follow_up", "gift", "letter", "occasion", "consent", "address"),
        *("phone", "email", "link", "tag", "source"),
    }
)
"""Tables whose rows belong to a customer."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Who was touched; ``alone``: whether the days and cards of nobody else can be others than before."""

    customers: frozenset[int] = frozenset()
    alone: bool = True


def touched(shop: Shop, since: int) -> Touched:
    """Say whose rows the changes after this number wrote; where those are very many nobody's, and not ``alone``."""
    rows = shop.database.sql(
        "SELECT r.table_name, r.row_id, r.last_id, r.owner, CASE r.table_name WHEN 'follow_up' THEN r.image END"
        " FROM journal AS j JOIN journal_row AS r ON r.step_id = j.id WHERE j.change_no > ? LIMIT ?",
        [since, _MANY],
    )
    if len(rows) == _MANY or any(last - first > _MANY for _name, first, last, *_rest in rows):
        return Touched(alone=False)
    customers, alone = set[int](), True
    for name, first, last, owner, image in rows:
        if name in _NOBODYS:
            continue
        theirs = {int(owner)} if owner else _whose(shop, str(name), int(first), int(last))
        customers |= theirs
        complaint = name == "follow_up" and _of_complaints(shop, int(first), int(last), str(image))
        alone = alone and bool(theirs) and not complaint
    return Touched(frozenset(customers), alone and not _complained(shop, customers))


def _whose(shop: Shop, name: str, first: int, last: int) -> set[int]:
    if name == "customer":
        return set(range(first, last + 1))
    if name not in _THEIRS:
        return set()
    query = f'SELECT DISTINCT customer_id FROM "{name}" WHERE id BETWEEN ? AND ?'
    return {int(i) for (i,) in shop.database.sql(query, [first, last])}


def _of_complaints(shop: Shop, first: int, last: int, image: str) -> bool:
    """Whether there is a complaint among follow-ups, or was: what became of it concerns the whole household."""
    kinds = {
        str(kind) for (kind,) in shop.database.sql("SELECT kind FROM follow_up WHERE id BETWEEN ? AND ?", [first, last])
    }
    return FollowUpKind.COMPLAINT in kinds or f'"{FollowUpKind.COMPLAINT}"' in image


def _complained(shop: Shop, customers: set[int]) -> bool:
    """Whether one of them has an open complaint: it holds the cards of the whole household."""
    ids = ",".join(map(str, sorted(customers)))
    query = f"SELECT 1 FROM follow_up AS f WHERE {LIVE} AND f.kind = ? AND f.customer_id IN ({ids}) LIMIT 1"
    return bool(customers and shop.database.sql(query, [str(FollowUpKind.COMPLAINT)]))
