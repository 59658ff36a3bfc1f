"""The page of follow-ups with one in each group, and what a person at the counter presses and types on it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from smallcrm.domain.follow_up import FollowUp
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

Key = Qt.Key
_BY_DAY = {"late": -3, "now": 0, "next": 1, "soon": 4, "far": 40}


@pytest.fixture
def people(window: MainWindow) -> list[int]:
    """Ids of the customers in order of the list."""
    return [p.id for p in window.shop.customers.page(0, 20)]


@pytest.fixture
def made(window: MainWindow, people: list[int]) -> dict[str, int]:
    """Ids of a follow-up for each group, by name."""
    add = window.shop.follow_ups.add
    found = {
        name: add(FollowUp("reminder", people[0], name, TODAY + timedelta(days=days))) for name, days in _BY_DAY.items()
    }
    found["call"] = add(FollowUp("call_back", people[1], "call", TODAY, time(16)))
    found["waiting"] = add(FollowUp("promise", people[2], "waiting", TODAY))
    window.shop.follow_ups.wait(found["waiting"])
    return found


@pytest.fixture
def page(window: MainWindow, made: dict[str, int]) -> FollowUpsPage:
    """The page, with the list at the first."""
    window.go("followUps")
    found = window.places.page("followUps")
    assert isinstance(found, FollowUpsPage)
    found.pane.list.setFocus()
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def type_in(page: FollowUpsPage, key: str, text: str) -> QLineEdit | QPlainTextEdit:
    """Type into a field of the follow-up in place of what stands there."""
    field = page.view.typing.fields[key].widget
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    return field


def titles(page: FollowUpsPage) -> list[str]:
    lines = page.pane.list.lines
    return [lines.row(n).title if lines.row(n).group else lines.row(n).subtitle for n in range(lines.rowCount())]


def state_of(window: MainWindow, follow_up_id: int) -> str:
    return window.shop.follow_ups.get(follow_up_id).state
