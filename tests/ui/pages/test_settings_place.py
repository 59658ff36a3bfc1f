"""Where somebody is in the settings stays when they are shown anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow
from smallcrm.ui.worn import px


def settings(window: MainWindow) -> SettingsPage:
    page = window.places.page("settings")
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    window.go("settings")
    made = settings(window)
    made.finish()
    qtbot.wait(20)
    return made


def top(page: SettingsPage, key: str) -> int:
    return page.cards[key].y() - page.area.verticalScrollBar().value()


def test_taking_back_stays_at_the_section_and_the_control(page: SettingsPage, qtbot: QtBot) -> None:
    old = page.shop.settings.read()
    page.show_section("post")
    qtbot.wait(20)
    before = top(page, "post")
    page.shop.settings.save(replace(old, name="Fryzjer Ola"))
    assert abs(top(page, "post") - before) <= 2
    page.main.actions_by_id["undo"].trigger()
    assert page.shop.settings.read() == old
    qtbot.wait(20)
    assert abs(top(page, "post") - before) <= 2
    assert page.nav.here() == "post"


def test_another_language_stays_at_the_section(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("look")
    qtbot.wait(20)
    before = top(page, "look")
    combo = page.findChild(QComboBox, "setting_language")
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("fi"))
    combo.activated.emit(combo.currentIndex())
    window = page.main
    qtbot.waitUntil(lambda: i18n.language() == "fi" and not window.jobs.running)
    qtbot.wait(100)
    made = settings(window)
    assert made is not page
    assert made.nav.here() == "look"
    assert abs(top(made, "look") - before) <= 24
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "setting_language"


@pytest.mark.parametrize("key", ["letters", "scanner", "staff"])
def test_a_way_from_another_page_leads_to_the_section(window: MainWindow, qtbot: QtBot, key: str) -> None:
    """The rows of a page that was never seen have no width yet, and its sections are not where they will be."""
    window.go("today")
    QApplication.processEvents()
    window.perform("settings", "section", key)
    made = settings(window)
    qtbot.waitUntil(lambda: abs(top(made, key) - px(8)) <= 2)
    qtbot.wait(50)
    assert abs(top(made, key) - px(8)) <= 2
    assert made.nav.here() == key


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_tab_leads_from_the_search_to_the_sections_to_the_first_of_them(page: SettingsPage, qtbot: QtBot) -> None:
    page.main.resize(1366, 768)
    page.nav.search.setFocus()
    way = []
    for _press in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        way.append(focused())
    assert way[0] is page.nav.list
    assert page.cards["shop"].isAncestorOf(way[1])
    name = way[1].objectName()
    page.shop.settings.save(replace(page.shop.settings.read(), name="Fryzjer Ola"))  # shown anew
    qtbot.wait(20)
    assert focused().objectName() == name
    page.nav.list.setFocus()
    QTest.keyClick(page.nav.list, Qt.Key.Key_Tab)
    assert page.cards["shop"].isAncestorOf(focused())
    page.nav.list.setFocus()
    QTest.keyClick(page.nav.list, Qt.Key.Key_Backtab)
    assert focused() is page.nav.search
