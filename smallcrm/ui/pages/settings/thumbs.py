"""Colours to choose by a small picture of the window: as the system, light, dark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle

from smallcrm.ui import painting, worn
from smallcrm.ui.tokens import DARK, LIGHT, Theme
from smallcrm.ui.worn import px

WIDE, HIGH = 132, 84
_AIR = 5


class ThemeThumb(QRadioButton):
    """A picture of 132 x 84 with its radio button below; ``key`` is system, light or dark."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key
        self.setObjectName(f"theme_{key}")
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + px(30)
        return QSize(max(px(WIDE), words) + 2 * _AIR, px(HIGH) + 2 * _AIR + px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_AIR, _AIR, px(WIDE), px(HIGH))
        self._window(painter, box, DARK if self.key == "dark" else LIGHT)
        if self.key == "system":
            painter.save()
            painter.setClipRect(QRectF(box.center().x(), box.y(), box.width() / 2, box.height()))
            self._window(painter, box, DARK)
            painter.restore()
        painting.rounded(painter, box, None, theme["soft"], 8)
        if on or self.hasFocus():
            ring = box.adjusted(-4, -4, 4, 4)
            painting.rounded(painter, ring, None, theme["accent" if on else "control"], 11, 2)
        below = box.bottom() + px(9)
        state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
        if self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        dot = QRectF(_AIR, below, px(18), px(18))
        painting.dot(painter, dot, state)
        painter.setFont(worn.font("strong" if on and self.hasFocus() else "body"))
        painter.setPen(theme["text"])
        words = QRectF(dot.right() + px(8), below - px(2), self.width() - dot.right() - px(8), px(22))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    @staticmethod
    def _window(painter: QPainter, box: QRectF, wearing: Theme) -> None:
        """Paint a window in small: places at the left, quick-find, a card with a few lines."""
        unit = box.width() / WIDE
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(box, wearing["window"])

        def at(x: float, y: float, wide: float, high: float) -> QRectF:
            return QRectF(box.x() + x * unit, box.y() + y * unit, wide * unit, high * unit)

        painter.fillRect(at(32, 0, 1, HIGH), wearing["hairline"])
        for number, role in enumerate(("accent", "soft", "soft")):
            painting.rounded(painter, at(6, 9 + 12 * number, 20, 6), wearing[role], None, 2)
        painting.rounded(painter, at(41, 8, 83, 10), wearing["surface"], wearing["accent"], 2)
        painting.rounded(painter, at(41, 25, 83, 45), wearing["surface"], wearing["hairline"], 3)
        for number, (role, wide) in enumerate((("muted", 42), ("soft", 60), ("soft", 47))):
            painting.rounded(painter, at(48, 32 + 9.5 * number, wide, 4), wearing[role], None, 2)
        painter.restore()
