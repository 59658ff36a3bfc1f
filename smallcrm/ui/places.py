"""The stack of pages: each made when first shown, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from smallcrm.ui import worn
from smallcrm.ui.pages.registry import PageInfo, PageLike
from smallcrm.ui.widgets.scrolling import Scrolling
from smallcrm.ui.worn import px

_LEAST = 300
"""Height, px at 100 %, that a page keeps where text is larger than usual: what then finds no room is scrolled to."""


class Room(Scrolling):
    """What holds a page: it is as large as the room, and in large type never smaller than it can be, but scrolls."""

    def __init__(self) -> None:
        self._inner = QWidget()
        super().__init__(self._inner)
        self.page: QWidget | None = None
        self.setWidgetResizable(False)

    def hold(self, page: QWidget) -> None:
        """Take the page in, once in the window: Qt forgets the order of Tab on the way there."""
        self.page = page
        page.setParent(self._inner)
        page.installEventFilter(self)
        self._fit()
        page.setVisible(not self.isHidden())

    def setVisible(self, visible: bool) -> None:
        if self.page is not None:
            self.page.setVisible(visible)  # it reads before it is seen
        super().setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.page:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(40))

    def _fit(self) -> None:
        if self.page is None:
            return
        room = self.maximumViewportSize()
        if worn.scale() > 1:
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            low = getattr(self.page, "SCROLLS", False)
            wide = max(self.page.minimumSizeHint().width(), self.page.minimumWidth())
            least = QSize(wide, 0 if low else px(_LEAST))
            if least.width() > room.width():
                room.setHeight(room.height() - bar)
            if least.height() > room.height():
                room.setWidth(room.width() - bar)
            room = room.expandedTo(least)
        self._inner.resize(room)
        self.page.resize(room)


class Places(QStackedWidget):
    """Shows one page at a time; ``shown(key)``."""

    shown = Signal(str)

    def __init__(self, infos: Sequence[PageInfo], make: Callable[[PageInfo], QWidget]) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.infos = {info.key: info for info in infos}
        self.built: dict[str, QWidget] = {}
        self._rooms: dict[str, Room] = {}
        self._make = make
        self._way: list[str] = []

    def page(self, key: str) -> QWidget:
        """Give a page, made when first asked for."""
        if key not in self.built:
            self.built[key] = self._make(self.infos[key])
            self._rooms[key] = Room()
            self.addWidget(self._rooms[key])
            self._rooms[key].hold(self.built[key])
        return self.built[key]

    @property
    def here(self) -> str:
        """The key of the page shown, or an empty text."""
        return next((key for key, room in self._rooms.items() if room is self.currentWidget()), "")

    def go(self, key: str) -> None:
        """Show a page; an unknown key shows nothing new."""
        if key not in self.infos:
            return
        before = self.here
        self._show(key)
        if before and before != key:
            self._way.append(before)

    def _show(self, key: str) -> None:
        focus = self.focusWidget()
        held = focus is not None and focus.hasFocus() and key != self.here
        if held:
            self.setFocus()  # else Qt hands the focus of a page that goes to whatever comes next, such as an Undo
        self.page(key)  # asked for again: leaving a field may have built a page anew
        self.setCurrentWidget(self._rooms[key])
        self.shown.emit(key)
        if held:
            self.focus_page()

    def back(self) -> None:
        """Show the page before."""
        if self._way:
            self._show(self._way.pop())

    def perform(self, key: str, command: str, value: object = None) -> None:
        """Show a page and let it do a command."""
        if key in self.infos:
            self.go(key)
            cast("PageLike", self.page(key)).perform(command, value)

    def refresh(self, areas: frozenset[str]) -> None:
        """Let every page that exists read again what changed."""
        for page in list(self.built.values()):
            cast("PageLike", page).refresh(areas)

    def focus_page(self) -> None:
        """Give the focus to the page: where it was last, else to where it begins, else its first widget."""
        page = self.built.get(self.here)
        if page is None:
            return
        last = page.focusWidget()
        wish = getattr(page, "begins_at", None)  # a focus proxy would take the page out of the order of Tab
        first = wish if wish is not None and wish.isVisible() else _first(page)
        target = last if last is not None and last.isVisible() else first
        (target or page).setFocus(Qt.FocusReason.TabFocusReason)


def _first(page: QWidget) -> QWidget | None:
    """The first widget of a page that takes the focus by Tab."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page and page.isAncestorOf(widget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
