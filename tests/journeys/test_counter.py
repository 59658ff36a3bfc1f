"""At the counter: find somebody, write a note, add somebody, take it back."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from smallcrm.ui.pages.customers.page import CustomersPage
from tests.journeys.conftest import CTRL, Hands, Key


def _customers(hands: Hands) -> CustomersPage:
    page = hands.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page


def test_find_and_open_from_today(hands: Hands) -> None:
    hands.type("łuc")
    hands.press(Key.Key_Return)
    assert hands.window.places.here == "customers"
    assert _customers(hands).person.customer.name == "Łukasz Łuczak"
    assert hands.focus is _customers(hands).person.header.visit_button
    assert (hands.keys, hands.fields) == (1, 1)


def test_a_new_customer_takes_three_keys_and_two_fields(hands: Hands) -> None:
    hands.press(Key.Key_N, CTRL)
    hands.type("Anna Kowalska")
    hands.press(Key.Key_Tab)
    hands.type("601 234 518")
    hands.press(Key.Key_Return, CTRL)
    found = hands.window.shop.customers.search("kowalska")
    assert [p.name for p in found] == ["Anna Kowalska"]
    assert _customers(hands).person.customer.name == "Anna Kowalska"
    assert hands.keys <= 3
    assert hands.fields <= 2


def test_an_unknown_name_in_quick_find_is_added(hands: Hands) -> None:
    hands.type("Ewa Nowak")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    assert [p.name for p in hands.window.shop.customers.search("ewa nowak")] == ["Ewa Nowak"]


def test_a_look_alike_is_told_while_typing(hands: Hands) -> None:
    hands.press(Key.Key_N, CTRL)
    hands.type("minna peltonen")
    hands.qtbot.waitUntil(_customers(hands).new.strip.isVisible)
    assert "Minna Peltonen" in _customers(hands).new.strip.text()


def test_a_note_takes_two_keys_and_undo_takes_it_back(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    hands.keys = 0
    hands.press(Key.Key_F5)
    hands.type("Likes it short.")
    hands.press(Key.Key_Return, CTRL)
    shop = hands.window.shop
    assert hands.keys <= 2
    assert [e.text for e in shop.timeline.of(1)] == ["Likes it short."]
    assert hands.window.toast.isVisible()
    hands.press(Key.Key_Z, CTRL)
    assert shop.timeline.of(1) == []
    hands.press(Key.Key_Y, CTRL)
    assert [e.text for e in shop.timeline.of(1)] == ["Likes it short."]


def test_ctrl_z_takes_back_typing_before_it_takes_back_the_shop(hands: Hands) -> None:
    hands.window.perform("customers", "note", 1)
    hands.type("half a note")
    field = hands.focus
    assert isinstance(field, QPlainTextEdit)
    steps = len(hands.window.shop.journal.steps())
    hands.press(Key.Key_Z, CTRL)
    assert field.toPlainText() != "half a note"
    assert len([s for s in hands.window.shop.journal.steps() if not s.undone]) == steps


def test_a_birthday_is_changed_by_keys(hands: Hands) -> None:
    hands.window.perform("customers", "open", 2)
    page = _customers(hands)
    line = next(w for w in page.person.facts.lines() if w.fact.key == "birthday")
    line.setFocus()
    hands.press(Key.Key_F2)
    hands.type("13 maja")
    hands.press(Key.Key_Return)
    day = hands.window.shop.customers.get(2).birthday
    assert day is not None
    assert (day.day, day.month, day.year) == (13, 5, None)
    assert hands.focus.objectName() == "fact_birthday"


def test_escape_leaves_the_new_customer(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    hands.press(Key.Key_N, CTRL)
    hands.press(Key.Key_Escape)
    page = _customers(hands)
    assert page.detail.currentWidget() is page.person


def test_escape_leads_back_to_an_empty_quick_find(hands: Hands) -> None:
    hands.type("leena")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert hands.focus is hands.window.quick_find
    assert hands.window.quick_find.text() == ""


def test_enter_presses_the_button_with_the_focus(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    hands.press(Key.Key_Return)
    assert [e.kind for e in hands.window.shop.timeline.of(1)] == ["visit"]


def test_what_somebody_else_saved_first_is_not_overwritten(hands: Hands) -> None:
    from dataclasses import replace

    hands.window.perform("customers", "open", 2)
    page, shop = _customers(hands), hands.window.shop
    line = next(w for w in page.person.facts.lines() if w.fact.key == "company")
    line.setFocus()
    hands.press(Key.Key_F2)
    hands.type("Kahvila")
    shop.customers.save(replace(shop.customers.get(2), company="Leipomo"))
    hands.press(Key.Key_Return)
    assert shop.customers.get(2).company == "Leipomo"
    assert page.person.facts.editing
    hands.press(Key.Key_Escape)


def test_a_note_typed_faster_than_the_window_paints_lands_with_the_right_person(hands: Hands) -> None:
    """From one person's page straight to another's, without waiting for anything."""
    hands.window.perform("customers", "open", 1)
    hands.press(Key.Key_K, CTRL)
    hands.type("łuc")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F5)
    hands.type("Quick hands")
    hands.press(Key.Key_Return, CTRL)
    shop = hands.window.shop
    (found,) = shop.customers.search("łuczak")
    assert [entry.text for entry in shop.timeline.of(found.id)][:1] == ["Quick hands"]
    assert "Quick hands" not in [entry.text for entry in shop.timeline.of(1)]
