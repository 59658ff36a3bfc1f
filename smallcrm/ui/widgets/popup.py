"""A panel that opens below the button it belongs to; Esc or a click elsewhere closes it, and the focus goes back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
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
        self._show_at(opener.mapToGlobal(QPoint(0, opener.height() + px(4))), opener)
        self.focusNextChild()

    def _show_at(self, point: QPoint, inside: QWidget) -> None:
        self.adjustSize()
        room = inside.window().geometry()
        x = max(room.left(), min(point.x(), room.right() - self.width()))
        y = max(room.top(), min(point.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        opener, self._opener = self._opener, None
        if opener is not None and isValid(opener) and opener.isVisible():  # its page may have gone meanwhile
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.rounded(QPainter(self), self.rect(), worn.current()["surface"], worn.current()["soft"], 0)


class Asking(Popup):
    """A panel that asks one thing: it begins at ``line``, and Enter does ``commit``. It is gone once it is closed."""

    line: QLineEdit

    def __init__(self, parent: QWidget, name: str, accessible: str) -> None:
        super().__init__(parent, name, accessible)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_at(self, point: QPoint) -> None:
        """Show it at a point of the screen, inside the window as far as there is room."""
        self._show_at(point, self.parentWidget() or self)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.line.selectAll()

    def commit(self) -> None:
        """Take the answer and close; what cannot be taken stays, with the reason."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.commit()
            return
        super().keyPressEvent(event)
