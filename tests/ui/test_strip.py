"""The strip: its answers stand beside its words, and below them where the words would stand in a narrow column."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.strip import Strip

TITLE = "Call now: Marjatta Kettunen-Virtanen, 10.05"
WORDS = "040 123 4567 · The book has come, agree when to fetch it and ask about wrapping it"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    strip = Strip()
    column.addWidget(strip)
    column.addWidget(QWidget(), 1)
    qtbot.addWidget(page)
    page.show()
    answers = [(verb, lambda: None) for verb in ("Called", "In ten minutes from now on", "Open")]
    strip.say(WORDS, "call", title=TITLE, repairs=answers)
    return page


def places(page: QWidget, kind: type[QWidget]) -> list[QRect]:
    found = [w for w in page.findChildren(kind) if w.isVisible()]
    return [QRect(w.mapTo(page, QPoint(0, 0)), w.size()) for w in found]


def resized(page: QWidget, qtbot: QtBot, width: int) -> Strip:
    page.resize(width, 300)
    strip = page.findChild(Strip)
    assert strip is not None
    qtbot.waitUntil(lambda: strip.width() > width - 40 and strip.height() >= strip.heightForWidth(strip.width()))
    return strip


@pytest.mark.parametrize("width", [330, 420, 560, 700, 1000])
def test_nothing_is_cut_and_nothing_overlaps(page: QWidget, qtbot: QtBot, width: int) -> None:
    resized(page, qtbot, width)
    labels = [w for w in page.findChildren(QLabel) if w.isVisible() and w.text()]
    assert [w.text() for w in labels] == [TITLE, WORDS]
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())
    buttons = [w for w in page.findChildren(QPushButton) if w.isVisible()]
    assert all(w.width() >= w.sizeHint().width() for w in buttons)
    parts = [*places(page, QLabel), *places(page, QPushButton)]
    assert not any(one.intersects(other) for n, one in enumerate(parts) for other in parts[:n])


def test_answers_go_below_the_words_and_come_back_beside_them(page: QWidget, qtbot: QtBot) -> None:
    def lowest_words() -> int:
        return max(place.bottom() for place in places(page, QLabel))

    def answers() -> list[QPushButton]:
        return [w for w in page.findChildren(QPushButton) if w.text()]

    def below() -> bool:
        return min(answer.mapTo(page, QPoint(0, 0)).y() for answer in answers()) > lowest_words()

    for width, wanted in ((1000, False), (420, True), (1000, False)):
        strip = resized(page, qtbot, width)
        qtbot.waitUntil(partial(lambda there: below() == there, wanted))
        strip.begin()
        assert answers()[0].hasFocus()
        assert all(a.nextInFocusChain() is b for a, b in pairwise(answers()))
