"""A scanner, and a person, that type at the window as the system does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smallcrm.domain.scanning import Burst

NUMBER = "1234567894"


class Hand:
    """Types at the window that has the keys, each key some ms after the one before by a clock of its own."""

    def __init__(self) -> None:
        self.ms = 1000.0
        self.bursts: list[Burst] = []

    def now(self, _event: object) -> float:
        return self.ms

    def type(self, keys: str, gap: float = 8.0) -> None:
        for key in keys:
            self.ms += gap
            press(key)
            QApplication.processEvents()

    def scan(self, digits: str = NUMBER, end: str = "\r", gap: float = 8.0) -> None:
        self.ms += 500
        self.type(digits + end, gap)


def press(key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key at the window that has the keys, as the system does."""
    place = target()  # held here: its window goes with it
    named: dict[object, object] = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
    QTest.keyClick(place.windowHandle(), named.get(key, key), modifier)  # type: ignore[call-overload]


def target() -> QWidget:
    """Give the window that keys go to: that of a popup, if one is open."""
    place = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    assert place is not None
    return place
