"""A window on a shop whose clock the tests turn, with one customer to call and one without a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

import pytest
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer, Phone, ShopSettings
from smallcrm.ui.window import MainWindow
from tests.ui.conftest import _windows_go, opened, plain_pages
from tests.ui.told.hands import FRIDAY, Hands

__all__ = ["_windows_go", "opened", "plain_pages"]


@pytest.fixture
def hands(plain_pages: None, opened: Callable[..., MainWindow], qtbot: QtBot) -> Hands:
    """On Friday afternoon."""
    window = opened()
    made = Hands(window, qtbot)
    made.turn(datetime.combine(FRIDAY, time(17)))
    window.shop.settings.save(ShopSettings(name="Harbour Books", city="Kinsale"))
    window.shop.customers.add(Customer(display_name="Anna Kowalska", phones=(Phone("601 234 518"),)))
    window.shop.customers.add(Customer(display_name="Ødegård <b>"))
    return made
