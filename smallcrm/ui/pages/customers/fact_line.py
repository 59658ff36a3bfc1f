"""A fact as read: icon, label and value; what is longer than its column wraps into up to three lines."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.customers.fact import Fact
from smallcrm.ui.widgets.chips import chip_size, draw_chip
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

STACKED_UNDER = 300
"""Width under which the label stands above the value, px."""
MOST = 3
"""Lines that one value may take, unless it was written in more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a value: its words and whether they are the muted ones."""

    text: str
    muted: bool = False


def broken(text: str, font: QFont, width: int, most: int = MOST) -> list[str]:
    """Break one paragraph into lines of that width, px; the last of ``most`` ends in … where more was to follow."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts in UTF-16, Python in characters: the same but for what lies beyond the first plane.
    coded = text.encode("utf-16-le", "surrogatepass")
    parts = [coded[2 * a : 2 * b] for a, b in zip(starts, [*starts[1:], len(coded) // 2], strict=True)]
    lines = [part.decode("utf-16-le", "surrogatepass").strip() for part in parts]
    if len(lines) > most:
        rest = b"".join(parts[most - 1 :]).decode("utf-16-le", "surrogatepass").strip()
        lines = [*lines[: most - 1], QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return lines or [""]


class FactLine(QAbstractButton):
    """A fact as read; pressing it starts the editing."""

    def __init__(self, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        if fact.parts:  # else only to be read
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = ", ".join(p for p in (fact.shown.replace("\n", ", ") or fact.empty, fact.below, fact.told) if p)
        self.setAccessibleName(_("{label}: {value}").format(label=fact.label, value=said))
        self.setToolTip(plain_tip(self.accessibleName()))

    def rows(self, width: int) -> list[Row]:
        """Give the lines of the value in a widget that wide, px."""
        room = width - self._left(width) - px(4) - (px(22) if self.fact.mark else 0)
        paragraphs = (self.fact.shown or self.fact.empty).split("\n")
        font = worn.font()
        muted = self.fact.muted
        found = [Row(line, muted) for words in paragraphs for line in broken(self._breakable(words), font, room)]
        return [*found, *(Row(line, muted=True) for line in broken(self.fact.below, font, room) if line)]

    def labels(self, width: int) -> list[str]:
        """Give the lines of the label in a widget that wide, px."""
        stacked = self._stacked(width)
        font, room = worn.font("caption" if stacked else "body"), width - px(36) if stacked else px(113)
        return broken(self.fact.label, font, room)

    def _breakable(self, words: str) -> str:
        """Let an e-mail address break before its @ and after a dot."""
        return words.replace("@", "\u200b@").replace(".", ".\u200b") if self.fact.key.startswith("email") else words

    @staticmethod
    def _stacked(width: int) -> bool:
        return width < px(STACKED_UNDER)

    def _left(self, width: int) -> int:
        return px(32) if self._stacked(width) else px(32 + 116)

    def _chip_below(self, rows: list[Row], width: int) -> bool:
        """Whether the chip needs a line of its own."""
        if self.fact.chip is None:
            return False
        words = QFontMetrics(worn.font()).horizontalAdvance(rows[-1].text)
        return self._left(width) + words + px(8) + chip_size(self.fact.chip).width() > width - px(4)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line, rows = QFontMetrics(worn.font()).lineSpacing(), self.rows(width)
        chip, labels = px(26) if self._chip_below(rows, width) else 0, len(self.labels(width))
        if self._stacked(width):
            return px(12) + labels * QFontMetrics(worn.font("caption")).lineSpacing() + len(rows) * line + chip
        return px(16) + max(labels * line, len(rows) * line + chip)

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(px(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, width = QPainter(self), worn.current(), self.width()
        if self.underMouse() and self.fact.parts:
            painting.rounded(painter, self.rect(), theme["sunken"], None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        line, left = QFontMetrics(worn.font()).lineSpacing(), self._left(width)
        top = self._label(painter, line)
        rows = self.rows(width)
        painter.setFont(worn.font())
        for number, row in enumerate(rows):
            role = "muted" if row.muted else "text" if self.fact.shown else "accent"
            painter.setPen(theme[role])
            place = QRect(left, top + number * line, width - left, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, row.text)
        self._marks(painter, rows, top)

    def _label(self, painter: QPainter, line: int) -> int:
        """Paint icon and label; give where the value begins, px."""
        theme, stacked = worn.current(), self._stacked(self.width())
        font = worn.font("caption") if stacked else worn.font()
        top, height = (px(6), QFontMetrics(font).lineSpacing()) if stacked else (px(8), line)
        icons.draw(painter, QRect(px(6), top + (height - px(16)) // 2, px(16), px(16)), self.fact.icon, theme["muted"])
        painter.setFont(font)
        painter.setPen(theme["muted"])
        labels = self.labels(self.width())
        for number, words in enumerate(labels):
            place = QRect(px(32), top + number * height, self.width() - px(32), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        return top + len(labels) * height if stacked else top

    def _marks(self, painter: QPainter, rows: list[Row], top: int) -> None:
        """Paint the tick beside the first line, and the chip beside the last or below it."""
        line, fact, right = QFontMetrics(worn.font()).lineSpacing(), self.fact, self.width() - px(4)
        if fact.mark:
            box = QRect(right - px(18), top + (line - px(16)) // 2, px(16), px(16))
            icons.draw(painter, box, fact.mark, worn.current()["success"])
        if fact.chip is None:
            return
        size = chip_size(fact.chip)
        if self._chip_below(rows, self.width()):
            place = QRectF(self._left(self.width()), top + len(rows) * line + px(2), size.width(), size.height())
        else:
            low = top + (len(rows) - 1) * line + (line - size.height()) / 2
            place = QRectF(right - size.width(), low, size.width(), size.height())
        draw_chip(painter, place, fact.chip)
