"""What was just done, with Undo: ten seconds at the bottom, longer while somebody is on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

SECONDS = 10


class Toast(QFrame):
    """One message over the page at the bottom, announced; time stops while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget, clearance: int = 28) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._clearance = clearance
        self._undo: Callable[[], object] | None = None
        self._area = parent
        self.timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self.timer.timeout.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(8), px(6))
        row.setSpacing(px(12))
        row.addWidget(IconMark("check", "window", 18))
        self.words = PlainLabel("", "body", "window")
        row.addWidget(self.words, 1)
        self.undo_button = button(
            _("Undo"), "toast", icon="undo-2", size="small", name="undoButton", clicked=self._take_back
        )
        row.addWidget(self.undo_button)
        close = IconButton("x", _("Close"), role="window")
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self._children = (self.undo_button, close)
        for child in self._children:
            child.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None, *, verb: str = "") -> None:
        """Show what was done (past tense); with ``undo`` the button (``verb``, else "Undo") takes it back."""
        self.undo_button.setText(verb or _("Undo"))
        self._undo = undo
        self.undo_button.setVisible(undo is not None)
        self.words.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Take the message away; focus goes back to the page."""
        self.timer.stop()
        focus = QApplication.focusWidget()
        self.hide()
        if focus in self._children and (window := self.parentWidget()) is not None:
            window.setFocus()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo:
            undo()

    def _place(self) -> None:
        area = self._area
        self.adjustSize()
        width = min(self.sizeHint().width(), area.width() - px(32))
        height = px(44)
        self.setGeometry(
            (area.width() - width) // 2, area.height() - height - px(16) - px(self._clearance), width, height
        )

    def _held(self) -> bool:
        return self.underMouse() or any(child.hasFocus() for child in self._children)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self._pause(held=event.type() == QEvent.Type.Enter)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.parentWidget() and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif kind == QEvent.Type.FocusIn:
            self._pause(held=True)
        elif kind == QEvent.Type.FocusOut:
            self._pause(held=False)
        return super().eventFilter(watched, event)

    def _pause(self, *, held: bool) -> None:
        if not self.isVisible():
            return
        if held or self._held():
            self.timer.stop()
        else:
            self.timer.start()
