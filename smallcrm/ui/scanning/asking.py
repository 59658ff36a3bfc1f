"""What an answer may ask: whose card it is, how much was paid. Enter takes it; what cannot be taken stays typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import CustomerSummary
from smallcrm.domain.money import read_amount
from smallcrm.domain.text import beside
from smallcrm.i18n import _, currency, currency_sign, pgettext
from smallcrm.ui import worn
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.scanning.acts import PADDING, WordsButton
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.quick_find import person_row
from smallcrm.ui.widgets.search_pane import SearchField
from smallcrm.ui.worn import px

Search = Callable[[str], Sequence[CustomerSummary]]
_MOST = 8


class AskWho(QWidget):
    """A field that finds people; the best match below it, Up and Down lead to the others: ``chosen(id)``."""

    chosen, added, resized = Signal(int), Signal(str), Signal()

    def __init__(self, search: Search, last_here: Callable[[int], str]) -> None:
        super().__init__()
        self._search, self._last_here = search, last_here
        self._found: list[CustomerSummary] = []
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(4))
        self.line: QLineEdit = SearchField(_("Whose card is it?"))
        self.line.setObjectName("answerField")
        self.line.textEdited.connect(self._look)
        column.addLayout(_inset(self.line))
        self.match = WordsButton()
        self.match.setObjectName("answerMatch")
        for key, value in (("look", "link"), ("extent", "small"), ("badge", native("Enter"))):
            self.match.setProperty(key, value)
        self.match.setFont(worn.font("strong"))
        self.match.setAutoDefault(False)
        self.match.clicked.connect(lambda _checked=False: self.take())
        row = QHBoxLayout()
        row.addWidget(self.match)
        row.addStretch(1)
        column.addLayout(row)
        self.about = Paragraph("", "body", "muted")
        """Why this person, and which of two of one name: all of it is seen."""
        column.addLayout(_inset(self.about))
        self.match.hide()

    def _look(self, text: str) -> None:
        self._found = list(self._search(text.strip()))[:_MOST] if text.strip() else []
        self._at = 0
        self._show()

    def _show(self) -> None:
        typed = self.line.text().strip()
        self.match.setVisible(bool(typed))
        if self._found:
            one = self._found[self._at]
            self.match.setText(one.name.replace("&", "&&"))
            self.about.setText(_told(one, typed, self._last_here(one.id)))
        elif typed:
            self.match.setText(_("Add “{name}”").format(name=typed).replace("&", "&&"))
            self.about.setText("")
        else:
            self.about.setText("")
        self.match.setAccessibleName(self.match.text().replace("&&", "&"))
        if typed:
            spoken = ", ".join(part for part in (self.match.accessibleName(), self.about.text()) if part)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, spoken))
        self.resized.emit()

    def take(self) -> None:
        """Give the card to who is shown, or begin a new customer where nobody is called so."""
        typed = self.line.text().strip()
        if self._found:
            self.chosen.emit(self._found[self._at].id)
        elif typed:
            self.added.emit(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._found:
            self._at = max(0, min(len(self._found) - 1, self._at + step))
            self._show()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.take()
        else:
            super().keyPressEvent(event)


def _inset(widget: QWidget) -> QHBoxLayout:
    """Put something in line with what is said above, and with bare words, which stand out by their padding."""
    row = QHBoxLayout()
    row.setContentsMargins(px(PADDING), 0, 0, 0)
    row.addWidget(widget)
    return row


def _told(one: CustomerSummary, typed: str, last_here: str) -> str:
    """Say why it is this one, and what tells two of one name apart: when each was here last."""
    row = person_row(one, typed)
    return beside(row.chip.text if row.chip else "", row.subtitle, last_here)


class AskLine(QWidget):
    """A line, a button that takes it, and below them what is wrong with it: ``taken(object)``."""

    taken, resized = Signal(object), Signal()

    def __init__(self, words: str, behind: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(PADDING), 0, px(8), 0)
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.line = QLineEdit()
        self.line.setObjectName("answerField")
        self.line.setMaxLength(200)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(words)
        row.addWidget(self.line, 1)
        if behind:
            row.addWidget(PlainLabel(behind))
        verb = pgettext("button", "Stamp")
        take = button(verb, icon="stamp", badge=native("Enter"), name="answerTake", clicked=self.take)
        row.addWidget(take)
        column.addLayout(row)
        self._wrong = Paragraph("", "caption", "danger")
        self._wrong.hide()
        column.addWidget(self._wrong)

    def read(self, text: str) -> tuple[object, str]:
        """Give what was typed as what it means, and what is wrong with it."""
        return text, "" if text else _("A few words, please.")

    def take(self) -> None:
        """Tell what was typed; what cannot be taken stays, with the reason."""
        what, wrong = self.read(self.line.text().strip())
        if wrong:
            self._refuse(wrong)
        else:
            self.taken.emit(what)

    def _refuse(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.show()
        self.line.setProperty("wrong", True)
        self.line.setAccessibleDescription(words)
        self.line.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.take()
        else:
            super().keyPressEvent(event)


class AskAmount(AskLine):
    """Asks for an amount of money: ``taken(cents)``."""

    def __init__(self) -> None:
        super().__init__(_("Amount"), currency_sign())

    def read(self, text: str) -> tuple[object, str]:
        try:
            cents = read_amount(text, currency())
        except BadInput as error:
            return 0, sentence(error)
        return cents, "" if cents else _("More than nothing, please.")
