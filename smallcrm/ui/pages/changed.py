"""What changed with my customers: for the dedicated assistant at the counter, by customer, since they last looked."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.ui.pages.history_rows import looks
from smallcrm.ui.pages.page import Page, while_there
from smallcrm.ui.patience import patient
from smallcrm.ui.told.changes import FIRST, Change, Changes, at_the_counter, read
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import initials
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.when import moment_words

if TYPE_CHECKING:
    from smallcrm.domain.progress import Report
    from smallcrm.ui.window import MainWindow


class ChangedPage(Page):
    """The changes by customer; looked at, they are seen, and stay here until the evening."""

    AREAS = frozenset({"staff", "customers", "entries", "follow_ups", "gifts", "occasions", "letters"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "changedPage", _("Changed with my customers"))
        self._since: datetime | None = None
        self._whose = (0, date.min)
        self.earlier = button(_("The last 30 days"), icon="history", name="earlierButton", clicked=self._look_back)
        self.header = PageHeader(_("Changed with my customers"), actions=(self.earlier,))
        self.column.addWidget(self.header)
        self.list = RowList("changedList", _("Changed with my customers"))
        self.list.acted.connect(lambda row, _zone: self._open(row.data))
        self.begins_at = self.list
        card = Card()
        card.body.addWidget(self.list)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self.nobody = Empty(
            "cup",
            _("Who is at the counter?"),
            _("Then this page shows what others did with that person’s customers."),
            (button(_("Choose"), "primary", icon="user", name="chooseStaff", clicked=window.counter.ask),),
        )
        self.nothing = Empty("cup", _("Nothing new with your customers"), "", (self._to_customers(),))
        for state in (self.nobody, self.nothing):
            holder = Card()
            holder.body.addWidget(state)
            self.stack.addWidget(holder)
        self.column.addWidget(self.stack, 1)
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._minute)
        self._clock.start()

    def _to_customers(self) -> QWidget:
        return button(_("Customers"), icon="users", clicked=lambda: self.main.go("customers"))

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read beside the window what changed since the person at the counter looked last."""
        staff = at_the_counter(self.shop)
        self.earlier.setVisible(staff is not None)
        if staff is None:
            self._whose = (0, date.min)
            self._say("")
            self.stack.setCurrentIndex(1)
            return
        if self._whose != (staff.id, self.shop.today):  # all of a day stays here, whoever goes to and fro
            self._whose, self._since = (staff.id, self.shop.today), None
        shop, since = self.shop, self._since

        def work(_report: Report) -> Changes:
            with shop.database.attached():
                return read(shop, staff, since)

        self.main.jobs.start("", work).done.connect(while_there(self, self._show))

    @patient
    def _minute(self) -> None:
        """Begin the new day in a window that stays open overnight: what was looked at yesterday is seen."""
        if self.shop.is_open and self._whose[0] and self._whose[1] != self.shop.today:
            self.refresh(frozenset())

    def _show(self, changes: Changes) -> None:
        if changes.staff.id != self._whose[0] or not self.shop.is_open:
            return
        self._since = changes.since
        self._say(_("{name}, since {moment}").format(name=changes.staff.name, moment=self._moment(changes.since)))
        self.list.rows.set_rows(rows_of(changes, self.shop.now))
        self.nothing.set_words(*_nothing(changes))
        self.stack.setCurrentIndex(0 if changes.found else 2)
        self.earlier.setVisible(bool(changes.customers))
        if self.isVisible():
            with suppress(FileTrouble):  # a shop that may only be read remembers nothing
                self.shop.staff.see(changes.staff.id)

    def _say(self, words: str) -> None:
        self.header.context.setText(words)

    def _moment(self, when: datetime) -> str:
        if when.date() == self.shop.today:
            return moment_words(when.date(), when.time(), self.shop.today)
        return format_date(when.date(), "weekday_and_day")

    def _look_back(self) -> None:
        self._since = self.shop.now - FIRST
        self.load()

    def _open(self, change: Change | None) -> None:
        if change is not None:
            self.main.perform("customers", "open", change.customer_id)


def rows_of(changes: Changes, now: datetime) -> list[Row]:
    """Give the rows: each customer a heading, below it what was done, by whom and when."""
    rows: list[Row] = []
    for found in changes.by_customer().values():
        first = found[0]
        count = str(len(found)) if len(found) > 1 else ""
        rows.append(Row(first.name, key=first.customer_id, count=count, group=True))
        rows += [_row(change, now) for change in found]
    return rows


def short_rows(changes: Changes, now: datetime, most: int) -> list[Row]:
    """Give one short row for each of the first customers: the name, and what was done last."""
    people = list(changes.by_customer().values())[:most]
    return [
        Row(
            found[0].name,
            beside(found[0].words, found[0].text),
            key=found[0].customer_id,
            avatar=initials(found[0].name),
            side=_when(found[0].at, now),
            data=found[0],
        )
        for found in people
    ]


def _row(change: Change, now: datetime) -> Row:
    icon, tint = looks(change.step)
    actor = change.step.actor or _("Nobody at the counter")
    return Row(
        change.words,
        beside(change.text, actor),
        key=change.customer_id,
        icon=icon,
        tint=tint,
        side=_when(change.at, now),
        data=change,
    )


def _when(at: datetime, now: datetime) -> str:
    return format_time(at) if at.date() == now.date() else format_date(at.date(), "day_month")


def _nothing(changes: Changes) -> tuple[str, str]:
    """Say why there is nothing: nobody is theirs, or nobody did anything."""
    if not changes.customers:
        return (
            _("No customers of your own yet"),
            _("Make somebody the assistant of a customer on the customer’s page."),
        )
    told = ngettext("You look after {n} customer.", "You look after {n} customers.", changes.customers)
    return _("Nothing new with your customers"), told.format(n=changes.customers)
