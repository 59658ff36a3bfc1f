"""The window notices a shop file that is older than the one used here last."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from smallcrm.app import open_window
from smallcrm.domain.model import Customer
from smallcrm.safety.restore import restore
from smallcrm.ui.window import MainWindow

Opener = Callable[[], MainWindow]


@pytest.fixture
def opened(qapp: object, tmp_path: Path) -> Opener:
    def make() -> MainWindow:
        return open_window(tmp_path / "shop.smallcrm", language="en", today=datetime(2027, 5, 10, 9, 0))

    return make


def aged(opened: Opener, tmp_path: Path) -> Path:
    """Use the shop, keep its file of an earlier moment, use it on; the earlier file."""
    window = opened()
    window.shop.customers.add(Customer(given="Aino"))
    window.close()
    early = tmp_path / "early.smallcrm"
    early.write_bytes((tmp_path / "shop.smallcrm").read_bytes())
    window = opened()
    window.shop.customers.add(Customer(given="Eero"))
    window.close()
    return early


def told(window: MainWindow) -> str:
    window.keeping.tell_start()
    words = window.banner.accessibleName() if not window.banner.isHidden() else ""
    window.close()
    return words


def test_an_older_file_in_the_place_of_the_shop_is_told(opened: Opener, tmp_path: Path) -> None:
    early = aged(opened, tmp_path)
    shutil.move(early, tmp_path / "shop.smallcrm")
    assert "older than the one used here last" in told(opened())
    assert told(opened()) == ""


def test_the_same_file_is_not(opened: Opener, tmp_path: Path) -> None:
    aged(opened, tmp_path)
    assert told(opened()) == ""


def test_a_restored_backup_is_not(opened: Opener, tmp_path: Path) -> None:
    early = aged(opened, tmp_path)
    restore(early, tmp_path / "shop.smallcrm", datetime(2027, 5, 10, 10, 0))
    assert told(opened()) == ""


def test_a_shop_that_is_being_written_is_looked_at_later_and_still_closes(opened: Opener) -> None:
    window = opened()
    with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        window.watch.look()
        window.close()
    assert not window.shop.is_open
    assert not window.jobs.busy
