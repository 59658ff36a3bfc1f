"""One window per person and shop file: a second start finds the first window and brings it forward."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from smallcrm.domain.errors import FileTrouble
from smallcrm.safety.window_lock import take

PATIENCE = 15.0
"""Seconds to wait for a first window that is closing: it makes its backup, with the shop still in its hands."""
_AGAIN = 0.2
"""Seconds until it is asked again whether somebody listens."""


def name_of(shop_file: Path) -> str:
    """Give the name of the socket: this person and this file."""
    whose = f"{os.getuid() if hasattr(os, 'getuid') else os.environ.get('USERNAME', '')}:{shop_file.resolve()}"
    return "smallcrm-" + hashlib.sha256(whose.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def listen(shop_file: Path, parent: QObject, come_forward: Callable[[], object]) -> QLocalServer:
    """Wait for second starts; only the holder of the window's lock may call this."""
    server = QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(name_of(shop_file))
    server.listen(name_of(shop_file))

    def called() -> None:
        while call := server.nextPendingConnection():  # Qt takes no more calls while thirty of them wait
            call.deleteLater()
        come_forward()

    server.newConnection.connect(called)
    return server


def raise_first(shop_file: Path) -> bool:
    """Ask the first window to come forward; whether there was one that listens."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(shop_file))
    return socket.waitForConnected(1000)


def take_turn(lock: FileLock, shop_file: Path) -> bool:
    """Take the lock of the window, waiting for a first one that is closing; False where a first one came forward.

    Raises FileTrouble ``in_use`` where somebody keeps the shop and no window answers.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            take(lock, shop_file)
        except FileTrouble as trouble:
            if trouble.code != "in_use":
                raise
            if raise_first(shop_file):
                return False
            if time.monotonic() > end:
                raise
            with suppress(Timeout):
                lock.acquire(timeout=_AGAIN)
                return True
        else:
            return True
