"""Where a note is written: always open, Ctrl+Enter saves, and what was begun for somebody waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.model import Entry
from smallcrm.i18n import _
from smallcrm.ui.commands import native
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class Composer(Card):
    """The note field of the customer shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main = window
        self._customer = 0
        self._entry: Entry | None = None
        self._drafts: dict[int, str] = {}
        self.pad(12, 12, 12, 12).body.setSpacing(px(8))
        self.strip = Strip()
        self.body.addWidget(self.strip)
        self.text = QPlainTextEdit()
        self.text.setObjectName("composer")
        self.text.setAccessibleName(_("Note"))
        self.text.setPlaceholderText(_("Write a note"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(64))
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        self.cancel = button(_("Cancel"), "link", size="small", clicked=self.stop)
        self.cancel.hide()
        row.addWidget(self.cancel)
        self.save_button = button(
            _("Save"), "primary", badge=native("Ctrl+Enter"), name="saveNoteButton", clicked=self.save
        )
        row.addWidget(self.save_button)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._buttons = holder
        self.body.addWidget(holder)

    def show_customer(self, customer: int) -> None:
        """Take up what was begun for this customer."""
        if customer == self._customer:
            return
        self._customer, self._entry = 0, None
        self.text.setPlainText(self._drafts.get(customer, ""))
        self._customer = customer
        self.cancel.hide()
        self.strip.hide()

    def begin(self) -> None:
        """Put the cursor into the note."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, entry: Entry) -> None:
        """Change the words of a note."""
        self._entry = entry
        self.text.setPlainText(entry.text)
        self.cancel.show()
        self.begin()

    def stop(self) -> None:
        """Leave the note as it was."""
        self._entry = None
        self.text.clear()
        self.cancel.hide()

    def save(self) -> None:
        """Save the note; what cannot be saved stays, with a sentence above it."""
        words = self.text.toPlainText()
        try:
            if self._entry is not None:
                self.main.shop.timeline.edit(self._entry.id, words)
            else:
                self.main.shop.timeline.add(self._customer, "note", words)
        except ShopError as error:
            again = () if isinstance(error, BadInput) else ((_("Try again"), self.save),)
            self.strip.say(sentence(error), repairs=again)
            self.begin()
            return
        self.strip.hide()
        self.stop()
        self.text.document().clearUndoRedoStacks()
        tell(self.main)

    def _typed(self) -> None:
        if self._customer and self._entry is None:
            self._drafts[self._customer] = self.text.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if not event.isAutoRepeat():
                    self.save()
                return True
            if event.key() == Qt.Key.Key_Escape and self._entry is not None:
                self.stop()
                return True
        return super().eventFilter(watched, event)
