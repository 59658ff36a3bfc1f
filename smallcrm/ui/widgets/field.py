"""A labelled field with its error right below it, in words, with an icon and a border."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smallcrm.ui import icons, worn
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

W = TypeVar("W", bound=QWidget)


class IconMark(QWidget):
    """An icon that only decorates the words beside it."""

    def __init__(self, icon: str, role: str = "text", side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._side = icon, role, side
        self.setFixedSize(QSize(px(side), px(side)))

    def set_icon(self, icon: str, role: str = "text") -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self.rect(), self._icon, worn.current()[self._role])


class Field(QWidget, Generic[W]):
    """Label above, widget, then a hint or an error. The label is the widget's accessible name and mnemonic."""

    def __init__(self, label: str, widget: W, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.widget = widget
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.label = QLabel(label)
        self.label.setBuddy(widget)
        self.label.setFont(worn.font("caption"))
        column.addWidget(self.label)
        column.addWidget(widget)
        self._mark = IconMark("circle-alert", "danger", parent=self)
        self._words = Paragraph(hint, "caption", "muted", self)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        column.addLayout(row)
        column.addStretch(1)
        widget.setAccessibleName(label.replace("&", ""))
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show what is wrong with the field, or nothing; what was typed stays."""
        self._mark.setVisible(bool(sentence))
        self._words.setText(sentence or self._hint)
        self._words.set_colour("danger" if sentence else "muted")
        self._words.setVisible(bool(sentence or self._hint))
        self.widget.setProperty("wrong", bool(sentence))
        self.widget.setAccessibleDescription(sentence or self._hint)
        self.widget.update()

    def set_hint(self, hint: str) -> None:
        """Show another hint; an error stays."""
        self._hint = hint
        self.set_error(self.error)

    @property
    def error(self) -> str:
        """The sentence shown as an error, or an empty text."""
        return self._words.text() if self.widget.property("wrong") else ""
