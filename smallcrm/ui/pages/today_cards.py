"""Beside Today: the last scans, each with its Undo, and the rewards and cards that wait or expire soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.loyalty import EntryKind, Why
from smallcrm.domain.text import beside
from smallcrm.i18n import DateForm, _, format_date, format_number, format_time, ngettext
from smallcrm.store.due import Due
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.card_reasons import REVERSING, fill_reasons
from smallcrm.ui.pages.customers.moving import ask_move
from smallcrm.ui.pages.page import tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.reading import Ready, Scan
    from smallcrm.ui.window import MainWindow

LETTER = "reward_expires_soon"
SHORT = 3
"""Rewards, and cards that expire, that Today names."""
_ALL = 1000
"""People who are written to in one go."""
_NEAR = 180
"""Days ahead that need no year."""
_MOST_DOTS = 12
"""Stamps of a card whose dots fit beside a name."""


class LastScans(Card):
    """The newest stamps and rewards that stand; Space or the arrow takes one back. Hidden without any."""

    def __init__(self, window: MainWindow, most: int = 5) -> None:
        history = button(_("History"), "link", size="small", clicked=lambda: window.go("history"))
        super().__init__(_("Last scans"), action=history)
        self.main, self._most = window, most
        self.list = RowList("lastScans", _("Last scans"), grow=True, dense=True, wraps=True)
        self.list.acted.connect(self._act)
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))

    def load(self) -> None:
        """Read the newest ones."""
        scans, now = self.main.shop.cards.last_scans(self._most), self.main.shop.now
        self.list.rows.set_rows([scan_row(scan, now) for scan in scans])
        self.setVisible(bool(scans))

    def _act(self, row: Row, zone: str) -> None:
        scan: Scan = row.data
        if zone == "button":
            self._take_back(scan)
        elif zone == "menu":
            self._menu(scan, self.list.point_of())
        else:
            self._open(scan)

    def _open(self, scan: Scan) -> None:
        self.main.perform("customers", "open", scan.customer_id)

    def _menu(self, scan: Scan, at: QPoint) -> None:
        """Show what may be done with a scan: it was somebody else's, or there is a reason to take it back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("undo-2"), _("Undo"), lambda: self._take_back(scan))
        if scan.kind == EntryKind.STAMP:
            menu.addAction(
                icon("users"),
                _("Move to somebody else…"),
                lambda: ask_move(self.main, [scan.entry_id], self.list, place=at),
            )
        menu.addAction(icon("user"), _("Open customer"), lambda: self._open(scan))
        menu.addSeparator()
        why = menu.addMenu(icon("undo-2"), _("Reverse"))
        fill_reasons(why, _("Reverse"), REVERSING, lambda code, note: self._reverse(scan, code, note), self.list)
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _reverse(self, scan: Scan, code: str, note: str) -> None:
        self.main.shop.cards.reverse(scan.entry_id, code, note)
        tell(self.main)

    def _take_back(self, scan: Scan) -> None:
        """Undo the step; where it is too old for that, reverse what it booked."""
        step = next((s for s in self.main.shop.journal.steps() if s.id == scan.step and s.undoable), None)
        if step is not None:
            self.main.undoing.undo_step(step)
            return
        self._reverse(scan, Why.MISTAKE, "")


class _Waiting(Card):
    """Three of those who wait and how many there are, with a link to ``show_all``. Hidden without any."""

    def __init__(self, window: MainWindow, name: str, heading: str) -> None:
        everything = button("", "link", size="small", name=f"{name}All", clicked=self.show_all)
        super().__init__(heading, action=everything)
        self.main, self._all = window, everything
        self.list = RowList(name, heading, grow=True, dense=True, wraps=True)
        self.list.acted.connect(self._act)
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))

    def show_all(self) -> None:
        """Lead to the programmes, where all of them are."""
        self.main.perform("cards", "all")

    def show_rows(self, rows: Sequence[Row], count: int | None) -> None:
        """Show these of so many; None: nobody counted them, and there are more."""
        self.list.rows.set_rows(rows)
        self._all.setText(_("Show all") if count is None else _("All {n}").format(n=format_number(count)))
        self._all.setVisible(count is None or count > SHORT)
        self.setVisible(bool(rows))

    def _act(self, row: Row, _zone: str) -> None:
        self.main.perform("customers", "open", row.data.customer_id)


