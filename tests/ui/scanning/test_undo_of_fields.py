"""What a scanner typed into a field is no part of what the field can undo or redo, however long ago it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from tests.ui.scanning.hands import NUMBER, Hand


class Desk(QWidget):
    """A window with a line and notes."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.note, self.rich = QLineEdit(), QPlainTextEdit(), QTextEdit()
        column = QVBoxLayout(self)
        for field in (self.line, self.note, self.rich):
            column.addWidget(field)


@pytest.fixture
def desk(at_work: Callable[[QWidget], None]) -> Desk:
    made = Desk()
    at_work(made)
    return made


@pytest.mark.parametrize("kind", ["line", "note", "rich"])
@pytest.mark.parametrize("cursor", [None, 3])
def test_neither_undo_nor_redo_brings_a_scan_back(desk: Desk, hand: Hand, kind: str, cursor: int | None) -> None:
    field = getattr(desk, kind)
    words = field.text if kind == "line" else field.toPlainText
    field.setFocus()
    hand.type("Pitaa ruus", 150)
    hand.scan()
    if cursor is not None:
        field.setCursorPosition(cursor) if kind == "line" else place(field, cursor)
    hand.type("uista", 150)
    typed = words()
    hand.scan(end="\t")
    assert words() == typed
    field.redo()
    assert words() == typed
    seen = []
    for _ in range(12):
        field.undo()
        seen.append(words())
    assert "Pitaa ruus" in [*seen, typed.replace("uista", "")]
    assert seen[-1] == ""
    for _ in range(12):
        field.redo()
        seen.append(words())
    assert seen[-1] == typed
    assert not any(digit in one for one in seen for digit in NUMBER)


def place(field: QPlainTextEdit | QTextEdit, position: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(position)
    field.setTextCursor(cursor)


def test_marked_words_that_a_scan_went_over_are_undone_without_it(desk: Desk, hand: Hand) -> None:
    for field, words in ((desk.line, desk.line.text), (desk.note, desk.note.toPlainText)):
        field.setFocus()
        hand.type("Anna", 150)
        field.selectAll()
        hand.scan()
        assert words() == "Anna"
        for step in (*[field.undo] * 6, *[field.redo] * 6):
            step()
            assert words() in {"", "Anna"}
