"""A list with its title, its number and a search field above it; Enter and Down lead from the field into the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm.store.shop import Shop
from smallcrm.ui import icons, worn
from smallcrm.ui.patience import patient
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

_PAUSE = 40
"""Milliseconds without a key after which the list is read again."""


class SearchField(QLineEdit):
    """A field with a magnifier."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setTextMargins(px(24), 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(16)
        place = QRect(px(11), (self.height() - side) // 2, side, side)
        icons.draw(QPainter(self), place, "search", worn.current()["muted"])


class SearchPane(QWidget):
    """The left pane of a page: call ``head``, fill ``column`` below it, read in ``reload`` and go on in ``enter``."""

    def __init__(self, shop: Shop, name: str) -> None:
        super().__init__()
        self.shop = shop
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, px(20), 0, 0)
        self.column.setSpacing(px(10))
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._typed)

    def head(self, title: str, words: str, name: str, new: QWidget) -> None:
        """Make the title with the number beside it, the button for a new one, and the field of that object name."""
        self.title, self.count = PlainLabel(title, "page"), PlainLabel("", "body", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(self.title)
        row.addWidget(self.count, 1)
        row.addWidget(new)
        self.column.addLayout(row)
        self.search = SearchField(words)
        self.search.setObjectName(name)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.addWidget(self.search)
        self.column.addLayout(row)

    def reload(self, keep: int = 0) -> None:
        """Read the list again; ``keep`` is the id to stay at."""

    @patient
    def _typed(self) -> None:
        if self.shop.is_open:
            self.seek()

    def seek(self) -> None:
        """Read what was typed for; a pane may do it beside the window."""
        self.reload()

    def enter(self) -> None:
        """Give the keys to the list, if anything is in it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
                if self._wait.isActive():
                    self.reload()
                self.enter()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn.current()["surface"])
        painter.fillRect(0, 0, self.width(), 1, worn.current()["hairline"])
