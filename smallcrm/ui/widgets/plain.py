"""Labels that never read markup: what a person typed stays what it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from smallcrm.ui import worn


def plain_tip(text: str) -> str:
    """Give the words of a tooltip so that Qt never takes them for markup, whatever somebody typed."""
    # Qt looks for a tag after each < and for a typed &lt;: what nobody sees stands between.
    return text.replace("<", "<\u200b").replace("&lt;", "&\u200blt;")


def unbroken(text: str) -> str:
    """Give words that stay on one line, such as a phone number or a day in a sentence."""
    return text.replace(" ", "\u00a0")


class _Dressed(QLabel):
    """A plain-text label in a type role and a colour role of the tokens; both follow the theme."""

    def __init__(self, text: str, role: str, colour: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(worn.font(role))
        self.setText(text)

    def set_colour(self, colour: str) -> None:
        """Take another colour role of the tokens."""
        self._colour = colour
        self.update()

    def ink(self) -> QColor:
        """Give the colour to write in."""
        return worn.current()[self._colour if self.isEnabled() else "disabled"]

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self.ink()
        if self.palette().color(QPalette.ColorRole.WindowText) != ink:
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)
        super().paintEvent(event)


class PlainLabel(_Dressed):
    """One line of plain text; too long, it ends in … and tells the whole as tooltip and to a screen reader."""

    def __init__(self, text: str = "", role: str = "body", colour: str = "text", parent: QWidget | None = None) -> None:
        self._more = ""
        super().__init__(text, role, colour, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def explain(self, more: str) -> None:
        """Say more about it than it shows: below the words in the tooltip, and to a screen reader."""
        self._more = more
        self.setAccessibleDescription(more)
        self._tell()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._tell()

    def _line(self) -> str:
        return " ".join(self.text().split("\n"))

    def seen(self) -> str:
        """What is written, before it is cut to the width."""
        return self._line()

    def _tell(self) -> None:
        short = self.fontMetrics().horizontalAdvance(self._line()) > self.width() + 1
        told = "\n".join(part for part in (self.text() if short else "", self._more) if part)
        self.setToolTip(plain_tip(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._line()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 4), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.ink())
        shown = self.fontMetrics().elidedText(self.seen(), Qt.TextElideMode.ElideRight, self.width())
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), flags, shown)


class Paragraph(_Dressed):
    """Plain text that wraps."""

    def __init__(self, text: str = "", role: str = "body", colour: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, role, colour, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
