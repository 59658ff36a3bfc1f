"""The calendar as a list: day by day what stands on it, days without anything left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallcrm.domain.agenda import CalendarDay, Mark
from smallcrm.i18n import _
from smallcrm.messages import calendar as words
from smallcrm.ui.pages.calendar.mark_rows import Chips, day_heading, late_mark_row, mark_row, verb
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row

MOST = 40
"""Things of one day that the list shows; the others are counted."""
_AT_ONCE = 200
"""Rows made at once; those further down are made when they come into view."""


class AgendaView(QWidget):
    """The list of days. ``acted(mark, verb)`` is the button of a row, ``day_wanted`` asks for all of a day."""

    chosen = Signal(object)
    opened = Signal(object)
    day_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    acted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agendaView")
        self.setAccessibleName(_("Days as a list"))
        self.chips: Chips = lambda _mark: None
        """Gives by when the card of an occasion is printed or posted."""
        self._today = self._selected = date.min
        self._first, self._last = date.max, date.min
        self._quiet = False
        self._heading = -1
        """The row to keep at the top while the view gets its size; none once somebody moves about."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card()
        column.addWidget(card)
        self.list = RowList("agendaList", _("Days as a list"), wraps=True)
        self.list.acted.connect(self._act)
        self.list.current.connect(self._moved)
        self.list.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self.list.doubleClicked.connect(self._twice)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._asked)
        self.empty = Empty("cup", _("Nothing on these days"))
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self.empty, 1)
        self.setFocusProxy(self.list)

    def show_days(self, days: Sequence[CalendarDay], today: date, selected: date) -> None:
        """Show these days, with the keys on the selected one."""
        same = selected == self._selected and today == self._today and not self.list.isHidden()
        self._today, self._selected = today, selected
        self._first, self._last = (days[0].day, days[-1].day) if days else (date.max, date.min)
        rows = self._rows(days)
        place = self._top_of_current()
        self._quiet = True
        try:
            self.list.rows.set_rows(rows)
            self.list.fit_buttons()
            self.list.updateGeometries()
            self._stand_on(selected, scroll=not same or self._heading >= 0)
            if same and self._heading < 0:  # read again: what is in sight stays where it is
                bar = self.list.verticalScrollBar()
                bar.setValue(bar.value() + self._top_of_current() - place)
        finally:
            self._quiet = False
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _top_of_current(self) -> int:
        return self.list.visualRect(self.list.currentIndex()).top()

    def select(self, day: date) -> None:
        """Put the keys on a day, or on the next one with anything on it; nobody is told."""
        self._selected = day
        self._quiet = True
        try:
            self._stand_on(day, scroll=True)
        finally:
            self._quiet = False

    @property
    def selected(self) -> date:
        """The day with the keys."""
        return self._selected

    def shows(self, day: date) -> bool:
        """Whether a day is among those that are listed, with or without anything on it."""
        return self._first <= day <= self._last

    def place_of(self, day: date) -> QRect:
        """Where the row with the keys stands on the screen, or the list where none of that day has them."""
        row, view = self.list.current_row(), self.list.viewport()
        there = row is not None and _day_of(row) == day
        rect = self.list.visualRect(self.list.currentIndex()) if there else view.rect()
        return QRect(view.mapToGlobal(rect.topLeft()), rect.size())

    def _rows(self, days: Sequence[CalendarDay]) -> list[Row]:
        rows: list[Row] = []
        for day in days:
            if not day.marks and not day.more and not day.holiday and day.day != self._today:
                continue
            rows.append(day_heading(day, self._today))
            for mark in day.marks[:MOST]:
                made = mark_row if len(rows) < _AT_ONCE else late_mark_row
                rows.append(made(mark, self._today, self.chips))
            left = day.more + max(0, len(day.marks) - MOST)
            if left:
                rows.append(Row("", group=True, link=words.more_words(left), data=day))
            elif not day.marks and day.day == self._today:
                rows.append(Row(_("Nothing today"), enabled=False, data=day))
        return rows

    def _stand_on(self, day: date, *, scroll: bool) -> None:
        """Put the keys on the first row of a day, or of the next one that has any, and bring its heading into sight."""
        current = self.list.current_row()
        if current is not None and _day_of(current) == day and not scroll:
            return
        here = [number for number in range(self.list.rows.rowCount()) if self._can_stand(number)]
        number = next((n for n in here if _day_of(self.list.rows.named(n)) >= day), here[-1] if here else -1)
        if number < 0:
            return
        if current is None or _day_of(current) != day:
            self.list.setCurrentIndex(self.list.rows.index(number, 0))
        if scroll:
            self._heading = number - 1 if number and self.list.rows.named(number - 1).group else number
            self._scroll()

    def _scroll(self) -> None:
        """Bring the heading of the selected day to the top."""
        if self._heading >= 0:
            self.list.scrollTo(self.list.rows.index(self._heading, 0), RowList.ScrollHint.PositionAtTop)

    def _scrolled(self, _action: int) -> None:
        self._heading = -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._scroll)  # rows are measured again in another width

    def _can_stand(self, number: int) -> bool:
        row = self.list.rows.named(number)
        return not row.group or bool(row.link)

    def _moved(self, row: Row) -> None:
        day = _day_of(row)
        if not self._quiet:
            self._heading = -1
        if not self._quiet and day != self._selected:
            self._selected = day
            self.chosen.emit(day)

    def _act(self, row: Row, zone: str) -> None:
        if isinstance(row.data, CalendarDay):
            if zone != "row":
                self.day_wanted.emit(row.data.day)
            return
        mark: Mark = row.data
        what = verb(mark, self._today)
        if zone == "menu":
            self.menu_wanted.emit(mark, self.list.point_of())
        elif zone == "button" and what is not None:
            self.acted.emit(mark, str(what))
        elif zone == "open":
            self.opened.emit(mark)

    def _twice(self, index: QModelIndex) -> None:
        row = self.list.rows.row(index.row())
        if isinstance(row.data, Mark):
            self.opened.emit(row.data)

    def _asked(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        row = self.list.rows.row(index.row()) if index.isValid() else self.list.current_row()
        if row is not None and isinstance(row.data, Mark):
            self.menu_wanted.emit(row.data, self.list.viewport().mapToGlobal(point))


def _day_of(row: Row) -> date:
    day = row.data if isinstance(row.data, date) else row.data.day
    return day if isinstance(day, date) else date.min
