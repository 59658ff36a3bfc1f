"""A window on a filled shop."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill

SOON = 250
"""Milliseconds within which a page asks what it has to."""


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    """The window of a shop with eight customers."""
    made = opened()
    fill(made.shop)
    made.places.refresh(frozenset())
    return made


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Wait until no job is running and nothing is about to start one."""

    def rests(window: MainWindow) -> bool:
        qtbot.wait(1)
        soon = (t for t in window.findChildren(QTimer) if t.isSingleShot() and t.interval() <= SOON)
        return not window.jobs.running and not any(t.isActive() for t in soon)

    def wait(window: MainWindow) -> None:
        for _round in range(3):  # what one job found may ask for another
            qtbot.waitUntil(lambda: rests(window))

    return wait


def child(parent: QWidget, name: str) -> QWidget:
    """Give a widget by its object name."""
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.fixture
def page(window: MainWindow, settled: Callable[[MainWindow], None]) -> LettersPage:
    """The letters page with the cards to print."""
    window.perform("letters", "print")
    settled(window)
    made = window.places.page("letters")
    assert isinstance(made, LettersPage)
    return made


@pytest.fixture
def calendar_at(window: MainWindow, settled: Callable[[MainWindow], None]) -> Callable[[int, int], CalendarPage]:
    """Show the calendar at 11 May 2027 in a window of a size, read to its end."""

    def shown(width: int, height: int) -> CalendarPage:
        window.resize(width, height)
        window.go("calendar")
        settled(window)
        made = window.places.page("calendar")
        assert isinstance(made, CalendarPage)
        return made

    return shown
