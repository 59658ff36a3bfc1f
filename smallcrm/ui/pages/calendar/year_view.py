"""A whole year: twelve small months with a dot where something stands, larger where there is more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QToolTip, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui.pages.calendar.weeks import first_weekday, other_month
from smallcrm.ui.pages.calendar.year_model import YearModel
from smallcrm.ui.pages.calendar.year_paint import paint_year
from smallcrm.ui.pages.calendar.year_places import YearPlaces
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_STEPS = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -7, _Key.Key_Down: 7}
_LEAFS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


class YearGrid(QTableView):
    """The days of a year by mouse and by keys.

    To Qt it is a table of one column, for only of those a screen reader hears the cells; where they stand is its own.
    """

    chosen = Signal(object)
    day_wanted = Signal(object)
    month_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("yearGrid")
        self.setAccessibleName(_("Year"))
        self.days = YearModel(self)
        self.setModel(self.days)
        self.selected = date.min
        self.first = 0
        """The weekday on which weeks begin, Monday = 0."""
        self._places = YearPlaces(2000, 1, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        for corner in self.findChildren(QAbstractButton):
            corner.hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_year(
        self, year: int, counts: Mapping[date, int], holidays: Mapping[date, str], today: date, selected: date
    ) -> None:
        """Show how much stands on each day of a year."""
        self.days.show_year(year, counts, holidays, today)
        self._place()
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

    # -- where everything is -------------------------------------------------------------------------------------------

    @property
    def places(self) -> YearPlaces:
        """Where the months and days stand, unscrolled."""
        return self._places

    def _place(self) -> None:
        room = self.viewport().size()
        self._places = YearPlaces(self.days.year, room.width(), room.height(), self.first)
        bar = self.verticalScrollBar()
        bar.setPageStep(room.height())
        bar.setSingleStep(self._places.day_height)
        bar.setRange(0, max(0, self._places.total - room.height()))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def visualRect(self, index: Index) -> QRect:
        day = self.days.day(index)
        return self._places.day(day).translated(0, -self.verticalOffset()) if day else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        day = self._places.day_at(point + QPoint(0, self.verticalOffset()))
        return self.days.of(day) if day else QModelIndex()

    def scrollTo(
        self, index: Index, _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        day = self.days.day(index)
        if day is None:
            return
        place, month, bar = self._places.day(day), self._places.month(day.month), self.verticalScrollBar()
        high = self.viewport().height()
        top, bottom = (month.top(), month.bottom()) if month.height() <= high else (place.top(), place.bottom())
        bar.setValue(max(min(bar.value(), top), bottom - high + 1))

    def updateGeometries(self) -> None:
        """Nothing of a table: the places of the days say how far there is to scroll."""

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, _rect: QRect, _command: object) -> None:
        """Nothing is selected but the day with the keys."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))

    def place_of(self, day: date) -> QRect:
        """Where a day stands on the screen, or the whole view where it is of another year."""
        index = self.days.of(day)
        rect = self.visualRect(index) if index.isValid() else self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalOffset())
        paint_year(painter, self._places, self.days, self.selected, focus=self.hasFocus())

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
        self.grid.first = first_weekday(country)
        self.grid.show_year(year, counts, holidays, today, selected)

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
