"""Forms as small pictures, drawn from their measures: a letter with its window, a sheet of labels to begin at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.i18n import _
from smallcrm.paper.sheets import Sheet
from smallcrm.paper.windows import Box, Window
from smallcrm.ui import painting, worn
from smallcrm.ui.tokens import LIGHT
from smallcrm.ui.worn import px


def letter_picture(window: Window, high: int, ratio: float) -> QPixmap:
    """Draw a letter: window with an address, lines of text, folds; ``high`` px on a screen of that ratio."""
    scale = high / window.page[1]
    made = QPixmap(QSize(round(window.page[0] * scale * ratio), round(high * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(LIGHT["surface"])
    painter = QPainter(made)
    painter.scale(scale, scale)
    painter.setPen(QPen(LIGHT["control"], 1.6, Qt.PenStyle.DashLine))
    for fold in window.folds:
        painter.drawLine(QPointF(0, fold), QPointF(window.page[0], fold))
    painter.setPen(QPen(LIGHT["accent"], 2.4))
    painter.setBrush(LIGHT["selection"])
    opening = window.opening
    painter.drawRoundedRect(QRectF(opening.x, opening.y, opening.width, opening.height), 3, 3)
    safe = window.safe
    _lines(painter, Box(safe.x + 2, safe.y + 3, safe.width * 0.6, safe.height), 3, "accent")
    left, right, first = window.form.text
    _lines(painter, Box(left, first, right - left, 0), 8, "soft")
    painter.end()
    return made


def _lines(painter: QPainter, box: Box, count: int, role: str) -> None:
    painter.setPen(QPen(LIGHT[role], 3))
    for number in range(count):
        y = box.y + number * (5.5 if count < 5 else 11)
        short = 0.55 if number == count - 1 else 1.0
        painter.drawLine(QPointF(box.x, y), QPointF(box.x + box.width * short, y))


class SheetPicker(QWidget):
    """A sheet of labels: used ones are grey, those to be printed filled; a click begins there. ``picked(number)``."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._start = self._count = 1
        self.setObjectName("sheetPicker")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_sheet(self, sheet: Sheet, start: int, count: int, *, cards: bool = False) -> None:
        """Show a sheet from which ``count`` labels, or ``cards``, are printed, the first at ``start``."""
        self._sheet, self._start, self._count = sheet, start, count
        self.setFixedSize(self.sizeHint())
        spoken = _("Start at card {number}") if cards else _("Start at label {number}")
        self.setAccessibleName(spoken.format(number=start))
        self.setToolTip(_("Click the first free card") if cards else _("Click the first free label"))
        self.update()

    def sizeHint(self) -> QSize:
        if self._sheet is None:
            return QSize(px(176), px(120))
        return QSize(px(176), round(px(176) * self._sheet.page[1] / self._sheet.page[0]))

    def _place(self, sheet: Sheet, number: int) -> QRectF:
        scale, cell = self.width() / sheet.page[0], sheet.cell(number)
        return QRectF(cell.x * scale, cell.y * scale, cell.width * scale, cell.height * scale).adjusted(1, 1, -1, -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._sheet is None:
            return
        for number in range(1, self._sheet.count + 1):
            if self._place(self._sheet, number).contains(event.position()):
                self.picked.emit(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, sheet = QPainter(self), self._sheet
        painting.rounded(painter, self.rect(), LIGHT["surface"], worn.current()["paper_line"], 2)
        if sheet is None:
            return
        painter.setFont(worn.font("caption"))
        for number in range(1, sheet.count + 1):
            place, left = self._place(sheet, number), self._start + self._count - number
            if number < self._start:
                painting.rounded(painter, place, LIGHT["sunken"], None, 2)
            elif left > 0:
                painting.rounded(painter, place, LIGHT["selection"], LIGHT["accent"], 2)
            else:
                painting.rounded(painter, place, None, LIGHT["soft"], 2)
            if number == self._start and place.height() >= px(14):
                painter.setPen(LIGHT["accent"])
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
