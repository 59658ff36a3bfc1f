"""The four ways to look at the calendar, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from smallcrm.ui.pages.calendar.agenda_view import AgendaView
from smallcrm.ui.pages.calendar.day_grid import DayGrid
from smallcrm.ui.pages.calendar.head import LIST, MONTH, WEEK, YEAR
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.week_view import WeekView
from smallcrm.ui.pages.calendar.year_view import YearView
from smallcrm.ui.widgets.card import Card

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

ALL = (MONTH, WEEK, LIST, YEAR)


class Views(QStackedWidget):
    """Shows one of them; what is done in any of them the page does."""

    def __init__(self, page: CalendarPage) -> None:
        super().__init__()
        self._page = page
        self._made: dict[str, Any] = {}
        self._holders: dict[str, QWidget] = {}
        self.key = MONTH

    @property
    def current(self) -> Any:
        """The view that is shown."""
        return self._made[self.key]

    @property
    def grid(self) -> DayGrid | None:
        """The view that is shown, where it is a grid of days."""
        return self.current if isinstance(self.current, DayGrid) else None

    @property
    def keys(self) -> QWidget:
        """What of the view takes the keys."""
        view: QWidget = self.current
        return view.focusProxy() or view

    def show_view(self, key: str) -> None:
        """Show another view, and have the keys there if the one before had them."""
        held = bool(self._made) and self.keys.hasFocus()
        self.key = key
        if key not in self._made:
            self._make(key)
        self.setCurrentWidget(self._holders[key])
        if held:
            self.keys.setFocus()

    def _make(self, key: str) -> None:
        makers: dict[str, Callable[[], Any]] = {
            MONTH: MonthView,
            WEEK: WeekView,
            LIST: AgendaView,
            YEAR: YearView,
        }
        page, view = self._page, makers[key]()
        view.chosen.connect(page.select)
        view.opened.connect(page.doing.open)
        view.day_wanted.connect(page.show_day)
        view.menu_wanted.connect(page.doing.menu)
        holder: QWidget = view
        if isinstance(view, DayGrid):
            view.marked.connect(page.mark)
            view.new_wanted.connect(page.new_event)
            view.moved.connect(page.doing.move)
            view.outgrown.connect(lambda: QTimer.singleShot(0, page, page.read))
            card = Card()
            card.body.addWidget(view)
            holder = card
        elif isinstance(view, YearView):
            view.month_wanted.connect(self._show_in_month)
        else:
            view.acted.connect(page.doing.act)
        self._made[key], self._holders[key] = view, holder
        self.addWidget(holder)

    def shows(self, day: date) -> bool:
        """Whether a day is in sight without turning the page."""
        return bool(self.current.shows(day))

    def _show_in_month(self, day: date) -> None:
        """Go from a day of the year to its month, with the keys on it."""
        self._page.perform("show", (MONTH, day))
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, day: date) -> None:
        """Select a day that is in sight."""
        if self.current.selected != day:
            self.current.select(day)
