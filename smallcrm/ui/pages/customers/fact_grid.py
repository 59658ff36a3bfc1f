"""Facts in one column or two: two beside each other are as high as the higher; an editor takes the whole width."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget, QWidgetItem

from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.widgets.flow import Arranged
from smallcrm.ui.worn import px

TWO_FROM = 440
"""Width from which there are two columns, px."""


class FactGrid(Arranged):
    """The layout of the facts."""

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at that place."""
        self.addChildWidget(widget)
        self.items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.heightForWidth(px(320)))

    def rows(self, width: int) -> list[list[QLayoutItem]]:
        """Give what stands beside each other in that width, px."""
        across = 2 if width >= px(TWO_FROM) else 1
        rows: list[list[QLayoutItem]] = []
        whole = True
        for item in self.items:
            if item.isEmpty():
                continue
            line = isinstance(item.widget(), FactLine)
            if line and not whole and len(rows[-1]) < across:
                rows[-1].append(item)
            else:
                rows.append([item])
            whole = not line
        return rows

    def arrange(self, rect: QRect, *, move: bool) -> int:
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
