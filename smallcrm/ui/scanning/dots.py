"""A card as a row of small stamps: what the answer to a scan shows of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.ui import worn
from smallcrm.ui.scanning.answer import Dots
from smallcrm.ui.widgets.punch_card import FULL, paint_seal, paint_stamp
from smallcrm.ui.worn import px

SIZE, GAP = 18, 7
"""Of one stamp and between two, px at 100 %."""
_MOST = 13
"""Stamps in one row."""


class DotRow(QWidget):
    """Shows the stamps of a card, 18 px each; a ring round those that have just come."""

    def __init__(self, dots: Dots, parent: QWidget | None = None, *, paper: bool = False) -> None:
        super().__init__(parent)
        self._dots, self._paper = dots, paper
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _row(self) -> int:
        """How many stand in a row."""
        rows = math.ceil(self._dots.goal / _MOST)
        return math.ceil(self._dots.goal / rows)

    def sizeHint(self) -> QSize:
        row = self._row()
        rows = math.ceil(self._dots.goal / row)
        return QSize(row * px(SIZE + GAP) + px(3), rows * px(SIZE + GAP) - px(GAP) + px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, unit = self._row(), px(SIZE) / 2 / FULL
        for number in range(1, self._dots.goal + 1):
            down, along = divmod(number - 1, row)
            middle = QPointF(
                px(3) + px(SIZE) / 2 + along * px(SIZE + GAP), px(3) + px(SIZE) / 2 + down * px(SIZE + GAP)
            )
            painter.save()
            painter.translate(middle)
            painter.scale(unit, unit)
            self._one(painter, number)
            painter.restore()

    def _one(self, painter: QPainter, number: int) -> None:
        theme, dots = worn.current(), self._dots
        ink = theme[f"ink_{dots.ink}"]
        filled = number <= dots.filled
        if number in {dots.goal, dots.interim_at}:
            painter.save()
            painter.scale(1.12, 1.12)
            paint_seal(painter, earned=number in dots.earned)
            painter.restore()
        elif filled:
            paint_stamp(painter, dots.icon, ink, "")
        else:
            pen = QPen(theme["paper_muted" if self._paper else "muted"], 2.2)
            pen.setDashPattern([1.7, 1.5])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(0, 0), 19, 19)
        if dots.filled - dots.newest < number <= dots.filled:
            painter.setPen(QPen(ink if self._paper or not theme.dark else theme["text"], 2.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            reach = FULL + 2.5 * 2 * FULL / SIZE
            painter.drawEllipse(QRectF(-reach, -reach, 2 * reach, 2 * reach))
