"""What has the keys is in sight, however it got them; under a pressed mouse button nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.scrolling import Scrolling


def _area(qtbot: QtBot) -> tuple[Scrolling, QPushButton]:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.addWidget(QPushButton("Above"))
    column.addSpacing(2000)
    button = QPushButton("Below")
    column.addWidget(button)
    area = Scrolling(inner)
    qtbot.addWidget(area)
    area.resize(300, 200)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return area, button


def test_focus_given_by_the_program_comes_into_sight(qtbot: QtBot) -> None:
    area, button = _area(qtbot)
    assert button.visibleRegion().isEmpty()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert button.visibleRegion().boundingRect().size() == button.size()
    area.close()


def test_what_is_clicked_stays_under_the_pointer(qtbot: QtBot) -> None:
    area, button = _area(qtbot)
    before = area.verticalScrollBar().maximum() - 16
    area.verticalScrollBar().setValue(before)
    place = button.mapTo(area, QPoint(4, 4))
    QTest.mousePress(area.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert button.hasFocus()
    assert area.verticalScrollBar().value() == before
    QTest.mouseRelease(area.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    area.close()
