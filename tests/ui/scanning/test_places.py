"""Digits go back from every place of the real pages, and nothing of them is kept: no draft, no search, no choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.scanning.panel import AnswerPanel
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill
from tests.ui.scanning.hands import Hand


class Shop:
    """The real window; the first customer has a card."""

    def __init__(self, window: MainWindow, hand: Hand) -> None:
        self.window, self.hand = window, hand
        window.scanning.capture.now = hand.now
        self.people = fill(window.shop)
        made = window.shop.programmes.add(Programme("Coffee card", terms=Terms(reward=Prize(10, "Coffee"))))
        window.shop.programmes.start(made)
        window.shop.programmes.scan(made)
        self.card = window.shop.cards.issue(self.people[0])

    @property
    def panel(self) -> AnswerPanel:
        panel = self.window.scanning.panel
        assert panel is not None
        return panel

    def page(self, number: int = 0) -> CustomersPage:
        self.window.go("customers")
        made = self.window.places.page("customers")
        assert isinstance(made, CustomersPage)
        made.open(self.people[number])
        return made

    def scan(self, end: str = "\r") -> None:
        """Scan the card: stamped the first time, asked about after that."""
        self.hand.scan(self.card, end)
        assert self.panel.answer is not None
        assert self.panel.answer.title in {"Stamped, 1 of 10", "Already stamped"}
        assert len(self.window.shop.cards.last_scans(99)) == 1


@pytest.fixture
def shop(qtbot: QtBot, opened: Callable[..., MainWindow], hand: Hand) -> Shop:
    return Shop(opened(), hand)


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_a_note_that_was_begun(qtbot: QtBot, shop: Shop, end: str) -> None:
    page = shop.page(1)
    text = page.person.composer.text
    text.setFocus()
    shop.hand.type("Call", 120)
    shop.scan(end)
    assert text.toPlainText() == "Call"
    assert text.hasFocus()
    kept = shop.window.shop.drafts.all
    qtbot.waitUntil(lambda: any("Call" in str(one) for one in kept().values()))
    assert not any(shop.card[:4] in str(one) for one in kept().values())


def test_a_note_not_begun_leaves_no_draft(qtbot: QtBot, shop: Shop) -> None:
    page = shop.page(1)
    page.person.composer.text.setFocus()
    shop.scan()
    assert page.person.composer.text.toPlainText() == ""
    page.open(shop.people[2])  # what was begun would be stored now
    assert shop.window.shop.drafts.all() == {}


def test_the_list_of_customers_stays_at_its_row(qtbot: QtBot, shop: Shop) -> None:
    page = shop.page(1)
    rows = page.pane.list
    rows.setFocus()
    row = rows.currentIndex().row()
    shop.scan()
    assert rows.currentIndex().row() == row
    assert page.person.customer.id == shop.people[1]


def test_the_search_of_a_list(qtbot: QtBot, shop: Shop) -> None:
    page = shop.page(1)
    page.pane.search.setFocus()
    shop.hand.type("pel", 120)
    shop.scan("\t")
    assert page.pane.search.text() == "pel"
    assert page.pane.search.hasFocus()


def test_a_question_is_not_answered(qtbot: QtBot, shop: Shop) -> None:
    asked: list[str] = []
    question = Question(
        "Go back?", "All of it.", do="Go back", keep="Stay", done=lambda: asked.append("yes"), parent=shop.window
    )
    question.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is question.keep)
    shop.scan()
    assert question.isVisible()
    question.do.setFocus()
    shop.scan("\t")
    assert question.isVisible()
    assert question.do.hasFocus()
    assert asked == []
    question.close()


def test_a_menu_stays_open(qtbot: QtBot, shop: Shop) -> None:
    shop.page(1)
    menu = QMenu(shop.window)
    chosen: list[str] = []
    for words in ("1 day", "2 days", "Later"):
        menu.addAction(words).triggered.connect(lambda _on=False, words=words: chosen.append(words))
    menu.popup(shop.window.mapToGlobal(shop.window.rect().center()))
    menu.setActiveAction(menu.actions()[2])
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    shop.scan()
    assert chosen == []


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QLineEdit])
def test_the_settings_stay(qtbot: QtBot, shop: Shop, kind: type[QWidget]) -> None:
    shop.window.go("settings")
    page = shop.window.places.page("settings")
    assert isinstance(page, SettingsPage)
    page.finish()
    before = shop.window.shop.settings.read()
    for widget in page.findChildren(kind)[:6]:
        if not widget.isVisible() or widget.objectName() == "scannerTest":
            continue
        if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), (QComboBox, QSpinBox)):
            continue
        widget.setFocus()
        shop.scan()
        shop.panel.dismiss()  # the keys come back
        assert widget.hasFocus()
    page.nav.setFocus()
    assert shop.window.shop.settings.read() == before


def test_the_field_of_a_day(qtbot: QtBot, shop: Shop) -> None:
    shop.window.perform("followUps", "new")
    for field in shop.window.places.page("followUps").findChildren(QLineEdit):
        if not field.isVisible() or field.isReadOnly():
            continue
        field.setFocus()
        shop.hand.type("mo", 120)
        typed = field.text()
        shop.scan()
        assert field.text() == typed
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        QTest.keyClick(field, Qt.Key.Key_Backspace)
