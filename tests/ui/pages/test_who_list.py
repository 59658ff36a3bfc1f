"""The list of who gets a card keeps names, days and ages whole: the chip makes way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from smallcrm.ui import worn
from smallcrm.ui.pages.letters.who_list import PostChip, placed
from smallcrm.ui.widgets.rows import Row

_ROOM = QRect(46, 0, 234, 44)
_BY_HAND = PostChip("Osobiście", "warn", "hand-helping", "Za późno na pocztę", brief=("hand-helping", ""))
_POST = PostChip("Nadaj do: pon.", brief=("mailbox", "pon."))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Tomasz Grzywacz", "pon., 16.11 · 47. urodziny"),
        ("Wioletta Kwiatkowska", "wt., 24.11"),
        ("Michalina Wasilewska", "sob., 28.11 · kończy 32 lata"),
    ],
)
@pytest.mark.parametrize("chip", [_BY_HAND, _POST])
def test_neither_name_nor_day_is_cut_for_the_chip(qtbot: QtBot, name: str, line: str, chip: PostChip) -> None:
    del qtbot
    stand = placed(_ROOM, Row(name, line, chip=chip, check=True))
    assert stand.chip is not None
    assert QFontMetrics(worn.font("strong")).horizontalAdvance(name) <= stand.first.width()
    assert QFontMetrics(worn.font("caption")).horizontalAdvance(line) <= stand.second.width()
    assert _ROOM.contains(stand.box)
    assert [at.right() < stand.box.x() for at in (stand.first, stand.second)].count(True) == 1


def test_a_chip_is_shortened_only_where_both_lines_need_its_room(qtbot: QtBot) -> None:
    del qtbot
    short_name = placed(_ROOM, Row("Leszek Pyrek", "pon., 30.11 · kończy 79 lat", chip=_POST, check=True))
    short_line = placed(_ROOM, Row("Wioletta Kwiatkowska", "wt., 24.11", chip=_POST, check=True))
    neither = placed(_ROOM, Row("Michalina Wasilewska", "sob., 28.11 · kończy 32 lata", chip=_BY_HAND, check=True))
    assert short_name.chip == short_line.chip == _POST
    assert short_name.box.y() < short_line.box.y()
    assert neither.chip is not None
    assert (neither.chip.text, neither.chip.icon) == ("", "hand-helping")
    assert neither.chip.full == "Za późno na pocztę"
