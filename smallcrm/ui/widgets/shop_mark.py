"""The mark of a shop as a widget: it decorates the name beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smallcrm.ui.shop_kinds import draw_mark
from smallcrm.ui.worn import px


class ShopMark(QWidget):
    """The square of 36 px with the icon of a kind of shop."""

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
