"""Where the keyboard is after something was shown, answered or taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.window import MainWindow


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words_by_tab(presses: int) -> list[str]:
    words = []
    for _press in range(presses):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        widget = focused()
        words.append(widget.text() if isinstance(widget, QPushButton) else widget.accessibleName())
    return words


@pytest.fixture
def between(qtbot: QtBot, qapp: QApplication) -> Iterator[Strip]:
    """A strip between two buttons, the first of which has the focus."""
    theme.apply(qapp, "light")
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    above, strip, below = QPushButton("Above"), Strip(), QPushButton("Below")
    for widget in (above, strip, below):
        column.addWidget(widget)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    above.setFocus()
    yield strip
    holder.close()


def test_a_strip_has_its_turn_where_it_stands(between: Strip) -> None:
    for verbs in (("Yes, all", "Not all", "None"), ("Labels", "Done")):
        between.say("Did they come out?", repairs=[(verb, lambda: None) for verb in verbs])
        assert words_by_tab(len(verbs) + 3) == [*verbs, "Close", "Below", "Above"]


def test_an_answer_leads_to_the_next_question(between: Strip) -> None:
    above = focused()
    next_question = [("Labels", between.hide)]
    between.say("Did they come out?", repairs=[("Yes", lambda: between.say("Labels?", repairs=next_question))])
    assert focused() is above  # nobody's typing is interrupted by a question
    QTest.keyClick(above, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    answer = focused()
    assert isinstance(answer, QPushButton)
    assert answer.text() == "Labels"


def test_a_page_that_goes_hands_the_focus_to_the_page_that_comes(frame: MainWindow) -> None:
    for key in ("customers", "letters", "customers"):
        frame.go(key)
        frame.places.focus_page()
        assert frame.places.page(key).isAncestorOf(focused())
    kept = focused()
    frame.go("letters")
    assert frame.places.page("letters").isAncestorOf(focused())
    frame.places.back()
    assert focused() is kept


def test_a_page_takes_no_focus_from_quick_find_or_the_sidebar(frame: MainWindow) -> None:
    for pane in (frame.quick_find, frame.sidebar.list):
        frame.go("customers")
        pane.setFocus()
        frame.go("letters")
        assert focused() is pane
