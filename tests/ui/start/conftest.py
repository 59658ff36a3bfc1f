"""The screens of the first start, at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.store.clock import FixedClock
from smallcrm.ui.application import application
from smallcrm.ui.start.window import FirstStart
from tests.ui.conftest import _windows_go
from tests.ui.plain_pages import TODAY

__all__ = ["_windows_go"]


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., FirstStart]]:
    """Show a first start; it is closed after the test."""
    application()
    made: list[FirstStart] = []

    def begin(language: str = "en", *, own: bool = False) -> FirstStart:
        settings = QSettings(str(tmp_path / "pc.ini"), QSettings.Format.IniFormat)
        window = FirstStart(settings, FixedClock(TODAY), language, own=own)
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield begin
    for window in made:
        window.close()


@pytest.fixture
def press() -> Callable[[Qt.Key], None]:
    """Press a key where the focus is."""

    def one(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    return one
