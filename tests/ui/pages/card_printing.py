"""A shop whose membership cards are to be printed, and the page that prints them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.ui.pages.cards.printing import CardPrint
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def people(window: MainWindow) -> list[int]:
    """Three people with a number that was never printed, of a programme on scan."""
    shop = window.shop
    number = shop.programmes.add(Programme("Coffee card", terms=Terms(reward=Prize(10, "a free coffee"))))
    shop.programmes.start(number)
    shop.programmes.scan(number)
    found = [one.id for one in shop.customers.page(0, 3)]
    for one in found:
        shop.cards.issue(one, number)
    return found


def shown(window: MainWindow, settled: Settle, command: str = "print", value: object = ()) -> CardPrint:
    window.perform("cardPrint", command, value)
    settled(window)
    page = window.places.page("cardPrint")
    assert isinstance(page, CardPrint)
    return page
