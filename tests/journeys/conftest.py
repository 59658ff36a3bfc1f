"""Journeys through the real window: by key presses, counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.window import MainWindow
from tests.ui.conftest import _windows_go, opened
from tests.ui.pages.people import fill

__all__ = ["_windows_go", "opened"]

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Somebody at the keyboard: ``press`` counts command keys, ``type`` counts fields."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.keys = self.fields = 0

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        self.keys += 1
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        """Fill one field."""
        self.fields += 1
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:  # QTest knows only ASCII keys
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def settle(self) -> None:
        """Wait until no job runs and nothing is about to start one."""
        for _round in range(2):
            self.qtbot.wait(90)
            self.qtbot.waitUntil(lambda: not self.window.jobs.running, timeout=20_000)


@pytest.fixture
def hands(qtbot: QtBot, opened: Callable[..., MainWindow]) -> Hands:
    """Hands on the window of a shop with eight customers."""
    window = opened()
    fill(window.shop)
    window.places.refresh(frozenset())
    window.quick_find.setFocus()
    return Hands(qtbot, window)
