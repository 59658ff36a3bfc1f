"""What has the keys is in sight, however it got them; under a pressed mouse button nothing moves."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.scrolling import Scrolling, still


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


def test_a_line_comes_into_sight_with_its_label(qtbot: QtBot) -> None:
    area, button = _area(qtbot)
    field = Field("Phone", QLineEdit())
    column = cast("QVBoxLayout", cast("QWidget", area.widget()).layout())
    column.insertWidget(0, field)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert field.visibleRegion().isEmpty()
    field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
    assert field.visibleRegion().boundingRect().size() == field.size()
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


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox])
def test_the_wheel_over_a_still_box_is_left_to_the_page(qtbot: QtBot, kind: type[QComboBox | QSpinBox]) -> None:
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, QComboBox):
        box.addItems(["A", "B", "C"])
    still(box)
    down, none = QPoint(0, -120), Qt.MouseButton.NoButton
    middle, free = QPointF(box.rect().center()), Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(middle, middle, down, down, none, free, Qt.ScrollPhase.NoScrollPhase, False)
    box.setValue(5) if isinstance(box, QSpinBox) else box.setCurrentIndex(1)
    QApplication.sendEvent(box, turned)
    assert not turned.isAccepted()
    assert (box.currentIndex() if isinstance(box, QComboBox) else box.value()) in {1, 5}


class _Odd(QWidget):
    """What is lower where it is narrower: beside a scroll bar it needs none, and without one it does."""

    turns = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.turns += 1
        self.setMinimumHeight(373 if event.size().width() > 290 else 350)


def test_what_is_lower_beside_a_scroll_bar_comes_to_rest(qtbot: QtBot) -> None:
    odd, inner = _Odd(), QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(odd)
    area = Scrolling(inner)
    qtbot.addWidget(area)
    area.resize(298, 358)
    area.show()
    qtbot.wait(50)
    turns = odd.turns
    qtbot.wait(100)
    assert odd.turns == turns < 50
    area.close()
