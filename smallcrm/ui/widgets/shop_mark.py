"""The mark of a shop: a square in its ink with a white icon, by what kind of shop it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smallcrm.ui import icons, painting, worn
from smallcrm.ui.worn import px

MARKS = {
    "hair": ("scissors", "ink_clay"), "cafe": ("coffee", "ink_coffee"), "books": ("book-open", "ink_navy"),
    "flowers": ("flower-2", "ink_leaf"), "bakery": ("croissant", "ink_honey"), "other": ("store", "ink_petrol"),
}  # fmt: skip
"""Icon and ink by ``ShopSettings.kind``."""


def draw_mark(painter: QPainter, rect: QRect | QRectF, kind: str) -> None:
    """Paint the mark into a square; an unknown kind is "other"."""
    icon, ink = MARKS.get(kind, MARKS["other"])
    box, theme = QRectF(rect), worn.current()
    painting.rounded(painter, box, theme[ink], None, box.width() * 8 / 36)
    side = box.width() * 20 / 36
    place = QRectF(0, 0, side, side)
    place.moveCenter(box.center())
    icons.draw(painter, place, icon, theme["on_ink"])


class ShopMark(QWidget):
    """The mark as a widget of 36 px; it decorates the name beside it."""

    def __init__(self, kind: str = "other", side: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(QSize(px(side), px(side)))

    def set_kind(self, kind: str) -> None:
        """Show the mark of another kind of shop."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_mark(QPainter(self), self.rect(), self._kind)
