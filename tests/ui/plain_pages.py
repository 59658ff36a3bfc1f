"""Pages with nothing of their own, for tests of the frame around them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from smallcrm.ui.pages.registry import PageInfo
from smallcrm.ui.widgets.page import Page
from smallcrm.ui.window import MainWindow

TODAY = date(2027, 5, 11)


class PlainPage(Page):
    """A page that remembers what it was asked."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key}Page", key)
        self.refreshed: list[frozenset[str]] = []
        self.performed: list[tuple[str, object]] = []
        self.line, self.note = QLineEdit(), QPlainTextEdit()
        for widget in (self.line, self.note):
            widget.setAccessibleName(type(widget).__name__)
            self.column.addWidget(widget)

    def refresh(self, areas: frozenset[str]) -> None:
        self.refreshed.append(areas)

    def perform(self, command: str, value: object = None) -> bool:
        self.performed.append((command, value))
        return True


def plain_info(key: str, number: int = 0) -> PageInfo:
    return PageInfo(
        key,
        key.title,
        "house",
        lambda _window: PlainPage(key),
        number,
        bottom=key == "settings",
        listed=key != "import",
        finds=key == "today",
    )


def plain(window: MainWindow, key: str) -> PlainPage:
    """The plain page of that key."""
    page = window.places.page(key)
    assert isinstance(page, PlainPage)
    return page
