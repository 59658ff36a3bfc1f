"""A programme, and hands for the page of cards and rewards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.ui.pages.cards.page import CardsPage
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]
COFFEE = Programme(
    "Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=Terms(reward=Prize(10, "Free coffee", 420), max_visit=1)
)


def cards_page(window: MainWindow) -> CardsPage:
    """Show the page."""
    window.go("cards")
    made = window.places.page("cards")
    assert isinstance(made, CardsPage)
    return made


def line(page: CardsPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def spin(page: CardsPage, name: str) -> QSpinBox:
    found = page.findChild(QSpinBox, name)
    assert found is not None, name
    return found


def press(page: CardsPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible()
    found.click()


def people(page: CardsPage) -> list[int]:
    return [one.id for one in page.shop.customers.page(0, 8)]


def with_stamps(page: CardsPage, *stamps: int) -> int:
    made = page.shop.programmes.add(COFFEE)
    for person, count in zip(people(page), stamps, strict=False):
        page.shop.cards.adjust(person, made, count, "paper_card")
    return made
