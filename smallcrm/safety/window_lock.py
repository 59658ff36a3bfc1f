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


@contextmanager
def no_window(shop_file: Path) -> Iterator[None]:
    """Hold the lock for a moment; raises FileTrouble ``in_use`` while a window has the shop open."""
    lock = window_lock(shop_file)
    try:
        lock.acquire()
    except Timeout:
        raise FileTrouble("in_use", file=str(shop_file)) from None
    try:
        yield
    finally:
        lock.release()
