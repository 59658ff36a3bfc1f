"""A morning's work by keys alone: calls, reminders, complaints, and who stays away."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.ui.pages.sheet import SheetPage
from smallcrm.ui.pages.today import TodayPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted

ONE = timedelta(days=1)


@pytest.fixture
def morning(hands: Hands) -> list[int]:
    """Something late, a call-back at four, a reminder: by the order of the list."""
    shop = hands.window.shop
    people = [one.id for one in shop.customers.page(0, 5)]
    return [
        shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, people[0], "Late", shop.today - ONE)),
        shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, people[1], "Call", shop.today, time(16))),
        shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, people[2], "Today", shop.today)),
    ]


def _page(hands: Hands) -> TodayPage:
    page = hands.window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


def _marked(hands: Hands) -> int:
    row = _page(hands).list.current_row()
    assert row is not None
    return int(row.data.id)


def test_three_things_are_done_by_four_keys(hands: Hands, morning: list[int]) -> None:
    follow_ups = hands.window.shop.follow_ups
    with counted("Three follow-ups done, from the cursor in quick-find", 4):
        hands.press(Key.Key_Down)
        for one in morning:
            assert _marked(hands) == one
            hands.press(Key.Key_Space)
    assert [follow_ups.get(one).state for one in morning] == [State.DONE] * 3
    assert hands.focus is _page(hands).list
    for _one in morning:
        hands.press(Key.Key_Z, CTRL)
    assert [follow_ups.get(one).state for one in morning] == [State.OPEN] * 3


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_right_arrow_and_enter_snooze(hands: Hands, morning: list[int]) -> None:
    hands.press(Key.Key_Down)
    with counted("Snoozed", 2):
        hands.press(Key.Key_Right)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Key.Key_Return)
        hands.keys += 1
    assert hands.window.shop.follow_ups.get(morning[0]).snoozed_to is not None
    assert _marked(hands) == morning[1]
    hands.press(Key.Key_Z, CTRL)
    assert hands.window.shop.follow_ups.get(morning[0]).snoozed_to is None


def test_letters_go_to_the_name_and_do_nothing_else(hands: Hands, morning: list[int]) -> None:
    hands.press(Key.Key_Down)
    name = hands.window.shop.customers.get(hands.window.shop.follow_ups.get(morning[1]).customer_id).name
    hands.press(Key(ord(name[0].upper())))
    row = _page(hands).list.current_row()
    assert row is not None
    assert row.title.startswith(name[0])
    assert [hands.window.shop.follow_ups.get(one).state for one in morning] == [State.OPEN] * 3


def test_enter_leads_to_the_person_and_ctrl_1_back_to_the_row(hands: Hands, morning: list[int]) -> None:
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.window.places.here == "customers"
    hands.press(Key.Key_1, CTRL)
    hands.window.places.focus_page()
    assert _marked(hands) == morning[1]


def test_journey_8_who_drifts_away_stands_there(hands: Hands) -> None:
    shop = hands.window.shop
    for one in shop.customers.page(0, 5):
        for days in (90, 83, 76, 69, 62):
            shop.visits.visit(one.id, on=shop.today - days * ONE)
    hands.settle()
    side = _page(hands).side
    with counted("Journey 8, who is drifting away: seen", 0):
        assert [side.drifting.list.rows.row(n).subtitle for n in range(3)] == ["Usually every week, now 9"] * 3
        assert side.drifting.isVisible()
    with counted("Journey 8, all of them", 1):
        QTest.mouseClick(side.drifting._all, Qt.MouseButton.LeftButton)
    assert side.drifting.list.rows.rowCount() == 5
    with counted("Journey 8, a list to call from", 1):
        QTest.mouseClick(side.drifting.paper, Qt.MouseButton.LeftButton)
        hands.settle()
    page = hands.window.places.page("sheet")
    assert isinstance(page, SheetPage)
    assert len(page.sheet().sections[0].rows) == 5
    assert page.print_button.hasFocus()
