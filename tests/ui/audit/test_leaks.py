"""A window that was closed leaves nothing behind: no thread, no timer, no window, and no growing memory."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.app import open_window
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.registry import pages
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill
from tests.ui.plain_pages import TODAY

ROUNDS = 4
GROWTH = 7_000
"""kB that a round may cost in the end: the shells of widgets that Python keeps, fonts, pictures."""


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    """A small shop with birthdays."""
    file = tmp_path / "shop.smallcrm"
    shop = Shop.open(file, create=True)
    fill(shop)
    shop.close()
    return file


def _look(qtbot: QtBot, window: MainWindow) -> None:
    for info in pages():
        window.go(info.key)
        page = window.places.page(info.key)
        if isinstance(page, SettingsPage):
            page.finish()  # its sections come one by one
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


def _round(qtbot: QtBot, file: Path) -> None:
    """Open the window, look at every page, close it."""
    window = open_window(file, today=TODAY)
    window.show()
    _look(qtbot, window)
    window.find_customer()
    window.toast.say("Done", lambda: None)
    window.close()
    window.deleteLater()
    _tidy()


def _tidy() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _resident() -> int:
    """Memory of this process, kB."""
    words = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in words.splitlines() if line.startswith("VmRSS")).split()[1])


def _threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def test_a_closed_window_leaves_nothing(qtbot: QtBot, qapp: QApplication, shop_file: Path) -> None:
    _round(qtbot, shop_file)
    windows, children = set(qapp.topLevelWidgets()), len(qapp.children())
    _round(qtbot, shop_file)
    assert {w for w in qapp.topLevelWidgets() if w not in windows} == set()
    assert len(qapp.children()) <= children
    timers = [t for t in qapp.findChildren(QTimer) if t.isActive()]
    assert timers == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells threads and memory there")
def test_opening_again_and_again_costs_neither_threads_nor_memory(qtbot: QtBot, shop_file: Path) -> None:
    for _time in range(2):
        _round(qtbot, shop_file)
    threads, before = _threads(), _resident()
    for _time in range(ROUNDS):
        _round(qtbot, shop_file)
    assert _threads() <= threads
    assert (_resident() - before) / ROUNDS < GROWTH


def test_a_timer_left_running_would_be_seen(qapp: QApplication) -> None:
    left = QTimer(qapp)
    left.start(60_000)
    assert [t for t in qapp.findChildren(QTimer) if t.isActive()] == [left]
    left.stop()
    left.deleteLater()


def test_another_look_leaves_nothing_of_the_old(qtbot: QtBot, qapp: QApplication, shop_file: Path) -> None:
    window = open_window(shop_file, today=TODAY)
    window.show()
    counts = []
    for theme in ("dark", "light", "dark", "light", "dark", "light"):
        window.dress(theme)
        _look(qtbot, window)
        _tidy()
        counts.append((len(window.findChildren(QObject)), len(window.findChildren(QTimer))))
    assert counts[2:4] == counts[4:6]
    window.close()
