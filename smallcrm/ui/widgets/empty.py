"""What stands where nothing stands yet: a drawing, a title, one sentence, what to do now."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.ui import icons
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

_LONG = 24
"""Letters after which a word may go on in the next line: a title says what somebody typed."""
LEAST = 32
"""Height under which a drawing is left out, px at 100 %."""


def _foldable(text: str) -> str:
    return re.sub(rf"\S{{{_LONG},}}", lambda found: re.sub(r"(\S{12})(?=\S)", "\\1\u200b", found.group()), text)


class Picture(QWidget):
    """A drawing of ``resources/drawings``, 116 x 88 px or as wide as asked; it makes way for the words below it."""

    def __init__(self, name: str, width: int = 116, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = QSize(px(width), px(width * 88 / 116))
        self.setMaximumSize(self._size)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if size.height() < px(LEAST):
            return
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        icons.draw_picture(QPainter(self), place, self._name)


class Empty(QWidget):
    """An empty state, centred. Drawings: cup, card, search, letter, broken."""

    def __init__(
        self,
        drawing: str,
        title: str,
        sentence: str = "",
        actions: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(4), px(24), px(4))  # it stands in the middle: little where there is little
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Picture(drawing), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(8))
        self.title = Paragraph("", "section")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setMinimumWidth(px(120))
        column.addWidget(self.title)
        self.sentence = Paragraph("", "body", "muted", self)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setMaximumWidth(px(460))
        self.sentence.setMinimumWidth(px(240))
        column.addSpacing(px(2))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.sentence, 8)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(px(10))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for widget in actions:
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.set_words(title, sentence)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self.title.setText(_foldable(title))
        self.title.setAccessibleName(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
