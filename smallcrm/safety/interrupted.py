"""A note beside the shop file while an import runs: a transaction rolled back after a crash leaves no trace.

While the import runs it holds an operating-system lock beside the note, so that nobody takes a running import for one
that never finished; after a crash the system lets go of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from smallcrm import paths
from smallcrm.domain.errors import FileTrouble

_WAIT = 2.0  # seconds, as for the shop file itself


def _note(shop_file: Path) -> Path:
    return shop_file.with_name(shop_file.name + ".importing")


def _lock(shop_file: Path, seconds: float) -> FileLock:
    return FileLock(shop_file.with_name(shop_file.name + ".importing.lock"), timeout=seconds, mode=0o600)


@contextmanager
def importing(shop_file: Path, files: Sequence[str], now: datetime) -> Iterator[None]:
    """Keep the note for the length of an import; an exception removes it too, for then nothing came in and was told.

    Raises FileTrouble ``locked`` while another import runs, ``disk_full`` where there is no room for the note.
    """
    text = json.dumps({"files": list(files), "at": now.isoformat()})
    lock = _lock(shop_file, _WAIT)
    try:
        lock.acquire()
        paths.write_atomically(_note(shop_file), text.encode())
    except Timeout:
        raise FileTrouble("locked", file=str(shop_file)) from None
    except OSError as error:
        _let_go(lock)
        raise FileTrouble("disk_full", file=str(shop_file)) from error
    try:
        yield
    finally:
        _note(shop_file).unlink(missing_ok=True)
        _let_go(lock)


def interrupted_import(shop_file: Path) -> tuple[str, ...]:
    """Files of an import that never finished (nothing of them came in), told once; empty if there is none."""
    note = _note(shop_file)
    if not note.exists():
        return ()
    lock = _lock(shop_file, 0)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return ()  # it is running
    try:
        files = json.loads(note.read_bytes())["files"]
        told = tuple(str(f) for f in files)
    except FileNotFoundError:
        told = ()
    except (OSError, ValueError, KeyError, TypeError):
        told = ("",)
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        _let_go(lock)
    return told


def _let_go(lock: FileLock) -> None:
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
