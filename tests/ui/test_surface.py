"""Cards, strips and messages are painted in the colours of the theme that is worn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme, worn
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.surface import Surface, tinted
from smallcrm.ui.widgets.toast import Toast


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_ground_and_the_line_are_the_themes_and_change_with_it(qtbot: QtBot, qapp: QApplication, look: str) -> None:
    card, toast, strip = Surface(), Toast(Surface()), Strip()
    for one in (card, toast, strip):
        qtbot.addWidget(one)
    theme.apply(qapp, look)
    colours = worn.current()
    assert seen(card) == (colours["surface"], colours["hairline"])
    assert seen(toast)[0] == colours["text"]
    grounds = set()
    for tone in ("info", "ok", "warn", "bad"):
        strip.say("Saved", tone)
        assert seen(strip) == tinted(tone)
        grounds.add(seen(strip)[0].name())
    assert len(grounds) == 4
    theme.apply(qapp, "light")


def seen(one: Surface) -> tuple[QColor, QColor]:
    """Give the colour in it beside its edge, and that of its edge at half its height."""
    one.resize(300, 60)
    picture = one.grab().toImage()
    return QColor(picture.pixel(3, 30)), QColor(picture.pixel(0, 30))
