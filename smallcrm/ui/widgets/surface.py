"""A surface: the ground and the line of a card, a strip or a message."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from smallcrm.ui import painting, worn
from smallcrm.ui.tokens import RADIUS_CARD, RADIUS_FIELD, mix

_TINTS = {"ok": ("success", "success"), "warn": ("warning", "warning"), "bad": ("danger", "danger")}
"""Tint and ink of a tone; all others inform."""


class Surface(QFrame):
    """A frame in colours of the theme; what lies in it keeps off its line.

    Painted, and not by a stylesheet: with one, Qt goes through all that lies in a widget whenever it is moved into
    another, which costs a window a third of its time to open.
    """

    def __init__(self, parent: QWidget | None = None, *, name: str = "card") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setContentsMargins(1, 1, 1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, line = self.colours()
        painting.rounded(QPainter(self), self.rect(), ground, line, self.radius)

    @property
    def radius(self) -> float:
        """How round its corners are, px."""
        return RADIUS_CARD

    def colours(self) -> tuple[QColor, QColor | None]:
        """Give its ground and its line as of now."""
        theme = worn.current()
        return theme["surface"], theme["hairline"]


class Tinted(Surface):
    """A surface in the tint of a tone: info, ok, warn or bad."""

    tone = "info"

    def __init__(self, parent: QWidget | None = None, *, name: str = "strip") -> None:
        super().__init__(parent, name=name)
        self.setContentsMargins(0, 0, 0, 0)  # its own padding keeps off the line

    @property
    def radius(self) -> float:
        """How round its corners are, px."""
        return RADIUS_FIELD

    def colours(self) -> tuple[QColor, QColor | None]:
        """Give its ground and its line as of now."""
        return tinted(self.tone)


def tinted(tone: str) -> tuple[QColor, QColor]:
    """Give the ground of a tone and the line around it, its ink at 35 %."""
    theme = worn.current()
    tint, ink = _TINTS.get(tone, ("info", "link"))
    ground = theme[f"{tint}_tint"]
    return ground, mix(theme[ink], ground, 0.35)
