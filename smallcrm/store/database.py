"""The shop file as an SQLite database: how it is opened, which files are refused, what its errors mean.

Nothing but SQLite opens the shop file: closing any other descriptor of it in this process would drop SQLite's lock.
So a file is judged by its size and by what SQLite says of it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import peewee
from playhouse.migrations import Migration, Runner

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.store.copy import verified_copy
from smallcrm.store.tables import Table

APPLICATION_ID = 0x534D4352  # "SMCR", so that a foreign database is never taken for a shop
MIGRATIONS = Path(__file__).with_name("migrations")
PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": "extra",
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "recursive_triggers": 1,  # else REPLACE would delete from the ledger past its trigger
    "cell_size_check": 1,
    "cache_spill": 0,
    "temp_store": 2,
}
_JOB_WAIT = 2000  # ms
_PART = 900
"""Values in one question: older SQLites take no thousand."""
# Our statements are fixed and tested: a column that is not there is a rotten file.
_ROTTEN = ("Could not decode", "no such column", "no such table", "no such index", "malformed database schema")
_TROUBLE = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR_WRITE": "disk_full",
    "SQLITE_IOERR_FSYNC": "disk_full",
    "SQLITE_IOERR_TRUNCATE": "disk_full",
    "SQLITE_READONLY_DBMOVED": "missing",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_a_shop",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_IOERR": "damaged",
}


def trouble(error: BaseException, file: Path) -> FileTrouble | None:
    """The expected error behind a database error, or None if it is a bug of ours."""
    seen: BaseException | None = error
    while seen is not None:  # a full disk rolls back by itself, and the rollback after it complains on top
        if isinstance(seen, FileTrouble):
            return seen
        name = getattr(seen, "sqlite_errorname", "")
        code = _TROUBLE.get(name) or _TROUBLE.get("_".join(name.split("_")[:2]))
        if isinstance(seen, UnicodeDecodeError) or str(seen).startswith(_ROTTEN):
            code = "damaged"
        if code:
            return FileTrouble(code, file=str(file))
        seen = seen.__cause__ or seen.__context__
    return None


def schema_number() -> int:
    """Number of the newest migration this program knows."""
    return _newest(MIGRATIONS)


@cache  # each step of the history asks
def _newest(folder: Path) -> int:
    return max(int(m.idx) for m in Migration.load_directory(str(folder)))


class Database:
    """One open shop file. Connections are one a thread; ``attached`` opens one in a worker. ``look``: none writes."""

    def __init__(self, file: Path, *, busy_ms: int = 2000, look: bool = False) -> None:
        self.file = file
        self.peewee = peewee.SqliteDatabase(
            str(file),
            pragmas=PRAGMAS | ({"query_only": 1} if look else {}),
            timeout=busy_ms / 1000,
            lock_type="IMMEDIATE",
            autoconnect=False,
        )
        self.home = threading.get_ident()
        self._working: sqlite3.Connection | None = None

    def connect(self) -> None:
        """Open a connection in this thread; raises FileTrouble."""
        if not self.file.exists():  # SQLite would lay an empty file in the place of one that is gone
            raise FileTrouble("missing", file=str(self.file))
        with self.expected():
            self.peewee.connect()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.peewee.is_closed():
            self.peewee.close()

    @contextmanager
    def attached(self) -> Iterator[None]:
        """A connection for the length of a job, in whatever thread it runs."""
        if not self.peewee.is_closed():
            yield
            return
        self.connect()
        try:
            self.sql(f"PRAGMA busy_timeout = {_JOB_WAIT}")  # nobody waits at the counter for a job
            self._working = self.connection
            yield
        finally:
            self._working = None
            self.close()

    def wait_for_lock(self, ms: int) -> None:
        """Wait that long from now on, in this thread, where another program writes."""
        self.sql(f"PRAGMA busy_timeout = {ms}")

    def interrupt(self) -> None:
        """Break off what a worker asks the database just now, from any thread; its transaction is rolled back."""
        with suppress(sqlite3.Error):  # closed a moment ago
            if self._working is not None:
                self._working.interrupt()

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Turn the database's expected failures into FileTrouble."""
        try:
            yield
        except (peewee.PeeweeException, sqlite3.Error, UnicodeDecodeError) as error:
            known = trouble(error, self.file)
            if known is None:
                raise
            raise known from error

    @contextmanager
    def understood(self) -> Iterator[None]:
        """Turn rows that no program of ours wrote (a text that is no date, half a JSON) into FileTrouble."""
        try:
            yield
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
            raise FileTrouble("damaged", file=str(self.file)) from error

    def writable(self) -> bool:
        """Whether the file and its folder may be written; what another program writes to just now may."""
        number = self.sql("PRAGMA user_version")[0][0]
        try:
            self.sql("BEGIN IMMEDIATE")
            try:
                self.sql(f"PRAGMA user_version = {number}")  # begins a journal, and so asks the folder too
            finally:
                self.sql("ROLLBACK")
        except FileTrouble as trouble:
            return trouble.code == "locked"
        return True

    @property
    def connection(self) -> sqlite3.Connection:
        """The SQLite connection of this thread, for bulk work."""
        connection: sqlite3.Connection = self.peewee.connection()  # type: ignore[no-untyped-call]
        return connection

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a plain statement with bound values."""
        with self.expected():
            return list(self.execute(statement, values).fetchall())

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """The cursor of a plain statement; the caller minds the errors."""
        cursor: sqlite3.Cursor = self.peewee.execute_sql(statement, tuple(values))  # type: ignore[no-untyped-call]
        return cursor

    def many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        with self.expected():
            self.connection.executemany(statement, rows)

    def run(self, query: Any) -> Any:
        """Execute a Peewee query on this database."""
        with self.expected():
            return query.execute(self.peewee)

    def one(self, table: type[Table], row_id: int) -> dict[str, Any] | None:
        """A row by id as a dict of column names, or None."""
        rows = self.rows(table, "id", [row_id])
        return rows[0] if rows else None

    def rows(self, table: type[Table], column: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        """Rows whose column is one of the values, in order of id."""
        found: list[dict[str, Any]] = []
        for marks, part in parts(values):
            found.extend(
                self._dicts(f'SELECT * FROM "{table_name(table)}" WHERE "{column}" IN ({marks}) ORDER BY 1', part)
            )
        return found

    def range(self, table: type[Table], first: int, last: int) -> list[dict[str, Any]]:
        """Rows from one id to another, both inclusive."""
        return self._dicts(f'SELECT * FROM "{table_name(table)}" WHERE id BETWEEN ? AND ? ORDER BY id', [first, last])

    def _dicts(self, statement: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        with self.expected():
            cursor = self.execute(statement, values)
            names = [d[0] for d in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def next_id(self, table: type[Table]) -> int:
        """The id the next row of a table gets; ids are never given twice."""
        rows = self.sql("SELECT seq FROM sqlite_sequence WHERE name = ?", [table_name(table)])
        return int(rows[0][0]) + 1 if rows else 1


def parts(values: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Values as one question after the other takes them: so many marks, and the values in their places."""
    for start in range(0, len(values), _PART):
        part = list(values[start : start + _PART])
        yield ",".join("?" * len(part)), part


