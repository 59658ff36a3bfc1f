"""Buttons side by side, and in a further line where the words of a language are too long for one."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from smallcrm.ui.worn import px


class Arranged(QLayout):
    """A layout whose height follows its width: subclasses ``arrange`` the items."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out, or only reckon; the height all of them take, px."""
        return 0 if move else rect.height()

    def addItem(self, item: QLayoutItem) -> None:
        self.items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self.items):
            return None
        self.invalidate()
        return self.items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.arrange(rect, move=True)

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self.items if not item.isEmpty()]
        return QSize(max((s.width() for s in shown), default=0), max((s.height() for s in shown), default=0))


class Flow(Arranged):
    """A layout from left to right that breaks into lines."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = px(gap)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self.items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def arrange(self, rect: QRect, *, move: bool) -> int:
        place, line = QPoint(rect.topLeft()), 0
        for item in self.items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 1 << 20))
            if place.x() > rect.x() and place.x() + size.width() > rect.right() + 1:
                place, line = QPoint(rect.x(), place.y() + line + self._gap), 0
            if move:
                item.setGeometry(QRect(place, size))
            place.setX(place.x() + size.width() + self._gap)
            line = max(line, size.height())
        return place.y() + line - rect.y()


def flowing(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Put widgets into a line that breaks."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    layout = Flow(holder, gap=gap)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
