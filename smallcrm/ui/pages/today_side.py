"""Beside Today: last scans, rewards, who comes after the week, whose address is missing, what was changed last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.model import OccasionKind
from smallcrm.domain.occasions import notable
from smallcrm.i18n import _, format_date, format_number, format_time
from smallcrm.store.due import Due
from smallcrm.store.journal import Step
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages.page import emptied, wide
from smallcrm.ui.pages.today_away import Away
from smallcrm.ui.pages.today_cards import CardsExpiring, LastScans, RewardsReady
from smallcrm.ui.pages.today_doing import Doing
from smallcrm.ui.pages.today_rows import coming_rows, lost_rows, not_among_cards
from smallcrm.ui.pages.today_whole import days_ahead
from smallcrm.ui.told.changed_card import ChangedCard
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.occasion_looks import ShopDays, shop_days
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.scrolling import Scrolling
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

MOST = 4
ALL = 200
"""Rows shown when all were asked for."""

Act = Callable[[TodayItem], object]
Rows = Callable[[Sequence[TodayItem], date, ShopDays], list[Row]]


class _Short(Card):
    """A card of a few people; its link shows all of them."""

    def __init__(self, name: str, heading: str, rows: Rows, act: Act, most: int = MOST) -> None:
        self._all = button("", "link", size="small", name=f"{name}All", clicked=self._turn)
        super().__init__(heading, action=self._all)
        self._rows, self._most, self._whole = rows, most, False
        self._items: list[TodayItem] = []
        self._today, self.days = date.min, ShopDays()
        self.list = RowList(name, heading, grow=True, dense=True, wraps=True)
        self.list.acted.connect(lambda row, _zone: act(row.data))
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))

    def show_items(self, items: Sequence[TodayItem], today: date) -> None:
        """Show the first of these people; hidden without any."""
        self._items, self._today = list(items), today
        shown = self._items[: ALL if self._whole else self._most]
        self.list.rows.set_rows(self._rows(shown, today, self.days))
        self._all.setVisible(len(self._items) > self._most)
        self._all.setText(_("Fewer") if self._whole else _("All {n}").format(n=format_number(len(self._items))))
        self.setVisible(bool(self._items))

    def _turn(self) -> None:
        self._whole = not self._whole
        self.show_items(self._items, self._today)


class Later(_Short):
    """The days after the next seven, with when the card is to be printed; whose address is missing stands below."""

    def __init__(self, act: Act) -> None:
        super().__init__("laterList", _("After that"), coming_rows, act)

    def load(self, coming: Sequence[TodayItem], today: date) -> None:
        """Show whose day comes after the next week."""
        after = today + timedelta(days=7)
        shown = [i for i in coming if i.day > after and notable(i.occasion.kind, i.turns) and not _lost(i)]
        self.show_items(shown, today)


class Lost(_Short):
    """People with a birthday soon and no address to post a card to; a row leads to where it is typed."""

    def __init__(self, act: Act) -> None:
        super().__init__("lostList", _("Address missing"), lost_rows, act, 3)

    def load(self, coming: Sequence[TodayItem], today: date) -> None:
        """Show who could not get a card."""
        self.show_items([i for i in coming if _lost(i)], today)


def _lost(item: TodayItem) -> bool:
    if item.reachable or item.no_mail or item.printed:
        return False
    return item.occasion.kind == OccasionKind.BIRTHDAY and not item.occasion.whose and item.occasion.card_wanted


class Side(Scrolling):
    """The second column of Today: it scrolls by itself."""

    def __init__(self, window: MainWindow, doing: Doing) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        super().__init__(inner)
        self.shop = window.shop
        visits = window.shop.visits
        self.changed = ChangedCard(window)
        self.drifting = Away(window, "drifting", _("Drifting away"), visits.drifting)
        self.once = Away(window, "once", _("Came once or twice"), visits.once)
        self.later, self.lost = Later(doing.open), Lost(doing.add_address)
        self.changes = LatestChanges(window)
        self.scans, self.rewards, self.expiring = LastScans(window), RewardsReady(window), CardsExpiring(window)
        self.cards: tuple[Card, ...] = (
            *(self.changed, self.scans, self.drifting, self.rewards, self.expiring),
            *(self.once, self.later, self.lost, self.changes),
        )
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def load(self, due: Due) -> None:
        """Read what stands beside the list."""
        today = due.date
        coming = days_ahead(self.shop)
        self.later.days = self.lost.days = shop_days(self.shop)
        self.changed.load()
        self.scans.load()
        self.rewards.load(due)
        self.expiring.load(due)
        self.drifting.load(due.drifting, due.drifting_count)
        self.once.load(due.once, due.once_count)
        early = {(i.customer_id, i.occasion.id, i.day) for i in due.occasions.waiting("coming")}  # told already
        after = [i for i in coming if (i.customer_id, i.occasion.id, i.day) not in early]
        self.later.load(not_among_cards(due.occasions, after), today)
        self.lost.load(coming, today)
        self.changes.load()

    @property
    def anything(self) -> bool:
        """Whether one of the cards has something to say."""
        return any(not card.isHidden() for card in self.cards)


class LatestChanges(Card):
    """The last four steps that stand, with time and Undo; the link leads to all of them."""

    def __init__(self, window: MainWindow) -> None:
        everything = button(_("All changes"), "link", size="small", clicked=lambda: window.go("history"))
        super().__init__(_("Changed last"), action=everything)
        self.main = window
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addSpacing(px(8))

    def load(self) -> None:
        """Read the newest steps."""
        emptied(self._rows)
        known = (s for s in self.main.shop.journal.steps(30) if not s.undone and s.undoable)
        steps = [s for s in known if s.label != "run_started"][:MOST]  # nobody asked for that one: printing did it
        for step in steps:
            self._rows.addWidget(self._row(step))
        self.setVisible(bool(steps))

    def _row(self, step: Step) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(px(36))
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(8))
        label = messages.label(step)
        row.addWidget(wide(PlainLabel(label)), 1)
        row.addWidget(PlainLabel(moment(step.at, self.main.shop.now), "figures", "muted"))
        undo = IconButton("undo-2", _("Undo: {step}").format(step=label))
        undo.clicked.connect(lambda: self.main.undoing.undo_step(step))
        row.addWidget(undo)
        return holder


def moment(at: str, now: datetime) -> str:
    """Say when something was done: the time today, else the date."""
    when = datetime.fromisoformat(at)
    if when.date() == now.date():
        return format_time(when)
    return format_date(when.date(), "day_month" if when.year == now.year else "medium")
