"""A customer's page with a programme on scan, for the tests of its cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow

COFFEE = Programme("Coffee card", terms=Terms(reward=Prize(10, "A cup of coffee"), max_visit=0))


def running(shop: Shop, programme: Programme = COFFEE, *, scan: bool = True) -> int:
    """Add a programme that runs."""
    made = shop.programmes.add(programme)
    shop.programmes.start(made)
    if scan:
        shop.programmes.scan(made)
    return made


def stamps(page: CustomersPage, count: int, customer: int = 1) -> int:
    """Book stamps of one each, on the days before, and give the id of the last."""
    shop, last = page.shop, 0
    for number in range(count):
        made = shop.cards.stamp(
            customer, at=shop.now - timedelta(minutes=count - number), again=True, force="two_visits"
        )
        last = made.entry_ids[-1]
    return last


def menu_of(page: CustomersPage, name: str) -> dict[str, QAction]:
    """The actions of the menu that is open, by their words."""
    menu = next(one for one in page.window().findChildren(QMenu, name) if one.isVisible())
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def close_menus(page: CustomersPage) -> None:
    for menu in page.window().findChildren(QMenu):
        menu.close()


def entry_rows(page: CustomersPage) -> list[Row]:
    rows = page.person.cards.book.list.rows
    return [rows.row(n) for n in range(rows.rowCount())]


def shown(opened: Callable[..., MainWindow]) -> CustomersPage:
    """The page of Anna, whose neighbour in the list is Elo; a coffee card is on scan."""
    window = opened()
    shop = window.shop
    shop.settings.save(ShopSettings(name="Harbour Books", city="Kinsale"))
    for name in ("Anna Kowalska", "Elo Mäkinen"):
        shop.customers.add(Customer(display_name=name))
    running(shop)
    window.resize(1366, 768)
    window.go("customers")
    made = window.places.built["customers"]
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made
