"""A follow-up carried from one day to another by the mouse; a press on the empty day stretches the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from smallcrm.domain.agenda import Mark, MarkKind, MarkState
from smallcrm.messages import calendar as words
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.calendar.looks import look
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from smallcrm.ui.pages.calendar.day_grid import DayGrid


def movable(mark: Mark) -> bool:
    """Whether a mark can be given another day here: an open follow-up."""
    return mark.kind is MarkKind.FOLLOW_UP and mark.state is not MarkState.DONE


class _Ghost(QWidget):
    """What hangs at the mouse."""

    def __init__(self, parent: QWidget, mark: Mark) -> None:
        super().__init__(parent)
        label = PlainLabel(words.chip(mark), "caption", parent=self)
        label.move(px(8), px(2))
        label.adjustSize()
        self._tint = f"{look(mark)[1]}_tint"
        self.resize(min(label.sizeHint().width(), px(180)) + px(16), px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.rounded(QPainter(self), self.rect(), worn.current()[self._tint], worn.current()["accent"])


class Carrying:
    """What the pressed mouse is about to do in a grid."""

    def __init__(self, grid: DayGrid) -> None:
        self._grid = grid
        self._from: QPoint | None = None
        self._mark: Mark | None = None
        self._ghost: _Ghost | None = None

    def press(self, point: QPoint, mark: Mark | None) -> None:
        """Begin where the mouse was pressed."""
        self.cancel()
        self._from, self._mark = point, mark

    def move(self, point: QPoint) -> None:
        """Follow the mouse, once it went far enough to be meant."""
        grid = self._grid
        if self._from is None:
            return
        day = grid.day_at(point)
        if self._mark is None:
            if day is not None and day.day != grid.selected:
                grid.select(day.day, stretch=True)
            return
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not movable(self._mark) or (self._ghost is None and not far):
            return
        if self._ghost is None:
            self._ghost = _Ghost(grid.viewport(), self._mark)
            self._ghost.show()
        self._ghost.move(point + QPoint(px(6), px(6)))
        grid.dropping_on = day.day if day is not None else None
        grid.viewport().update()

    def drop(self, point: QPoint) -> bool:
        """End where the mouse was let go; whether something was carried."""
        carried, mark, day = self._ghost is not None, self._mark, self._grid.day_at(point)
        self.cancel()
        if carried and mark is not None and day is not None and day.day != mark.day:
            self._grid.moved.emit(mark, day.day)
        return carried

    def cancel(self) -> bool:
        """Leave everything where it is; whether something was carried."""
        carried = self._ghost is not None
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
        self._from = self._mark = self._ghost = None
        self._grid.dropping_on = None
        if carried:
            self._grid.viewport().update()
        return carried
