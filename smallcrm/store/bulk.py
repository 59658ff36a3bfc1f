"""Many customers at once: rows are built in one pass and go in by ``executemany``, one journal row a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import Conflict
from smallcrm.domain.model import Customer
from smallcrm.store import rows, tables
from smallcrm.store.forms import with_forms
from smallcrm.store.index import customer_words
from smallcrm.store.saving import photo_id

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


def insert_customers(shop: Shop, customers: Sequence[Customer]) -> list[int]:
    """Insert customers with their lists, words and unmodelled properties; their ids, consecutive."""
    settings = shop.settings.read()
    ready = [with_forms(c, settings.country) for c in customers]
    _refuse_taken_uids(shop, ready)
    first = shop.database.next_id(tables.Customer)
    ids = list(range(first, first + len(ready)))
    created = shop.now.isoformat()
    columns: tuple[str, ...] = ()
    main: list[tuple[Any, ...]] = []
    for i, customer in zip(ids, ready, strict=True):
        values = rows.customer_values(customer, settings.language)
        columns = ("id", "uid", "version", "photo_id", "created_at", *values)
        main.append((i, customer.uid, 1, photo_id(shop, customer), created, *values.values()))
    shop.journal.insert_many(tables.Customer, columns, main)
    for child in rows.CHILDREN:
        _insert_lists(shop, child, ids, ready)
    shop.database.many(
        "INSERT INTO word (word, customer_id, field) VALUES (?, ?, ?)",
        sorted((w, i, f) for i, c in zip(ids, ready, strict=True) for w, f in customer_words(c)),
    )
    _insert_extra(shop, ids, ready, created)
    return ids


def _refuse_taken_uids(shop: Shop, customers: Sequence[Customer]) -> None:
    taken = shop.database.rows(tables.Customer, "uid", [c.uid for c in customers])
    twice = len({c.uid for c in customers}) < len(customers)
    if taken or twice:
        raise Conflict("uid_taken", name=taken[0]["name"] if taken else "")


def _insert_lists(shop: Shop, child: rows.Child, ids: list[int], customers: Sequence[Customer]) -> None:
    next_id = shop.database.next_id(child.table)
    made: list[tuple[Any, ...]] = []
    for i, customer in zip(ids, customers, strict=True):
        for position, value in enumerate(getattr(customer, child.attribute)):
            place = (position,) if child.positioned else ()
            made.append((next_id + len(made), i, *place, *child.row(value)))
    place_column = ("position",) if child.positioned else ()
    shop.journal.insert_many(child.table, ("id", "customer_id", *place_column, *child.columns), made)


def _insert_extra(shop: Shop, ids: list[int], customers: Sequence[Customer], created: str) -> None:
    next_id = shop.database.next_id(tables.Source)
    kept = [(i, c.extra) for i, c in zip(ids, customers, strict=True) if c.extra]
    made = [(next_id + n, i, "", rows.properties(extra), created) for n, (i, extra) in enumerate(kept)]
    shop.journal.insert_many(tables.Source, ("id", "customer_id", "format", "properties", "imported_at"), made)
