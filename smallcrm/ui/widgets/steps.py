"""How far somebody is: one mark a step, the present one longer, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.worn import px


class StepMarks(QWidget):
    """Marks of 8 px, the current one 28 px wide, then "Step 2 of 3"; steps count from 1."""

    def __init__(self, count: int, current: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._current = count, current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Go to another step."""
        self._current = current
        self.setAccessibleName(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Give the step in words."""
        return _("Step {n} of {count}").format(n=self._current, count=self._count)

    def _marks(self) -> int:
        return (self._count - 1) * px(16) + px(28)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(worn.font("caption"))
        return QSize(self._marks() + px(16) + metrics.horizontalAdvance(self.words()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, x = QPainter(self), worn.current(), 0.0
        for step in range(1, self._count + 1):
            width = px(28 if step == self._current else 8)
            box = QRectF(x, (self.height() - px(8)) / 2, width, px(8))
            painting.rounded(painter, box, theme["accent" if step <= self._current else "soft"], None, px(4))
            x += width + px(8)
        painter.setFont(worn.font("caption"))
        painter.setPen(theme["muted"])
        metrics = QFontMetrics(painter.font())
        painter.drawText(round(x + px(8)), (self.height() + metrics.ascent() - metrics.descent()) // 2, self.words())
