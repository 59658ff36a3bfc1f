"""What somebody typed is never read as markup, in a tooltip neither."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.plain import PlainLabel, plain_tip

TYPED = st.lists(
    st.sampled_from(["<b>", "</b>", "<", "&lt;", "&", "lt;", "<img src=x>", "\n", "Bob", " ", "<?xml", "&amp;"])
)


@given(TYPED.map("".join))
@example("<?xml version='1.0'?>")
@example("&lt;b&gt;")
def test_no_tooltip_is_markup_and_nothing_of_it_is_lost(typed: str) -> None:
    told = plain_tip(typed)
    assert not QtGui.Qt.mightBeRichText(told)
    assert told.replace("\u200b", "") == typed


@pytest.mark.parametrize("name", ["<b>Bob</b>", "Bob <img src='x.png'>", "&lt;b&gt;Bob"])
def test_the_words_of_labels_and_icons_stay_plain_where_they_are_shown(qtbot: QtBot, name: str) -> None:
    label, mark = PlainLabel(name), IconButton("x", name)
    for one in (label, mark):
        qtbot.addWidget(one)
        one.resize(8, 8)
        one.show()
        place = one.mapToGlobal(QPoint(2, 2))
        QApplication.sendEvent(one, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), place))
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QLabel) and w.isVisible()]
        tips = [w for w in shown if w.inherits("QTipLabel")]
        assert tips
        assert not any(QtGui.Qt.mightBeRichText(tip.text()) for tip in tips)
        assert QToolTip.text().replace("\u200b", "") == name
        QToolTip.hideText()