def table_name(table: type[Table]) -> str:
    """Name of a table in the file."""
    return str(table._meta.table_name)  # noqa: SLF001 — Peewee's public door


def inspect(file: Path) -> int:
    """Schema number of an existing shop file; raises FileTrouble for anything that is not one. Never writes."""
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        raise FileTrouble("missing", file=str(file)) from None
    except OSError as error:
        raise FileTrouble("cannot_open", file=str(file)) from error
    if not file.is_file():
        raise FileTrouble("not_a_shop", file=str(file))
    if size == 0:
        raise FileTrouble("empty_file", file=str(file))
    try:
        # immutable=0 and mode=rw only where a journal waits to be rolled back: reading needs it then
        mode = "rw" if file.with_name(file.name + "-journal").exists() else "ro"
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=2)) as connection:
            identity = connection.execute("PRAGMA application_id").fetchone()[0]
            number = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        known = trouble(error, file)
        raise known or FileTrouble("damaged", file=str(file)) from error
    if identity != APPLICATION_ID:
        raise FileTrouble("not_a_shop", file=str(file))
    if number > schema_number():
        raise FileTrouble("newer", file=str(file), found=number, known=schema_number())
    return number


def create(file: Path) -> None:
    """Make a new, empty shop file that nobody else on the PC may read; the file must not be there yet."""
    if file.exists():
        raise FileTrouble("exists", file=str(file))
    part = file.with_name(f"{file.name}.{os.getpid()}.new")  # half a shop never bears the name of one
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
    except OSError as error:
        raise FileTrouble("cannot_write", file=str(file)) from error
    database = Database(part)
    try:
        database.connect()
        with database.expected():
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(database)
        database.close()
        take_name(part, file)
    except FileTrouble as failed:
        raise FileTrouble(failed.code, file=str(file)) from failed
    finally:
        database.close()
        for name in (part, part.with_name(part.name + "-journal")):
            name.unlink(missing_ok=True)


def take_name(part: Path, file: Path) -> None:
    """Give a finished new shop its name, unless another program was faster."""
    try:
        if not file.exists():
            put_journal_aside(file)
        file.hardlink_to(part)
    except FileExistsError:
        raise FileTrouble("exists", file=str(file)) from None
    except OSError:  # some disks know no links
        part.replace(file)


def put_journal_aside(file: Path) -> None:
    """Keep the journal of a shop file that is gone: SQLite would roll it back into the next file of that name."""
    left = file.with_name(file.name + "-journal")
    if left.exists():
        names = (file.with_name(f"{left.name}.{number}") for number in count(1))
        left.replace(next(name for name in names if not name.exists()))


def migrate(database: Database) -> list[str]:
    """Run the migrations that are missing, each in a transaction of its own; names of those that ran."""
    runner = Runner(database.peewee, directory=str(MIGRATIONS))
    pending = [m for m in runner.migrations() if m.name not in runner.applied()]
    return list(runner.up()) if pending else []


def upgrade(database: Database, number: int) -> None:
    """Bring an older shop file up to date, after a verified copy of it was laid beside it."""
    if number >= schema_number():
        return
    copy = database.file.with_name(f"{database.file.stem}.before-{schema_number()}{database.file.suffix}")
    verified_copy(database.file, copy)
    with database.expected():
        migrate(database)


def open_database(file: Path, *, new: bool, busy_ms: int, look: bool = False) -> Database:
    """The opened database of a shop; with ``new`` a missing file is made. Raises FileTrouble, ShopError.

    With ``look`` nothing is written to it, so that an older file, which would be upgraded, is ``read_only``.
    """
    if new and not file.exists():
        try:
            create(file)
        except FileTrouble as failed:
            if failed.code != "exists":  # made by another program a moment ago: that is the shop
                raise
    number = inspect(file)
    if look and number < schema_number():
        raise FileTrouble("read_only", file=str(file))
    database = Database(file, busy_ms=busy_ms, look=look)
    database.connect()
    try:
        upgrade(database, number)
    except ShopError:
        database.close()
        raise
    return database
