"""Where the answers stand: on Cards & rewards at their own place, on every other page below the quick-find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class Placing(QObject):
    """Gives the place in a window; ``moved`` when it is another."""

    moved = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._followed: QWidget | None = None

    def place(self) -> QRect:
        """Give the room a page keeps for answers, or, without a height, the corner below the quick-find."""
        page = self._window.places.built.get("cards")
        own = getattr(getattr(page, "overview", None), "answer_place", None)
        if isinstance(own, QWidget):
            self._follow(own)
            if own.isVisible() and own.visibleRegion().boundingRect().height() == own.height():
                return QRect(own.mapTo(self._window, QPoint(0, 0)), own.size())
        find = self._window.quick_find
        corner = find.mapTo(self._window, QPoint(find.width(), find.height()))
        return QRect(corner.x(), corner.y() + px(8), 0, 0)

    def _follow(self, own: QWidget) -> None:
        """Hear when the place of a page moves: it scrolls, and what is above it comes and goes."""
        if own is self._followed:
            return
        self._followed, above = own, own.parentWidget()
        own.installEventFilter(self)
        while above is not None:
            if isinstance(above, QAbstractScrollArea):
                above.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())
            above = above.parentWidget()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self.moved.emit()
        return False
