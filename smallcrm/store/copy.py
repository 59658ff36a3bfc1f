"""A verified copy of a shop file, made by SQLite's own backup interface while the shop is in use."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from smallcrm.domain.errors import FileTrouble

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, "SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"}
_STEP = 256  # pages a step: a few ms, so that a stamp never waits for a backup


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of each table: what a copy is compared by."""
    names = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        n: int(connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0])
        for n in names
        if not n.startswith("sqlite_")
    }


def verify(file: Path) -> dict[str, int]:
    """Check the whole of a database file; its row counts. Raises FileTrouble ``damaged`` or ``not_a_shop``."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = 0")
            connection.execute("PRAGMA cell_size_check = 1")
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise FileTrouble("damaged", file=str(file))
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise FileTrouble("damaged", file=str(file))
            return counts(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise FileTrouble("damaged", file=str(file)) from error


def verified_copy(source: Path, target: Path, progress: Callable[[int, int], None] | None = None) -> Path:
    """Copy a shop file and prove the copy before it takes its name; nothing is left behind on failure.

    ``progress(done, total)`` counts pages and may raise to stop. Raises FileTrouble (``disk_full``, ``damaged``).
    """
    part = target.with_name(target.name + ".part")

    def told(_status: int, remaining: int, total: int) -> None:
        if progress:
            progress(total - remaining, total)

    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True, timeout=5)) as here,
            closing(sqlite3.connect(part)) as there,
        ):
            part.chmod(0o600)
            here.backup(there, pages=_STEP, progress=told, sleep=0.01)
            wanted = counts(there)
        if verify(part) != wanted:
            raise FileTrouble("damaged", file=str(part))
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        _forget(part)
        raise FileTrouble("disk_full" if _full(error) else "backup_failed", file=str(target)) from error
    except BaseException:
        _forget(part)
        raise
    return target


def _full(error: BaseException) -> bool:
    return getattr(error, "errno", None) in _FULL or getattr(error, "sqlite_errorname", "") in _FULL


def _forget(part: Path) -> None:
    for name in (part, part.with_name(part.name + "-journal")):
        with contextlib.suppress(OSError):
            name.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
