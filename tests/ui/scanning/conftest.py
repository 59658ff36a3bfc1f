"""Who scans, and who listens."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.scanning.capture import Capture
from smallcrm.ui.window import MainWindow
from tests.ui.scanning.hands import Hand
from tests.ui.scanning.tills import Till


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def listening(hand: Hand) -> Iterator[Callable[[QWidget], Capture]]:
    made: list[Capture] = []

    def listen(window: QWidget) -> Capture:
        capture = Capture(window, hand.now)
        capture.scanned.connect(hand.bursts.append)
        made.append(capture)
        return capture

    yield listen
    for capture in made:
        capture.close()


@pytest.fixture
def at_work(qtbot: QtBot, listening: Callable[[QWidget], Capture]) -> Callable[[QWidget], None]:
    """Show a window in front of all, and listen to what is typed and scanned there."""

    def begin(window: QWidget) -> None:
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        listening(window)

    return begin


@pytest.fixture
def locked(frame: MainWindow) -> Iterator[Callable[..., Callable[[], None]]]:
    """Keep the shop file as another program that writes does; what it gives lets go."""
    others: list[sqlite3.Connection] = []

    def keep(how: str = "IMMEDIATE") -> Callable[[], None]:
        other = sqlite3.connect(frame.shop.file, isolation_level=None)
        others.append(other)
        other.execute(f"BEGIN {how}")

        def let_go() -> None:
            other.execute("ROLLBACK")

        return let_go

    yield keep
    for other in others:
        other.close()


@pytest.fixture
def till(qtbot: QtBot, frame: MainWindow, hand: Hand) -> Till:
    return Till(frame, hand)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard
