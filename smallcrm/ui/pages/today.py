"""Today: whose day it is, which cards are to be printed, and one button for each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from smallcrm.domain.piece import Piece, Wording
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.page import Page, scrolling, tell
from smallcrm.ui.pages.today_rows import coming_rows, rows_of
from smallcrm.ui.pages.today_side import LatestChanges
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SIDE_FROM = 840
"""Width of the page from which the second column is shown."""


class TodayPage(Page):
    """Greeting, the list of what is due, and beside it what comes after that and what was changed last."""

    AREAS = frozenset({"customers", "occasions", "letters", "settings", "journal"})
    BELOW_FIND = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "todayPage", _("Today"))
        self.greeting, self.day = PlainLabel("", "page"), PlainLabel("", "body", "muted")
        self.print_button = button("", "primary", icon="printer", name="printCardsButton", clicked=self.print_all)
        self.column.addLayout(self._head())
        self.strip = Strip(closable=False)
        self.column.addWidget(self.strip)
        self.list = RowList("todayList", _("What is due"))
        self.list.acted.connect(self._act)
        self.stack = QStackedWidget()
        self.card = Card()
        self.card.body.addWidget(self.list)
        self.stack.addWidget(self.card)
        self.empty = self._nothing()
        self.stack.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.stack, 16)
        self.side = self._side()
        row.addWidget(self.side, 10)
        self.column.addLayout(row, 1)
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._new_day)
        self._clock.start()
        self._shown = self.shop.today

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self.greeting.setMinimumHeight(px(40))
        row.addWidget(self.greeting)
        row.addWidget(self.day, 1)
        new = button(
            _("New customer"), icon="user-plus", clicked=lambda: self.main.perform("customers", "new_customer")
        )
        row.addWidget(new)
        row.addWidget(self.print_button)
        return row

    def _nothing(self) -> QWidget:
        card = Card()
        self._empty = Empty(
            "cup",
            "",
            "",
            (
                button(
                    _("New customer"), icon="user-plus", clicked=lambda: self.main.perform("customers", "new_customer")
                ),
                button(_("Import from a file"), "link", clicked=lambda: self.main.perform("import", "import")),
            ),
        )
        card.body.addWidget(self._empty)
        return card

    def _side(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        self.later_card = Card(_("After that"))
        self.later = RowList("laterList", _("After that"), grow=True)
        self.later.set_narrow(narrow=True)
        self.later.acted.connect(lambda row, _zone: self._open(row.data))
        self.later_card.body.addWidget(self.later)
        self.later_card.body.addSpacing(px(6))
        column.addWidget(self.later_card)
        self.changes = LatestChanges(self.main)
        column.addWidget(self.changes)
        column.addStretch(1)
        return scrolling(inner)

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is due and keep the row that had the focus."""
        view = due_now(self.shop)
        self._shown = view.date
        self._greet(self.shop.now)
        cards = len(view.cards)
        self.print_button.setText(ngettext("Print {n} card", "Print {n} cards", cards).format(n=cards))
        self.print_button.setVisible(bool(cards))
        before = self.list.current_row()
        people = {i.customer_id for state in ("missed", "today") for i in view.occasions(state)}
        rows = rows_of(view, {p.id: p.phone for p in self.shop.index.summaries(sorted(people))})
        self.list.rows.set_rows(rows)
        self._restore(before)
        self.stack.setCurrentWidget(self.card if rows else self.empty)
        self._say_nothing_left()
        after = self.shop.occasions.between(view.date + timedelta(days=8), view.date + timedelta(days=30))
        self.later.rows.set_rows(coming_rows(after, view.date, 4))
        self.later_card.count.setText(str(len(after)))
        self.later_card.setVisible(bool(after))
        self.changes.load()
        self._ask_about_run()

    def _greet(self, now: datetime) -> None:
        words = _("Good morning") if now.hour < 10 else _("Good day") if now.hour < 17 else _("Good evening")
        name = self.shop.actor
        self.greeting.setText(_("{greeting}, {name}").format(greeting=words, name=name) if name else words)
        today = now.date()
        line = _("{weekday} {date}, week {number}")
        self.day.setText(
            line.format(
                weekday=format_date(today, "weekday"),
                date=format_date(today, "day_month"),
                number=today.isocalendar().week,
            )
        )

    def _say_nothing_left(self) -> None:
        if self.shop.customers.count():
            self._empty.set_words(_("Nothing left today"), _("No birthday is near, and no card waits to be printed."))
        else:
            self._empty.set_words(
                _("Your customers go here"), _("Bring them in from a file, or write the first one down.")
            )

    def _restore(self, before: Row | None) -> None:
        if before is None:
            return
        count = self.list.rows.rowCount()
        same = [n for n in range(count) if _same(self.list.rows.row(n), before)]
        if same:
            self.list.setCurrentIndex(self.list.rows.index(same[0], 0))

    def _ask_about_run(self) -> None:
        runs = self.shop.letters.unfinished()
        if not runs:
            self.strip.hide()
            return
        run, count = runs[0], len(runs[0].customer_ids)
        at = datetime.fromisoformat(run.started_at)
        words = ngettext(
            "{n} card was handed to the printer at {time}. Did it come out?",
            "{n} cards were handed to the printer at {time}. Did they come out?",
            count,
        )
        self.strip.say(
            words.format(n=count, time=format_time(at)),
            "info",
            repairs=(
                (_("Yes, all"), lambda: self._all_printed(run.id)),
                (_("Not all…"), lambda: self.main.perform("letters", "confirm", run.id)),
                (_("No"), lambda: self._none_printed(run.id)),
            ),
        )

    def _all_printed(self, run: int) -> None:
        self.shop.letters.mark(run, "printed")
        tell(self.main)

    def _none_printed(self, run: int) -> None:
        self.shop.letters.finish(run)
        tell(self.main)

    def _new_day(self) -> None:
        if self.shop.today != self._shown:
            self.refresh(frozenset())

    # -- doing -----------------------------------------------------------------------------------------------------

    def print_all(self) -> None:
        """Show the cards to print on the letters page."""
        self.main.perform("letters", "print", ())  # gathered now: not those again whose cards came out

    def _open(self, item: TodayItem) -> None:
        self.main.perform("customers", "open", item.customer_id)

    def _act(self, row: Row, zone: str) -> None:
        if row.group:
            self.print_all()
            return
        item: TodayItem = row.data
        if zone == "menu":
            self._menu(item)
        elif zone == "button" and item.kind == "card_to_print":
            self.main.perform("letters", "print", (item.customer_id,))
        else:
            self._open(item)

    def _menu(self, item: TodayItem) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("users"), _("Open"), lambda: self._open(item))
        menu.addAction(
            icon("sticky-note"), _("Write a note"), lambda: self.main.perform("customers", "note", item.customer_id)
        )
        if item.kind == "card_to_print":
            menu.addAction(
                icon("printer"), _("Print"), lambda: self.main.perform("letters", "print", (item.customer_id,))
            )
            menu.addSeparator()
            menu.addAction(icon("hand-helping"), _("Handed over already"), lambda: self._mark(item, "handed_over"))
            menu.addAction(icon("x"), _("No card for this person"), lambda: self._no_card(item))
        menu.popup(self.list.point_of())

    def _mark(self, item: TodayItem, state: str) -> None:
        settings = self.shop.settings.read()
        no_words = Wording("", "", "", "", (), "", "", "", "")
        piece = Piece(
            item.customer_id,
            item.name,
            settings.language,
            no_words,
            (),
            occasion_id=item.occasion.id,
            year=item.day.year,
        )
        with self.shop.change(f"cards_{state}", count=1):
            run = self.shop.letters.start_run(settings.layout, settings.design, [piece])
            self.shop.letters.mark(run, state)
        tell(self.main)

    def _no_card(self, item: TodayItem) -> None:
        from dataclasses import replace

        customer = self.shop.customers.get(item.customer_id)
        days = tuple(replace(o, card_wanted=False) if o.id == item.occasion.id else o for o in customer.occasions)
        self.shop.customers.save(replace(customer, occasions=days))
        tell(self.main)

    def fit(self) -> None:
        super().fit()
        self.side.setVisible(self.width() >= px(SIDE_FROM))


def _same(row: Row, before: Row) -> bool:
    if isinstance(row.data, TodayItem) and isinstance(before.data, TodayItem):
        return (row.data.kind, row.data.customer_id, row.data.occasion.id) == (
            before.data.kind,
            before.data.customer_id,
            before.data.occasion.id,
        )
    return bool(row.group and before.group and row.data == before.data)
