"""A list is taken in, suggestions are looked through, name days are kept: by keys alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smallcrm.domain.model import OccasionKind
from smallcrm.ui.pages.settings.name_days import NameDayLists
from tests.journeys.conftest import CTRL, Hands, Key

LIST = "päivä;kuukausi;nimet\n1;7;Minna, Olli\n2;7;Maija\n3;7;Liisa\n29;2;Outi\n"
"""Days are invented."""


def test_from_a_file_to_name_days_in_the_calendar(hands: Hands, tmp_path: Path) -> None:
    shop = hands.window.shop
    file = tmp_path / "nimet.csv"
    file.write_text(LIST, encoding="utf-8")
    hands.window.perform("settings", "section", "nameDays")
    hands.settle()
    lists = hands.window.places.page("settings").findChild(NameDayLists)
    assert isinstance(lists, NameDayLists)
    lists.take(file)
    hands.settle()
    hands.type("Itse kirjoitettu")
    hands.press(Key.Key_Tab)
    hands.type("Oma lista")
    hands.press(Key.Key_Return)
    hands.settle()
    assert [(one.names, one.licence) for one in shop.name_days.lists()] == [(5, "Oma lista")]
    hands.window.go("nameDays")
    hands.settle()
    hands.press(Key.Key_Home)  # Maija-Liisa, who may have either of two days
    hands.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    hands.settle()
    found = {
        one.given: (day.month, day.day)
        for one in shop.customers.every()
        for day in one.occasions
        if day.kind == OccasionKind.NAME_DAY
    }
    assert found == {"Minna": (7, 1), "Olli": (7, 1), "Maija-Liisa": (7, 2), "Outi": (2, 29)}
    hands.window.activateWindow()  # without a screen it is not, once a menu has closed
    hands.settle()
    hands.press(Key.Key_Z, CTRL)
    hands.settle()
    assert len(shop.name_days.suggestions()) == 4
