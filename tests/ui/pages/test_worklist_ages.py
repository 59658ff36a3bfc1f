"""Beside each card to print stands how old somebody gets: however long the name, the day or the kind of day is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.domain.model import Occasion
from smallcrm.store.worklist import WorkLine
from smallcrm.ui.pages.calendar import worklist_list
from smallcrm.ui.pages.calendar.worklist_list import WorklistList
from smallcrm.ui.pages.calendar.worklist_panel import WIDTH
from smallcrm.ui.pages.calendar.worklist_rows import card_row, day_of, late_rows
from smallcrm.ui.window import MainWindow
from smallcrm.ui.worn import px

TODAY = date(2026, 11, 23)
NAMES = ("Li", "Małgorzata Kamińska", "Anne-Margrethe Elisabeth Haugen-Kristoffersen")
KINDS = ("birthday", "wedding", "customer_since", "other")
LABEL = "The day on which the dog moved in with all of us"


def card(name: str, kind: str, *, late: bool = False) -> WorkLine:
    """A card for a Wednesday, whose words are long in all languages, of somebody who gets 100."""
    day, label = date(2026, 12, 30), LABEL if kind == "other" else ""
    posts = TODAY + timedelta(days=2)
    return WorkLine(1, name, Occasion(kind, 12, 30, 1926, label), day, 100, TODAY, posts, late)


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_the_years_are_never_cut(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, scale: float
) -> None:
    window.dress("light", scale)
    window.set_language(language)
    written, line = list[str](), worklist_list._line

    def noted(painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor) -> int:
        written.append(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width()))
        return line(painter, room, text, font, ink)

    monkeypatch.setattr(worklist_list, "_line", noted)
    try:
        rows = WorklistList("worklist", "Cards")
        qtbot.addWidget(rows)
        rows.resize(px(WIDTH) - 2, px(600))  # between the lines of its card
        rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for name in NAMES:
            for kind in KINDS:
                for shown in (
                    [card_row(card(name, kind), TODAY, check=True)],
                    late_rows([card(name, kind, late=True)]),
                ):
                    rows.rows.set_rows(shown)
                    written.clear()
                    rows.grab()
                    assert any("100" in text for text in written), (name, kind, written)
                    # the day of the month stands whole too, and so does when it is posted
                    assert any("30" in text for text in written), (name, kind, written)
                    assert shown[-1].side in {*written, ""}
    finally:
        window.set_language("en")
        window.dress("light", 1.0)


def test_a_screen_reader_and_the_tip_say_it_in_full(window: MainWindow) -> None:
    assert window.isVisible()
    one = card(NAMES[0], "birthday")
    assert day_of(one).endswith("turns 100")
    assert "turns 100" in card_row(one, TODAY, check=True).spoken()
