"""How an answer is laid out: few lines of what can be done, one edge, and no name that is cut off."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.scanning.acts import PADDING, ActButton, in_lines
from smallcrm.ui.scanning.answer import Act
from smallcrm.ui.scanning.words import Words
from smallcrm.ui.worn import px

GOLD = (
    Act("redeem", "Lunasta nyt", "gift", primary=True),
    Act("later", "Later"),
    Act("undo", "Undo", "undo-2", "Ctrl+Z"),
    Act("move", "Move to somebody…"),
)
INDENT = 44 + 14


def laid(qtbot: QtBot, acts: Sequence[Act], width: int) -> tuple[QWidget, list[ActButton]]:
    buttons = [ActButton(act, lambda _act: None, lambda: False, paper=True) for act in acts]
    holder = in_lines(buttons)
    qtbot.addWidget(holder)
    holder.resize(width, holder.heightForWidth(width))
    holder.show()
    return holder, buttons


def lines(buttons: Sequence[ActButton]) -> list[list[ActButton]]:
    middles = sorted({one.geometry().center().y() for one in buttons})
    found: list[list[ActButton]] = []
    for middle in middles:
        if not found or middle > found[-1][0].geometry().bottom():
            found.append([])
        found[-1].extend(one for one in buttons if one.geometry().center().y() == middle)
    return found


def edge(one: ActButton) -> int:
    """Where what is seen of a button begins."""
    return one.x() + (px(PADDING) if one.bare else 0)


@pytest.mark.parametrize("width", [200, 260, 300, 340, 400, 600])
def test_every_line_begins_at_one_edge_and_nothing_reaches_out(qtbot: QtBot, width: int) -> None:
    holder, buttons = laid(qtbot, GOLD, px(width))
    assert len({edge(line[0]) for line in lines(buttons)}) == 1
    for one in buttons:
        assert holder.rect().contains(one.geometry())
        assert not any(one.geometry().intersects(other.geometry()) for other in buttons if other is not one)


def test_what_would_take_three_lines_begins_below_the_symbol(qtbot: QtBot) -> None:
    _holder, roomy = laid(qtbot, GOLD, px(600))
    assert edge(roomy[0]) == px(INDENT + PADDING)
    first, second = roomy[0].width() + px(4) + roomy[1].width(), roomy[2].width() + roomy[3].width()
    needed = max(first + px(PADDING), second)
    _holder, tight = laid(qtbot, GOLD, needed)
    assert [len(line) for line in lines(tight)] == [2, 2]
    assert edge(tight[0]) == px(PADDING)


def test_a_name_without_a_space_is_broken_and_never_cut(qtbot: QtBot) -> None:
    words = Words("Anna Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren, card full", "body")
    qtbot.addWidget(words)
    high = words.fontMetrics().height()
    assert words.minimumSizeHint().width() < px(120)
    assert words.heightForWidth(px(2000)) < 2 * high
    narrow = words.fontMetrics().horizontalAdvance("Wolfeschlegelstein")
    assert words.heightForWidth(narrow) >= 4 * high
