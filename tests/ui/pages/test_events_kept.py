"""What is typed of an event is lost by nothing that happens to the window or to the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.calendar.event_editor import PLACE, EventEditor
from smallcrm.ui.window import MainWindow

DAY = date(2027, 5, 20)
Opening = Callable[[date | Event], EventEditor]


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> Opening:
    """Open the panel for a day or an event."""

    def opened(value: date | Event) -> EventEditor:
        made, opener = EventEditor(window), window.centralWidget()
        assert opener is not None
        made.open_for(value, opener)
        qtbot.waitUntil(made.isVisible)
        return made

    return opened


def test_the_last_keys_before_the_window_closes_are_kept(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Fair")
    window.close()
    assert not window.shop.is_open
    again = Shop.open(window.shop.file)
    assert again.drafts.take(PLACE) == {"title": "Fair"}
    again.close()


def test_an_event_that_cannot_be_removed_now_stays_with_what_was_typed_of_it(
    window: MainWindow, editor: Opening
) -> None:
    number = window.shop.events.add(Event("Fair", DAY))
    panel = editor(window.shop.events.get(number))
    QTest.keyClicks(panel.fields.text, "30 chairs")
    window.shop.database.sql("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        QTest.mouseClick(panel.delete_button, Qt.MouseButton.LeftButton)
        other.execute("ROLLBACK")
    assert panel.isVisible()
    assert panel.strip.isVisible()
    assert panel.fields.text.toPlainText() == "30 chairs"
    panel.close()
    again = editor(window.shop.events.get(number))
    assert again.fields.text.toPlainText() == "30 chairs"
    QTest.mouseClick(again.delete_button, Qt.MouseButton.LeftButton)
    assert window.shop.events.between(DAY, DAY) == []
    assert window.shop.drafts.all(PLACE) == {}


def test_a_removal_is_tried_again_from_the_panel(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(Event("Fair", DAY))
    panel = editor(window.shop.events.get(number))
    window.shop.database.sql("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        panel.delete()
        other.execute("ROLLBACK")
    (again,) = [one for one in panel.strip.findChildren(QPushButton) if one.text() == "Try again"]
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert window.shop.events.between(DAY, DAY) == []
    assert window.toast.isVisible()
