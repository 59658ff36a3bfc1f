"""The letters in large type and a small window: panes below each other, and nobody scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QScrollArea
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


def sideways(page: LettersPage) -> list[int]:
    """How far the page, and what holds it, can be scrolled to the side."""
    room = page.parentWidget()
    while room is not None and not isinstance(room, QScrollArea):
        room = room.parentWidget()
    assert room is not None
    areas = [room, *page.findChildren(QScrollArea)]
    return [area.horizontalScrollBar().maximum() for area in areas if area.isVisible()]


def larger(window: MainWindow, settled: Settle, scale: float) -> LettersPage:
    window.dress(scale=scale)
    window.go("letters")
    settled(window)
    page = window.places.page("letters")
    assert isinstance(page, LettersPage)
    return page


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_large_letters_in_a_small_window_scroll_down_only(
    page: LettersPage, settled: Settle, language: str, qtbot: QtBot
) -> None:
    window = page.main
    window.set_language(language)
    window.resize(880, 440)
    again = larger(window, settled, 2.0)
    for kind in (layouts.CARDS, layouts.LETTERS, layouts.ADDRESSES):
        again.show_kind(kind)
        settled(window)
        qtbot.waitUntil(lambda: not any(sideways(again)))
        assert again.width() <= window.places.width()
        assert again._row.direction() == QBoxLayout.Direction.TopToBottom
    assert again.head.printer.text() != ""
    larger(window, settled, 1.0)
    window.set_language("en")


def test_with_room_they_stand_beside_each_other_again(page: LettersPage, settled: Settle, qtbot: QtBot) -> None:
    window = page.main
    window.resize(880, 440)
    again = larger(window, settled, 2.0)
    window.resize(1920, 1000)
    qtbot.waitUntil(lambda: again._row.direction() == QBoxLayout.Direction.LeftToRight)
    qtbot.waitUntil(lambda: not any(sideways(again)))
    window.resize(880, 440)
    qtbot.waitUntil(lambda: again._row.direction() == QBoxLayout.Direction.TopToBottom)
    qtbot.waitUntil(lambda: not any(sideways(again)))
    larger(window, settled, 1.0)


def test_a_button_without_room_for_its_words_still_says_what_it_does(page: LettersPage, settled: Settle) -> None:
    head = page.head
    page.main.resize(1366, 768)
    settled(page.main)
    assert head.pdf.text() == "Save as PDF"
    head.fit(590, head.printer.minimumSizeHint().width() + 60, narrow=True)
    assert head._ways.direction() == QBoxLayout.Direction.TopToBottom
    assert (head.pdf.text(), head.pdf.accessibleName(), head.pdf.toolTip()) == ("", "Save as PDF", "Save as PDF")
    assert head.printer.text() == "Print 4 cards"
    assert head.pdf.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_shop_closed_while_people_are_gathered_is_asked_nothing(page: LettersPage) -> None:
    found = page.gathered
    assert found is not None
    page.main.close()
    page._gathered(page.asked, found)
    assert not page.shop.is_open
