"""Customers put together from their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from smallcrm.domain.model import Customer
from smallcrm.store import rows, tables
from smallcrm.store.database import Database


def assemble(
    database: Database, ids: Sequence[int], *, photos: bool, only: Sequence[str] | None = None
) -> list[Customer]:
    """Customers in the order of the ids; unknown ids are left out. ``only`` names the lists to read (None: all)."""
    with database.understood():
        return _assembled(database, ids, photos=photos, only=only)


def _assembled(database: Database, ids: Sequence[int], *, photos: bool, only: Sequence[str] | None) -> list[Customer]:
    owner = {r["id"]: r for r in database.rows(tables.Customer, "id", list(ids))}
    lists: dict[int, dict[str, list[Any]]] = {i: {c.attribute: [] for c in rows.CHILDREN} for i in owner}
    for child in rows.CHILDREN:
        if only is not None and child.attribute not in only:
            continue
        found = database.rows(child.table, "customer_id", list(owner))
        for row in sorted(found, key=lambda r: (r.get("position", 0), r["id"])):
            lists[row["customer_id"]][child.attribute].append(child.value(row))
    extra = _extra(database, list(owner)) if only is None else {}
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
