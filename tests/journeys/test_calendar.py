"""The calendar by keys alone: to a day, what stands on it, its cards, and a follow-up that is put off."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from smallcrm.domain.follow_up import FollowUp
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.page import CalendarPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted
from tests.ui.plain_pages import TODAY


def _page(hands: Hands) -> CalendarPage:
    page = hands.window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    return page


def _menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_whose_birthday_it_is_on_friday(hands: Hands) -> None:
    with counted("Who has a birthday on Friday, from quick-find", 6):
        hands.press(Key.Key_3, CTRL)
        hands.settle()
        hands.press(Key.Key_Escape)  # from quick-find into the page
        for _day in range(3):
            hands.press(Key.Key_Right)
        hands.press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    assert popup.day == TODAY + timedelta(days=3)
    assert "Olli Nieminen" in {popup.list.rows.row(n).title for n in range(popup.list.rows.rowCount())}
    hands.press(Key.Key_Return)
    assert hands.window.places.here == "customers"


def test_to_a_day_that_is_typed(hands: Hands) -> None:
    with counted("To a day of next year, from anywhere", 4):
        hands.press(Key.Key_3, CTRL)
        hands.settle()
        hands.press(Key.Key_G, CTRL)
        assert isinstance(hands.focus, QLineEdit)
        hands.type("24 dec 2028")
        hands.press(Key.Key_Return)
    assert _page(hands).day == date(2028, 12, 24)
    assert _page(hands).head.title.text() == "December 2028"
    assert _page(hands).views.keys.hasFocus()


def test_a_follow_up_is_given_another_day(hands: Hands) -> None:
    shop = hands.window.shop
    made = shop.follow_ups.add(FollowUp("reminder", 1, "Order roses", TODAY + timedelta(days=1)))
    hands.press(Key.Key_3, CTRL)
    hands.settle()
    page = _page(hands)
    day = next(one for one in page.shown_days if one.day == TODAY + timedelta(days=1))
    page.doing.menu(day.marks[0], page.mapToGlobal(page.rect().center()))
    move = next(entry for entry in _menu().actions() if entry.text() == "Move to another day…")
    _menu().setActiveAction(move)
    QTest.keyClick(_menu(), Key.Key_Return)
    hands.type("in 2 weeks")
    hands.press(Key.Key_Return)
    assert shop.follow_ups.get(made).due == TODAY + timedelta(days=14)
    hands.press(Key.Key_Z, CTRL)
    assert shop.follow_ups.get(made).due == TODAY + timedelta(days=1)


def test_f6_comes_to_the_grid_and_leaves_it(hands: Hands) -> None:
    hands.press(Key.Key_3, CTRL)
    hands.settle()
    grid = _page(hands).views.keys
    hands.press(Key.Key_Escape)
    assert grid.hasFocus()
    hands.press(Key.Key_F6)
    assert not grid.hasFocus()
    for _pane in range(6):
        if not grid.hasFocus():
            hands.press(Key.Key_F6)
    assert grid.hasFocus()
