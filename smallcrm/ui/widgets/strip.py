"""A strip above what it is about: what happened, what is safe, and the repair as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import Flow
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.surface import Tinted
from smallcrm.ui.worn import px

_MARKS = {
    "info": ("info", "link"),
    "call": ("phone-call", "link"),
    "due": ("bell", "link"),
    "sample": ("sprout", "link"),
    "ok": ("circle-check", "success"),
    "warn": ("triangle-alert", "warning"),
    "bad": ("circle-alert", "danger"),
}

_WORDS = 200
"""Width that the words of a strip want at least beside its answers, px."""
_ELSE = 90
"""Width of its icon, its cross and what is free between its parts, px."""
_SCROLL_BAR = 24
"""What a scroll bar takes at most, px: answers that went below for one stay there once it is gone, else both would
come and go for ever."""

Repair = tuple[str, Callable[[], object]]
"""A verb and what it does."""


class Strip(Tinted):
    """Tint, icon, words, repair buttons, close. Tones: info, ok, warn, bad. Hidden until it says something."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "strip", closable: bool = True) -> None:
        super().__init__(parent, name=name)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(px(12), px(4), px(5), px(4))
        self._column.setSpacing(px(4))
        self._column.addLayout(self._row)
        row = self._row
        row.setSpacing(px(10))
        self._mark = IconMark("info", "link", 18)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.setMinimumHeight(px(36))
        self._title, self._sentence = Paragraph("", "strong"), Paragraph("")
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row.addLayout(words, 1)
        self._repairs: list[QWidget] = []
        self._buttons, self._verbs = Flow(), QWidget()
        self._verbs.setLayout(self._buttons)
        row.addWidget(self._verbs, 0, Qt.AlignmentFlag.AlignVCenter)
        self._close = IconButton("x", _("Close"), self)
        self._close.setVisible(closable)
        self._close.clicked.connect(self.dismiss)
        row.addWidget(self._close)
        self.hide()

    def say(self, sentence: str, tone: str = "bad", *, title: str = "", repairs: Sequence[Repair] = ()) -> None:
        """Show a sentence with its repairs, and tell a screen reader."""
        icon, role = _MARKS[tone]
        self._mark.set_icon(icon, role)
        self.tone = tone
        self.update()
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        focus = self.focusWidget()
        held = focus is not None and focus.hasFocus()
        for old in self._repairs:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._repairs.clear()
        before: QWidget = self._close
        for verb, work in repairs:
            repair = button(verb, size="small", clicked=work)
            self._buttons.addWidget(repair)
            self._repairs.append(repair)
            self.setTabOrder(before, repair)  # made late, but their turn comes where they stand
            repair.show()
            before = repair
        self._verbs.setVisible(bool(self._repairs))
        self._arrange()
        if before is not self._close:
            self.setTabOrder(before, self._close)
        spoken = f"{title} {sentence}".strip()
        self.setAccessibleName(spoken)
        self.show()
        if held:  # one answer leads to the next question
            self.begin()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def _arrange(self) -> None:
        """Put the answers beside the words, or below them where the words would stand in a narrow column."""
        answers = self._buttons.sizeHint().width()
        asked = max(w.fontMetrics().horizontalAdvance(w.text()) for w in (self._title, self._sentence))
        stands = self._row.indexOf(self._verbs) < 0
        room = self.width() - answers - px(_ELSE) - (px(_SCROLL_BAR) if stands else 0)
        below = room < min(asked, px(_WORDS))
        if below != stands:
            if below:
                self._column.addWidget(self._verbs)
            else:
                self._row.insertWidget(2, self._verbs, 0, Qt.AlignmentFlag.AlignVCenter)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        # A window with little height would squeeze the words into each other.
        return QSize(super().minimumSizeHint().width(), max(px(36), self._column.heightForWidth(self.width())))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def begin(self) -> None:
        """Take the focus to the first repair."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first(self) -> QWidget:
        """The first answer, or the cross where there is none."""
        return self._repairs[0] if self._repairs else self._close

    def text(self) -> str:
        """Give the words shown."""
        return f"{self._title.text()} {self._sentence.text()}".strip()

    def dismiss(self) -> None:
        """Take the strip away."""
        self.hide()
        self.closed.emit()


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the banner."""

    sentence: str
    tone: str
    title: str
    repairs: tuple[Repair, ...]


class Banner(Strip):
    """The strip of the whole window. The newest message is seen; when it goes, the one before comes back.

    The same message stands there once. Pressing a repair takes its message away.
    """

    MOST = 5

    def __init__(self, parent: QWidget | None = None, *, name: str = "banner") -> None:
        super().__init__(parent, name=name)
        self.said: list[Said] = []

    def say(self, sentence: str, tone: str = "bad", *, title: str = "", repairs: Sequence[Repair] = ()) -> None:
        said = [s for s in self.said if (s.title, s.sentence) != (title, sentence)]
        self.said = [*said, Said(sentence, tone, title, tuple(repairs))][-self.MOST :]
        self._show_newest()

    def say_again(self, said: Sequence[Said]) -> None:
        """Show the messages of a banner that stood here before this one."""
        for one in said:
            self.say(one.sentence, one.tone, title=one.title, repairs=one.repairs)

    def unsay(self, sentence: str) -> None:
        """Take a message away that no longer holds, wherever it stands among the others."""
        if self.said and self.said[-1].sentence == sentence:
            self.dismiss()
        self.said = [said for said in self.said if said.sentence != sentence]

    def dismiss(self) -> None:
        """Take the newest message away and show the one before, if there is one."""
        self.said = self.said[:-1]
        if self.said:
            self._show_newest()
        else:
            super().dismiss()

    def _show_newest(self) -> None:
        said = self.said[-1]
        repairs = [(verb, partial(self._repair, work)) for verb, work in said.repairs]
        super().say(said.sentence, said.tone, title=said.title, repairs=repairs)

    def _repair(self, work: Callable[[], object]) -> None:
        self.dismiss()
        work()
