"""The left side of the first start: a line in the typeface of the cards, and one drawing that lives."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from smallcrm.ui import icons, worn
from smallcrm.ui.typefaces import family
from smallcrm.ui.widgets.shop_mark import draw_mark

WIDTH, HEIGHT = 520, 768
"""Size of the drawings, px at 100 %; they shrink with the panel."""
_CARD = QSizeF(105, 148.5)


def smaller(picture: QImage, onto: QTransform, wide: QSizeF) -> QImage:
    """Give the picture in the pixels it will have on the screen: what turns it must not shrink it too."""
    # Turning reads four pixels for one: of a picture twice as large the rest would be lost.
    times = math.hypot(onto.m11(), onto.m12())
    size = (wide * times).toSize().expandedTo(QSize(1, 1))
    if size.width() >= picture.width():
        return picture
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(size, keep, smooth)


class Panel(QWidget):
    """Paints ``line`` on top, ``caption`` at the foot and, between, the drawing of ``step`` 1 to 3."""

    def __init__(self) -> None:
        super().__init__()
        self.step = 1
        self.line = self.caption = ""
        self.kind = "other"
        self._cover, self._inside = QImage(), QImage()

    def show_step(self, step: int, line: str, caption: str) -> None:
        """Show the drawing of another step."""
        self.step, self.line, self.caption = step, line, caption
        self.setAccessibleName(f"{line}. {caption}")
        self.update()

    def set_kind(self, kind: str) -> None:
        """Show the mark of another kind of shop."""
        self.kind = kind
        self.update()

    def set_card(self, pictures: tuple[QImage, QImage]) -> None:
        """Show another card: cover and inside."""
        self._cover, self._inside = pictures
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme["table"])
        edge = theme["hairline" if theme.dark else "paper_line"]
        painter.fillRect(self.width() - 1, 0, 1, self.height(), edge)
        unit = min(self.width() / WIDTH, self.height() / HEIGHT)
        self._words(painter, unit)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(unit, unit)
        painter.translate(-WIDTH / 2, -HEIGHT / 2)
        (self._birds, self._shop, self._ready)[self.step - 1](painter, unit)

    def _words(self, painter: QPainter, unit: float) -> None:
        theme = worn.current()
        font = QFont(family("HeadingItalic"))
        font.setPixelSize(max(1, round(40 * unit)))
        room = self.width() - 48 * unit
        wide = QFontMetricsF(font).horizontalAdvance(self.line)
        if wide > room:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
        painter.setFont(font)
        painter.setPen(theme["paper" if theme.dark else "paper_ink"])
        top = self.height() / 2 - (HEIGHT / 2 - 100) * unit
        painter.drawText(QRectF(0, top, self.width(), 62 * unit), Qt.AlignmentFlag.AlignCenter, self.line)
        painter.setFont(worn.font("body"))
        painter.setPen(theme["muted" if theme.dark else "paper_muted"])
        low = self.height() / 2 + (HEIGHT / 2 - 111) * unit
        foot = QRectF(24 * unit, low, self.width() - 48 * unit, self.height() - low)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(foot, flags, self.caption)

    def _birds(self, painter: QPainter, unit: float) -> None:
        wide = max(float(WIDTH), self.width() / unit)  # the branch comes from outside
        high = wide * 300 / 520
        icons.draw_picture(painter, QRectF((WIDTH - wide) / 2, 390 - high / 2, wide, high), "birds")

    def _shop(self, painter: QPainter, _unit: float) -> None:
        self._paper(painter, self._inside, QPointF(256, 408), 318, -2.5)
        painter.save()
        painter.translate(412, 588)
        painter.rotate(5)
        theme = worn.current()
        mark = QRectF(-38, -38, 76, 76)
        painter.setPen(QPen(theme["paper"], 6))
        painter.setBrush(theme["paper"])
        painter.drawRoundedRect(mark, 16, 16)
        draw_mark(painter, mark, self.kind)
        painter.restore()

    def _ready(self, painter: QPainter, _unit: float) -> None:
        self._paper(painter, self._cover, QPointF(196, 356), 230, -5)
        self._paper(painter, self._inside, QPointF(336, 468), 230, 4)

    @staticmethod
    def _paper(painter: QPainter, picture: QImage, middle: QPointF, wide: float, degrees: float) -> None:
        """Lay a card of that width on the table, turned a little."""
        theme, box = worn.current(), QRectF(0, 0, wide, wide * _CARD.height() / _CARD.width())
        box.moveCenter(QPointF(0, 0))
        painter.save()
        painter.translate(middle)
        painter.rotate(degrees)
        painter.fillRect(box, theme["paper"])
        if not picture.isNull():
            painter.drawImage(box, smaller(picture, painter.deviceTransform(), box.size()))
        painter.setPen(QPen(theme["paper_line"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.restore()
