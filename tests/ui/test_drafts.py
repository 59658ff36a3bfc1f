"""Another text size, language or colour takes nothing away that somebody was about to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
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


class _Heard(QObject):
    """Counts how often a widget was dressed anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.PaletteChange
        return False


def test_another_text_size_costs_what_is_seen_and_no_more(window: MainWindow) -> None:
    window.go("customers")
    window.go("letters")
    heard = _Heard(window)
    window.dress(scale=1.2)
    QApplication.processEvents()
    assert list(window.places.built) == ["letters"]  # nothing was begun among the customers
    assert heard.times == 0
    window.dress("dark", scale=1.0)
    QApplication.processEvents()
    assert heard.times
    window.dress("light")


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


def _customers(window: MainWindow) -> CustomersPage:
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page


def test_a_fact_half_changed_stays_in_its_editor(qtbot: QtBot, window: MainWindow) -> None:
    window.perform("customers", "open", 3)
    window.perform("customers", "edit")
    before = window.shop.customers.get(3)
    QTest.keyClicks(focused(QLineEdit), "Maria")
    window.dress(scale=1.2)
    editor = _customers(window).person.facts.editor
    assert editor is not None
    assert editor.values()["given"] == "Maria"
    assert focused(QLineEdit).text() == "Maria"  # type: ignore[union-attr]
    assert window.shop.customers.get(3) == before
    editor.commit()
    assert window.shop.customers.get(3).given == "Maria"
    window.dress(scale=1.0)


def test_a_menu_opened_over_an_editor_leaves_the_keys_on_the_page_it_leads_to(qtbot: QtBot, window: MainWindow) -> None:
    window.perform("customers", "open", 3)
    window.perform("customers", "edit")
    history = window.actions_by_id["history"]
    QTest.keyClick(focused(QLineEdit), Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)  # the editor ends with it
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(history)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert window.places.here == "history"
    qtbot.waitUntil(lambda: window.places.page("history").isAncestorOf(window.focusWidget()))


def test_the_keys_stay_in_sight_where_what_had_them_went_under_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.perform("customers", "open", 3)
    visit = window.findChild(QPushButton, "visitButton")
    assert isinstance(visit, QPushButton)
    visit.setFocus()
    qtbot.waitUntil(visit.hasFocus)
    window.counter.add()
    adding = window.counter.adding
    assert adding is not None
    window.resize(880, 440)  # there is no room for the button any more
    qtbot.waitUntil(lambda: not visit.isVisible())
    adding.line.setText("Ola B")
    QTest.mouseClick(adding.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(window.places.page("customers").begins_at.hasFocus)  # type: ignore[attr-defined]


def test_what_was_begun_for_somebody_else_stays_with_them(qtbot: QtBot, window: MainWindow) -> None:
    window.shop.timeline.add(2, "note", "Likes tea")
    [entry] = window.shop.timeline.of(2)
    window.perform("customers", "open", 2)
    _customers(window).person.composer.edit(entry)
    QTest.keyClicks(focused(QPlainTextEdit), " and cake")
    window.perform("customers", "note", 3)
    window.dress(scale=1.2)
    window.perform("customers", "note", 2)
    assert focused(QPlainTextEdit).toPlainText() == "Likes tea and cake"  # type: ignore[union-attr]
    _customers(window).person.composer.save()
    assert [one.text for one in window.shop.timeline.of(2)] == ["Likes tea and cake"]
    window.dress(scale=1.0)
