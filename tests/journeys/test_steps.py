"""The counter itself: a number that nobody checks proves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from smallcrm.ui.pages.customers.page import CustomersPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted


def test_shortcuts_fields_and_keys_are_told_apart(hands: Hands) -> None:
    with counted("new customer", 5) as steps:
        hands.press(Key.Key_N, CTRL)
        hands.type("Łukasz Ó")
        hands.press(Key.Key_Tab)
        hands.type("601 234 518")
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields, steps.clicks) == (3, 2, 0)
    assert steps.said == ["Ctrl+N", "text", "Tab", "text", "Ctrl+Return"]


def test_real_key_events_count_like_those_sent_to_a_widget(hands: Hands) -> None:
    handle = hands.window.windowHandle()
    with counted("find", 3) as steps:
        QTest.keyClick(handle, Key.Key_K, CTRL)
        QTest.keyClick(handle, Key.Key_L)
        QTest.keyClick(handle, Key.Key_U)
        QTest.keyClick(handle, Key.Key_Return)
    assert (steps.keys, steps.fields) == (2, 1)


def test_a_click_counts_once_however_many_widgets_hear_of_it(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    page = hands.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    button = page.person.note_button
    with counted("a note by mouse", 2) as steps:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        place = button.mapTo(hands.window, button.rect().center())
        QTest.mouseClick(hands.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert (steps.keys, steps.fields, steps.clicks) == (0, 0, 2)


def _walk(hands: Hands) -> None:
    with counted("a walk", 1):
        hands.press(Key.Key_1, CTRL)
        hands.press(Key.Key_2, CTRL)


def test_too_many_steps_fail(hands: Hands) -> None:
    with pytest.raises(AssertionError, match="the target is 1"):
        _walk(hands)
