"""Who is at the counter: chosen by keys, remembered for each shop, named in the history, gone with who leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer
from smallcrm.ui.window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def staffed(frame: MainWindow) -> MainWindow:
    """The window of a shop in which Sanna and Ola work."""
    for name in ("Sanna Mäki", "Ola"):
        frame.shop.staff.add(name)
    return frame


def _shown(window: MainWindow) -> str:
    found = window.status.findChild(QToolButton, "counterButton")
    assert isinstance(found, QToolButton)
    return found.text()


def _entries(window: MainWindow) -> list[str]:
    window.counter.ask()
    words = [entry.text() for entry in window.counter.menu.actions() if not entry.isSeparator()]
    window.counter.menu.close()
    return words


def test_somebody_is_chosen_by_keys_and_named_in_the_history(staffed: MainWindow) -> None:
    assert _shown(staffed) == "Who is at the counter?"
    QTest.keyClick(staffed, Key.Key_T, CTRL)
    menu = staffed.counter.menu
    assert menu.isVisible()
    assert menu.activeAction().text() == "Nobody"
    QTest.keyClick(menu, Key.Key_Up)
    assert menu.activeAction().text() == "Sanna Mäki"
    QTest.keyClick(menu, Key.Key_Return)
    assert _shown(staffed) == "At the counter: Sanna Mäki"
    staffed.shop.customers.add(Customer(given="Aino"))
    assert staffed.shop.journal.steps(1)[0].actor == "Sanna Mäki"
    assert _entries(staffed) == ["Ola", "Sanna Mäki", "Nobody", "Changed with my customers", "Add somebody…"]


def test_somebody_new_is_added_on_the_spot_and_is_at_the_counter(staffed: MainWindow, qtbot: QtBot) -> None:
    staffed.counter.add()
    adding = staffed.counter.adding
    assert adding is not None
    assert adding.height() == adding.sizeHint().height()
    bottom = adding.geometry().bottom()
    adding.line.setText("ola")
    adding.take()
    assert adding.isVisible()
    qtbot.waitUntil(lambda: adding.height() >= adding.sizeHint().height())
    assert adding.geometry().bottom() == bottom, "it grows upwards: below it the screen ends"
    assert "Add a letter" in adding.field.error
    line, add = adding.line, adding.button
    assert add.mapTo(adding, add.rect().center()).y() == line.mapTo(adding, line.rect().center()).y()
    assert adding.windowFlags() & Qt.WindowType.FramelessWindowHint, "one frame, its own"
    adding.line.setText("Ola B")
    QTest.keyClick(adding.line, Key.Key_Return)
    assert staffed.shop.actor == "Ola B"
    assert [one.name for one in staffed.shop.staff.all()] == ["Ola", "Ola B", "Sanna Mäki"]


def test_who_left_is_no_longer_at_the_counter_and_a_new_name_is_borne(staffed: MainWindow, qtbot: QtBot) -> None:
    ola = next(one for one in staffed.shop.staff.all() if one.name == "Ola")
    staffed.counter.choose(ola)
    staffed.shop.staff.rename(ola.id, "Olav")
    qtbot.waitUntil(lambda: _shown(staffed) == "At the counter: Olav")
    staffed.shop.staff.set_active(ola.id, active=False)
    qtbot.waitUntil(lambda: staffed.shop.actor == "")
    assert _entries(staffed) == ["Sanna Mäki", "Nobody", "Add somebody…"]
    staffed.undo()
    qtbot.waitUntil(lambda: staffed.shop.actor == "Olav")


def test_each_shop_remembers_its_own(staffed: MainWindow, opened: Callable[..., MainWindow], tmp_path: Path) -> None:
    staffed.counter.choose(staffed.shop.staff.all()[0])
    file = staffed.shop.file
    staffed.close()
    other = opened(tmp_path / "other.smallcrm")
    assert other.shop.actor == ""
    other.close()
    again = opened(file)
    assert again.shop.actor == "Ola"
    again.counter.choose(None)
    assert (again.shop.actor, _shown(again)) == ("", "Who is at the counter?")


def test_an_ampersand_in_a_name_stays_one(staffed: MainWindow) -> None:
    staffed.shop.staff.add("Ann & Bo")
    assert "Ann && Bo" in _entries(staffed)
