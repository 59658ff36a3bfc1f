"""A panel that opens below the button it belongs to; Esc or a click elsewhere closes it, and the focus goes back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from smallcrm.ui import painting, worn
from smallcrm.ui.worn import px


class Popup(QFrame):
    """Fill ``column``, then ``open_below`` a widget."""

    def __init__(self, parent: QWidget, name: str, accessible: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setWindowTitle(accessible)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(12), px(12), px(12))
        self.column.setSpacing(px(8))
        self._opener: QWidget | None = None

    def open_below(self, opener: QWidget) -> None:
        """Show the panel at a button, inside its window as far as there is room."""
        self._opener = opener
        self.adjustSize()
        room = opener.window().geometry()
        at = opener.mapToGlobal(QPoint(0, opener.height() + px(4)))
        x = max(room.left(), min(at.x(), room.right() - self.width()))
        y = max(room.top(), min(at.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.focusNextChild()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        opener, self._opener = self._opener, None
        if opener is not None and isValid(opener) and opener.isVisible():  # its page may have gone meanwhile
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.rounded(QPainter(self), self.rect(), worn.current()["surface"], worn.current()["soft"], 0)