class RewardsReady(_Waiting):
    """Rewards that wait, the soonest to expire first; a link writes to all whose reward expires soon."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "rewardsReady", _("Rewards ready"))

    def load(self, due: Due) -> None:
        """Show the first ones."""
        soon = {ready.reward_id for ready in due.expiring if ready.reward_id}
        rows = [reward_row(ready, due.date, soon=ready.reward_id in soon) for ready in due.rewards[:SHORT]]
        if soon:
            # Translators: below those whose reward expires soon
            rows.append(Row("", group=True, link=_("Write to them"), icon="mail", data="write"))
        self.show_rows(rows, due.rewards_count)

    def _act(self, row: Row, zone: str) -> None:
        if row.group:
            self._write()
        else:
            super()._act(row, zone)

    def _write(self) -> None:
        shop = self.main.shop
        found, _count = shop.cards.expiring(shop.settings.read().expiring_days, _ALL)
        people = dict.fromkeys(ready.customer_id for ready in found if ready.reward_id)
        self.main.perform("letters", "write", LetterRequest(LETTER, tuple(people)))


class CardsExpiring(_Waiting):
    """Punch cards that are not full and whose stamps expire soon."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "cardsExpiring", _("Stamps expire soon"))

    def load(self, due: Due) -> None:
        """Show the first ones."""
        cards = [ready for ready in due.expiring if not ready.reward_id]
        count = None if due.expiring_count > len(due.expiring) else len(cards)
        self.show_rows([card_row(ready, due.date) for ready in cards[:SHORT]], count)


def scan_row(scan: Scan, now: datetime) -> Row:
    """Give a scan as a row: who, which card and when, how far it came; its button takes it back."""
    when = format_time(scan.at)
    if scan.at.date() != now.date():
        when = _("{day} at {time}").format(day=format_date(scan.at.date(), "weekday_and_day"), time=when)
    return Row(
        scan.name,
        beside(scan.programme, when),
        key=scan.customer_id,
        chip=_stands(scan),
        button=_("Undo"),
        button_icon="undo-2",
        menu=True,
        data=scan,
    )


def reward_row(ready: Ready, today: date, *, soon: bool = False) -> Row:
    """Give a reward that waits: whose, what, until when."""
    until = _until(ready, today)
    chip = Chip(until, "warn", "clock-alert") if soon and until else None
    side = "" if chip else until
    return Row(
        ready.name, ready.prize, key=ready.customer_id, icon="gift", tint="gold", chip=chip, side=side, data=ready
    )


def card_row(ready: Ready, today: date) -> Row:
    """Give a card whose stamps expire: whose, how far it came, until when."""
    stands = " · ".join((ready.programme, _counted(ready.balance, ready.needed)))
    chip = Chip(_until(ready, today), "warn", "clock-alert")
    return Row(ready.name, stands, key=ready.customer_id, icon="ticket", tint="mustard", chip=chip, data=ready)


def _until(ready: Ready, today: date) -> str:
    if ready.valid_until is None:
        return ""
    if ready.valid_until == today:
        return _("Last day today")
    near = (ready.valid_until - today).days < _NEAR
    shape: DateForm = "weekday_and_day" if near else "medium"
    # Translators: beside a reward, in short: the last day on which it is given
    return _("until {date}").format(date=format_date(ready.valid_until, shape))


def _stands(scan: Scan) -> Chip:
    if scan.kind == EntryKind.REDEEM:
        return Chip(_("Collected"), "ok", "check", _("Reward collected: {name}").replace("{name}", scan.prize))
    words = _counted(scan.balance, scan.needed)
    if scan.balance >= scan.needed:
        return Chip(_("Reward"), "gold", "gift", ", ".join((words, _("Reward ready"))))
    dots = (scan.balance, scan.needed) if scan.needed <= _MOST_DOTS else None
    return Chip(_("{n} of {goal}").format(n=scan.balance, goal=scan.needed), "neutral", "", words, dots)


def _counted(balance: int, needed: int) -> str:
    return ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", needed).format(n=balance, goal=needed)
