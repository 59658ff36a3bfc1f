"""A whole year: twelve small months with a dot where something stands, larger where there is more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.messages.weeks import first_weekday, other_month
from smallcrm.ui.pages.calendar.year_table import YearTable
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.plain import plain_tip

_Key = Qt.Key
_STEPS = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -7, _Key.Key_Down: 7}
_LEAFS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


class YearGrid(YearTable):
    """The days of a year by mouse and by keys."""

    chosen = Signal(object)
    day_wanted = Signal(object)
    month_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def show_year(
        self, year: int, counts: Mapping[date, int], holidays: Mapping[date, str], today: date, selected: date
    ) -> None:
        """Show how much stands on each day of a year."""
        self.days.show_year(year, counts, holidays, today)
        self.place()
        self.select(selected)

    def select(self, day: date) -> None:
        """Put the keys on a day; nobody is told."""
        self.selected = day
        index = self.days.of(day)
        if index.isValid():
            self.setCurrentIndex(index)
        self.viewport().update()

    def go(self, day: date) -> None:
        """Select a day, perhaps of another year, and say so."""
        if day != self.selected:
            self.select(day)
            self.chosen.emit(day)

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def moveCursor(self, _action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day, key = self.selected, event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        target = self._by_key(day, _Key(key)) if plain else None
        if target is not None:
            self.go(target)
        elif plain and key in {_Key.Key_Return, _Key.Key_Enter} and not event.isAutoRepeat():
            self.month_wanted.emit(day)
        elif plain and key == _Key.Key_Space and not event.isAutoRepeat():
            self.day_wanted.emit(day)
        elif key == _Key.Key_Menu:
            self.menu_wanted.emit(day, self.place_of(day).bottomLeft())
        else:
            event.ignore()  # Esc and the keys of the page

    def _by_key(self, day: date, key: Qt.Key) -> date | None:
        try:
            if key in _STEPS:
                return day + timedelta(days=_STEPS[key])
        except OverflowError:
            return None
        if key in _LEAFS:
            return other_month(day, _LEAFS[key])
        if key == _Key.Key_Home:
            return day.replace(day=1)
        return other_month(day.replace(day=1), 1) - timedelta(days=1) if key == _Key.Key_End else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.days.day(self.indexAt(event.position().toPoint()))
        if day is not None and event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton}:
            self.go(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        day = self.days.day(self.indexAt(point))
        month = self._places.month_at(point + QPoint(0, self.verticalOffset()))
        if day is None and month:
            day = date(self.days.year, month, 1)
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.month_wanted.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        day = self.days.day(self.indexAt(event.pos()))
        if day is not None:
            self.menu_wanted.emit(day, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.days.day(self.indexAt(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.days.said(day)) if day else "", self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class YearView(QWidget):
    """A card with the year. ``month_wanted(date)``: that day is to be shown in its month."""

    chosen = Signal(object)
    opened = Signal(object)
    day_wanted = Signal(object)
    month_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("yearView")
        self.setAccessibleName(_("Year"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card, self.grid = Card(), YearGrid()
        card.body.addWidget(self.grid)
        column.addWidget(card)
        for own, theirs in (
            (self.chosen, self.grid.chosen),
            (self.day_wanted, self.grid.day_wanted),
            (self.month_wanted, self.grid.month_wanted),
        ):
            theirs.connect(own)
        self.grid.menu_wanted.connect(self.menu_wanted)
        self.setFocusProxy(self.grid)

    def show_year(
        self,
        year: int,
        counts: Mapping[date, int],
        holidays: Mapping[date, str],
        today: date,
        selected: date,
        country: str = "",
    ) -> None:
        """Show how much stands on each day of a year; weeks begin as in the country."""
        self.grid.first, self.grid.days.country = first_weekday(country), country
        self.grid.show_year(year, counts, holidays, today, selected)

    def show_counts(self, counts: Mapping[date, int]) -> None:
        """Show how much stands on each day of the year that is shown; nothing else moves."""
        self.grid.days.show_counts(counts)
        self.grid.viewport().update()

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self.grid.days.year

    def select(self, day: date) -> None:
        """Put the keys on a day of the year that is shown."""
        self.grid.select(day)

    @property
    def selected(self) -> date:
        """The day with the keys."""
        return self.grid.selected

    def shows(self, day: date) -> bool:
        """Whether a day is of the year that is shown."""
        return day.year == self.grid.days.year

    def place_of(self, day: date) -> QRect:
        """Where a day stands on the screen."""
        return self.grid.place_of(day)
