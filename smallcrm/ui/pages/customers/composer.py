"""Where a note is written: always open, Ctrl+Enter saves, and what was begun for somebody waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QWidget

from smallcrm.domain.errors import BadInput, NotFound, ShopError
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


Begun = tuple[dict[tuple[int, int], str], dict[int, Entry]]
"""Words by customer and entry (0: a new note), and the note that was being changed by customer."""


class Composer(Card):
    """The note field of the customer shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main = window
        self._customer = 0
        self._entry: Entry | None = None
        self._drafts: dict[tuple[int, int], str] = {}
        """What was begun, by customer and entry (0: a new note)."""
        self._open: dict[int, Entry] = {}
        """The note that was being changed, by customer."""
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
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(px(8))
        self._row.addWidget(self.text, 1)
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
        self._row.addWidget(holder)
        self.body.addLayout(self._row)

    def fit(self, *, low: bool) -> None:
        """In a low window the button stands beside the words."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        self.text.setFixedHeight(px(52 if low else 64))

    def show_customer(self, customer: int) -> None:
        """Take up what was begun for this customer."""
        if customer == self._customer:
            return
        self._customer = customer
        self.strip.hide()
        self._take_up(self._open.get(customer))

    def _take_up(self, entry: Entry | None) -> None:
        """Show what was begun of this note, of a new one for None."""
        self._entry = entry
        if entry is None:
            self._open.pop(self._customer, None)
        else:
            self._open[self._customer] = entry
        self.text.setPlainText(self._drafts.get(self._key(), entry.text if entry else ""))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.cancel.setVisible(entry is not None)

    def unsaved(self) -> Begun:
        """Give what was begun for anybody and is not saved."""
        return dict(self._drafts), dict(self._open)

    def take_up(self, begun: Begun) -> None:
        """Have what was begun in a composer that stood here before."""
        self._drafts, self._open = dict(begun[0]), dict(begun[1])
        self._take_up(self._open.get(self._customer))

    def _key(self) -> tuple[int, int]:
        return self._customer, self._entry.id if self._entry else 0

    def begin(self) -> None:
        """Put the cursor into the note."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, entry: Entry) -> None:
        """Change the words of a note; a new one that was begun waits until this one is done."""
        self._take_up(entry)
        self.begin()

    def stop(self) -> None:
        """Leave the note as it was, and go back to the new one that was begun."""
        self._drafts.pop(self._key(), None)
        self.strip.hide()
        self._take_up(None)

    def save(self) -> None:
        """Save the note; what cannot be saved stays, with a sentence above it."""
        words = self.text.toPlainText()
        try:
            if self._entry is not None:
                self.main.shop.timeline.edit(self._entry.id, words)
            else:
                self.main.shop.timeline.add(self._customer, "note", words)
        except NotFound as error:  # deleted meanwhile: the words become a new note
            if self._entry is not None:
                begun = self._drafts.get((self._customer, 0), "")
                self._drafts[self._customer, 0] = f"{words}\n{begun}".rstrip("\n")
                self.stop()
            self.strip.say(sentence(error))
            self.begin()
            return
        except ShopError as error:
            again = () if isinstance(error, BadInput) else ((_("Try again"), self.save),)
            self.strip.say(sentence(error), repairs=again)
            self.begin()
            return
        self.stop()
        self.text.document().clearUndoRedoStacks()
        tell(self.main)

    def _typed(self) -> None:
        words, key = self.text.toPlainText(), self._key()
        if words and words != (self._entry.text if self._entry else ""):
            self._drafts[key] = words
        else:
            self._drafts.pop(key, None)

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
