"""Facts under an open editor: what somebody else changed meanwhile is neither lost nor in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit

from smallcrm.domain.gifts import Gift
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.fact import FactEditor
from smallcrm.ui.pages.customers.fact_line import FactLine
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


def test_another_fact_edited_while_one_is_unsaved_saves_it_and_closes_cleanly(
    page: CustomersPage, editor: FactEditor
) -> None:
    facts = page.person.facts
    name = next(line for line in facts.lines() if line.fact.key == "name")
    facts.edit(name.fact, name)  # saving the phone reads the lines anew: this one is on its way out
    assert page.shop.customers.get(1).phones[0].raw == "050 1"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert facts.editor is not None
    assert facts.editor.fact.key == "name"
    assert "name" not in [line.fact.key for line in facts.lines() if line.isVisible()]
    facts.editor.restore()
    assert [line.fact.key for line in facts.lines() if line.hasFocus()] == ["name"]


def test_another_gift_edited_while_one_is_unsaved_stands_in_its_place(page: CustomersPage) -> None:
    for words in ("Roses", "Tea"):
        page.shop.gifts.add(Gift(1, words))
    first, second = page.shop.gifts.of(1)
    gifts = page.person.gifts
    shown = {_gift(line): line for line in gifts.findChildren(FactLine) if line.isVisible()}
    gifts.edit(first, shown[first.id])
    assert gifts.editor is not None
    gifts.editor.fill({"outcome": "happy"})
    gifts.edit(second, shown[second.id])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gifts.editor is not None
    assert gifts.editor.fact.shown == second.text
    assert [_gift(line) for line in gifts.findChildren(FactLine) if line.isVisible()] == [first.id]


def _gift(line: FactLine) -> int:
    return int(line.fact.key.removeprefix("gift"))
