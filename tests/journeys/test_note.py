"""Journey 4: a note about somebody, by keys alone, counted."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from smallcrm.ui.pages.customers.page import CustomersPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted


def _words(hands: Hands, customer: int) -> list[str]:
    return [e.text for e in hands.window.shop.timeline.of(customer)]


def test_journey_4_a_note_about_the_customer_shown(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    with counted("Journey 4, a note about the customer shown", 3) as steps:
        hands.press(Key.Key_F5)
        hands.type("Likes it short.")
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields, steps.clicks) == (2, 1, 0)
    assert _words(hands, 1) == ["Likes it short."]


def test_journey_4_a_note_from_today(hands: Hands) -> None:
    with counted("Journey 4, a note about somebody, from Today", 5) as steps:
        hands.type("min")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_F5)
        hands.type("Likes it short.")
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields) == (3, 2)
    page = hands.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    assert page.person.customer.given == "Minna"
    assert _words(hands, page.person.customer.id) == ["Likes it short."]


def test_a_note_in_the_lowest_window(hands: Hands) -> None:
    hands.window.resize(880, 440)
    hands.window.perform("customers", "open", 1)
    with counted("Journey 4, in the lowest window", 3):
        hands.press(Key.Key_F5)
        hands.type("Likes it short.")
        hands.press(Key.Key_Return, CTRL)
    assert _words(hands, 1) == ["Likes it short."]


def test_an_older_note_is_changed_by_keys_and_taken_back(hands: Hands) -> None:
    hands.window.shop.timeline.add(1, "note", "old words")
    hands.window.perform("customers", "open", 1)
    page = hands.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    page.person.timeline.setFocus()
    with counted("An older note changed, from the timeline", 3):
        hands.press(Key.Key_F2)
        hands.type(" and new ones")
        hands.press(Key.Key_Return, CTRL)
    assert _words(hands, 1) == ["old words and new ones"]
    QApplication.processEvents()
    page.person.timeline.setFocus()
    with counted("An older note deleted and brought back", 2):
        hands.press(Key.Key_Delete)
        assert _words(hands, 1) == []
        hands.press(Key.Key_Z, CTRL)
    assert _words(hands, 1) == ["old words and new ones"]
