"""The keys of shortcuts: written in the source in one way, shown in the words of the system's language."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def sequence(keys: str) -> QKeySequence:
    """Give the keys as the source names them: read as the system writes them, a translated "Enter" is another key."""
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def native(keys: str) -> str:
    """Give a shortcut as the system writes it."""
    return sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
