"""A grid of days by mouse and by keys: arrows go from day to day and over the edge, Enter opens a day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from smallcrm.messages.weeks import other_month
from smallcrm.ui.pages.calendar.carrying import Carrying
from smallcrm.ui.pages.calendar.day_table import DayTable, last_of_month

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_LEAVES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_FOREIGN = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NOTCH = 120
"""What a wheel says for one notch."""


class DayGrid(DayTable):
    """Weeks of days. What is done with them is the page's; see the signals."""

    chosen = Signal(date)
    """Another day is wanted, perhaps one that is not shown."""
    marked = Signal(date)
    """Another of the days in sight is selected; the page is not turned under the mouse."""
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

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(name, accessible)
        self._wheel = 0
        self.carrying = Carrying(self)

    def turned(self, pages: int) -> date:
        """Give the day to select that many pages on."""
        return other_month(self.selected, pages) if self.ROWS > 1 else self.selected + timedelta(weeks=pages)

    def go(self, day: date, *, stretch: bool = False) -> None:
        """Select a day wherever it is, as keys and mouse do."""
        if stretch and not self.days.of(day).isValid():
            return  # several days are chosen among those in sight
        if stretch or self.shows(day):
            self.select(day, stretch=stretch)
        (self.marked if stretch else self.chosen).emit(day)

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.carrying.cancel() or self.in_span(self.selected)):
            self.select(self.selected)
            return
        if event.key() in _OPENS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self.day_wanted.emit(self.selected)
            return
        day = self._by_key(event)
        if day is None:
            event.ignore()
            return
        self.go(day, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _by_key(self, event: QKeyEvent) -> date | None:
        """The day that a key leads to; None for a key that is none of the grid's."""
        key, day = Qt.Key(event.key()), self.selected
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & _FOREIGN:
            return None
        try:
            if key in _STEPS:
                return None if held else day + timedelta(days=_STEPS[key])
            if key in _LEAVES:
                return other_month(day, 12 * _LEAVES[key]) if held else self.turned(_LEAVES[key])
            week = self.days.of(day).row() * 7
            if key == Qt.Key.Key_Home:
                return day.replace(day=1) if held else self.days.days[week].day
            if key == Qt.Key.Key_End:
                return last_of_month(day) if held else self.days.days[week + 6].day
        except (OverflowError, IndexError):  # where days end
            return day
        return None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.carrying.cancel()
        super().focusOutEvent(event)

    # -- the mouse ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, day = event.position().toPoint(), self.day_at(event.position().toPoint())
        if day is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            line = self.line_at(point)
            self.carrying.press(point, line.mark if line else None)
            self.select(day.day, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self.marked.emit(day.day)
        elif event.button() == Qt.MouseButton.RightButton and not self.in_span(day.day):
            self.select(day.day)
            self.marked.emit(day.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.carrying.move(point)
            return
        hand = Qt.CursorShape.PointingHandCursor if self.line_at(point) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or self.carrying.drop(point):
            return
        line, day = self.line_at(point), self.day_at(point)
        if line is not None and line.mark is None and day is not None:
            self.day_wanted.emit(day.day)
        else:
            self.marked.emit(self.selected)

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
        self._wheel -= event.angleDelta().y()
        pages = int(self._wheel / _NOTCH)
        self._wheel -= pages * _NOTCH
        if pages:
            self.go(self.turned(pages))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.selected, self.place_of(self.selected).center())
            return
        point = self.viewport().mapFromGlobal(event.globalPos())
        line, day = self.line_at(point), self.day_at(point)
        if day is not None:
            mark = line.mark if line else None
            self.menu_wanted.emit(day.day if mark is None else mark, event.globalPos())
