"""Beside the calendar: the cards that are to be printed these days, by when, with a tick each and one button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.i18n import _, format_date, format_number, ngettext
from smallcrm.store.letters import Selection
from smallcrm.store.worklist import WorkGroup, WorkLine, WorkList
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.calendar.worklist_list import WorklistList
from smallcrm.ui.pages.calendar.worklist_rows import TITLES, Key, card_row, key_of, rows_of
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.page import tell_of
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

WIDTH = 268
"""Of the panel, px at 100 %."""


class WorklistPanel(Card):
    """Cards to print: groups by print-by, who is too late by post, and one button for those that are ticked.

    ``counted``: others are shown now, and perhaps more or fewer.
    """

    counted = Signal()
    left = Signal()
    """Something else is shown now: whatever holds this above a page closes."""

    def __init__(self, window: MainWindow, said: dict[Key, bool] | None = None) -> None:
        """``said``: what was ticked or unticked in another panel of the page; both go on with it."""
        self.total = PlainLabel("", "body", "muted")
        super().__init__(_("Cards to print"), action=self.total)
        self.main, self.shop = window, window.shop
        self.setFixedWidth(px(WIDTH))
        self.today = self.shop.today
        self._groups: list[WorkGroup] = []
        self.found, self.known = WorkList(), False
        """What is shown, and whether it was read at all."""
        self._reckoning: Reckoning[WorkList] = Reckoning(window, self)
        self.said: dict[Key, bool] = {} if said is None else said
        """What somebody ticked or unticked, as long as the page lives."""
        self.total.setContentsMargins(0, 0, px(8), 0)
        self.list = WorklistList("worklist", _("Cards to print"))
        self.list.acted.connect(self._act)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._asked)
        self.empty = Empty("letter", _("No cards to print"))
        self.print_button = button("", "primary", icon="printer", name="printTickedButton", clicked=self.print_ticked)
        self.print_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(15), px(12), px(15), px(12))
        foot.addWidget(self.print_button)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        self._line = Hairline()
        self.body.addWidget(self._line)
        self.body.addWidget(self.foot)
        for part in (self.empty, self._line, self.foot):
            part.hide()  # nobody says that there is nothing to print before it is known

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Find beside the window what is to be printed, and show it; ticks stay as somebody left them.

        Until then stands what was found before: in a very large shop it takes many frames.
        """
        shop, today = self.shop, self.shop.today

        def shown(found: WorkList) -> None:
            if not self.known or found != self.found or today != self.today:
                self.today = today
                self.show_list(found)
                self.counted.emit()

        self._reckoning.ask(shop.worklist.now, shown)

    def show_list(self, found: WorkList) -> None:
        """Show these cards."""
        self.found, self.known = found, True
        self._groups = [group for group in found.groups if group.soon in TITLES]
        known = {key_of(card) for card in self._cards()}
        for gone in self.said.keys() - known:
            del self.said[gone]
        self._show_rows()
        waiting = sum(len(group.lines) for group in self._groups)
        count = waiting + len(found.late)
        self.total.setText(format_number(count) if count else "")
        self.list.setVisible(count > 0)
        self.empty.setVisible(not count)
        for part in (self._line, self.foot):
            part.setVisible(waiting > 0)
        upcoming = min((card.print_by for group in found.groups for card in group.lines), default=None)
        # Translators: below "No cards to print": by when the next one has to be printed
        later = _("Next one: print by {date}")
        self.empty.set_words(
            _("No cards to print"),
            later.format(date=format_date(upcoming, "weekday_and_day")) if upcoming else "",
        )

    def _cards(self) -> Iterator[WorkLine]:
        for group in self._groups:
            yield from group.lines

    def _show_rows(self) -> None:
        self.list.rows.set_rows(rows_of(self._groups, self.found.late, self.today, self.is_ticked, self.found.more))
        self._count()

    def is_ticked(self, card: WorkLine) -> bool:
        """Whether a card is printed with the button: those of today, unless somebody said otherwise."""
        return self.said.get(key_of(card), card.print_by <= self.today)

    def ticked(self) -> list[WorkLine]:
        """Give the cards that the button prints."""
        return [card for card in self._cards() if self.is_ticked(card)]

    def _count(self) -> None:
        count = len(self.ticked())
        words = ngettext("Print {n} card", "Print {n} cards", count).format(n=format_number(count))
        self.print_button.setText(words if count else _("Print cards"))
        self.print_button.setEnabled(count > 0)

    # -- doing ---------------------------------------------------------------------------------------------------------

    def print_ticked(self) -> None:
        """Show the ticked cards where they are printed."""
        self.print_cards(self.ticked())

    def print_cards(self, cards: Sequence[WorkLine]) -> None:
        """Show these cards where they are printed."""
        if not cards:
            return
        people = tuple(dict.fromkeys(card.customer_id for card in cards))
        days = [card.day for card in cards]
        only = frozenset((card.customer_id, card.day) for card in cards)
        wanted = Selection(start=min(days), end=max(days), customers=people, only=only)
        words = cards[0].name if len(people) == 1 else _("Chosen in the calendar")
        self.left.emit()
        self.main.perform("letters", "cards", (wanted, words))

    def toggle(self, card: WorkLine) -> None:
        """Tick a card or take its tick away."""
        self.said[key_of(card)] = not self.is_ticked(card)
        number = self.list.currentIndex().row()
        for at in (number, *range(self.list.rows.rowCount())):
            if at >= 0 and self.list.rows.named(at).data == card:
                self.list.rows.replace(at, card_row(card, self.today, check=self.is_ticked(card)))
                break
        self._count()

    def _act(self, row: Row, zone: str) -> None:
        card = row.data
        if not isinstance(card, WorkLine):
            self.left.emit()
            self.main.perform("letters", "print")  # all that are due, with those who are not named here
        elif zone == "menu":
            self._show_menu(card, self.list.point_of())
        elif zone == "open" or card.late:
            self._open(card)
        else:
            self.toggle(card)

    def _open(self, card: WorkLine) -> None:
        self.left.emit()
        self.main.perform("customers", "open", card.customer_id)

    def _asked(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        row = self.list.rows.row(index.row()) if index.isValid() else self.list.current_row()
        if row is not None and isinstance(row.data, WorkLine):
            self._show_menu(row.data, self.list.viewport().mapToGlobal(point))

    def _show_menu(self, card: WorkLine, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("worklistMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("user"), _("Open customer"), lambda: self._open(card))
        menu.addAction(icon("printer"), _("Print"), lambda: self.print_cards([card]))
        if card.day <= self.today or card.late:
            menu.addAction(icon("check"), _("Greeted"), lambda: self._greet(card))
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _greet(self, card: WorkLine) -> None:
        greet = self.shop.congratulations.greet
        tell_of(self.main, lambda: greet(card.customer_id, [(card.occasion, card.day)]))
