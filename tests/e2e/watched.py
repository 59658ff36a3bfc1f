"""The real program with somebody who looks over its shoulder: a line of JSON in, what the window shows out.

It looks, brings the window to a place, and counts; keys and stamps come from outside alone.
"""

from __future__ import annotations

import json
import sys
from time import monotonic, thread_time
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from smallcrm.__main__ import main
from smallcrm.ui.application import application
from smallcrm.ui.window import MainWindow


class Watcher(QObject):
    """Counts scans, presses and keys, and says what has the focus and what stands in it."""

    def __init__(self, app: QApplication, name: str) -> None:
        super().__init__(app)
        self.scans: list[str] = []
        self.pressed = 0
        self.keys: list[int] = []
        self._ended = self._answered = (0.0, 0.0)
        """When the last key came and the answer was painted, and what the program had worked until then, in s."""
        self._listening = False
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._came)
        assert self._server.listen(name), self._server.errorString()
        self.setParent(app)

    @property
    def window(self) -> MainWindow:
        """The shop's window."""
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    def _came(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._asked(socket))

    def _asked(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            asked = json.loads(bytes(socket.readLine().data()))
            try:
                answer = getattr(self, f"do_{asked.pop('do')}")(**asked)
            except Exception as error:  # noqa: BLE001 — told to whoever asked
                answer = f"error: {error!r}"
            socket.write(json.dumps(answer).encode() + b"\n")
            socket.flush()

    # -- what can be asked -----------------------------------------------------------------------------------------

    def do_listen(self) -> bool:
        """Begin to count what the program takes for scans, and keys by the clock of the screen."""
        if not self._listening:
            self._listening = True
            self.window.scanning.capture.scanned.connect(lambda burst: self.scans.append(burst.digits))
            cast("QApplication", QApplication.instance()).installEventFilter(self)
        return True

    def do_state(self) -> dict[str, Any]:
        """Say what has the keys, what stands in it, and what was heard since the last time."""
        focus, popup = QApplication.focusWidget(), QApplication.activePopupWidget()
        modal = QApplication.activeModalWidget()
        found = {
            "focus": focus.objectName() if focus else "",
            "text": _text(focus),
            "marked": _marked(focus),
            "row": _row(focus),
            "popup": _row(popup.focusWidget() or popup) if popup else None,
            "open": [_named(w) for w in QApplication.topLevelWidgets() if w.isVisible()],
            "modal": modal.objectName() if modal else "",
            "place": self.window.places.here,
            "scans": self.scans,
            "pressed": self.pressed,
            "keys": self.keys,
            "answer_ms": (self._answered[0] - self._ended[0]) * 1000,
            "worked_ms": (self._answered[1] - self._ended[1]) * 1000,
        }
        self.scans, self.pressed, self.keys = [], 0, []
        return found

    def do_focus(self, name: str) -> bool:
        """Give the keys to a widget, or to none."""
        if not name:
            if focus := QApplication.focusWidget():
                focus.clearFocus()
            return True
        widget = next((w for w in self.window.findChildren(QWidget, name) if w.isVisible()), None)
        if widget is None:
            return False
        widget.setFocus()
        if isinstance(widget, QAbstractButton):
            widget.clicked.connect(self._press)
        return widget.hasFocus()

    def do_go(self, place: str, command: str = "", value: int | None = None) -> bool:
        """Bring the window to a page."""
        if command:
            self.window.perform(place, command, value)
        else:
            self.window.go(place)
        return True

    def do_ask(self) -> bool:
        """Open the dialog that asks before what cannot be undone."""
        self.window.keeping.ask_whether(self.window.shop.file)
        return True

    def do_open(self, name: str) -> bool:
        """Open the list of a combo box."""
        combo = next(c for c in self.window.findChildren(QComboBox, name) if c.isVisible())
        combo.setFocus()
        combo.showPopup()
        return True

    def do_draft(self) -> str:
        """Give all that is kept of what was begun, as one text."""
        return json.dumps(self.window.shop.drafts.all())

    # -- counting --------------------------------------------------------------------------------------------------

    def _press(self) -> None:
        self.pressed += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            self.keys.append(event.timestamp())
            if event.text() == "\n":  # the second half of what ended a scan
                return False
            self._ended, self._answered = (monotonic(), thread_time()), (0.0, 0.0)
        elif event.type() == QEvent.Type.Paint and not self._answered[0] and watched.objectName() == "scanAnswer":
            self._answered = (monotonic(), thread_time())
        return False


def _named(window: QWidget) -> str:
    kind = window.windowType()
    return f"{type(window).__name__} {window.objectName()} {kind.name} {window.isActiveWindow()}"


def _text(focus: QWidget | None) -> str:
    if isinstance(focus, QLineEdit):
        return focus.text()
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        return focus.toPlainText()
    return focus.currentText() if isinstance(focus, QComboBox) else ""


def _marked(focus: QWidget | None) -> str:
    if isinstance(focus, QLineEdit):
        return focus.selectedText()
    return focus.textCursor().selectedText() if isinstance(focus, (QPlainTextEdit, QTextEdit)) else ""


def _row(widget: QWidget | None) -> int:
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    return widget.currentIndex().row() if isinstance(widget, QAbstractItemView) else -1


if __name__ == "__main__":
    watcher = Watcher(application(), sys.argv.pop(1))
    raise SystemExit(main())
