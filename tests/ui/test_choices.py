"""Choices, buttons and menus: each state can be seen, each works by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QRadioButton,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.ui import painting, theme, worn
from smallcrm.ui.tokens import DARK, LIGHT, contrast
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.choice import MarkTile, OptionCard, PictureChoice
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.widgets.shop_mark import MARKS, ShopMark
from smallcrm.ui.widgets.steps import StepMarks
from tests.ui.ground import changed, ground, shown

__all__ = ["ground"]


def test_a_segment_is_one_stop_and_arrows_move_it(qtbot: QtBot, ground: QWidget) -> None:
    segment = Segment({"cards": "Cards", "letters": "Letters", "labels": "Labels"}, "cards", "What to print")
    shown(qtbot, ground, segment)
    told: list[str] = []
    segment.chosen.connect(told.append)
    segment.parts["cards"].setFocus()
    QTest.keyClick(segment.parts["cards"], Qt.Key.Key_Right)
    assert segment.parts["letters"].hasFocus()
    QTest.keyClick(segment.parts["letters"], Qt.Key.Key_Space)
    assert (segment.value, told[-1:]) == ("letters", ["letters"])


@pytest.mark.parametrize(
    "make",
    [
        lambda: OptionCard("Start empty", "A name is enough.", icon="user-plus"),
        lambda: MarkTile("Café", "cafe"),
        lambda: PictureChoice("Candles"),
    ],
    ids=["option", "tile", "picture"],
)
def test_choices_are_radio_buttons_that_show_focus_and_choice(
    qtbot: QtBot, ground: QWidget, make: Callable[[], QRadioButton]
) -> None:
    one, other = make(), make()
    shown(qtbot, ground, one, other)
    other.setFocus()
    bare = one.grab().toImage()
    one.setFocus()
    focused = one.grab().toImage()
    assert len([1 for a, b in changed(bare, focused) if contrast(a, b) >= 3]) >= 100
    QTest.keyClick(one, Qt.Key.Key_Space)
    assert one.isChecked()
    assert len(changed(focused, one.grab().toImage())) >= 100
    QTest.mouseClick(other, Qt.MouseButton.LeftButton, pos=other.rect().bottomRight() - QPoint(12, 12))
    assert other.isChecked()
    assert not one.isChecked()
    assert QAccessible.queryAccessibleInterface(one).role() == QAccessible.Role.RadioButton


def test_an_option_grows_with_its_words(ground: QWidget) -> None:
    short, long = OptionCard("Start", "Enough."), OptionCard("Start", "A sentence that goes on. " * 20)
    assert OptionCard("English").heightForWidth(480) == 68
    assert short.heightForWidth(480) == 100
    assert long.heightForWidth(480) > long.heightForWidth(900) > short.heightForWidth(480)


def test_steps_are_told_in_words_too(ground: QWidget) -> None:
    marks = StepMarks(3)
    wide = marks.sizeHint().width()
    marks.set_current(3)
    assert marks.accessibleName() == "Step 3 of 3"
    assert marks.sizeHint().width() == wide


@pytest.mark.parametrize("kind", [*MARKS, "unknown"])
def test_each_kind_of_shop_has_its_mark(ground: QWidget, kind: str) -> None:
    image = ShopMark(kind).grab().toImage()
    ink = MARKS.get(kind, MARKS["other"])[1]
    assert image.pixelColor(18, 2).name().upper() == getattr(LIGHT, ink)


LOOKS = ("primary", "secondary", "link", "danger", "row", "toast")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_hover_press_and_disabled_can_be_seen(qapp: QApplication, look: str, colours: str) -> None:
    theme.apply(qapp, colours)
    state = QStyle.StateFlag
    plain = painting.button_role(look, state.State_Enabled)
    over = painting.button_role(look, state.State_Enabled | state.State_MouseOver)
    down = painting.button_role(look, state.State_Enabled | state.State_MouseOver | state.State_Sunken)
    off = painting.button_role(look, state.State_None)
    theme.apply(qapp, "light")
    assert over[0] != plain[0]
    assert down[0] != over[0] or look == "toast"
    if look == "primary":
        assert down[0] is not None
        assert contrast(down[0].name(), (DARK if colours == "dark" else LIGHT).on_accent) >= 4.5
    assert off[2] == "disabled"


def test_a_badge_taken_away_leaves_no_room(ground: QWidget) -> None:
    made = button("Print", "primary", icon="printer", badge="Ctrl+P")
    wide = made.sizeHint().width()
    set_badge(made, "")
    assert made.sizeHint().width() < wide - 30
    set_badge(made, "Ctrl+P")
    assert made.sizeHint().width() == wide


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_menu_shows_its_choice_its_check_and_what_is_off(qtbot: QtBot, ground: QWidget) -> None:
    menu = QMenu(ground)
    first, ticked, off = menu.addAction("Open"), menu.addAction("Ticked"), menu.addAction("Off")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    off.setEnabled(False)
    menu.popup(ground.mapToGlobal(QPoint(0, 0)))
    menu.setActiveAction(first)
    image = menu.grab().toImage()
    rects = [menu.actionGeometry(a) for a in (first, ticked, off)]
    assert all(rect.height() >= 32 for rect in rects)
    inner = rects[0].center()
    assert image.pixelColor(rects[0].right() - 8, inner.y()).name().upper() == LIGHT.selection
    strip = [
        image.pixelColor(x, y).name().upper() for x in range(8, 34) for y in range(rects[1].y(), rects[1].bottom())
    ]
    assert LIGHT.accent in strip
    words = {
        image.pixelColor(x, y).name().upper() for x in range(40, 70) for y in range(rects[2].y(), rects[2].bottom())
    }
    assert LIGHT.text not in words
    menu.close()


def test_a_long_name_below_a_picture_is_written_smaller_before_it_is_cut(qtbot: QtBot, ground: QWidget) -> None:
    choice = PictureChoice("United Kingdom")
    shown(qtbot, ground, choice)
    whole = QFontMetrics(choice._font()).horizontalAdvance(choice.text())
    choice.setFixedWidth(whole)
    choice.setChecked(True)
    assert choice._font().bold()
    assert choice._font().pointSizeF() <= worn.font("caption").pointSizeF()
