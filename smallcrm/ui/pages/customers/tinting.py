"""The words that were understood as a day stand on a tint while they are typed."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from smallcrm.domain.quick_dates import Asking, Found
from smallcrm.ui import worn


def tint(text: QPlainTextEdit, found: Found | Asking | None) -> None:
    """Lay a tint under what was found; the text itself stays as it is."""
    marks: list[QTextEdit.ExtraSelection] = []
    if found is not None:
        plain = text.toPlainText()
        cursor = QTextCursor(text.document())
        cursor.setPosition(_units(plain, found.start))
        cursor.setPosition(_units(plain, found.end), QTextCursor.MoveMode.KeepAnchor)
        ground = QTextCharFormat()
        ground.setBackground(worn.current()["selection"])
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, ground
        marks.append(mark)
    text.setExtraSelections(marks)


def _units(text: str, place: int) -> int:
    """Give a place as Qt counts it: an emoji counts two."""
    return len(text[:place].encode("utf-16-le")) // 2
