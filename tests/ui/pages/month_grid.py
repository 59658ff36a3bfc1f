"""The month of 11 May 2027 in a Finnish shop under somebody's hands: its cells, its chips, keys and the mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smallcrm.domain.agenda import MarkKind
from smallcrm.domain.follow_up import FollowUp
from smallcrm.ui.pages.calendar.day_cell import Line, lines_of
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.week_view import WeekView
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY


@pytest.fixture
def page(calendar_at: Callable[[int, int], CalendarPage]) -> CalendarPage:
    """The calendar with the keys in its grid."""
    made = calendar_at(1366, 768)
    made.views.keys.setFocus()
    return made


@pytest.fixture
def month(page: CalendarPage) -> MonthView:
    """Its grid."""
    assert isinstance(page.views.current, MonthView)
    return page.views.current


@pytest.fixture
def follow_up(window: MainWindow, page: CalendarPage) -> int:
    """A follow-up two days from today, shown."""
    person = window.shop.customers.page(0, 1)[0].id
    made = window.shop.follow_ups.add(FollowUp("call_back", person, "Ask about the roses", TODAY + timedelta(days=2)))
    page.refresh(frozenset())
    return made


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keys are."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)


def menu_key(widget: QWidget) -> None:
    """Press the key for menus as a desktop tells a window of it: there is none off screen."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(widget.window().windowHandle(), event)


def lines(grid: MonthView | WeekView, day: date) -> list[Line]:
    """Give what stands in the cell of a day."""
    found = grid.days.at(grid.days.of(day))
    assert found is not None
    return lines_of(found, grid.visualRect(grid.days.of(day)), tall=grid.TALL)


def line_of(grid: MonthView | WeekView, day: date, kind: MarkKind) -> Line:
    """Give the first chip of a kind on a day."""
    return next(line for line in lines(grid, day) if line.mark is not None and line.mark.kind is kind)


def middle(grid: MonthView, day: date) -> QPoint:
    """Give a point of a day below its number where nothing stands."""
    rect = grid.visualRect(grid.days.of(day))
    return QPoint(rect.center().x(), rect.bottom() - 4)


def drag(grid: MonthView, start: QPoint, *way: QPoint) -> None:
    """Press at a point, go along a way, and let go at its end."""
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for point in way:
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=way[-1])


def wheel(view: QWidget, by: int) -> None:
    """Turn the wheel over the middle of a view: 120 is one notch up."""
    point, none = view.rect().center().toPointF(), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        *(point, view.mapToGlobal(point), QPoint(), QPoint(0, by)),
        *(Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view, event)
