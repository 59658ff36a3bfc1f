"""Words that wrap, a long one within itself too: nothing that somebody is called is cut off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption

from smallcrm.ui.widgets.plain import Paragraph


class Words(Paragraph):
    """Plain text as wide as there is room, and as high as that makes it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        layout = QTextLayout(self.text(), self.font(), self)
        layout.setTextOption(self._option())
        layout.beginLayout()
        high = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            high += line.height()
        layout.endLayout()
        return max(self.fontMetrics().height(), round(high + 0.49))

    def _option(self) -> QTextOption:
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.ink())
        painter.drawText(QRectF(self.rect()), self.text(), self._option())
