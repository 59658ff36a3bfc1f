"""Where an answer stands: one place, in the way of nobody who works, and of no name; on its own page its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer
from smallcrm.ui.pages.cards.page import CardsPage
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.scanning.placing import clear_of
from smallcrm.ui.widgets.toast import in_use
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill
from tests.ui.scanning.hands import Hand
from tests.ui.scanning.tills import Till


@pytest.fixture
def till(opened: Callable[..., MainWindow], hand: Hand) -> Till:
    window = opened()
    fill(window.shop)
    if not window.shop.customers.search("Anna Kowalska"):
        window.shop.customers.add(Customer(given="Anna", family="Kowalska", display_name="Anna Kowalska"))
    return Till(window, hand)


def cards(till: Till) -> CardsPage:
    till.window.go("cards")
    page = till.window.places.page("cards")
    assert isinstance(page, CardsPage)
    return page


def customers(till: Till) -> CustomersPage:
    till.window.perform("customers", "open", till.anna)
    page = till.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page


def test_on_its_own_page_it_stands_at_its_own_place_and_covers_all_of_it(qtbot: QtBot, till: Till) -> None:
    page = cards(till)
    own = page.answer_place
    assert own is not None
    page.overview.answer_place.finding.setFocus()
    till.scan()
    assert till.panel.pos() == own.mapTo(till.window, own.rect().topLeft())
    assert till.panel.width() == own.width()
    finding = page.overview.answer_place.finding
    assert till.panel.geometry().contains(finding.mapTo(till.window, finding.rect().bottomRight()))
    assert not finding.isEnabled()  # what is covered is not reached
    assert till.has_keys
    till.panel.dismiss()
    assert finding.isEnabled()
    assert QApplication.focusWidget() is finding


def test_an_answer_in_a_high_place_is_no_higher_than_elsewhere(till: Till) -> None:
    page = cards(till)
    own = page.overview.answer_place
    own.setMinimumHeight(420)
    QApplication.processEvents()
    till.scan("99887766")
    assert own.height() >= 420
    assert till.panel.height() < 260


def test_it_leaves_its_own_page_with_the_page(qtbot: QtBot, till: Till) -> None:
    own = cards(till).answer_place
    assert own is not None
    till.scan()
    till.window.go("letters")
    qtbot.waitUntil(lambda: till.panel.width() == 420)
    assert own.isEnabled()
    till.window.go("cards")
    qtbot.waitUntil(lambda: till.panel.width() == own.width())


@pytest.mark.parametrize("size", [(1366, 768), (1024, 680), (880, 440)])
def test_neither_the_name_nor_a_half_typed_note_is_covered(qtbot: QtBot, till: Till, size: tuple[int, int]) -> None:
    till.window.resize(*size)
    page = customers(till)
    text = page.person.composer.text
    text.setFocus()
    qtbot.waitUntil(text.isVisible)
    till.hand.type("Call", 150)
    till.scan()
    panel, name = till.panel, page.person.header.name

    def seen() -> bool:
        focus = in_use(till.window)
        shown = QRect(name.mapTo(till.window, name.rect().topLeft()), name.sizeHint().boundedTo(name.size()))
        return focus is not None and not panel.geometry().intersects(focus) and not panel.geometry().intersects(shown)

    qtbot.waitUntil(seen)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_all_colours_stand_at_one_place_on_a_page(till: Till) -> None:
    till.window.go("letters")
    places = set()
    for digits in ("", "", "99887766"):
        till.scan(digits)
        panel = till.panel.geometry()
        places.add((panel.x(), panel.y(), panel.width()))
    assert len(places) == 1


def test_it_goes_no_farther_than_it_must() -> None:
    area, box = QRect(0, 0, 1000, 700), QRect(560, 90, 420, 158)
    assert clear_of(box, area, []) == box
    assert clear_of(box, area, [QRect(0, 100, 300, 40)]) == box
    assert clear_of(box, area, [QRect(600, 200, 300, 80)]).topLeft() == QRect(560, 287, 1, 1).topLeft()
    low = clear_of(box, area, [QRect(500, 95, 480, 560)])
    assert (low.x(), low.y()) == (12, 90)
    assert clear_of(box, area, [QRect(0, 0, 1000, 700)]) == box
