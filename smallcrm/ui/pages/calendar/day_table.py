"""Weeks of days as a table that paints them: what is shown, what is selected, and where each thing stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QToolTip,
)

from smallcrm.domain.agenda import CalendarDay
from smallcrm.i18n import _, pgettext
from smallcrm.messages import calendar as words
from smallcrm.messages.weeks import first_weekday
from smallcrm.ui import worn
from smallcrm.ui.pages.calendar.day_cell import LEAST, DayDelegate, Line, fitting, lines_of
from smallcrm.ui.pages.calendar.grid_model import GridModel, between, span
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

HEAD, WEEKS = 30, 32
"""Height of the names of the weekdays, and width of the numbers of the weeks, px at 100 %."""
_Only = QItemSelectionModel.SelectionFlag


class _Header(QHeaderView):
    """Names of the weekdays above, numbers of the weeks beside; painted, and nobody can move them."""

    def __init__(self, table: DayTable, way: Qt.Orientation) -> None:
        super().__init__(way, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        if way == Qt.Orientation.Horizontal:
            self.setAccessibleName(_("Weekdays"))
            self.setFixedHeight(px(HEAD))
            self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        else:
            self.setAccessibleName(_("Week"))
            self.setFixedWidth(px(WEEKS))
            self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.model().rowCount():  # else nobody knows where the weeks begin
            super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, across = worn.current(), self.orientation() == Qt.Orientation.Horizontal
        text = str(self.model().headerData(section, self.orientation()) or "")
        font = worn.font("caption")
        if across:
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        sunday = across and (first_weekday(self._table.days.country) + section) % 7 == 6
        painter.setPen(theme["danger" if sunday else "muted"])
        if across:
            painter.drawText(rect.adjusted(px(9), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        else:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme["hairline"])
            box = rect.adjusted(0, px(7), 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


class _Corner(QFrame):
    """Above the numbers of the weeks: what they are."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(worn.font("caption"))
        painter.setPen(worn.current()["muted"])
        # Translators: above the numbers of the weeks of a calendar, very short
        words_ = pgettext("calendar", "wk")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words_)


class DayTable(QTableView):
    """Shows weeks of days. ``month``: the one whose days stand out; None: all do."""

    outgrown = Signal()
    """There is room for more than was read."""
    ROWS = 6
    """Weeks that it shows."""
    TALL = False
    """Whether chips have two lines where all of a day find room so."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.days = GridModel(self)
        self.month: date | None = None
        self.selected = self.anchor = date.min
        self.read = 0
        """How many marks of a day were read at most; 0: all."""
        self.dropping_on: date | None = None
        self.setItemDelegate(DayDelegate(self))
        self.setHorizontalHeader(_Header(self, Qt.Orientation.Horizontal))
        self.setVerticalHeader(_Header(self, Qt.Orientation.Vertical))
        self.setModel(self.days)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setFixedSize(0, 0)  # Qt paints a grey one
            corner.setAccessibleName(_("Week"))
        self._corner = _Corner(self)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_days(self, days: Sequence[CalendarDay], today: date, selected: date, country: str = "") -> None:
        """Show these days, with one of them selected."""
        self.days.show_days(days, today, country)
        self._measure()
        self.select(selected, stretch=selected == self.selected)

    def select(self, day: date, *, stretch: bool = False) -> None:
        """Select a day that is shown; ``stretch`` takes those on the way along."""
        self.selected = day
        if not stretch or not self.days.of(self.anchor).isValid():
            self.anchor = day
        index, cells = self.days.of(day), QItemSelection()
        for one in between(*self.span) if index.isValid() else ():  # over several weeks it is no rectangle
            cells.select(self.days.of(one), self.days.of(one))
        self.selectionModel().setCurrentIndex(index, _Only.NoUpdate)
        self.selectionModel().select(cells, _Only.ClearAndSelect)
        if index.isValid():
            self._bring(index)
        self.viewport().update()

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last of the days that are selected."""
        return span(self.anchor, self.selected)

    def in_span(self, day: date) -> bool:
        """Whether a day is one of several that are selected."""
        first, last = self.span
        return first != last and first <= day <= last

    def shows(self, day: date) -> bool:
        """Whether a day can be selected without turning the page."""
        same = self.month is None or (day.year, day.month) == (self.month.year, self.month.month)
        return same and self.days.of(day).isValid()

    def show_week_numbers(self, *, shown: bool) -> None:
        """Show the numbers of the weeks, or not."""
        self.verticalHeader().setVisible(shown)
        self._corner.setVisible(shown)

    @property
    def fits(self) -> int:
        """How many marks a day has room for."""
        room = self.viewport().height()
        return fitting(max(px(LEAST), room // self._at_once(self.ROWS, room)))

    @staticmethod
    def _at_once(rows: int, room: int) -> int:
        """How many weeks stand in so many pixels, each of them whole."""
        return max(1, min(rows, room // px(LEAST)))

    def _bring(self, index: QModelIndex) -> None:
        """Have a day in sight, and where weeks are scrolled the week after it too."""
        self.scrollTo(self.days.index(min(index.row() + 1, self.days.rowCount() - 1), index.column()))
        self.scrollTo(index)

    def _measure(self) -> None:
        rows = self.days.rowCount()
        room = max(self.viewport().height(), px(40))
        whole = self._at_once(rows, room)
        for row in range(rows):
            height = max(px(LEAST), room * (row + 1) // whole - room * row // whole)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corner.setGeometry(0, 0, px(WEEKS), px(HEAD))
        self._measure()
        if self.currentIndex().isValid():
            self._bring(self.currentIndex())
        if self.read and self.fits > self.read:
            self.outgrown.emit()

    # -- where things are --------------------------------------------------------------------------------------------

    def day_at(self, point: QPoint) -> CalendarDay | None:
        """The day under a point of the viewport."""
        return self.days.at(self.indexAt(point))

    def line_at(self, point: QPoint) -> Line | None:
        """The chip, or the line with how many more there are, under a point of the viewport."""
        index = self.indexAt(point)
        day = self.days.at(index)
        found = lines_of(day, self.visualRect(index), tall=self.TALL) if day else []
        return next((line for line in found if line.rect.contains(point)), None)

    def place_of(self, day: date) -> QRect:
        """Where a day stands on the screen, or the whole grid where it is not shown."""
        rect = self.visualRect(self.days.of(day)) if self.days.of(day).isValid() else self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def tip_at(self, point: QPoint) -> str:
        """The whole of what a point shows in part: a chip in full, else what the day is called."""
        line, day = self.line_at(point), self.day_at(point)
        if line is not None and line.mark is not None:
            return plain_tip(words.full(line.mark, self.days.today))
        if line is not None:
            return plain_tip(words.more_words(line.more))
        return plain_tip(words.day_words(day, self.days.today)) if day is not None else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def moveCursor(self, _action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        return self.currentIndex()  # keys go from day to day, see ``DayGrid``

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def last_of_month(day: date) -> date:
    """Give the last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
