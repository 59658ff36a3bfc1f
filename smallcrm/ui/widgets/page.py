"""The ground of a page: scrolls when the window is small, pads, and has a header row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from smallcrm.ui.tokens import NARROW_HEIGHT, NARROW_WIDTH, PAGE_PADDING, PAGE_PADDING_NARROW
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px


class PageHeader(QWidget):
    """Title, muted context on the same baseline, actions at the right (the primary last)."""

    def __init__(self, title: str, context: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        self.title, self.context = PlainLabel(title, "page"), PlainLabel(context, "body", "muted")
        drop = QFontMetrics(self.title.font()).descent() - QFontMetrics(self.context.font()).descent()
        row.addWidget(self.title)
        self.context.setContentsMargins(0, 0, 0, 0)
        low = QVBoxLayout()
        low.setContentsMargins(0, 0, 0, max(0, drop))
        low.addStretch(1)
        low.addWidget(self.context)
        holder = QWidget()
        holder.setFixedHeight(self.title.sizeHint().height())
        holder.setLayout(low)
        row.addWidget(holder)
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        self.setMinimumHeight(px(40))


class Page(QScrollArea):
    """A page with a ``column`` to fill; set ``full`` for panes that reach the edges (no padding)."""

    def __init__(self, name: str, accessible: str, *, full: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._full = full
        self.inner = QWidget()
        self.setWidget(self.inner)
        self.column = QVBoxLayout(self.inner)
        self.column.setSpacing(px(12))
        self.narrow = False
        self._pad()

    def _pad(self) -> None:
        side = 0 if self._full else px(PAGE_PADDING_NARROW if self.narrow else PAGE_PADDING)
        end = 0 if self._full else px(16 if self.narrow else 20)
        self.column.setContentsMargins(side, end, side, end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        narrow = window.width() < px(NARROW_WIDTH) or window.height() < px(NARROW_HEIGHT)
        if narrow != self.narrow:
            self.narrow = narrow
            self._pad()
            self.narrowed()

    def narrowed(self) -> None:
        """React to ``narrow`` having changed; pages override it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), px(200))

    def refresh(self, areas: frozenset[str]) -> None:
        """Read again what changed; an empty set means everything. Pages override it."""

    def perform(self, _command: str, _value: object = None) -> bool:
        """Do a command of the menus; whether it could. Pages override it."""
        return False

    def state(self) -> tuple[str, object] | None:
        """Give the command and value that lead a page made anew back to what this one shows."""
        return None
