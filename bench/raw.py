"""Floors of the store: the same rows by plain ``sqlite3`` under the same pragmas, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from smallcrm.store.database import PRAGMAS
from smallcrm.store.shop import Shop

_OWN = {"sqlite_sequence", "schema_migration", "setting", "migrationhistory"}


def connect(file: Path) -> sqlite3.Connection:
    """Open the file as our database does."""
    connection = sqlite3.connect(file, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of each table but the journal's and the settings."""
    with connect(file) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in _OWN and not name.startswith("journal")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept}


def insert(rows: dict[str, list[tuple[object, ...]]], file: Path) -> None:
    """Put the rows into an empty shop file, in one transaction."""
    connection = connect(file)
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("BEGIN IMMEDIATE")
    for name, lines in rows.items():
        if lines:
            marks = ",".join("?" * len(lines[0]))
            connection.execute(f'DELETE FROM "{name}"')  # what a new shop begins with, such as rules
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', lines)
    connection.execute("COMMIT")
    connection.close()


def empty_shop(file: Path) -> Path:
    """Make a new shop file with nobody in it."""
    file.unlink(missing_ok=True)
    Shop.open(file, create=True, country="FI", language="en").close()
    return file
