"""The month and the week as somebody uses them: keys from day to day, chips by mouse, a follow-up carried elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from smallcrm.domain.agenda import Layer, Mark, MarkKind
from smallcrm.messages import calendar as words
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.event_editor import EventEditor
from smallcrm.ui.pages.calendar.head import MONTH, WEEK
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.week_view import WeekView
from smallcrm.ui.window import MainWindow
from tests.ui.mouse import double_click
from tests.ui.pages.month_grid import follow_up, line_of, lines, menu_key, middle, month, page, press, wheel
from tests.ui.painting_cost import calls
from tests.ui.plain_pages import TODAY

__all__ = ["follow_up", "month", "page"]

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def opened(kind: type) -> list[object]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


# -- what is shown -------------------------------------------------------------------------------------------------


def test_six_weeks_from_monday_with_their_numbers(month: MonthView) -> None:
    first, last = month.days.days[0].day, month.days.days[-1].day
    assert (first, last) == (date(2027, 4, 26), date(2027, 6, 6))
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [month.days.headerData(n, down) for n in range(6)] == ["17", "18", "19", "20", "21", "22"]
    assert month.days.headerData(6, across, Qt.ItemDataRole.AccessibleTextRole) == "Sunday"
    assert month.verticalHeader().isVisible()


def test_the_weeks_of_an_american_shop_begin_on_sunday(window: MainWindow, page: CalendarPage) -> None:
    settings = window.shop.settings.read()
    window.shop.settings.save(replace(settings, country="US", week_numbers=False))
    page.refresh(frozenset())
    grid = page.views.current
    assert grid.days.days[0].day == date(2027, 4, 25)
    assert not grid.verticalHeader().isVisible()


def test_a_day_is_read_in_whole_words(month: MonthView) -> None:
    def told(day: date) -> str:
        return str(month.days.of(day).data(Qt.ItemDataRole.AccessibleTextRole))

    assert "Minna Peltonen" in told(TODAY)
    assert "turns 50" in told(TODAY)
    assert told(TODAY).startswith("Today, Tuesday 11 May")
    ascension = told(date(2027, 5, 6))
    assert "Ascension" in ascension
    assert "closed" in ascension
    assert "turns" not in told(TODAY + timedelta(days=3))  # of Olli no year is known


def test_every_cell_in_sight_has_a_name_and_a_place(month: MonthView) -> None:
    interface = QAccessible.queryAccessibleInterface(month)
    assert interface is not None
    for number, day in enumerate(month.days.days):
        rect = month.visualRect(month.days.index(number // 7, number % 7))
        assert month.viewport().rect().contains(rect)
        cell = interface.childAt(*month.viewport().mapToGlobal(rect.center()).toTuple())
        assert cell is not None
        assert str(day.day.day) in cell.text(QAccessible.Text.Name)


def test_qt_finds_nothing_wrong_with_the_model(month: MonthView, page: CalendarPage) -> None:
    assert isinstance(month.days, QAbstractItemModel)
    tester = QAbstractItemModelTester(month.days, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.step(1)
    page.refresh(frozenset())
    assert tester.model() is month.days


def test_what_finds_no_room_is_counted_and_opens_the_day(
    window: MainWindow, page: CalendarPage, month: MonthView
) -> None:
    for number in range(12):
        window.shop.events.add(Event(f"Fair {number}", date(2027, 5, 12)))
    page.refresh(frozenset())
    there = lines(month, date(2027, 5, 12))
    seen = [line for line in there if line.mark]
    assert there[-1].more == 12 - len(seen)
    assert seen
    QTest.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=there[-1].rect.center())
    popup = opened(DayPopup)[0]
    assert isinstance(popup, DayPopup)
    assert popup.day == date(2027, 5, 12)
    popup.close()


def test_a_chip_tells_in_full_what_it_shortens(month: MonthView) -> None:
    line = line_of(month, TODAY, MarkKind.OCCASION)
    assert line.mark is not None
    assert month.tip_at(line.rect.center()) == words.full(line.mark, TODAY)


# -- keys ----------------------------------------------------------------------------------------------------------


def test_keys_go_from_day_to_day(page: CalendarPage, month: MonthView) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for key, keys, there in (
        (Key.Key_Right, none, date(2027, 5, 12)),
        (Key.Key_Left, none, date(2027, 5, 10)),
        (Key.Key_Up, none, date(2027, 5, 4)),
        (Key.Key_Down, none, date(2027, 5, 18)),
        (Key.Key_Home, none, date(2027, 5, 10)),
        (Key.Key_End, none, date(2027, 5, 16)),
        (Key.Key_Home, CTRL, date(2027, 5, 1)),
        (Key.Key_End, CTRL, date(2027, 5, 31)),
        (Key.Key_PageDown, none, date(2027, 6, 11)),
        (Key.Key_PageUp, none, date(2027, 4, 11)),
        (Key.Key_PageDown, CTRL, date(2028, 5, 11)),
    ):
        page.select(TODAY)
        press(key, keys)
        assert page.day == month.selected == there, key
        assert page.seen.month == there.month
        assert month.days.at(month.currentIndex()) == month.days.at(month.days.of(there))
        assert month.hasFocus()


def test_arrows_go_over_the_edge_of_the_month(page: CalendarPage, month: MonthView) -> None:
    press(Key.Key_End, CTRL)
    press(Key.Key_Right)
    assert month.selected == date(2027, 6, 1)
    assert page.head.title.text() == "June 2027"
    press(Key.Key_Up)
    assert page.head.title.text() == "May 2027"


def test_enter_and_space_open_the_day_and_esc_leads_back(month: MonthView) -> None:
    for key in (Key.Key_Return, Key.Key_Space):
        press(key)
        popup = opened(DayPopup)[0]
        assert isinstance(popup, DayPopup)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert popup.isAncestorOf(focus)
        press(Key.Key_Escape)
        assert not opened(DayPopup)
        assert month.hasFocus()
        QTest.simulateEvent(month, True, key, Qt.KeyboardModifier.NoModifier, "", True)  # held from where it was before
        assert not opened(DayPopup)


def test_several_days_are_selected_by_shift(page: CalendarPage, month: MonthView) -> None:
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    assert page.span == (date(2027, 5, 11), date(2027, 5, 19))
    assert len(month.selectionModel().selectedIndexes()) == 9
    page.refresh(frozenset())  # what another till saves does not take it away
    assert page.span == (date(2027, 5, 11), date(2027, 5, 19))
    press(Key.Key_Escape)
    assert page.span == (date(2027, 5, 19), date(2027, 5, 19))


def test_the_menu_key_offers_what_can_be_done_with_the_days(page: CalendarPage, month: MonthView) -> None:
    for several in (False, True):
        if several:
            press(Key.Key_Right, SHIFT)
        menu_key(month)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert month.place_of(page.day).contains(menu.pos())
        words = [entry.text() for entry in menu.actions() if entry.text()]
        menu.close()
        assert ("Show the day" in words) != several
        assert words[-2:] == (
            ["Print cards for these days", "Save these days for the phone…"]
            if several
            else ["Print cards for this day", "Save this day for the phone…"]
        )


def test_the_wheel_turns_the_month(month: MonthView, page: CalendarPage) -> None:
    for by, there in ((-60, 5), (-60, 6), (240, 4)):
        wheel(month.viewport(), by)
        assert page.seen.month == there


# -- the mouse -----------------------------------------------------------------------------------------------------


def test_a_double_click_opens_the_customer(window: MainWindow, month: MonthView) -> None:
    line = line_of(month, TODAY, MarkKind.OCCASION)
    double_click(month.viewport(), line.rect.center())
    assert window.places.here == "customers"


def test_a_double_click_opens_the_follow_up(
    window: MainWindow, page: CalendarPage, month: MonthView, follow_up: int
) -> None:
    page.refresh(frozenset())
    line = line_of(month, TODAY + timedelta(days=2), MarkKind.FOLLOW_UP)
    double_click(month.viewport(), line.rect.center())
    assert window.places.here == "followUps"


def test_a_double_click_on_a_free_day_begins_an_event(month: MonthView) -> None:
    double_click(month.viewport(), middle(month, date(2027, 5, 26)))
    editor = opened(EventEditor)[0]
    assert isinstance(editor, EventEditor)
    editor.close()


def test_a_click_on_a_day_of_the_next_month_leaves_the_page_as_it_is(page: CalendarPage, month: MonthView) -> None:
    QTest.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=middle(month, date(2027, 6, 3)))
    assert page.day == month.selected == date(2027, 6, 3)
    assert page.head.title.text() == "May 2027"
    press(Key.Key_Right)
    assert page.head.title.text() == "June 2027"


# -- the week ------------------------------------------------------------------------------------------------------


@pytest.fixture
def week(page: CalendarPage, settled: Callable[[MainWindow], None]) -> Iterator[WeekView]:
    """The week of 11 May 2027."""
    page.show_view(WEEK)
    settled(page.main)
    grid = page.views.current
    assert isinstance(grid, WeekView)
    grid.setFocus()
    yield grid
    page.main.keep("calendarView", MONTH)


def test_the_week_has_seven_days_and_goes_on(page: CalendarPage, week: WeekView) -> None:
    assert [d.day for d in week.days.days] == [date(2027, 5, 10) + timedelta(days=n) for n in range(7)]
    assert page.head.title.text().startswith("Week 19")
    press(Key.Key_PageDown)
    assert page.day == date(2027, 5, 18)
    press(Key.Key_Left)
    press(Key.Key_Left)
    assert page.day == date(2027, 5, 16)
    assert page.head.title.text().startswith("Week 19")


def test_the_week_reads_as_much_as_finds_room(window: MainWindow, page: CalendarPage, week: WeekView) -> None:
    for number in range(14):
        window.shop.events.add(Event(f"Fair {number}", TODAY))
    page.refresh(frozenset())
    shown: list[Mark] = [line.mark for line in lines(week, TODAY) if line.mark]
    assert len([mark for mark in shown if mark.layer is Layer.EVENTS]) == 14


def test_a_month_full_of_chips_is_painted_with_few_calls_a_chip(
    window: MainWindow, page: CalendarPage, month: MonthView
) -> None:
    for number in range(42 * 4):
        window.shop.events.add(Event(f"Fair {number}", month.days.days[number % 42].day))
    page.refresh(frozenset())
    grid = month.viewport()
    grid.repaint()
    assert calls(grid.repaint) < 42 * 4 * 100
