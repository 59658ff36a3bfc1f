"""Fields beside each other, as many as there is room for; a wide one takes a line of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from smallcrm.ui.worn import px

EACH = 196
"""Width that a field takes at least, px at 100 %."""
MOST = 3
"""Fields in a line at most."""


class Columns(QWidget):
    """A grid that follows its width."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(12))
        self._fields: list[tuple[QWidget, bool]] = []
        self._across = 0

    def add(self, field: QWidget, *, wide: bool = False) -> None:
        """Add a field at the end; a wide one gets the whole line."""
        self._fields.append((field, wide))
        self._arrange(max(1, self._across))

    def minimumSizeHint(self) -> QSize:
        widest = max((field.minimumSizeHint().width() for field, _wide in self._fields), default=0)
        return QSize(min(widest, px(EACH)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = max(1, min(MOST, (self.width() + px(12)) // px(EACH + 12)))
        if across != self._across:
            self._arrange(across)

    def _arrange(self, across: int) -> None:
        self._across = across
        line = place = 0
        for field, _wide in self._fields:
            self._grid.removeWidget(field)
        for field, wide in self._fields:
            if wide and place:
                line, place = line + 1, 0
            self._grid.addWidget(field, line, place, 1, across if wide else 1)
            place += across if wide else 1
            if place >= across:
                line, place = line + 1, 0
        for column in range(MOST):
            self._grid.setColumnStretch(column, int(column < across))
        self._grid.invalidate()
