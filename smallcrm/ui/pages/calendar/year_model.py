"""The days of a year as cells that a screen reader can read: when, which holiday, how much stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smallcrm.domain.agenda import CalendarDay
from smallcrm.domain.eves import is_eve
from smallcrm.i18n import format_number, ngettext
from smallcrm.messages.calendar import date_words

Index = QModelIndex | QPersistentModelIndex


class YearModel(QAbstractTableModel):
    """One row a day, from 1 January on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.year = 1
        self.today = date.min
        self.counts: Mapping[date, int] = {}
        self.holidays: Mapping[date, str] = {}
        self.country = ""
        """Whose holidays they are."""
        self._length = 0

    def show_year(self, year: int, counts: Mapping[date, int], holidays: Mapping[date, str], today: date) -> None:
        """Show a year; the cells of another one are other cells."""
        same = year == self.year and self._length
        if not same:
            self.beginResetModel()
        self.year, self.counts, self.holidays, self.today = year, counts, holidays, today
        self._length = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self._length - 1, 0))

    def show_counts(self, counts: Mapping[date, int]) -> None:
        """Show how much stands on each day of the same year."""
        if counts != self.counts:
            self.counts = counts
            self.dataChanged.emit(self.index(0, 0), self.index(self._length - 1, 0))

    def day(self, index: Index) -> date | None:
        """Give the day of a cell."""
        return date(self.year, 1, 1) + timedelta(days=index.row()) if index.isValid() else None

    def of(self, day: date) -> QModelIndex:
        """Give the cell of a day; none where it is of another year."""
        return self.index((day - date(self.year, 1, 1)).days, 0) if day.year == self.year else QModelIndex()

    def is_red(self, day: date) -> bool:
        """Whether a day is printed red."""
        holiday = self.holidays.get(day, "")
        return CalendarDay(day, holiday, eve=is_eve(self.country, day)).red

    def said(self, day: date) -> str:
        """Give everything about a day, in words."""
        count = self.counts.get(day, 0)
        counted = ngettext("{n} entry", "{n} entries", count).format(n=format_number(count)) if count else ""
        return ", ".join(part for part in (date_words(day, self.today), self.holidays.get(day, ""), counted) if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else self._length

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(day)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Vertical and section < self._length:
            return self.said(date(self.year, 1, 1) + timedelta(days=section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
