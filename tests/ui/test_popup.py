"""A panel below its button: where the focus goes when it closes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.popup import Popup
from tests.ui.ground import ground, shown

__all__ = ["ground"]


def panel(ground: QWidget, opener: QWidget) -> Popup:
    """A panel with one field, open."""
    made = Popup(ground, "panel", "Panel")
    made.column.addWidget(QLineEdit())
    made.open_below(opener)
    return made


def test_the_focus_goes_back_to_the_button(qtbot: QtBot, ground: QWidget) -> None:
    opener = button("Paper")
    shown(qtbot, ground, opener)
    panel(ground, opener).close()
    assert QApplication.focusWidget() is opener


def test_a_button_that_is_not_seen_any_more_takes_no_focus(qtbot: QtBot, ground: QWidget) -> None:
    opener, field = button("Paper"), QLineEdit()
    shown(qtbot, ground, opener, field)
    open_one = panel(ground, opener)
    opener.hide()
    field.setFocus()
    open_one.close()
    assert QApplication.focusWidget() is not opener


def test_a_button_that_is_gone_is_not_asked(qtbot: QtBot, ground: QWidget) -> None:
    opener = button("Paper")
    shown(qtbot, ground, opener)
    open_one = panel(ground, opener)
    opener.deleteLater()
    QCoreApplication.sendPostedEvents(opener, QEvent.Type.DeferredDelete)
    open_one.close()
    assert not open_one.isVisible()
