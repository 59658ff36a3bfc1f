"""Which backup to go back to when the shop file cannot be used: the newest one that opens, with who is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from smallcrm.domain.errors import FileTrouble
from smallcrm.safety.backup import backups, folder_of
from smallcrm.store.database import inspect

_MOST = 20
"""Backups looked into at most: where so many do not open, the disk is gone."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that opens."""

    path: Path
    at: datetime
    customers: int
    """People in it, the bin not counted."""


def newest_offer(shop_file: Path) -> Offer | None:
    """Give the newest backup beside the shop that opens, or None; what it holds is proved when it is restored."""
    return next(_offers(shop_file), None)


def _offers(shop_file: Path) -> Iterator[Offer]:
    for kept in islice(backups(folder_of(shop_file), shop_file.stem), _MOST):
        with (
            suppress(FileTrouble, sqlite3.Error, UnicodeDecodeError),
            closing(sqlite3.connect(f"{kept.path.resolve().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            inspect(kept.path)
            found = connection.execute("SELECT count(*) FROM customer WHERE binned_at IS NULL").fetchone()[0]
            yield Offer(kept.path, kept.at, int(found))
