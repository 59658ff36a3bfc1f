"""Help (F1): every key on one page, made from the commands; to print; and where this shop's file lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import __version__
from smallcrm.i18n import _, pgettext
from smallcrm.paper.key_map import KeySection
from smallcrm.ui import painting, worn
from smallcrm.ui.commands import words
from smallcrm.ui.menu import menus
from smallcrm.ui.pages.keys_printing import KeysPrinting
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.page import Page, PageHeader
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

NARROW = 760
"""Width of the page, px at 100 %, under which the cards stand in one column."""


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
    """Cards with the commands of each menu and their keys; *Print* and *Save as PDF*."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("helpPage", _("Help and keys"))
        self.main = window
        self.printing = KeysPrinting(self)
        save = button(_("Save as PDF"), icon="file-down", clicked=self.printing.ask_file, name="saveKeysButton")
        self.print_button = button(
            _("Print the keys"),
            "primary",
            icon="printer",
            clicked=self.printing.ask_printer,
            name="printKeysButton",
            badge=native("Ctrl+P"),
        )
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(PageHeader(_("Help and keys")), 1)
        actions = QHBoxLayout()
        actions.setSpacing(px(12))
        actions.addWidget(save)
        actions.addWidget(self.print_button)
        self._head.addLayout(actions)
        self.column.addLayout(self._head)
        self.strip = Strip()
        self.column.addWidget(self.strip)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(px(16))
            row.addLayout(column, 1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        found = sections(window)
        self._cards = [(_card(section), len(section.rows) + 2) for section in found] + [(self._about(), 5)]
        self._count = 0
        self._arrange(2)

    def _arrange(self, count: int) -> None:
        """Put the cards into one column or two, each card where there is more room."""
        if count == self._count:
            return
        self._count = count
        beside = count == 2
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if beside else way.TopToBottom)
        heights = [0, 0]
        for column in self._columns:
            while column.takeAt(0):
                pass
        for card, height in self._cards:
            where = heights.index(min(heights)) if beside else 0
            self._columns[where].addWidget(card)
            heights[where] += height
        for column in self._columns:
            column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if self.width() < px(NARROW) else 2)

    def narrowed(self) -> None:
        self.print_button.setProperty("badge", "" if self.narrow else native("Ctrl+P"))
        self.print_button.setIcon(self.print_button.icon())  # Qt keeps the old width until then
        self.print_button.updateGeometry()

    def _about(self) -> Card:
        card = Card(_("This shop")).pad(bottom=14)
        file = self.main.shop.file
        card.body.addWidget(Paragraph(_("Everything is in one file, photos too:")))
        place = PlainLabel(str(file), "strong")
        place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.body.addWidget(place)
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, px(4))
        row.addWidget(button(_("Open folder"), icon="folder-open", clicked=lambda: _open(file.parent)))
        row.addStretch(1)
        row.addWidget(PlainLabel(_("SmallCRM {version}").format(version=__version__), "caption", "muted"))
        card.body.addLayout(row)
        return card

    def perform(self, command: str, _value: object = None) -> bool:
        """``print``: print the page of keys."""
        if command == "print":
            self.printing.ask_printer()
        return command == "print"


def sections(window: MainWindow) -> list[KeySection]:
    """Give the keys by menu, and those that lists and fields know themselves."""
    found = []
    for menu, title in menus():
        rows = [(words(c.text), tuple(native(k) for k in c.keys)) for c in window.commands if c.menu == menu and c.keys]
        if rows:
            found.append(KeySection(words(title), tuple(rows)))
    here = (
        (_("Open"), ("Enter",)),
        (_("The button of the row"), ("Space",)),
        (_("More choices"), ("Right",)),
        (_("Save"), ("Ctrl+Enter",)),
        (_("Close, or back to an empty quick-find"), ("Esc",)),
    )
    writing = (
        (_("Save"), ("Ctrl+Enter",)),
        (_("Let the words be words: no date"), ("Esc",)),
        (_("Print as a note card"), ("Ctrl+P",)),
    )
    waiting = (
        (pgettext("follow-up", "Done"), ("Space",)),
        (_("Snooze"), ("Right",)),
        (_("Drop"), ("Del",)),
        (_("New follow-up"), ("Ins",)),
    )
    named = (
        (_("In lists and fields"), here),
        (_("While writing a note"), writing),
        (_("Among the follow-ups"), waiting),
    )
    return [*found, *(KeySection(title, tuple((t, tuple(map(native, k))) for t, k in rows)) for title, rows in named)]


def _card(section: KeySection) -> Card:
    card = Card(section.title).pad(bottom=8)
    for told, keys in section.rows:
        row = QHBoxLayout()
        row.setContentsMargins(0, px(5), 0, px(5))
        row.setSpacing(px(6))
        row.addWidget(PlainLabel(told), 1)
        for key in keys:
            row.addWidget(_Key(key))
        card.body.addLayout(row)
    return card


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
