"""Customers put together from their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from smallcrm.domain.model import Customer
from smallcrm.store import rows, tables
from smallcrm.store.database import Database


def assemble(database: Database, ids: Sequence[int], *, photos: bool) -> list[Customer]:
    """Customers in the order of the ids; unknown ids are left out."""
    with database.understood():
        return _assembled(database, ids, photos=photos)


def assemble_briefly(database: Database, ids: Sequence[int], only: Sequence[str]) -> list[Customer]:
    """Customers with their name as the list has it, their marks and the lists named: enough to say who gets a card."""
    columns = ("id", "name", *rows.FLAGS)
    with database.understood():
        lists = _lists(database, ids, only)
        found: list[Customer] = []
        for start in range(0, len(ids), 900):
            part = list(ids[start : start + 900])
            marks = ",".join("?" * len(part))
            for row in database.sql(f"SELECT {', '.join(columns)} FROM customer WHERE id IN ({marks})", part):
                values: dict[str, Any] = {name: tuple(items) for name, items in lists[row[0]].items()}
                values.update({name: bool(flag) for name, flag in zip(rows.FLAGS, row[2:], strict=True)})
                found.append(Customer(id=row[0], display_name=row[1], **values))
        return found


def _lists(database: Database, ids: Sequence[int], only: Sequence[str] | None) -> dict[int, dict[str, list[Any]]]:
    """The lists of each customer, in order; ``only`` names those to read (None: all)."""
    wanted = [c for c in rows.CHILDREN if only is None or c.attribute in only]
    lists: dict[int, dict[str, list[Any]]] = {i: {c.attribute: [] for c in wanted} for i in ids}
    for child in wanted:
        found = database.rows(child.table, "customer_id", list(ids))
        for row in sorted(found, key=lambda r: (r.get("position", 0), r["id"])):
            lists[row["customer_id"]][child.attribute].append(child.value(row))
    return lists


def _assembled(database: Database, ids: Sequence[int], *, photos: bool) -> list[Customer]:
    owner = {r["id"]: r for r in database.rows(tables.Customer, "id", list(ids))}
    lists = _lists(database, list(owner), None)
    extra = _extra(database, list(owner))
    pictures = _pictures(database, owner) if photos else {}
    return [
        rows.customer_from(owner[i], dict(lists[i]), extra.get(i, []), pictures.get(owner[i]["photo_id"], (b"", "")))
        for i in ids
        if i in owner
    ]


def _extra(database: Database, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Unmodelled properties of all files a customer came from, each pair once."""
    extra: dict[int, list[tuple[str, str]]] = {}
    for row in database.rows(tables.Source, "customer_id", ids):
        if row["properties"] != "[]":
            mine = extra.setdefault(row["customer_id"], [])
            mine += [(k, v) for k, v in json.loads(row["properties"]) if (k, v) not in mine]
    return extra


def _pictures(database: Database, owners: dict[int, dict[str, Any]]) -> dict[int | None, tuple[bytes, str]]:
    wanted = [r["photo_id"] for r in owners.values() if r["photo_id"]]
    return {r["id"]: (bytes(r["data"]), r["type"]) for r in database.rows(tables.Photo, "id", wanted)}
