"""The page of keys (F1): every shortcut on one page, made from the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.commands import Command, native
from smallcrm.ui.menu import menus
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.page import Page, PageHeader
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class _Key(QWidget):
    """One key as a badge."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setFixedSize(painting.badge_size(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.key_badge(QPainter(self), QPointF(0, self.height() / 2), self._words, worn.current()["text"])


class KeysPage(Page):
    """Cards with the commands of each menu and their keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("helpPage", _("Keys"))
        self.column.addWidget(PageHeader(_("Keys")))
        grid = QGridLayout()
        grid.setSpacing(px(16))
        self.column.addLayout(grid)
        self.column.addStretch(1)
        sections = [
            (title.replace("&", ""), [c for c in window.commands if c.menu == key and c.keys]) for key, title in menus()
        ]
        sections.append((_("In lists"), _in_lists()))
        for number, (title, found) in enumerate((t, f) for t, f in sections if f):
            grid.addWidget(_section(title, found), number // 2, number % 2, Qt.AlignmentFlag.AlignTop)


def _in_lists() -> list[Command]:
    def nothing() -> None:
        """Lists know these keys themselves."""

    return [
        Command("", _("Open"), nothing, keys=("Enter",)),
        Command("", _("The button of the row"), nothing, keys=("Space",)),
        Command("", _("More choices"), nothing, keys=("Right",)),
        Command("", _("Save"), nothing, keys=("Ctrl+Enter",)),
        Command("", _("Close"), nothing, keys=("Esc",)),
    ]


def _section(title: str, found: list[Command]) -> Card:
    card = Card(title).pad(bottom=8)
    for command in found:
        row = QHBoxLayout()
        row.setContentsMargins(0, px(5), 0, px(5))
        row.setSpacing(px(6))
        row.addWidget(PlainLabel(command.text.replace("&", "").rstrip("…")), 1)
        for keys in command.keys:
            row.addWidget(_Key(native(keys)))
        card.body.addLayout(row)
    return card
