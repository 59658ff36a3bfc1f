"""The stack of pages: each made when first shown, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from smallcrm.ui.pages.registry import PageInfo, PageLike


class Places(QStackedWidget):
    """Shows one page at a time; ``shown(key)``."""

    shown = Signal(str)

    def __init__(self, infos: Sequence[PageInfo], make: Callable[[PageInfo], QWidget]) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.infos = {info.key: info for info in infos}
        self.built: dict[str, QWidget] = {}
        self._make = make
        self._way: list[str] = []

    def page(self, key: str) -> QWidget:
        """Give a page, made when first asked for."""
        if key not in self.built:
            self.built[key] = self._make(self.infos[key])
            self.addWidget(self.built[key])
        return self.built[key]

    @property
    def here(self) -> str:
        """The key of the page shown, or an empty text."""
        return next((key for key, page in self.built.items() if page is self.currentWidget()), "")

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
        held = focus is not None and focus.hasFocus() and self.page(key) is not self.currentWidget()
        if held:
            self.setFocus()  # else Qt hands the focus of a page that goes to whatever comes next, such as an Undo
        self.setCurrentWidget(self.page(key))  # asked for again: leaving a field may have built a page anew
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
        page = self.currentWidget()
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
