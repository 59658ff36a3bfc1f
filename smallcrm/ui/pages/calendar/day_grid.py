"""A grid of days by mouse and by keys: arrows go from day to day and over the edge, Enter opens a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QToolTip

from smallcrm.domain.agenda import CalendarDay
from smallcrm.i18n import current_locale
from smallcrm.ui import worn
from smallcrm.ui.pages.calendar import words
from smallcrm.ui.pages.calendar.carrying import Carrying
from smallcrm.ui.pages.calendar.day_cell import LEAST, DayDelegate, Line, fitting, lines_of
from smallcrm.ui.pages.calendar.grid_model import GridModel, span
from smallcrm.ui.pages.calendar.weeks import first_weekday
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_NOTCH = 120
"""What a wheel says for one notch."""
_Only = QItemSelectionModel.SelectionFlag


class _Header(QHeaderView):
    """Names of the weekdays above, numbers of the weeks beside; painted, and nobody can move them."""

    def __init__(self, grid: DayGrid, way: Qt.Orientation) -> None:
        super().__init__(way, grid)
        self._grid = grid
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if way == Qt.Orientation.Horizontal:
            self.setFixedHeight(px(30))
            self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        else:
            self.setFixedWidth(px(32))
            self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, across = worn.current(), self.orientation() == Qt.Orientation.Horizontal
        text = str(self.model().headerData(section, self.orientation()) or "")
        painter.fillRect(rect, theme["surface"])
        font = worn.font("caption")
        if across:
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        sunday = across and (first_weekday(self._grid.days.country) + section) % 7 == 6
        painter.setPen(theme["danger" if sunday else "muted"])
        if across:
            painter.drawText(rect.adjusted(px(9), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        else:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme["hairline"])
            box = rect.adjusted(0, px(4), 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


class DayGrid(QTableView):
    """Weeks of days. What is done with them is the page's; see the signals."""

    chosen = Signal(date)
    """Another day is selected, perhaps one that is not shown."""
    opened = Signal(object)
    """A mark is opened."""
    day_wanted = Signal(date)
    """A day is to be shown with all that stands on it."""
    new_wanted = Signal(date)
    """Something new on a day."""
    menu_wanted = Signal(object, QPoint)
    """The menu of a mark or of a day, at a point of the screen."""
    moved = Signal(object, date)
    """A mark was carried to another day."""
    outgrown = Signal()
    """There is room for more than was read."""

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
        self._wheel = 0
        self.carrying = Carrying(self)
        self.delegate = DayDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(_Header(self, Qt.Orientation.Horizontal))
        self.setVerticalHeader(_Header(self, Qt.Orientation.Vertical))
        self.setModel(self.days)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_days(self, days: Sequence[CalendarDay], today: date, selected: date, country: str = "") -> None:
        """Show these days, with one of them selected."""
        self.days.show_days(days, today, country)
        self._measure()
        self.select(selected)

    def select(self, day: date, *, stretch: bool = False) -> None:
        """Select a day that is shown; ``stretch`` takes those on the way along."""
        self.selected = day
        if not stretch or not self.days.of(self.anchor).isValid():
            self.anchor = day
        index = self.days.of(day)
        self.selectionModel().setCurrentIndex(index, _Only.NoUpdate)
        self.selectionModel().select(self._cells(), _Only.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    def _cells(self) -> QItemSelection:
        cells, day = QItemSelection(), self.span[0]
        while day <= self.span[1]:  # a stretch over several weeks is no rectangle
            index = self.days.of(day)
            cells.select(index, index)
            day += timedelta(days=1)
        return cells

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

    def turned(self, pages: int) -> date:
        """Give the day to select that many pages on."""
        raise NotImplementedError

    def month_name(self, day: date) -> str:
        """Give the name of a day's month."""
        return str(current_locale().months["stand-alone"]["wide"][day.month])

    def show_week_numbers(self, *, shown: bool) -> None:
        """Show the numbers of the weeks, or not."""
        self.verticalHeader().setVisible(shown)

    @property
    def fits(self) -> int:
        """How many marks a day has room for."""
        return fitting(self.rowHeight(0) if self.days.rowCount() else self.viewport().height() // 6)

    def _measure(self) -> None:
        rows = self.days.rowCount()
        if not rows:
            return
        room = max(self.viewport().height(), px(40))
        least = px(LEAST + 2)
        for row in range(rows):
            height = max(least, room * (row + 1) // rows - room * row // rows)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
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
        found = lines_of(day, self.visualRect(index)) if day else []
        return next((line for line in found if line.rect.contains(point)), None)

    def place_of(self, day: date) -> QRect:
        """Where a day stands on the screen, or the whole grid where it is not shown."""
        rect = self.visualRect(self.days.of(day)) if self.days.of(day).isValid() else self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    # -- keys --------------------------------------------------------------------------------------------------------

    def moveCursor(self, _action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.carrying.cancel() or self.in_span(self.selected)):
            self.select(self.selected)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if not event.isAutoRepeat():
                self.day_wanted.emit(self.selected)
            return
        day = self._by_key(event)
        if day is None:
            event.ignore()
            return
        self.go(day, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _by_key(self, event: QKeyEvent) -> date | None:
        key, day = event.key(), self.selected
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return None
        try:
            if key in _STEPS and not held:
                return day + timedelta(days=_STEPS[Qt.Key(key)])
            if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
                return self._leafed(-1 if key == Qt.Key.Key_PageUp else 1, year=held)
            row = self.days.of(day).row()
            if key == Qt.Key.Key_Home:
                return day.replace(day=1) if held else self.days.days[row * 7].day
            if key == Qt.Key.Key_End:
                return self._last(day) if held else self.days.days[row * 7 + 6].day
        except (OverflowError, IndexError):
            return day
        return None

    def _leafed(self, way: int, *, year: bool) -> date:
        from smallcrm.ui.pages.calendar.weeks import other_month

        return other_month(self.selected, 12 * way) if year else self.turned(way)

    def _last(self, day: date) -> date:
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def go(self, day: date, *, stretch: bool = False) -> None:
        """Select a day wherever it is, as keys and mouse do."""
        if stretch and not self.days.of(day).isValid():
            return  # several days are chosen among those in sight
        if stretch or self.shows(day):
            self.select(day, stretch=stretch)
        else:
            self.selected = self.anchor = day
        self.chosen.emit(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.carrying.cancel()
        self.viewport().update()

    # -- the mouse ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, day = event.position().toPoint(), self.day_at(event.position().toPoint())
        if day is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            line = self.line_at(point)
            self.carrying.press(point, line.mark if line else None)
            stretch = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.select(day.day, stretch=stretch)
        elif event.button() == Qt.MouseButton.RightButton and not self.in_span(day.day):
            self.select(day.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.carrying.move(point)
        else:
            line = self.line_at(point)
            hand = Qt.CursorShape.PointingHandCursor if line else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.carrying.drop(point):
            return
        line, day = self.line_at(point), self.day_at(point)
        if line is not None and line.mark is None and day is not None:
            self.day_wanted.emit(day.day)
        else:
            self.chosen.emit(self.selected)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        day, line = self.day_at(point), self.line_at(point)
        self.carrying.cancel()
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if line is not None and line.mark is not None:
            self.opened.emit(line.mark)
        elif line is None:
            self.new_wanted.emit(day.day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > bar.minimum():  # a window so low that the weeks are scrolled
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        pages, self._wheel = int(-self._wheel / _NOTCH), int(self._wheel % _NOTCH if self._wheel > 0 else 0)
        if pages:
            self.go(self.turned(pages))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.place_of(self.selected)
            self.menu_wanted.emit(self.selected, place.center())
            return
        point = self.viewport().mapFromGlobal(event.globalPos())
        line, day = self.line_at(point), self.day_at(point)
        if day is not None:
            mark = line.mark if line else None
            self.menu_wanted.emit(day.day if mark is None else mark, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The whole of what a point shows in part: a chip in full, the days' names."""
        line, day = self.line_at(point), self.day_at(point)
        if line is not None and line.mark is not None:
            return plain_tip(words.full(line.mark, self.days.today))
        return plain_tip(words.day_words(day, self.days.today)) if day is not None else ""
