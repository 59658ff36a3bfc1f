"""Restoring a backup never destroys the present: it is copied, or moved aside where it is broken, first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from smallcrm.domain.errors import FileTrouble
from smallcrm.safety.backup import backup
from smallcrm.safety.window_lock import no_window
from smallcrm.store.copy import counts, verified_copy, verify
from smallcrm.store.database import inspect, schema_number, trouble
from smallcrm.store.inspection import lacks_tables, runs_foreign_code

_SIDE_FILES = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    kept: Path | None
    """Where the present went (a backup, or the broken file moved aside); None where there was none."""
    customers_before: int
    customers: int


def restore(candidate: Path, shop_file: Path, now: datetime) -> Restored:
    """Put a backup in the place of the shop file. FileTrouble (``bad_backup``, ``in_use`` …) means nothing changed."""
    _prove(candidate)
    with no_window(shop_file):
        fresh = shop_file.with_name(shop_file.name + ".restoring")
        try:
            verified_copy(candidate, fresh)
            customers = _customers(fresh)
            before = _customers(shop_file) if shop_file.exists() else 0
            kept = _keep_present(shop_file, now)
            fresh.replace(shop_file)
        finally:
            fresh.unlink(missing_ok=True)
    return Restored(kept, max(before, 0), customers)


def _prove(candidate: Path) -> None:
    """Only a whole shop file with our own schema may take the place of the shop."""
    try:
        number = inspect(candidate)
        verify(candidate)
        _refuse_foreign_schema(candidate, today=number == schema_number())
    except FileTrouble as failed:
        if failed.code in {"newer", "missing"}:
            raise
        raise FileTrouble("bad_backup", file=str(candidate)) from failed


def _refuse_foreign_schema(candidate: Path, *, today: bool) -> None:
    with closing(sqlite3.connect(f"{candidate.resolve().as_uri()}?mode=ro", uri=True)) as db:
        if runs_foreign_code(db) or "customer" not in counts(db) or (today and lacks_tables(db)):
            raise FileTrouble("bad_backup", file=str(candidate))


def _customers(file: Path) -> int:
    try:
        return verify(file).get("customer", 0)
    except FileTrouble:
        return -1


def _keep_present(shop_file: Path, now: datetime) -> Path | None:
    aside = shop_file.with_name(f"{shop_file.name}.damaged-{now:%Y%m%d-%H%M%S}")
    if not shop_file.exists():
        _move_side_files(shop_file, aside)  # SQLite would roll a left journal back into the restored file
        return None
    try:
        inspect(shop_file)
        with _nobody_writes(shop_file):
            return backup(shop_file, now, why="restored")
    except FileTrouble as failed:
        if failed.code in {"disk_full", "locked"}:  # a shop in which somebody writes is not broken
            raise
        _move_side_files(shop_file, aside)
        shop_file.replace(aside)
        return aside


@contextmanager
def _nobody_writes(shop_file: Path) -> Iterator[None]:
    """Keep the command line from writing: its journal, left beside, would be rolled back into the restored file."""
    uri = f"{shop_file.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=2, isolation_level=None)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            known = trouble(error, shop_file)
            if known and known.code == "locked":
                raise known from error
        yield


def _move_side_files(shop_file: Path, aside: Path) -> None:
    for suffix in _SIDE_FILES:
        side = shop_file.with_name(shop_file.name + suffix)
        if side.exists():
            side.replace(aside.with_name(aside.name + suffix))
