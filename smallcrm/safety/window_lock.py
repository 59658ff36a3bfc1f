"""One window per shop file: an operating-system lock on ``FILE.lock`` beside it, never on the shop file itself.

After a crash nothing has to be unlocked by hand: the system lets go of the lock with the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from smallcrm.domain.errors import FileTrouble


def window_lock(shop_file: Path) -> FileLock:
    """The lock that a window holds while it has the shop open."""
    return FileLock(shop_file.with_name(shop_file.name + ".lock"), timeout=0, mode=0o600)


def take(lock: FileLock, shop_file: Path) -> None:
    """Take the lock, in a folder made if missing; raises FileTrouble ``in_use`` or ``cannot_write``."""
    try:
        shop_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise FileTrouble("in_use", file=str(shop_file)) from None
    except OSError as error:
        raise FileTrouble("cannot_write", file=str(shop_file)) from error


@contextmanager
def no_window(shop_file: Path) -> Iterator[None]:
    """Hold the lock for a moment; raises FileTrouble ``in_use`` while a window has the shop open."""
    lock = window_lock(shop_file)
    take(lock, shop_file)
    try:
        yield
    finally:
        lock.release()
