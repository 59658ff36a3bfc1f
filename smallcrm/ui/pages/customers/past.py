"""The timeline of a customer with its filter chips; older entries come as somebody scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from smallcrm.domain.model import Entry
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.kinds import STAMPS, Kinds
from smallcrm.ui.pages.customers.timeline import TimelineView
from smallcrm.ui.pages.customers.timeline_lines import lines_of, place
from smallcrm.ui.pages.page import later
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.reading import CardLine
    from smallcrm.ui.window import MainWindow

AT_ONCE = 200
"""Entries that are read at first, and each time somebody wants older ones."""


class Past(QWidget):
    """Chips, timeline, and what leads to older entries."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self._customer, self._limit = window, 0, AT_ONCE
        self.kinds, self.timeline = Kinds(), TimelineView()
        self.kinds.changed.connect(self.load)
        self.nothing = PlainLabel(_("Nothing written yet."), "body", "muted")
        self.older = button(_("Show older"), "link", size="small", name="olderButton", clicked=self._show_older)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for part in (self.nothing, self.kinds, self.timeline):
            column.addWidget(part)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)

    def show_customer(self, customer: int) -> None:
        """Read the entries of a customer."""
        if customer != self._customer:
            self._limit = AT_ONCE
        self._customer = customer
        self.load()

    def load(self) -> None:
        """Read the entries again."""
        shop, who, most = self.main.shop, self._customer, self._limit + 1
        kinds = self.kinds.wanted(self._has)
        entries = [] if kinds == STAMPS else shop.timeline.of(who, most, kinds)
        cards = shop.cards.timeline(who, most) if kinds in (None, STAMPS) else []
        both: list[Entry | CardLine] = [*entries, *cards]
        both.sort(key=place, reverse=True)
        self.older.setVisible(len(both) > self._limit)
        self.timeline.show_lines(lines_of(both[: self._limit], shop.today, shop.staff.all()))
        self.nothing.setVisible(not both)
        self.timeline.setVisible(bool(both))

    def _has(self, kinds: frozenset[str]) -> bool:
        if kinds == STAMPS:
            return self.main.shop.cards.any(self._customer)
        return bool(self.main.shop.timeline.of(self._customer, 1, kinds))

    def _show_older(self) -> None:
        """Show more of the past; the focus goes to the first entry that came."""
        before = self.timeline.lines.rowCount()
        self._limit += AT_ONCE
        self.load()
        self.timeline.go(before)

    def scrolled(self, bar: QScrollBar, high: int) -> None:
        """Read older entries where the end comes near."""
        if not self.older.isHidden() and bar.maximum() - bar.value() < high // 2:
            self._limit += AT_ONCE
            later(self.main, self.load)
