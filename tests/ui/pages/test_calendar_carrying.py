"""A follow-up carried from day to day by the mouse: where it goes, what is told, and when it stays where it is."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smallcrm.domain.agenda import MarkKind
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.month_grid import drag, follow_up, line_of, middle, month, page, press
from tests.ui.plain_pages import TODAY

__all__ = ["follow_up", "month", "page"]

DUE = TODAY + timedelta(days=2)


def carry(grid: MonthView, start: QPoint, there: QPoint) -> None:
    """Take what stands at a point to another one."""
    drag(grid, start, start + QPoint(20, 0), there)


def test_a_follow_up_is_carried_to_another_day_and_back(window: MainWindow, month: MonthView, follow_up: int) -> None:
    there = date(2027, 5, 20)
    carry(month, line_of(month, DUE, MarkKind.FOLLOW_UP).rect.center(), middle(month, there))
    assert window.shop.follow_ups.get(follow_up).due == there
    assert window.toast.isVisible()
    window.toast.undo_button.click()
    assert window.shop.follow_ups.get(follow_up).due == DUE


def test_carried_to_a_day_off_it_goes_there_and_is_told_why_it_is_one(
    window: MainWindow, page: CalendarPage, month: MonthView, follow_up: int
) -> None:
    closed, holiday = date(2027, 5, 21), date(2027, 5, 16)
    window.shop.agenda.close(closed, True)
    page.refresh(frozenset())
    carry(month, line_of(month, DUE, MarkKind.FOLLOW_UP).rect.center(), middle(month, closed))
    assert window.shop.follow_ups.get(follow_up).due == closed
    assert window.toast.words.text() == "Moved to Fri 21 May. The shop is closed then."
    carry(month, line_of(month, closed, MarkKind.FOLLOW_UP).rect.center(), middle(month, holiday))
    assert window.shop.follow_ups.get(follow_up).due == holiday
    assert window.toast.words.text() == "Moved to Sun 16 May: Pentecost"


def test_esc_leaves_a_carried_follow_up_where_it_is(window: MainWindow, month: MonthView, follow_up: int) -> None:
    start, view = line_of(month, DUE, MarkKind.FOLLOW_UP).rect.center(), month.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(40, 40))
    assert month.dropping_on is not None
    press(Qt.Key.Key_Escape)
    assert month.dropping_on is None
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(month, date(2027, 5, 28)))
    assert window.shop.follow_ups.get(follow_up).due == DUE
    assert month.hasFocus()  # Esc was for this alone: the next one leads to the quick-find
    press(Qt.Key.Key_Escape)
    assert not month.hasFocus()


def test_a_hand_that_trembles_carries_nothing_and_selects_the_day(
    window: MainWindow, page: CalendarPage, month: MonthView, follow_up: int
) -> None:
    chip = line_of(month, DUE, MarkKind.FOLLOW_UP).rect
    carry(month, chip.center(), chip.center() + QPoint(0, 2))  # taken up, and let go on its own day
    page.refresh(frozenset())
    assert page.day == month.selected == DUE
    start = QPoint(chip.right(), chip.center().y())
    beyond = start + QPoint(QApplication.startDragDistance() - 1, 0)
    over = month.day_at(beyond)
    assert over is not None
    assert over.day == DUE + timedelta(days=1)  # the chip ends beside the next day
    drag(month, start, beyond)
    assert window.shop.follow_ups.get(follow_up).due == DUE
    drag(month, start, beyond + QPoint(1, 0))
    assert window.shop.follow_ups.get(follow_up).due == over.day


def test_a_birthday_is_not_carried(month: MonthView) -> None:
    moved: list[object] = []
    month.moved.connect(lambda mark, _day: moved.append(mark))
    carry(month, line_of(month, TODAY, MarkKind.OCCASION).rect.center(), middle(month, date(2027, 5, 20)))
    assert moved == []


def test_days_are_selected_by_drawing_over_them(page: CalendarPage, month: MonthView) -> None:
    drag(month, middle(month, date(2027, 5, 24)), middle(month, date(2027, 5, 27)))
    assert page.span == (date(2027, 5, 24), date(2027, 5, 27))
