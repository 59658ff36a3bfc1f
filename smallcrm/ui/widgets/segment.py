"""A few choices of which one is on, in one frame: arrows move, Space chooses."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from smallcrm.ui import painting, worn
from smallcrm.ui.tokens import FIELD
from smallcrm.ui.worn import px


class _Choice(QAbstractButton):
    """One of the choices; the frame around all is painted by their parent."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(worn.font())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(worn.font("strong")).horizontalAdvance(self.text()) + px(28), px(FIELD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if on or self.underMouse():
            painting.rounded(painter, inner, theme["selection" if on else "alternate"], None, 3)
        if self.hasFocus():
            painting.focus_ring(painter, inner)
        painter.setFont(worn.font("strong" if on else "body"))
        painter.setPen(theme["accent" if on else "text"])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segment(QWidget):
    """Choices by key (36 high); ``chosen(key)`` when somebody chooses another one."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], on: str, accessible: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.group = QButtonGroup(self)
        self.parts: dict[str, QAbstractButton] = {}
        for key, words in choices.items():
            part = _Choice(words, f"tab_{key}")
            part.setChecked(key == on)
            part.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self.group.addButton(part)
            self.parts[key] = part
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The key of the choice that is on."""
        return next((key for key, part in self.parts.items() if part.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show another choice as the one that is on."""
        self.parts[key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painting.rounded(painter, self.rect(), theme["surface"], theme["soft"])
        painter.setPen(QPen(theme["hairline"], 1))
        for part in list(self.parts.values())[:-1]:
            painter.drawLine(part.geometry().right(), 1, part.geometry().right(), self.height() - 2)
