"""What can be done about a scan: buttons, and bare words that stand in line with what is said above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from smallcrm.ui import icons, worn
from smallcrm.ui.scanning.answer import Act
from smallcrm.ui.widgets.buttons import PushButton
from smallcrm.ui.widgets.flow import Arranged
from smallcrm.ui.worn import px

PADDING = 8
"""Room at each side of bare words, px at 100 %: their focus ring reaches so far to the left of what is above."""
_SMALL = 12
"""What the style gives a small button there."""
_INDENT = 44 + 14
"""From the symbol to what is said beside it, px at 100 %."""
_FEW = 2
_QUIET = {"move", "other", "undo"}
"""What is rarely wanted: in letters of no weight."""


class WordsButton(PushButton):
    """A button of which, where it is ``bare``, only the words are seen: no frame, ``PADDING`` beside them."""

    bare = True

    def sizeHint(self) -> QSize:
        full = super().sizeHint()
        return full.shrunkBy(QMargins(px(_SMALL - PADDING), 0, px(_SMALL - PADDING), 0)) if self.bare else full


class ActButton(WordsButton):
    """Something that can be done. Enter presses it only where somebody went there: a scanner may send one more."""

    def __init__(self, act: Act, run: Callable[[Act], None], hasty: Callable[[], bool], *, paper: bool) -> None:
        super().__init__(act.text.replace("&", "&&"))
        self.act = act
        self._hasty, self._gone_to = hasty, False
        link = not act.icon
        look = ("gold" if act.primary else "paper") if paper else ("link" if link else "secondary")
        self.setObjectName("answerPrimary" if act.primary else f"answer_{act.id}")
        self.setProperty("look", look)
        self.bare = look in {"link", "paper"}
        self.setProperty("extent", "small" if self.bare else "")
        quiet = look == "secondary" or (act.id in _QUIET and not act.primary)
        self.setFont(worn.font("body" if quiet else "strong"))
        self.setAutoDefault(False)
        self.setAccessibleName(act.text)
        if act.icon:
            self.setIcon(icons.icon(act.icon))
        self.clicked.connect(lambda _checked=False: run(act))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._gone_to = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.MouseFocusReason,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._gone_to:
            return
        if event.key() == Qt.Key.Key_Space and self._hasty():
            return
        super().keyPressEvent(event)


_Line = list[tuple[QLayoutItem, QSize]]


class _Lines(Arranged):
    """Lines that begin at one edge: in line with the words above, or with the symbol where that saves a line."""

    def arrange(self, rect: QRect, *, move: bool) -> int:
        edge, lines = px(_INDENT), self._broken(rect.width() - px(_INDENT))
        if len(lines) > _FEW:
            wide = self._broken(rect.width())
            edge, lines = (0, wide) if len(wide) < len(lines) else (edge, lines)
        top = rect.y()
        for line in lines:
            high = max(size.height() for _item, size in line)
            at = rect.x() + edge + (0 if _bare(line[0][0]) else px(PADDING))
            for item, size in line:
                if move:
                    item.setGeometry(QRect(at, top + (high - size.height()) // 2, size.width(), size.height()))
                at += size.width() + px(_gap(item))
            top += high + px(_gap(line[0][0]))
        return top - rect.y()

    def _broken(self, width: int) -> list[_Line]:
        """Break the items into lines; one that is too wide for any has a line of its own and is cut to it."""
        lines: list[_Line] = []
        left = 0
        for item in self.items:
            size = item.sizeHint()
            if not lines or size.width() > left:
                lines.append([])
                left = width - (0 if _bare(item) else px(PADDING))
                size = size.boundedTo(QSize(max(1, left), size.height()))
            lines[-1].append((item, size))
            left -= size.width() + px(_gap(item))
        return lines

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self.items]
        wide = sum(size.width() + px(8) for size in sizes)
        return QSize(wide, max((size.height() for size in sizes), default=0))


def _bare(item: QLayoutItem) -> bool:
    widget = item.widget()
    return isinstance(widget, ActButton) and widget.bare


def _gap(item: QLayoutItem) -> int:
    """Give what follows something, px at 100 %: bare words bring their own."""
    return 0 if _bare(item) else 4


def in_lines(buttons: Sequence[ActButton]) -> QWidget:
    """Put what can be done into as few lines as its words need."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    layout = _Lines(holder)
    for one in buttons:
        layout.addWidget(one)
    return holder
