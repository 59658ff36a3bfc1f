"""Opening hours, the time zone, and how early the shop hears of what expires."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.settings.page import SettingsPage
from tests.ui.pages.settings_page import page

__all__ = ["page"]


def _line(page: SettingsPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def _type(field: QLineEdit, text: str) -> None:
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_hours_are_read_as_people_write_them_and_shown_as_the_country_does(page: SettingsPage) -> None:
    _type(_line(page, "setting_open_from"), "9.30")
    _type(_line(page, "setting_open_until"), "18")
    kept = page.shop.settings.read()
    assert (kept.open_from, kept.open_until) == ("09:30", "18:00")
    assert _line(page, "setting_open_until").text() == "18:00"
    _type(_line(page, "setting_open_from"), "")
    assert page.shop.settings.read().open_from == ""


def test_what_is_no_hour_stays_typed_with_the_reason(page: SettingsPage) -> None:
    field = _line(page, "setting_open_from")
    _type(field, "early")
    assert field.text() == "early"
    assert page.shop.settings.read().open_from == ""
    row = next(row for row in page.cards["post"].rows if row.isAncestorOf(field))
    assert "early" in row._told._words.text()  # type: ignore[attr-defined]
    _type(field, "8")
    assert page.shop.settings.read().open_from == "08:00"


def test_the_zone_is_that_of_the_country_or_a_chosen_one(page: SettingsPage) -> None:
    combo = page.findChild(QComboBox, "setting_zone")
    assert combo is not None
    assert combo.currentData() == ""
    combo.setCurrentIndex(combo.findData("Europe/Oslo"))
    combo.activated.emit(combo.currentIndex())
    assert page.shop.settings.read().zone == "Europe/Oslo"
    page.shop.journal.undo()
    assert page.shop.settings.read().zone == ""


def test_the_days_before_something_expires_are_kept(page: SettingsPage, qtbot: QtBot) -> None:
    spin = page.findChild(QSpinBox, "setting_expiring_days")
    assert spin is not None
    assert spin.value() == 30
    spin.setValue(14)
    qtbot.waitUntil(lambda: page.shop.settings.read().expiring_days == 14)
