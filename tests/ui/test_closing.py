"""The window closed in the midst of work: the shop is as before or as after, and the next start tells which."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.importing.page import ImportPage
from smallcrm.ui.window import MainWindow
from tests.ui.test_heartbeat import PEOPLE, allowed, people

Opener = Callable[..., MainWindow]


def hangs() -> float:
    """Give the seconds after which a window that closes seems to hang: 2, more where the machine has other work."""
    return max(2.0, 5 * allowed())


def imported(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ImportPage:
    """Look at a list of 5,000."""
    window.go("import")
    page = cast("ImportPage", window.places.page("import"))
    page.take([people(tmp_path / "list.csv")])
    qtbot.waitUntil(lambda: page.looked is not None and not window.jobs.busy, timeout=60_000)
    return page


@pytest.mark.parametrize("after", [0.0, 0.15, 0.4, 0.8])
def test_an_import_is_whole_or_not_there(opened: Opener, tmp_path: Path, qtbot: QtBot, after: float) -> None:
    window = opened()
    imported(window, tmp_path, qtbot).bring_in()
    QTest.qSleep(int(after * 1000))
    start = time.perf_counter()
    window.close()
    assert time.perf_counter() - start < hangs()
    shop = Shop.open(window.shop.file)
    count = shop.customers.count()
    assert count in {0, PEOPLE}
    assert check(shop) == []
    shop.close()
    again = opened()
    again.keeping.tell_start()
    assert ("Importing customers" in again.banner.text()) is (count == 0)


def test_taking_an_import_back_is_whole_or_not_done(opened: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened()
    imported(window, tmp_path, qtbot).bring_in()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    window.undo()
    assert window.jobs.busy
    window.undo()  # pressed twice: taken once
    assert len(window.jobs.running) == 1
    QTest.qSleep(100)
    start = time.perf_counter()
    window.close()
    assert time.perf_counter() - start < hangs()
    shop = Shop.open(window.shop.file)
    assert shop.customers.count() in {0, PEOPLE}
    assert check(shop) == []
    shop.close()


def test_undo_and_redo_of_many_go_on_beside_the_window(opened: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened()
    imported(window, tmp_path, qtbot).bring_in()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    window.undo()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    assert window.shop.customers.count() == 0
    assert window.toast.isVisible()
    window.undoing.redo()
    assert window.jobs.busy
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    assert window.shop.customers.count() == PEOPLE


def test_what_comes_after_closing_is_not_read(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.go("settings")  # its sections are made one after the other
    window.close()
    window.watch.changed.emit(frozenset())
    qtbot.wait(50)
    assert not window.shop.is_open
