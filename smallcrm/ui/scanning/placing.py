"""Where the answers stand: on Cards & rewards at their own place, on every other page below the quick-find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from smallcrm.ui.pages.page import Page
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

LEAST = 158
"""Height of an answer at 100 %, px."""
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class Placing(QObject):
    """Gives the place in a window; ``moved`` when it is another."""

    moved = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._followed: QWidget | None = None
        self._covered: QWidget | None = None

    def place(self) -> QRect:
        """Give the room a page keeps for answers, or, without a height, the corner below the quick-find."""
        own = self._own()
        if own is not None:
            return QRect(own.mapTo(self._window, QPoint(0, 0)), QSize(own.width(), _needed(own)))
        find, pages = self._window.quick_find, self._window.places
        below = find.mapTo(self._window, QPoint(0, find.height())).y()
        right, page = pages.mapTo(self._window, QPoint(pages.width(), 0)), pages.built.get(pages.here)
        side = px(16 if isinstance(page, Page) and page.narrow else 24)
        return QRect(right.x() - side, max(below, right.y()) + px(8), 0, 0)

    def clear(self) -> list[QRect]:
        """Give what an answer never stands over, in the window: whose page it is."""
        page = self._window.places.built.get(self._window.places.here)
        name = page.kept_clear if isinstance(page, Page) else None
        if name is None or not name.isVisible():
            return []
        width = min(name.width(), name.sizeHint().width())
        return [QRect(name.mapTo(self._window, QPoint(0, 0)), QSize(width, name.height()))]

    def under(self) -> bool:
        """Whether what has the keys lies where the page in sight has its answers."""
        kept, focus = self._kept(), QApplication.focusWidget()
        return kept is not None and focus is not None and kept.isAncestorOf(focus)

    def cover(self, *, on: bool) -> None:
        """Let nobody reach what an answer stands for on its own page, wherever the page is scrolled to meanwhile."""
        kept = self._kept()
        if self._covered is not None and (not on or kept is not self._covered):
            self._covered.setEnabled(True)
            self._covered = None
        if on and kept is not None:
            self._covered = kept
            kept.setEnabled(False)

    def _kept(self) -> QWidget | None:
        """The room for answers of the page in sight."""
        page = self._window.places.built.get(self._window.places.here)
        return page.answer_place if isinstance(page, Page) else None

    def _own(self) -> QWidget | None:
        """The room a page keeps for answers, where all that is needed of it is in sight."""
        page = self._window.places.built.get("cards")
        own = page.answer_place if isinstance(page, Page) else None
        if own is None:
            return None
        self._follow(own)
        seen = own.visibleRegion().boundingRect()
        return own if own.isVisible() and seen.top() <= 0 and seen.height() >= _needed(own) else None

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


def _needed(own: QWidget) -> int:
    """Give the height that covers all that a place says while nothing is answered, px."""
    layout = own.layout()
    said = layout.totalHeightForWidth(own.width()) if layout is not None and layout.hasHeightForWidth() else 0
    return min(own.height(), max(px(LEAST), said))


def clear_of(box: QRect, area: QRect, taken: Sequence[QRect]) -> QRect:
    """Give where a box stands that lies over nothing taken: below or above it, then at the left; else over the last."""
    gap, left = px(8), area.left() + px(12)
    edges = (area.bottom() + 1 - box.height(), area.top())
    tops = [
        box.top(),
        *(one.bottom() + gap for one in taken),
        *(one.top() - gap - box.height() for one in taken),
        *edges,
    ]
    places = [QRect(QPoint(x, y), box.size()) for x in (box.left(), left) for y in tops]
    fitting = [one for one in places if area.contains(one)]
    for left_over in range(len(taken) + 1):
        kept = taken[: len(taken) - left_over]
        found = next((one for one in fitting if not any(one.intersects(other) for other in kept)), None)
        if found is not None:
            return found
    return box
