"""Journey 6: a new customer in three command keys and two fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import CTRL, Hands
from tests.journeys.steps import counted

Key = Qt.Key


def test_a_new_customer_takes_five_steps(hands: Hands) -> None:
    with counted("Journey 6, new customer", 5) as steps:
        hands.press(Key.Key_N, CTRL)
        hands.type("Kaisa Lahti")
        hands.press(Key.Key_Tab)
        hands.type("0401234567")
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields) == (3, 2)
    [found] = hands.window.shop.customers.search("Kaisa Lahti")
    assert found.phone == "0401234567"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "visitButton"  # on with what one does first for a customer


def test_or_a_name_nobody_has_in_quick_find(hands: Hands) -> None:
    with counted("Journey 6, from quick-find", 4) as steps:
        hands.type("Unto Uusi")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Return, CTRL)
    assert steps.total == 3
    assert hands.window.shop.customers.search("Unto Uusi")
