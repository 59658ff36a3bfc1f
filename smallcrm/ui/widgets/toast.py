"""What was just done, with Undo: ten seconds at the bottom, longer while somebody is on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from shiboken6 import isValid

from smallcrm.i18n import _
from smallcrm.ui import icons, worn
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px

SECONDS = 10


class Toast(Surface):
    """One message over the page at the bottom, announced; time stops while the pointer or the focus is on it.

    It makes way for whatever has the focus. ``left`` when it goes while the focus is on it.
    """

    left = Signal()

    def __init__(self, parent: QWidget, clearance: int = 28) -> None:
        super().__init__(parent, name="toast")
        self.setContentsMargins(0, 0, 0, 0)
        self._clearance = clearance
        self._undo: Callable[[], object] | None = None
        self._about: object = None
        self._rows: QItemSelectionModel | None = None
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
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._make_way)
        self.hide()

    def colours(self) -> tuple[QColor, QColor | None]:
        """Give its ground, without a line: what is text elsewhere."""
        return worn.current()["text"], None

    @property
    def about(self) -> object:
        """What the message in sight is about, as it was given; None where there is none."""
        return self._about if self.isVisible() else None

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        verb: str = "",
        icon: str = "undo-2",
        about: object = None,
    ) -> None:
        """Show what was done (past tense); with ``undo`` the button (``verb``, else "Undo") takes it back."""
        self.undo_button.setText(verb or _("Undo"))
        self.undo_button.setIcon(icons.icon(icon))
        self._undo, self._about = undo, about
        self.undo_button.setVisible(undo is not None)
        self.words.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Take the message away; the focus, if it was here, goes back to the page."""
        self.timer.stop()
        held = any(child.hasFocus() for child in self._children)
        if held:
            self.left.emit()
        self.hide()

    def take_focus(self) -> None:
        """Put the focus on Undo, or on Close where there is nothing to take back."""
        first = self.undo_button if self._undo is not None else self._children[-1]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo:
            undo()

    def _place(self) -> None:
        area = self._area
        self.ensurePolished()
        width = min(self.sizeHint().width(), area.width() - px(32))
        height, side = max(px(44), self.minimumSizeHint().height()), px(16)
        low, right = area.height() - height - side - px(self._clearance), area.width() - width - side
        box = QRect((area.width() - width) // 2, low, width, height)
        focus = in_use(area)
        if focus is not None and focus.intersects(box):
            places = [QPoint(right, low), QPoint(box.x(), focus.top() - height - px(8)), QPoint(right, side)]
            fitting = [QRect(p, box.size()) for p in places if p.y() >= 0]
            box = next((b for b in fitting if not b.intersects(focus)), box)
        self.setGeometry(box)

    def _make_way(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._rows is not None and isValid(self._rows):
            self._rows.currentChanged.disconnect(self._row_moved)
        self._rows = new.selectionModel() if isinstance(new, QAbstractItemView) else None
        if self._rows is not None:
            self._rows.currentChanged.connect(self._row_moved)
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            QTimer.singleShot(0, self, self._place)  # once the page has brought it into sight

    def _row_moved(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self._place)  # once the list has brought the row into sight

    def _held(self) -> bool:
        return self.underMouse() or any(child.hasFocus() for child in self._children)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self._pause(held=event.type() == QEvent.Type.Enter)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.parentWidget():
            if kind == QEvent.Type.Resize and self.isVisible():
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


def in_use(area: QWidget) -> QRect | None:
    """Where somebody works now, in the window: the field with the focus, of a list its row, of a long text its line."""
    focus = QApplication.focusWidget()
    if focus is None or focus.window() is not area.window():
        return None
    part = focus.rect()
    if isinstance(focus, QAbstractItemView):
        part, focus = focus.visualRect(focus.currentIndex()), focus.viewport()
    elif isinstance(focus, QPlainTextEdit) and focus.height() > area.height() // 2:
        part, focus = focus.cursorRect(), focus.viewport()
    return QRect(focus.mapTo(area, part.topLeft()), part.size())
