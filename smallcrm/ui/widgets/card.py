"""A card: a quiet frame with a heading and room for an action at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.ui import worn
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px


class Card(Surface):
    """A surface with a hairline and a header (heading, count, action); add content to ``body``."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, action: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.heading = PlainLabel(heading, "strong", parent=self)
        self.count = PlainLabel("", "body", "muted", self)
        if heading or action is not None:
            row = QHBoxLayout()
            row.setContentsMargins(px(15), px(2), px(7), px(2))
            row.setSpacing(px(8))
            row.addWidget(self.heading)
            row.addWidget(self.count)
            row.addStretch(1)
            if action is not None:
                row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
            holder = QWidget()
            holder.setFixedHeight(px(40))
            holder.setLayout(row)
            column.addWidget(holder)
            self.setAccessibleName(heading)
        else:
            self.heading.hide()
            self.count.hide()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)

    def pad(self, left: int = 16, top: int = 0, right: int = 16, bottom: int = 16) -> Card:
        """Set the padding of the body, px at 100 %, and give the card back."""
        self.body.setContentsMargins(px(left), px(top), px(right), px(bottom))
        return self


class Hairline(QWidget):
    """A line of one pixel."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["hairline"])
