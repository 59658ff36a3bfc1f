"""The days of a year as a table whose cells say where they stand: painted, scrolled and read out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView

from smallcrm.i18n import _
from smallcrm.ui.pages.calendar.year_model import YearModel
from smallcrm.ui.pages.calendar.year_paint import paint_year
from smallcrm.ui.pages.calendar.year_places import YearPlaces

Index = QModelIndex | QPersistentModelIndex


class YearTable(QTableView):
    """Shows ``selected`` among the days of a year.

    To Qt it is a table of one column, for only of those a screen reader hears the cells; where they stand is its own.
    """

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

    @property
    def places(self) -> YearPlaces:
        """Where the months and days stand, unscrolled."""
        return self._places

    def place(self) -> None:
        """Reckon where the months and days stand in the view as it is now."""
        room = self.viewport().size()
        self._places = YearPlaces(self.days.year, room.width(), room.height(), self.first)
        bar = self.verticalScrollBar()
        places = self._places
        bar.setPageStep(places.at_once * places.step if places.whole else room.height())
        bar.setSingleStep(places.step if places.whole else places.day_height)
        bar.setRange(0, places.farthest)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
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
        if not self._places.whole:
            bar.setValue(max(min(bar.value(), place.top()), place.bottom() - high + 1))
            return
        row, first = month.top() // self._places.step, self.verticalOffset() // self._places.step
        bar.setValue(max(min(first, row), row - self._places.at_once + 1) * self._places.step)

    def updateGeometries(self) -> None:
        """Nothing of a table: the places of the days say how far there is to scroll."""

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        value, step = self.verticalScrollBar().value(), self._places.step
        return (value + step // 2) // step * step if self._places.whole else value  # rows of months stand whole

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
