"""Settings apply at once; what cannot be read stays typed; a new language speaks everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    return made


def _line(page: SettingsPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_a_text_is_saved_when_it_is_left_and_undone_by_the_toast(page: SettingsPage) -> None:
    line = _line(page, "setting_name")
    line.setText("Fryzjer Ola")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().name == "Fryzjer Ola"
    page.main.toast.undo_button.click()
    assert page.shop.settings.read().name == "Kampaamo Helmi"


def test_closed_dates_are_read_and_what_is_none_is_told(page: SettingsPage) -> None:
    line = _line(page, "setting_closed")
    line.setText("24.12.2027; 31.2.2028")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().closed_dates == ()
    assert line.text() == "24.12.2027; 31.2.2028"
    assert line.property("wrong")
    line.setText("24.12.2027")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().closed_dates == (date(2027, 12, 24),)
    assert not line.property("wrong")


def test_post_days_change_what_is_due(page: SettingsPage, qtbot: QtBot) -> None:
    before = len(page.shop.occasions.cards_to_print())
    spin = page.findChild(QSpinBox, "setting_post_days")
    assert isinstance(spin, QSpinBox)
    spin.setValue(20)
    qtbot.waitUntil(lambda: page.shop.settings.read().post_days == 20)
    assert len(page.shop.occasions.cards_to_print()) > before


def test_another_language_speaks_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    combo = page.findChild(QComboBox, "setting_language")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("fi"))
    combo.activated.emit(combo.currentIndex())
    window = page.main
    qtbot.waitUntil(lambda: i18n.language() == "fi")
    assert window.shop.settings.read().language == "fi"
    assert window.places.here == "settings"


def test_dark_is_worn_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    from smallcrm.ui import worn

    combo = page.findChild(QComboBox, "setting_theme")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("dark"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: worn.current().dark)


def test_the_check_says_that_all_is_well(page: SettingsPage, settled: Callable[[MainWindow], None]) -> None:
    check = page.findChild(QPushButton, "checkButton")
    assert isinstance(check, QPushButton)
    check.click()
    settled(page.main)
    assert page.strip.text() == "The shop file is in order."


def test_history_tells_each_step_and_takes_it_back(window: MainWindow) -> None:
    from smallcrm.ui.pages.history import HistoryPage

    window.shop.timeline.add(1, "note", "Hei")
    window.perform("history", "open", 1)
    page = window.places.page("history")
    assert isinstance(page, HistoryPage)
    row = page.list.rows.row(1)
    assert row.title == "Note written: Minna Peltonen"
    page._act(row, "button")
    assert window.shop.timeline.of(1) == []
    assert page.list.rows.row(1).chip is not None
