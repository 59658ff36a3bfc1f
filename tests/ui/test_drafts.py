"""Another text size, language or colour takes nothing away that somebody was about to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill


def focused(kind: type[QLineEdit | QPlainTextEdit]) -> QLineEdit | QPlainTextEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, kind)
    return widget


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    made = opened()
    fill(made.shop)
    made.places.refresh(frozenset())
    return made


@pytest.mark.parametrize("change", ["size", "language", "colours"])
def test_a_note_half_written_stays_with_its_person(qtbot: QtBot, window: MainWindow, change: str) -> None:
    window.perform("customers", "note", 3)
    QTest.keyClicks(focused(QPlainTextEdit), "Half a note")
    if change == "size":
        window.dress(scale=1.2)
    elif change == "language":
        window.set_language("fi")
    else:
        window.dress("dark")
    field = focused(QPlainTextEdit)
    assert field.toPlainText() == "Half a note"  # type: ignore[union-attr]
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    assert page.person.customer.id == 3
    QTest.keyClicks(field, " more")
    assert field.toPlainText() == "Half a note more"  # type: ignore[union-attr]
    window.dress("light", 1.0)


def test_a_new_customer_half_typed_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.perform("customers", "new_customer")
    QTest.keyClicks(focused(QLineEdit), "Anna")
    window.dress(scale=1.2)
    assert focused(QLineEdit).text() == "Anna"  # type: ignore[union-attr]
    window.dress(scale=1.0)


def test_a_note_is_kept_while_somebody_is_on_another_page(qtbot: QtBot, window: MainWindow) -> None:
    window.perform("customers", "note", 2)
    QTest.keyClicks(focused(QPlainTextEdit), "Half a note")
    window.go("settings")
    window.set_language("pl")
    assert window.places.here == "settings"
    window.go("customers")
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    texts = [field.toPlainText() for field in page.findChildren(QPlainTextEdit)]
    assert "Half a note" in texts
    assert page.person.customer.id == 2


def test_colours_change_without_building_anew_and_look_the_same(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1100, 700)
    for key in ("today", "history", "help"):
        window.go(key)
        qtbot.waitUntil(lambda: not window.jobs.running)
        page = window.places.page(key)
        window.dress("dark")
        assert window.places.page(key) is page
        window.sidebar.list.setFocus()
        qtbot.wait(50)
        repainted = window.grab().toImage()
        window.set_language("en")
        window.sidebar.list.setFocus()
        qtbot.wait(50)
        assert _differing(repainted, window.grab().toImage()) < 0.005, key
        window.dress("light")


def _differing(one: QImage, other: QImage) -> float:
    """Share of the bytes that differ: a caret or a ring may."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(a != b for a, b in pairs) / one.sizeInBytes()
