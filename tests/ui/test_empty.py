"""What stands where nothing stands says its title whole, also in a narrow pane."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.empty import Empty

_WIDE = 280


def _shown(qtbot: QtBot, title: str) -> tuple[QWidget, Empty]:
    pane, empty = QWidget(), Empty("search", "")
    row = QHBoxLayout(pane)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(empty)
    qtbot.addWidget(pane)
    empty.set_words(title)
    pane.resize(_WIDE, 400)
    pane.show()
    qtbot.wait(20)
    return pane, empty


@pytest.mark.parametrize("title", ["Żadna sprawa nie pasuje do „xyzzy”", "Nothing fits “" + "W" * 60 + "”"])
def test_a_long_title_goes_on_in_the_next_line(qtbot: QtBot, title: str) -> None:
    pane, empty = _shown(qtbot, title)
    label = empty.title
    assert pane.width() == _WIDE
    assert label.height() >= label.heightForWidth(label.width()) > label.fontMetrics().height() * 1.5
    words = label.text().replace("\u200b", " ").split()
    assert all(label.fontMetrics().horizontalAdvance(word) <= _WIDE for word in words[:3])
    assert label.accessibleName() == title
    pane.close()
