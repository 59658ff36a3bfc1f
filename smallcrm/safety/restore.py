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

_SPARED = 5000
"""Card numbers that are left out where nobody knows which were given out."""
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
            _leave_numbers_behind(fresh, shop_file)
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


def _leave_numbers_behind(fresh: Path, shop_file: Path) -> None:
    """Give no card number again that was given out since the backup: it is printed on somebody's card.

    Where the present cannot say how many those were, some thousands are left out.
    """
    given = _last_number(shop_file)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
        if "card_number" not in counts(db):
            return  # of a format before there were any
        last = _last_row(db)
        begin = last + _SPARED if given is None else max(last, given)
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM sqlite_sequence WHERE name = 'card_number'")
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('card_number', ?)", [begin])
        db.execute("COMMIT")


def _last_number(shop_file: Path) -> int | None:
    """The last row of card numbers in the present file; None where there is none, or it cannot be read."""
    if not shop_file.exists():
        return None
    try:
        inspect(shop_file)
        with closing(sqlite3.connect(f"{shop_file.resolve().as_uri()}?mode=ro", uri=True, timeout=2)) as db:
            return _last_row(db)
    except (FileTrouble, sqlite3.Error):
        return None


def _last_row(db: sqlite3.Connection) -> int:
    rows = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'card_number'").fetchall()
    return int(rows[0][0]) if rows else 0


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
