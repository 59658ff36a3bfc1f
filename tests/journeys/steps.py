"""Counts what somebody does: keys pressed, fields typed into, clicks; so that a journey's number is a test's output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_MIXED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_MENDING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}


class Steps(QObject):
    """Watches the program: each key, each click and each field typed into (however long the text) is one step."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.fields = self.clicks = 0
        self.said: list[str] = []
        self._field: QObject | None = None
        self._click = -1

    @property
    def total(self) -> int:
        """Give all steps so far."""
        return self.keys + self.fields + self.clicks

    def again(self) -> None:
        """Count from nothing."""
        self.keys = self.fields = self.clicks = 0
        self.said.clear()
        self._field = None

    def __str__(self) -> str:
        parts = f"{self.keys} keys, {self.fields} fields, {self.clicks} clicks"
        return f"{self.total} steps ({parts}): {', '.join(self.said)}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt asks about every key with ShortcutOverride, also about those that a shortcut then takes away; what it
        # asks first is the object with the focus, its parents follow.
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if watched is QGuiApplication.focusObject() and not event.isAutoRepeat():
                self._key(watched, event)
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick} and isinstance(event, QMouseEvent):
            self._mouse(event)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> None:
        key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
        if key in _HELD:
            return
        typed = bool(event.text()) and event.text().isprintable() and not event.modifiers() & _MIXED
        field = isinstance(watched, _TEXT) or (isinstance(watched, QComboBox) and watched.isEditable())
        if field and (typed or (watched is self._field and key in _MENDING and not event.modifiers())):
            if watched is not self._field:
                self._field = watched
                self.fields += 1
                self.said.append("text")
            return
        self._field = None
        self.keys += 1
        self.said.append(_name(event))

    def _mouse(self, event: QMouseEvent) -> None:
        # The window gets a press first, then the widget, then its parents: all with the same time.
        if event.timestamp() == self._click and event.timestamp():
            return
        self._click = event.timestamp()
        self._field = None
        self.clicks += 1
        self.said.append("click")


def _name(event: QKeyEvent) -> str:
    from PySide6.QtGui import QKeySequence

    return QKeySequence(event.keyCombination()).toString() or "key"


@contextmanager
def counted(journey: str, target: int) -> Iterator[Steps]:
    """Count inside the block, print the number, and fail above the target."""
    app = QApplication.instance()
    assert app is not None
    steps = Steps()
    app.installEventFilter(steps)
    try:
        yield steps
    finally:
        app.removeEventFilter(steps)
    print(f"{journey}: {steps}; target {target}")
    assert steps.total <= target, f"{journey}: {steps}, but the target is {target}"
