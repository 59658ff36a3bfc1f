"""The page of the first customer, for tests that begin there: import ``page``."""

from __future__ import annotations

import pytest

from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    """The customers page with the first customer open."""
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made
