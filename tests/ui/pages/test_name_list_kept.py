"""A list of name days that is half asked about outlives all other settings that change meanwhile. Days are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.settings.name_days import NameDayLists
from smallcrm.ui.pages.settings.name_list import TakingIn
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.settings_page import page

__all__ = ["page"]

Settled = Callable[[MainWindow], None]


def rows(page: SettingsPage) -> NameDayLists:
    """The rows that are seen; those taken away go when the event of now is over."""
    (found,) = (one for one in page.findChildren(NameDayLists) if page.cards["nameDays"].isAncestorOf(one))
    return found


@pytest.fixture
def half_typed(page: SettingsPage, window: MainWindow, settled: Settled, tmp_path: Path) -> TakingIn:
    """A list was read, its source typed and its licence begun, with the keys amid the words."""
    file = tmp_path / "names.csv"
    file.write_text("day;month;names\n1;7;Minna, Olli\n", encoding="utf-8")
    rows(page).take(file)
    settled(window)
    asked = page.findChild(TakingIn)
    assert isinstance(asked, TakingIn)
    QTest.keyClicks(asked.source, "Written by ourselves")
    asked.licence.setFocus()
    QTest.keyClicks(asked.licence, "Our ist")
    asked.licence.setCursorPosition(4)
    return asked


@pytest.mark.parametrize("changed", [{"city": "Turku"}, {"country": "NO"}])
def test_what_is_typed_of_a_list_outlives_another_setting(
    page: SettingsPage,
    window: MainWindow,
    half_typed: TakingIn,
    qtbot: QtBot,
    settled: Settled,
    changed: dict[str, str],
) -> None:
    shop, before = window.shop, page.cards["shop"]
    shop.settings.save(replace(shop.settings.read(), **changed))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.cards["shop"] is not before)
    settled(window)
    asked = page.findChild(TakingIn)
    assert asked is half_typed
    assert asked.isVisible()
    assert page.cards["nameDays"].isAncestorOf(asked)
    assert QApplication.focusWidget() is asked.licence
    QTest.keyClick(asked.licence, Qt.Key.Key_L)  # the keys go on where they were
    QTest.keyClick(asked.licence, Qt.Key.Key_Return)
    settled(window)
    (known,) = shop.name_days.lists()
    assert (known.source, known.licence, known.names) == ("Written by ourselves", "Our list", 2)
    assert len([one for one in page.findChildren(NameDayLists) if one.isVisible()]) == 1


def test_a_file_being_read_is_asked_about_though_a_setting_changed(
    page: SettingsPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    file.write_text("day;month;names\n1;7;Minna, Olli\n", encoding="utf-8")
    rows(page).take(file)
    window.shop.settings.save(replace(window.shop.settings.read(), city="Turku"))
    page.load()
    settled(window)
    asked = rows(page).findChild(TakingIn)
    assert isinstance(asked, TakingIn)
    assert asked.isVisible()


def test_without_a_list_the_rows_follow_the_country(page: SettingsPage, window: MainWindow) -> None:
    said = [label.text() for label in rows(page).findChildren(type(page._nothing))]
    window.shop.settings.save(replace(window.shop.settings.read(), country="FI"))
    page.load()
    page.finish()
    finnish = [label.text() for label in rows(page).findChildren(type(page._nothing)) if label.isVisible()]
    window.shop.settings.save(replace(window.shop.settings.read(), country="NO"))
    page.load()
    page.finish()
    norwegian = [label.text() for label in rows(page).findChildren(type(page._nothing)) if label.isVisible()]
    assert said
    assert finnish != norwegian
