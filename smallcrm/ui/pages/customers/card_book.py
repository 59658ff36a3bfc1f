"""The book of a card: every entry with when, who and why; each can be reversed, and a stamp moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Standing
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, format_money, format_time
from smallcrm.messages import cards as words
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.card_reasons import REVERSING, fill_reasons
from smallcrm.ui.pages.customers.moving import ask_move
from smallcrm.ui.pages.customers.timeline_lines import CARD_LOOKS
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.card_face import counted
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.row_lines import Lines
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.ui.window import MainWindow

Try = Callable[[Callable[[], object]], object]
_AT_ONCE = 3
"""Cards of a programme whose entries are shown at first."""
_OLDER = "older"


class CardBook(Card):
    """Entries of a customer's cards in one programme, the newest card first. ``closed``: nobody looks any more.

    ``moved(rect)``: the entry with the focus lies there in the list.
    """

    closed = Signal()
    moved = Signal(object)

    def __init__(self, window: MainWindow, attempt: Try) -> None:
        close = IconButton("x", _("Close the card history"))
        super().__init__(_("Card history"), action=close)
        self.main, self._try = window, attempt
        self.view: CardView | None = None
        self._rounds = _AT_ONCE
        close.clicked.connect(self._close)
        self.number = Paragraph("", "caption", "muted")
        self.number.setContentsMargins(px(16), 0, px(16), px(4))
        self.nothing = PlainLabel(_("Nothing on this card yet."), "body", "muted")
        self.nothing.setContentsMargins(px(16), px(4), px(16), px(12))
        self.list = RowList("cardEntries", _("Card history"), grow=True, dense=True, wraps=True)
        self.list.people.lines = Lines(most=4)
        self.list.acted.connect(self._acted)
        self.list.current.connect(lambda _row: self._tell_place())
        for part in (self.number, self.nothing, self.list):
            self.body.addWidget(part)
        self.hide()

    def open(self, view: CardView, entry_id: int = 0) -> None:
        """Show the book of a card, the keys on one of its entries."""
        self._rounds = _AT_ONCE
        if entry_id and not any(entry_id == entry.id for entry, _by, _note in self._entries(view, _AT_ONCE)):
            self._rounds = len(view.older) + 1
        self.show_view(view)
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(entry_id)

    def show_view(self, view: CardView) -> None:
        """Read the entries of a card."""
        self.view = view
        self.heading.setText(_("Card history: {programme}").format(programme=view.programme.name))
        self.number.setText(_("Card {number}").format(number=grouped(view.number)) if view.number else "")
        self.number.setVisible(bool(view.number))
        rows: list[Row] = []
        cards = [one for one in (view.standing, *view.older) if one.entries or one.round.id]
        for place, standing in enumerate(cards[: self._rounds]):
            rows += self._card(standing, first=place == 0)
        if len(cards) > self._rounds:
            rows.append(Row("", group=True, link=_("Show earlier cards"), data=_OLDER))
        self.list.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _entries(self, view: CardView, most: int) -> list[tuple[LedgerEntry, str, str]]:
        cards = [one for one in (view.standing, *view.older) if one.round.id][:most]
        return [found for standing in cards for found in self.main.shop.cards.entries(standing.round.id)]

    def _card(self, standing: Standing, *, first: bool) -> list[Row]:
        found = self.main.shop.cards.entries(standing.round.id) if standing.round.id else []
        if not found:
            return []
        since = format_date(standing.round.opened_on, "medium")
        title = _("This card") if first else _("Card from {date}").format(date=since)
        gone = {entry.reverses for entry, _by, _note in found if entry.reverses}
        heading = Row(title, group=True, count=counted(len(standing.stamps), standing.needed))
        return [heading, *(entry_row(entry, standing, by, note, gone) for entry, by, note in found)]

    def _go(self, entry_id: int) -> None:
        rows = self.list.rows
        for number in range(rows.rowCount()):
            data = rows.named(number).data
            if isinstance(data, Booked) and data.entry.id == entry_id:
                self.list.setCurrentIndex(rows.index(number, 0))

    def _tell_place(self) -> None:
        if self.list.hasFocus():
            self.moved.emit(self.list.visualRect(self.list.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _acted(self, row: Row, zone: str) -> None:
        if row.data == _OLDER and self.view is not None:
            self._rounds += 10
            self.show_view(self.view)
        elif zone in {"open", "menu"} and isinstance(row.data, Booked) and row.menu:
            self.ask(row.data, self.list.point_of())

    def ask(self, booked: Booked, point: QPoint, *, reverse: bool = False) -> None:
        """Show what can be done about an entry; ``reverse``: the first reason to reverse it is marked."""
        entry, cards = booked.entry, self.main.shop.cards
        menu = QMenu(self)
        menu.setObjectName("entryMenu")
        menu.setAccessibleName(_("About this entry"))
        if booked.stands and entry.kind is EntryKind.STAMP:
            move = partial(ask_move, self.main, [entry.id], self.window(), place=point)
            menu.addAction(icon("user"), _("Move to somebody else…"), move)
        if booked.note:
            menu.addAction(icon("x"), _("Remove the note"), lambda: self._try(lambda: cards.erase_note(entry.id)))
        above = len(menu.actions())
        if booked.stands:
            menu.addSeparator()
            fill_reasons(
                menu,
                _("Reverse"),
                REVERSING,
                lambda why, note: self._try(lambda: cards.reverse(entry.id, why, note)),
                self.window(),
            )
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.actions():
            menu.popup(point)
            first = menu.actions()[above + 1 if reverse or not above else 0]
            menu.setActiveAction(first)


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry as the list holds it: with its note, and whether it stands."""

    entry: LedgerEntry
    note: str = field(compare=False)
    stands: bool = field(compare=False)


def entry_row(entry: LedgerEntry, standing: Standing, by: str, note: str, gone: set[int]) -> Row:
    """Give the row of an entry: what it is; when, who and why; and whether it was reversed."""
    stands = not entry.reverses and entry.id not in gone
    mark, tint = CARD_LOOKS.get(entry.kind, ("stamp", "mustard"))
    when = format_date(entry.on, "day_month")
    if entry.at is not None:
        when = _("{day} at {time}").format(day=when, time=format_time(entry.at))
    money = format_money(entry.amount) if entry.amount else ""
    why = words.why(entry.reason or entry.forced)
    return Row(
        words.title(entry, prize_of(entry, standing)),
        beside(when, by, money, why, note, _("the date was in doubt") if entry.suspect else ""),
        key=entry.id,
        icon=mark,
        tint=tint,
        chip=None if stands or entry.reverses else Chip(_("reversed")),
        menu=stands or bool(note),
        data=Booked(entry, note, stands),
    )


def prize_of(entry: LedgerEntry, standing: Standing) -> str:
    """The name of the reward that an entry gave or cancelled; empty for a stamp."""
    terms = standing.round.terms
    if not entry.reward:
        return ""
    interim = terms.interim is not None and entry.reward == terms.interim.at_stamp
    return terms.interim.name if interim and terms.interim else terms.reward.name
