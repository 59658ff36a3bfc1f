"""The whole content of a shop file as plain values, to say that nothing changed."""

from __future__ import annotations

from typing import Any

from smallcrm.store.shop import Shop
from smallcrm.store.tables import TABLES

_NOT_COMPARED = {"journal", "journal_row", "journal_photo", "ledger", "round", "reward", "clock_seen"}
_CARDS = (
    "SELECT id, customer_id, programme_id, version_id, stamps, entries, first_on, last_on, state, expires_on"
    " FROM round WHERE entries > 0 ORDER BY id"
)
_REWARDS = (
    "SELECT id, customer_id, programme_id, earned_on, valid_until, uses, used, cents, state FROM reward ORDER BY id"
)


def picture(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal, row versions aside; and of the ledger what follows from it."""
    found = {"cards": balances(shop)}
    for table in TABLES:
        name = table._meta.table_name
        if name in _NOT_COMPARED:
            continue
        columns = [c for (_i, c, *_r) in shop.database.sql(f"PRAGMA table_info('{name}')") if c != "version"]
        listed = ",".join(f'"{c}"' for c in columns)
        found[name] = sorted(shop.database.sql(f'SELECT {listed} FROM "{name}"'), key=repr)
    return found


def balances(shop: Shop) -> list[tuple[Any, ...]]:
    """Every card on which something stands, and every earned reward, as they are kept: the ledger itself only grows."""
    return [*shop.database.sql(_CARDS), *shop.database.sql(_REWARDS)]
