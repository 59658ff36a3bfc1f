"""Facts under an open editor: what somebody else changed meanwhile is neither lost nor in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.fact import FactEditor
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made


@pytest.fixture
def editor(page: CustomersPage) -> FactEditor:
    """The first phone of a customer, changed and not saved yet."""
    next(line for line in page.person.facts.lines() if line.fact.key == "phone0").click()
    opened = page.person.facts.editor
    assert opened is not None
    field = opened.fields["raw"].widget
    assert isinstance(field, QLineEdit)
    field.setText("050 1")
    return opened


def test_what_changed_beside_an_open_editor_is_no_conflict(page: CustomersPage, editor: FactEditor) -> None:
    page.shop.customers.save(replace(page.shop.customers.get(1), no_mail=True))
    editor.commit()
    now = page.shop.customers.get(1)
    assert now.phones[0].raw == "050 1"
    assert now.no_mail


def test_the_same_fact_changed_elsewhere_is_never_overwritten(page: CustomersPage, editor: FactEditor) -> None:
    now = page.shop.customers.get(1)
    page.shop.customers.save(replace(now, phones=(replace(now.phones[0], raw="040 9", e164=""), *now.phones[1:])))
    editor.commit()
    assert editor.strip.isVisible()
    assert editor.values()["raw"] == "050 1"
    assert page.shop.customers.get(1).phones[0].raw == "040 9"


def test_a_window_that_closes_saves_the_fact_as_leaving_it_would(page: CustomersPage, editor: FactEditor) -> None:
    file = page.shop.file
    page.main.close()
    again = Shop.open(file)
    assert again.customers.get(1).phones[0].raw == "050 1"
    again.close()
