"""What a scanner typed into whatever had the focus is taken back, as if nobody had typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

TextEdit = QPlainTextEdit | QTextEdit


@dataclass(frozen=True, slots=True)
class Before:
    """A widget and how to bring it back to what it was; ``give_back(count)`` takes so many keys from it."""

    widget: QWidget
    restore: Callable[[int], object]
    popup: QWidget | None = None
    """Held, for once Python lets go of it, the widgets in it are gone for Python too."""


def remember_focus() -> Before | None:
    """Take down how the widget stands that the next key goes to, as Qt chooses it."""
    popup = QApplication.activePopupWidget()
    if popup is None:
        return remember(QApplication.focusWidget())
    before = remember(popup.focusWidget() or popup)
    return None if before is None else replace(before, popup=popup)


def remember(focus: QWidget | None) -> Before | None:
    """Take down how a widget stands before a key reaches it; None where keys leave no trace."""
    if isinstance(focus, QComboBox):
        written = focus.lineEdit()
        return _combo(focus) if written is None else _line(written, focus)
    if isinstance(focus, QAbstractSpinBox):
        return _spin(focus)
    if isinstance(focus, QLineEdit):
        return None if focus.isReadOnly() else _line(focus, focus)
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        return None if focus.isReadOnly() else _text(focus)
    if isinstance(focus, QAbstractItemView):
        return _rows(focus)
    return None


def give_back(before: Before | None, count: int) -> None:
    """Take back ``count`` keys and what was marked: neither undo nor redo brings them again; its own undo survives."""
    if before is not None and isValid(before.widget):
        before.restore(count)


def give_back_all(found: Sequence[Before | None]) -> None:
    """Take back one key each, the last first; whoever had the keys for a part of them gives back that part."""
    parts = [(place, [*keys]) for place, keys in groupby(found, lambda one: one and one.widget)]
    for _place, keys in reversed(parts):
        give_back(keys[0], len(keys))


def _line(field: QLineEdit, owner: QWidget) -> Before:
    text, modified, cursor = field.text(), field.isModified(), field.cursorPosition()
    start, marked = field.selectionStart(), field.selectedText()

    def restore(count: int) -> None:
        if field.text() == text:  # a field may take no digits at all
            _mark()
            return
        if not _forget(field, text):
            for _ in range(min(count, len(field.text()) - len(text) + len(marked))):
                field.backspace()
            if marked:
                field.insert(marked)
        if field.text() != text or not text:  # an empty field has nothing of a scan to undo
            field.setText(text)
        field.setModified(modified)
        _mark()

    def _mark() -> None:
        if not marked:
            field.setCursorPosition(cursor)
        elif cursor == start:
            field.setSelection(start + len(marked), -len(marked))
        else:
            field.setSelection(start, len(marked))

    return Before(owner, restore)


def _text(field: TextEdit) -> Before:
    cursor, modified = field.textCursor(), field.document().isModified()
    position, anchor, count_before = cursor.position(), cursor.anchor(), field.document().characterCount()
    text, steps = field.toPlainText(), field.document().availableUndoSteps()
    marked = QTextDocumentFragment(cursor) if cursor.hasSelection() else None
    length = abs(position - anchor)
    bar = field.verticalScrollBar().value()

    def restore(count: int) -> None:
        document, now = field.document(), field.textCursor()
        if not _forget_in(document, text, steps):
            for _ in range(min(count, document.characterCount() - count_before + length)):
                now.deletePreviousChar()
            if marked is not None and document.characterCount() < count_before:
                now.insertFragment(marked)
        if count_before == 1:  # it was empty: nothing of a scan is there to undo
            document.clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)
        document.setModified(modified)
        now.setPosition(anchor)
        now.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(now)
        field.verticalScrollBar().setValue(bar)

    return Before(field, restore)


def _forget(field: QLineEdit, text: str) -> bool:
    """Take the keys out of what a line can undo and redo: what was typed with them is written again without them."""
    keyed = field.text()
    if not field.isUndoAvailable():
        return False
    field.undo()
    if field.text() == text:  # the keys wait among what can be redone: only what is written anew ends that
        if not field.isUndoAvailable():
            field.setText(text)
            return True
        field.undo()
    now = field.text()
    if now == keyed:
        return False
    start, end, missing = _between(now, text)
    field.setSelection(start, end - start)
    if end > start:
        field.del_()
    if missing:
        field.setCursorPosition(start)
        field.insert(missing)
    return field.text() == text


def _forget_in(document: QTextDocument, text: str, steps: int) -> bool:
    """Take the keys out of what a text can undo and redo; ``steps``: how many there were before the first key."""
    while document.isUndoAvailable() and document.toPlainText() != text and document.availableUndoSteps() >= steps:
        document.undo()
    start, end, missing = _between(document.toPlainText(), text)
    if end > start or missing:
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(missing)
    document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
    return document.toPlainText() == text


def _between(now: str, wanted: str) -> tuple[int, int, str]:
    """Give from where to where a text is another one than wanted, and what belongs there."""
    start = _alike(now, wanted)
    same = _alike(now[start:][::-1], wanted[start:][::-1])
    return start, len(now) - same, wanted[start : len(wanted) - same]


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _rows(view: QAbstractItemView) -> Before:
    row, bar = QPersistentModelIndex(view.currentIndex()), view.verticalScrollBar().value()

    def restore(_count: int) -> None:
        view.keyboardSearch("")  # what is typed next begins anew
        if row.isValid() and view.currentIndex() != row:
            view.setCurrentIndex(view.model().index(row.row(), row.column(), row.parent()))
            view.verticalScrollBar().setValue(bar)

    return Before(view, restore)


def _combo(combo: QComboBox) -> Before:
    chosen = combo.currentIndex()

    def restore(_count: int) -> None:
        if combo.currentIndex() != chosen:
            combo.setCurrentIndex(chosen)
            combo.activated.emit(chosen)  # whoever heard of the other one hears of this one, too

    return Before(combo, restore)


def _spin(spin: QAbstractSpinBox) -> Before:
    line = spin.findChild(QLineEdit)
    value: Callable[[], object] = lambda: None  # noqa: E731 — of one kind or another
    if isinstance(spin, (QSpinBox, QDoubleSpinBox)):
        value = _number(spin)
    elif isinstance(spin, QDateTimeEdit):
        moment = spin.dateTime()
        value = lambda: spin.setDateTime(moment)  # noqa: E731
    written = _line(line, spin) if line is not None else None

    def restore(count: int) -> None:
        if written is not None:
            written.restore(count)
        value()

    return Before(spin, restore)


def _number(spin: QSpinBox | QDoubleSpinBox) -> Callable[[], object]:
    if isinstance(spin, QSpinBox):
        whole = spin.value()
        return lambda: spin.setValue(whole)
    part = spin.value()
    return lambda: spin.setValue(part)
