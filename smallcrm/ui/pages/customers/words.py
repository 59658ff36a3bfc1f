"""The text of the composer: Tab leaves it, Esc and Ctrl+P mean something while words are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

MOST = 20_000
"""Characters that are pasted at most: a text of a million is read anew with each key."""


class Words(QPlainTextEdit):
    """Plain text. ``escape`` says whether it took Esc; Ctrl+P prints where there is something ``printable``.

    ``too_long``: of what was pasted only the beginning was taken.
    """

    too_long = Signal()

    def __init__(
        self, escape: Callable[[], bool], printable: Callable[[], bool], print_words: Callable[[], object]
    ) -> None:
        super().__init__()
        self._escape, self._printable, self._print = escape, printable, print_words
        self.setObjectName("composer")
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._prints(event):
            event.accept()  # here it prints the note, not the cards that are due
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._prints(event):
            if not event.isAutoRepeat():
                self._print()
            return
        if event.key() == Qt.Key.Key_Escape and self._escape():
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        kept = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        if len(text) <= max(0, MOST - kept):
            super().insertFromMimeData(source)
            return
        self.insertPlainText(text[: max(0, MOST - kept)])
        self.too_long.emit()

    def _prints(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return event.key() == Qt.Key.Key_P and control and self._printable()
