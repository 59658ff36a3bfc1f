"""Where the keyboard is when somebody comes to the customers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from smallcrm.ui.following import Next
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.start import opening
from smallcrm.ui.start.shops import EMPTY, Wish
from smallcrm.ui.window import MainWindow


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_keys_lead_from_the_last_page_into_the_list(window: MainWindow) -> None:
    window.go("help")
    window.places.focus_page()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    assert focused() is page.pane.list
    before = page.pane.list.currentIndex().row()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert page.pane.list.currentIndex().row() == before + 1


def test_an_empty_shop_begins_at_its_first_customer(opened: Callable[..., MainWindow], tmp_path: Path) -> None:
    window = opened(tmp_path / "new.smallcrm")
    opening.arrived(window, Next(window.shop.file, wish=Wish("en", way=EMPTY)))
    button = focused()
    assert isinstance(button, QPushButton)
    assert button.text() == "Add a customer"
