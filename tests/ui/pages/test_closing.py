"""Closing the window while something is still found, typed or taken in: nothing asks a shop that is closed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.page import later
from smallcrm.ui.window import MainWindow


@pytest.mark.parametrize("place", ["calendar", "nameDays", "today", "letters", "customers", "followUps", "cards"])
def test_a_page_that_still_reads_when_the_window_closes_says_nothing(
    window: MainWindow, qtbot: QtBot, place: str
) -> None:
    """An error in a slot fails the test by itself."""
    window.go(place)
    QApplication.processEvents()
    assert window.places.here == place
    window.close()
    qtbot.wait(50)
    assert not window.shop.is_open


def test_what_is_left_for_the_next_moment_is_left_when_the_window_closes(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[object] = []
    later(window, lambda: asked.append(window.shop.settings.read()))
    window.close()
    qtbot.wait(20)
    assert asked == []
