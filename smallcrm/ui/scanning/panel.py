"""The answer to a scan: over the page, always at the same place, never in the way of what has the keys."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from smallcrm.domain.scanning import GAP_MS
from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.scanning.acts import PADDING, ActButton, in_lines
from smallcrm.ui.scanning.answer import Act, Answer, Colour
from smallcrm.ui.scanning.asking import AskAmount, AskLine, AskWho, Search
from smallcrm.ui.scanning.dots import DotRow
from smallcrm.ui.scanning.placing import LEAST, Placing, clear_of
from smallcrm.ui.scanning.words import Words
from smallcrm.ui.shortcuts import native
from smallcrm.ui.tokens import LIGHT, RADIUS_CARD
from smallcrm.ui.widgets.buttons import IconButton, set_badge
from smallcrm.ui.widgets.punch_card import paint_seal
from smallcrm.ui.widgets.toast import in_use
from smallcrm.ui.worn import px

WIDTH = 420
"""px at 100 %."""
SECONDS = 10
"""A green answer goes by itself; its Undo stays in the menu and among the last scans."""
_QUIET_MS = GAP_MS + 10
"""A digit or a letter counts once nothing follows as quickly as a scanner types."""
_HASTY_S = 0.5
"""A Space that comes so soon after something was done is a key that bounced: it meant the answer before."""
_LOOKS = {
    Colour.GREEN: ("success_tint", "success"),
    Colour.GOLD: ("paper", "gold_line"),
    Colour.AMBER: ("warning_tint", "warning"),
    Colour.BLUE: ("info_tint", "link"),
}


class AnswerPanel(QFrame):
    """Shows one ``Answer``: ``acted(Act)``, ``chosen(customer)``, ``added(name)``, ``paid(cents)``, ``worded(why)``.

    Esc, its cross or the next answer close it; ``typed(text)``: somebody begins a search. ``left`` when it goes while
    the keys are in it.
    """

    acted, chosen, added, typed = Signal(object), Signal(int), Signal(str), Signal(str)
    paid, worded, left = Signal(object), Signal(object), Signal()

    def __init__(self, parent: QWidget, placing: Placing, search: Search, last_here: Callable[[int], str]) -> None:
        super().__init__(parent)
        self.setObjectName("scanAnswer")
        self.answer: Answer | None = None
        self.buttons: list[ActButton] = []
        self.field: AskWho | AskLine | None = None
        self._area, self._placing, self._search, self._last_here = parent, placing, search, last_here
        self._body: QWidget | None = None
        self._came_from: QWidget | None = None
        self._pending = ""
        self._acted_at = 0.0
        self._hasty: Callable[[], bool] = lambda: monotonic() - self._acted_at < _HASTY_S
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._wait = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._wait.timeout.connect(self._take_pending)
        self.timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self.timer.timeout.connect(self.dismiss)
        parent.installEventFilter(self)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_moved)
        self.hide()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_answer(self, answer: Answer) -> None:
        """Show an answer in place of the one before and tell it; the keys go in where that harms nobody."""
        held = self._has_keys()
        self._pending = ""
        self.answer = answer
        self._build(answer)
        self.setAccessibleName(answer.title)
        self.setAccessibleDescription(answer.line)
        self.place()
        self.show()
        self.raise_()
        self.timer.stop()
        if answer.colour is Colour.GREEN:
            self.timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, answer.spoken))
        asks = answer.colour is not Colour.GREEN and (answer.asks or any(act.id != "find" for act in answer.acts))
        under = self._placing.under()
        if (held or under) and not asks:
            self.take_focus(self._cross)  # what was done is not taken back by one Space more
        elif held or under or (asks and self._may_take_keys()):
            self.take_focus()
        self.place()

    def take_focus(self, on: QWidget | None = None) -> None:
        """Put the keys on what is asked, or on the first thing that can be done; Enter does nothing there."""
        before = QApplication.focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._came_from = before
        first: QWidget = self.buttons[0] if self.buttons else self._cross
        target = on or (self.field.line if self.field is not None else first)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Take the answer away; the keys go back to where they were."""
        held, back = self._has_keys(), self._came_from
        self.timer.stop()
        self._wait.stop()
        self.hide()
        self._placing.cover(on=False)
        self._came_from, self.answer = None, None
        if not held:
            return
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _may_take_keys(self) -> bool:
        """Whether nobody is writing: no dialog, no open list, no field, or one line with nothing in it."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return False
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            return not focus.text()
        return focus is None or not focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def _has_keys(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _build(self, answer: Answer) -> None:
        if self._body is not None:
            if self._has_keys():
                self.setFocus()  # else Qt hands the keys of what goes to whatever comes next
            self._room.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        paper = answer.colour is Colour.GOLD
        self._body = QWidget()
        self._cross = IconButton("x", _("Close"), role="paper_ink" if paper else "text")
        self._cross.clicked.connect(self.dismiss)
        column, row = QVBoxLayout(self._body), QHBoxLayout()
        column.setContentsMargins(px(16 - PADDING), px(14), px(4), px(14))
        column.setSpacing(px(10))
        row.setSpacing(0)
        row.addSpacing(px(PADDING))
        row.addWidget(_Symbol(answer), 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(px(14 - PADDING))
        row.addLayout(self._words(answer, paper=paper), 1)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self._acts(answer, paper=paper))
        column.addStretch(1)
        self._room.addWidget(self._body)
        self._body.show()  # at once: what is not seen takes no keys
        self._badge()

    def _words(self, answer: Answer, *, paper: bool) -> QVBoxLayout:
        ink = "paper_ink" if paper else "text"
        column, said = QVBoxLayout(), QVBoxLayout()
        column.setSpacing(0)
        said.setSpacing(px(2))
        said.setContentsMargins(px(PADDING), 0, 0, 0)
        said.addWidget(Words(answer.title, "answer", ink))
        said.addWidget(Words(answer.line, "body", ink))
        if answer.dots is not None:
            said.addSpacing(px(8))
            row = QHBoxLayout()  # its own width is no limit to the words
            row.addWidget(DotRow(answer.dots, paper=paper))
            row.addStretch(1)
            said.addLayout(row)
        column.addLayout(said)
        self.field = self._asking(answer)
        if self.field is not None:
            column.addSpacing(px(8))
            column.addWidget(self.field)
        return column

    def _acts(self, answer: Answer, *, paper: bool) -> QWidget:
        """What can be done, below the words; they may reach under the cross."""
        self.buttons = [ActButton(act, self._act, self._hasty, paper=paper) for act in answer.acts]
        return in_lines(self.buttons)

    def _asking(self, answer: Answer) -> AskWho | AskLine | None:
        if answer.asks == "customer":
            who = AskWho(self._search, self._last_here)
            who.chosen.connect(self.chosen)
            who.added.connect(self.added)
            who.resized.connect(self.place)
            return who
        if not answer.asks:
            return None
        line = AskAmount() if answer.asks == "cents" else AskLine(_("Why?"))
        line.taken.connect(self.paid if answer.asks == "cents" else self.worded)
        line.resized.connect(self.place)
        return line

    def _act(self, act: Act) -> None:
        if self.answer is not None and act in self.answer.acts:
            self._acted_at = monotonic()
            self.acted.emit(act)

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key == Qt.Key.Key_Space and plain and not event.isAutoRepeat() and not self._hasty():
            act = next((act for act in (self.answer.acts if self.answer else ()) if act.keys == "Space"), None)
            if act is not None:
                self._act(act)
        elif plain and len(text) == 1 and text.isprintable() and not event.isAutoRepeat():
            self._pending += text
            self._wait.start()
        elif key not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _take_pending(self) -> None:
        """One digit is the act of that number; letters begin a search."""
        text, self._pending = self._pending, ""
        if len(text) == 1 and text in "123456789":
            if int(text) <= len(self.buttons):
                self._act(self.buttons[int(text) - 1].act)
        elif text[:1].isalpha():
            self.typed.emit(text)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self.isVisible():
            return
        self._badge()
        if new is not None and not self.isAncestorOf(new):
            QTimer.singleShot(0, self, self.place)  # once the page has brought it into sight

    def _badge(self) -> None:
        """Show the digits that press the buttons, while the keys are here."""
        here = self._has_keys() and self.field is None
        for number, one in enumerate(self.buttons, start=1):
            set_badge(one, native(one.act.keys) if one.act.keys else str(number) if here else "")

    # -- where it stands ---------------------------------------------------------------------------------------------

    def place(self) -> None:
        """Stand where answers stand, and out of the way of what has the keys."""
        area, room = self._area, self._placing.place()
        self._placing.cover(on=self.isVisible())
        if room.height():  # the page keeps room for it
            self.setGeometry(room.x(), room.y(), room.width(), max(room.height(), self._high(room.width())))
            return
        side = px(12)
        width = min(px(WIDTH), area.width() - 2 * side)
        height = min(self._high(width), area.height() - side)
        top = max(0, min(room.y(), area.height() - height - side // 2))
        box = QRect(max(0, min(room.x() - width, area.width() - width - side)), top, width, height)
        focus = None if self._has_keys() else in_use(area)
        taken = [focus] if focus is not None else []
        self.setGeometry(clear_of(box, area.rect(), [*taken, *self._placing.clear()]))

    def _high(self, width: int) -> int:
        return max(px(LEAST), self._room.heightForWidth(width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self.place)  # once everything above the page has its place
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave} and self.answer is not None:
            self.timer.stop()
            if event.type() == QEvent.Type.Leave and self.answer.colour is Colour.GREEN:
                self.timer.start()
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():  # a digit on a button takes another line
            self.place()
        return done

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.answer is None:
            return
        painter, theme = QPainter(self), worn.current()
        ground, line = _LOOKS[self.answer.colour]
        if self.answer.colour is not Colour.GOLD:
            painting.rounded(painter, self.rect(), theme[ground], theme[line], RADIUS_CARD)
            return
        gold = LIGHT["gold_line"]
        painting.rounded(painter, self.rect(), theme[ground], gold, RADIUS_CARD, 2)
        painting.rounded(painter, QRectF(self.rect()).adjusted(5, 5, -5, -5), None, gold, RADIUS_CARD - 4)


class _Symbol(QWidget):
    """What it is about, 44 px: a disc in the colour of the answer, for a reward its seal."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._answer = answer
        self.setFixedSize(px(44), px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._answer.colour is Colour.GOLD:
            painter.translate(px(44) / 2, px(44) / 2)
            painter.scale(px(44) / 42, px(44) / 42)
            paint_seal(painter, earned=True)
            return
        ground, ink = _LOOKS[self._answer.colour]
        painting.rounded(painter, self.rect(), theme[ink], None, px(22))
        side = px(24)
        place = QRect((px(44) - side) // 2, (px(44) - side) // 2, side, side)
        icons.draw(painter, place, self._answer.icon, theme[ground])
