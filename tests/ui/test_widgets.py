"""Small widgets: plain text, focus that shows, toasts that wait, errors in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.ui.tokens import LIGHT, contrast
from smallcrm.ui.widgets.buttons import IconButton, Toggle, button
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.toast import Toast
from tests.ui.ground import changed, ground, shown

__all__ = ["ground"]

MAKERS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: button("Save", "primary"), "secondary": lambda: button("Save"),
    "link": lambda: button("All", "link"),
    "danger": lambda: button("Erase", "danger"),
    "row": lambda: button("Print", "row"), "icon": lambda: IconButton("x", "Close"),
    "toggle": lambda: Toggle("All"), "line": QLineEdit, "text": QPlainTextEdit, "check": lambda: QCheckBox("On"),
    "radio": lambda: QRadioButton("Light"), "combo": QComboBox, "spin": QSpinBox,
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
}  # fmt: skip


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason], ids=["tab", "program"]
)
def test_the_focus_shows_also_when_the_program_moves_it(
    qtbot: QtBot, ground: QWidget, kind: str, reason: Qt.FocusReason
) -> None:
    other, widget = QPushButton("Other"), MAKERS[kind]()
    shown(qtbot, ground, other, widget)
    other.setFocus()
    before = widget.grab().toImage()
    widget.setFocus(reason)
    pixels = changed(before, widget.grab().toImage())
    strong = [1 for old, new in pixels if contrast(old, new) >= 3]
    assert len(strong) >= 2 * 18, f"{len(strong)} of {len(pixels)} pixels"


def test_what_a_person_typed_is_never_markup(ground: QWidget, qtbot: QtBot) -> None:
    label, paragraph = PlainLabel("<b>Anna</b> & Łukasz"), Paragraph("<i>x</i>")
    shown(qtbot, ground, label, paragraph)
    assert label.textFormat() == paragraph.textFormat() == Qt.TextFormat.PlainText
    assert label.accessibleName() == "<b>Anna</b> & Łukasz"


def test_a_name_too_long_is_whole_in_the_tooltip(ground: QWidget, qtbot: QtBot) -> None:
    label = PlainLabel("Asiakastapahtuman poistaminen " * 4)
    label.setMaximumWidth(120)
    shown(qtbot, ground, label)
    assert label.toolTip().strip() == label.text().strip()
    label.setText("Anna")
    assert label.toolTip() == ""


def test_a_toast_stays_while_somebody_is_on_it(qtbot: QtBot, ground: QWidget) -> None:
    shown(qtbot, ground, QLineEdit())
    ground.resize(600, 300)
    toast = Toast(ground)
    toast.say("3 notes deleted", lambda: None)
    assert toast.timer.isActive()
    assert 9_000 < toast.timer.remainingTime() <= 10_500  # Qt's coarse timers are 5 % off
    toast.undo_button.setFocus()
    assert not toast.timer.isActive()
    ground.findChild(QLineEdit).setFocus()  # type: ignore[union-attr]
    assert toast.timer.isActive()
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.timer.isActive()
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_undo_on_the_toast_takes_back_once(qtbot: QtBot, ground: QWidget) -> None:
    shown(qtbot, ground, QLineEdit())
    taken: list[int] = []
    toast = Toast(ground)
    toast.say("Note deleted", lambda: taken.append(1))
    QTest.keyClick(toast.undo_button, Qt.Key.Key_Space)
    toast.undo_button.click()
    assert taken == [1]
    assert not toast.isVisible()
    toast.say("Undone")
    assert not toast.undo_button.isVisible()


def test_an_error_is_told_in_words_below_the_field(qtbot: QtBot, ground: QWidget) -> None:
    field = Field("&Name", QLineEdit("x"))
    shown(qtbot, ground, field)
    assert field.widget.accessibleName() == "Name"
    field.set_error("A name is needed")
    assert field.error == "A name is needed"
    assert field.widget.accessibleDescription() == "A name is needed"
    assert field.widget.text() == "x"
    field.set_error("")
    assert field.error == ""


def test_an_empty_page_says_what_to_do(qtbot: QtBot, ground: QWidget) -> None:
    done: list[int] = []
    add = button("Add a customer", "primary", clicked=lambda: done.append(1))
    empty = Empty("card", "Your first regular goes here", "A name is enough.", (add,))
    shown(qtbot, ground, empty)
    QTest.keyClick(add, Qt.Key.Key_Space)
    assert done == [1]
    assert empty.height() >= empty.minimumSizeHint().height()


def test_the_ring_is_the_accent(qtbot: QtBot, ground: QWidget) -> None:
    widget = button("Save")
    shown(qtbot, ground, widget)
    widget.setFocus()
    image = widget.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0).name().upper() == LIGHT.accent
