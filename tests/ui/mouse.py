"""What a hand does with a mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

_LEFT = Qt.MouseButton.LeftButton


def double_click(widget: QWidget, place: QPoint) -> None:
    """Click twice and let the button go: Qt's own leaves it pressed, for whatever is tested after it too."""
    QTest.mouseDClick(widget, _LEFT, pos=place)
    QTest.mouseRelease(widget, _LEFT, pos=place)
