"""Facts in one column or two: two beside each other are as high as the higher; an editor takes the whole width."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.worn import px

TWO_FROM = 440
"""Width from which there are two columns, px."""


class FactGrid(QLayout):
    """A layout whose height follows its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at that place."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.heightForWidth(px(320)))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((size.width() for size in shown), default=0), max((s.height() for s in shown), default=0))

    def rows(self, width: int) -> list[list[QLayoutItem]]:
        """Give what stands beside each other in that width, px."""
        across = 2 if width >= px(TWO_FROM) else 1
        rows: list[list[QLayoutItem]] = []
        whole = True
        for item in self._items:
            if item.isEmpty():
                continue
            line = isinstance(item.widget(), FactLine)
            if line and not whole and len(rows[-1]) < across:
                rows[-1].append(item)
            else:
                rows.append([item])
            whole = not line
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out; the height all of them take."""
        y, gap = rect.y(), px(16)
        half = (rect.width() - gap) // 2
        for row in self.rows(rect.width()):
            narrow = rect.width() >= px(TWO_FROM) and isinstance(row[0].widget(), FactLine)
            width = half if narrow else rect.width()
            height = max(_height(item, width) for item in row)
            for number, item in enumerate(row if move else ()):
                item.setGeometry(QRect(rect.x() + number * (width + gap), y, width, height))
            y += height
        return y - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
