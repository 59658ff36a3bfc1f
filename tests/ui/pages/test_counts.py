"""The numbers of the sidebar."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer
from smallcrm.ui.pages import today_whole
from smallcrm.ui.window import MainWindow


def test_while_another_writes_the_numbers_wait(opened: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = opened()
    window.go("customers")
    window.shop.database.sql("PRAGMA busy_timeout = 1")
    window.shop.customers.add(Customer(display_name="Anna"))

    def waits() -> QTimer:
        timer = window.findChild(QTimer, "counts")
        assert timer is not None
        return timer

    qtbot.waitUntil(lambda: waits().isActive())
    with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waits().stop()
        waits().timeout.emit()
        assert window.banner.isHidden()
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: today_whole.is_known(window.shop))
    assert window.banner.isHidden()
