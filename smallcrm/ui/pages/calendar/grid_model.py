"""Days in rows of seven, as a table that a view shows and a screen reader walks through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smallcrm.domain.agenda import CalendarDay
from smallcrm.i18n import _, current_locale
from smallcrm.messages import calendar as words
from smallcrm.messages.follow_ups import weekday
from smallcrm.messages.weeks import week_number

DayRole = Qt.ItemDataRole.UserRole + 1
"""The ``CalendarDay`` of a cell."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Way = Qt.Orientation


class GridModel(QAbstractTableModel):
    """Weeks of seven days; where nothing was read yet it has no rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[CalendarDay, ...] = ()
        self.today = date.min
        self.country = ""
        self.further: Callable[[CalendarDay], CalendarDay] = lambda day: day
        """Gives more of a day of which not all was read; asked when it is read out, not when it is painted."""
        self._spoken: dict[date, str] = {}

    def show_days(self, days: Sequence[CalendarDay], today: date, country: str) -> None:
        """Show other days, a whole number of weeks."""
        same = [d.day for d in self.days] == [d.day for d in days] and country == self.country
        if not same:
            self.beginResetModel()
        self.days, self.today, self.country = tuple(days), today, country
        self._spoken.clear()
        if not same:
            self.endResetModel()
        elif self.days:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 6))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def at(self, index: Index) -> CalendarDay | None:
        """The day of a cell."""
        number = index.row() * 7 + index.column()
        return self.days[number] if index.isValid() and number < len(self.days) else None

    def of(self, day: date) -> QModelIndex:
        """The cell of a day; an invalid one where it is not shown."""
        number = (day - self.days[0].day).days if self.days else -1
        return self.index(number // 7, number % 7) if 0 <= number < len(self.days) else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.at(index)
        if day is None:
            return None
        if role == DayRole:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(day)
        return None

    def spoken(self, day: CalendarDay) -> str:
        """Say a day with what stands on it, for a screen reader."""
        if day.day not in self._spoken:
            self._spoken[day.day] = words.spoken(self.further(day) if day.more else day, self.today)
        return self._spoken[day.day]

    def headerData(self, section: int, orientation: _Way, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.days:
            return None
        if orientation == _Way.Horizontal:
            day = self.days[section].day if section < 7 else date.min
            if role == Qt.ItemDataRole.DisplayRole:
                return str(current_locale().days["stand-alone"]["abbreviated"][day.weekday()])
            return weekday(day.weekday()) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if section * 7 >= len(self.days):
            return None
        number = week_number(self.days[section * 7].day, self.country)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number)
        return _("Week {n}").format(n=number) if role == Qt.ItemDataRole.AccessibleTextRole else None


def span(one: date, other: date) -> tuple[date, date]:
    """Give two days in order."""
    return (one, other) if one <= other else (other, one)


def between(first: date, last: date) -> list[date]:
    """Give each day from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
