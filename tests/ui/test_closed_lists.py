"""A closed list shows whole letters: words too long for it end in dots, in each text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget

from smallcrm.ui import icons
from smallcrm.ui.window import MainWindow

WORDS = "A4 kahdesti taitettuna, kuori C6 ja vielä jotakin"


@pytest.fixture
def combo(frame: MainWindow) -> QComboBox:
    """A list in the window, with one long choice and a short one."""
    holder = QWidget(frame)
    made = QComboBox()
    made.addItem(WORDS, 1)
    made.addItem("C6", 2)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    QVBoxLayout(holder).addWidget(made)
    holder.setFixedSize(220, 140)
    holder.show()
    return made


def _edge(combo: QComboBox) -> set[int]:
    """Colours at the end of the field, where a letter cut through would show."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    field = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
    image, high = combo.grab().toImage(), combo.height() // 3
    return {image.pixel(QPoint(x, y)) for x in (field.right() - 1, field.right()) for y in range(high, 2 * high)}


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("icon", [False, True])
def test_long_words_end_before_the_arrow(frame: MainWindow, combo: QComboBox, scale: float, icon: bool) -> None:
    frame.dress(scale=scale)
    if icon:
        combo.setItemIcon(0, icons.icon("phone"))
    long = combo.grab().toImage()
    assert len(_edge(combo)) == 1
    combo.setItemText(0, WORDS[:-1])
    assert combo.grab().toImage() == long  # the rest is behind the dots
    combo.setCurrentIndex(1)
    assert combo.grab().toImage() != long
    assert len(_edge(combo)) == 1


def test_the_letter_kinds_end_in_dots_too(opened: Callable[..., MainWindow]) -> None:
    window = opened()
    window.go("letters")
    kinds = window.findChild(QComboBox, "letterKind")
    assert kinds is not None
    kinds.setItemText(0, WORDS * 3)
    assert len(_edge(kinds)) == 1
