"""The places at the left: by arrows, by letters, with a ring to see; and the name of the shop."""

from __future__ import annotations

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.ui import worn
from smallcrm.ui.pages.registry import pages
from smallcrm.ui.sidebar import Place, Sidebar
from smallcrm.ui.window import MainWindow
from smallcrm.ui.worn import px


def test_the_list_at_the_bottom_shows_its_ring_and_goes_nowhere_by_itself(qtbot: QtBot, frame: MainWindow) -> None:
    bottom = frame.sidebar.bottom
    without = bottom.grab().toImage()
    bottom.setFocus(Qt.FocusReason.TabFocusReason)
    assert bottom.grab().toImage() != without
    assert frame.places.here == "today"
    QTest.keyClick(bottom, Qt.Key.Key_Return)
    assert frame.places.here == "settings"


def test_arrows_go_on_from_one_list_to_the_other(qtbot: QtBot, frame: MainWindow) -> None:
    frame.go("letters")
    frame.sidebar.take_focus()
    assert frame.sidebar.list.hasFocus()
    QTest.keyClick(frame.sidebar.list, Qt.Key.Key_Down)
    assert frame.places.here == "settings"
    assert frame.sidebar.bottom.hasFocus()
    QTest.keyClick(frame.sidebar.bottom, Qt.Key.Key_Up)
    assert frame.places.here == "letters"
    assert frame.sidebar.list.hasFocus()


def test_a_letter_leads_to_its_place(qtbot: QtBot, frame: MainWindow) -> None:
    frame.sidebar.list.setFocus()
    QTest.keyClick(frame.sidebar.list, Qt.Key.Key_C)
    assert frame.places.here == "customers"


def test_a_long_name_takes_two_lines_and_a_longer_one_its_tooltip(qtbot: QtBot) -> None:
    side = Sidebar([Place("today", "Today", "house")], [])
    qtbot.addWidget(side)
    side.resize(200, 600)
    side.show()
    side.set_shop("Helmi", "Tampere", "hair")
    one = side._name.sizeHint().height()
    side.set_shop("The Lantern Bookshop", "Kinsale", "books")
    qtbot.waitUntil(lambda: side._name.height() == 2 * one)
    assert "".join(side._name._lines()).replace(" ", "") == "TheLanternBookshop"
    assert side._name.toolTip() == ""
    side.set_shop("The Lantern Bookshop and Reading Room of Kinsale <b>", "Kinsale", "books")
    qtbot.waitUntil(lambda: side._name._lines()[-1].endswith("…"))
    assert "Reading Room of Kinsale" in side._mark.toolTip()
    assert "Reading Room of Kinsale" in side._name.toolTip()
    assert not any(QtGui.Qt.mightBeRichText(one.toolTip()) for one in (side._mark, side._name))
    side.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_name_of_each_place_is_whole_also_when_it_is_chosen(qtbot: QtBot, language: str) -> None:
    i18n.set_language(language)
    names = [info.title() for info in pages() if info.listed]
    places = [Place(str(number), name, "house") for number, name in enumerate(names)]
    bar = Sidebar(places, [])
    qtbot.addWidget(bar)
    font = worn.font("strong")
    for name in names:
        room = bar.list.painter.room(QRect(0, 0, bar.width() - px(17), px(40)))
        assert QtGui.QFontMetrics(font).horizontalAdvance(name) <= room, name
