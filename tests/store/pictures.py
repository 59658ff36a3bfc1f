"""The whole content of a shop file as plain values, to say that nothing changed."""

from __future__ import annotations

from typing import Any

from smallcrm.store.shop import Shop
from smallcrm.store.tables import TABLES

_NOT_COMPARED = {"journal", "journal_row", "journal_photo"}


def picture(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal; row versions aside."""
    found = {}
    for table in TABLES:
        name = table._meta.table_name
        if name in _NOT_COMPARED:
            continue
        columns = [c for (_i, c, *_r) in shop.database.sql(f"PRAGMA table_info('{name}')") if c != "version"]
        listed = ",".join(f'"{c}"' for c in columns)
        found[name] = sorted(shop.database.sql(f'SELECT {listed} FROM "{name}"'), key=repr)
    return found
