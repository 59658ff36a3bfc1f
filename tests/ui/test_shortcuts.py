"""Every shortcut is its own in each language, also where the system calls Return "Enter"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from smallcrm.domain.model import LANGUAGES, Customer
from smallcrm.ui.shortcuts import native, sequence
from smallcrm.ui.window import MainWindow

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=LANGUAGES)
def window(request: pytest.FixtureRequest, opened: Callable[..., MainWindow]) -> MainWindow:
    """The window in each of the languages."""
    made = opened()
    made.set_language(request.param)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return made


def focused(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


def test_keys_are_read_as_the_source_names_them(window: MainWindow) -> None:
    assert sequence("Ctrl+Return") != sequence("Ctrl+Enter")
    assert all(native(keys) for keys in ("Ctrl+Return", "Ctrl+K", "Del", "F6", "Shift+F6", "Ctrl+Space"))


def test_no_two_shortcuts_of_one_place_are_the_same_keys(window: MainWindow) -> None:
    for name in ("today", "customers", "follow_ups", "letters", "settings", "help"):
        window.go(name)
    window.perform("customers", "new_customer")
    for holder in (window, *window.findChildren(QWidget)):
        mine = holder.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
        told = Counter(one.key().toString() for one in mine)
        assert not told or max(told.values()) == 1, (holder.objectName(), told)
    keys = Counter(k.toString() for action in window.findChildren(QAction) for k in action.shortcuts())
    assert max(keys.values()) == 1, keys.most_common(3)


@pytest.mark.parametrize("enter", ENTER)
def test_ctrl_enter_saves_a_note_and_a_new_customer(window: MainWindow, enter: Qt.Key) -> None:
    customer = window.shop.customers.add(Customer(display_name="Anna Nowak"))
    window.perform("customers", "open", customer)
    focused(window, Qt.Key.Key_F5)
    assert isinstance(window.focusWidget(), QPlainTextEdit)
    QTest.keyClicks(window.focusWidget(), "hello")
    focused(window, enter, CTRL)
    assert [entry.text for entry in window.shop.timeline.of(customer)] == ["hello"]
    window.perform("customers", "new_customer")
    assert isinstance(window.focusWidget(), QLineEdit)
    QTest.keyClicks(window.focusWidget(), "Bob")
    focused(window, enter, CTRL)
    assert window.shop.index.ids_for("Bob")
