"""Today: whose day it is, which cards are to be printed, and the one thing to do about each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.commands import native
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.page import Page, scrolling, tell
from smallcrm.ui.pages.today_doing import Doing
from smallcrm.ui.pages.today_empty import Calm, FirstDay, Footer, NothingLeft
from smallcrm.ui.pages.today_rows import not_among_cards, rows_of, tomorrow
from smallcrm.ui.pages.today_side import Later, LatestChanges, Lost
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

BESIDE = ((1000, 0), (800, 360))
"""Width and height of the page from which the second column stands beside the first."""
LIST_LEAST = 168
ASKED = 60
"""People of a group whose phone numbers are looked up."""
FOOTER_FROM = 300
"""Height of the page from which there is room for tomorrow."""


class TodayPage(Page):
    """Greeting, the list of what is due, and beside it what comes after that and what was changed last."""

    AREAS = frozenset({"customers", "occasions", "letters", "entries", "settings", "journal"})
    BELOW_FIND = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "todayPage", _("Today"))
        self.doing = Doing(window)
        self.new_button = button(_("New customer"), icon="user-plus", name="newCustomerButton", clicked=self._new)
        self.print_button = button(
            "", "primary", icon="printer", name="printCardsButton", badge=native("Ctrl+P"), clicked=self.print_all
        )
        self.header = PageHeader("", "", (self.new_button, self.print_button))
        self.greeting, self.day = self.header.title, self.header.context
        body = QWidget()
        self.body = QVBoxLayout(body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(12))
        self.column.addWidget(scrolling(body))
        self.body.addWidget(self.header)
        self.strip = Strip(closable=False)
        self.body.addWidget(self.strip)
        self.card = self._due()
        self.done, self.first = NothingLeft(), FirstDay(self._new, lambda: window.perform("import", "import"))
        self.stack = QStackedWidget()
        for page in (self.card, self.done, self.first):
            self.stack.addWidget(page)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(px(16))
        self.columns.addWidget(self.stack, 16)
        self.side = self._side()
        self.columns.addWidget(self.side, 10)
        self.body.addLayout(self.columns, 1)
        self.begins_at = self.list
        self._hello = ("", "")
        self._whole: set[str] = set()
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._new_day)
        self._clock.start()
        self._shown = self.shop.today
        self.main.jobs.ended.connect(self._job_ended)

    def _due(self) -> Card:
        self.list = RowList("todayList", _("What is due"))
        self.list.acted.connect(self._act)
        self.list.setMinimumHeight(px(LIST_LEAST))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.calm, self.footer = Calm(), Footer()
        card = Card()
        for widget in (self.calm, self.list, self.footer):
            card.body.addWidget(widget, 1 if widget is self.list else 0)
        return card

    def _side(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        self.later, self.lost = Later(self.doing.open), Lost(self.doing.add_address)
        self.changes = LatestChanges(self.main)
        for card in (self.later, self.lost, self.changes):
            column.addWidget(card)
        column.addStretch(1)
        area = scrolling(inner)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it scrolls by itself
        return area

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is due; the focus stays on the same person, else on the next."""
        view = due_now(self.shop)
        self._shown = view.date
        self._greet(self.shop.now)
        cards = len(view.cards)
        self.print_button.setText(ngettext("Print {n} card", "Print {n} cards", cards).format(n=cards))
        self.print_button.setVisible(bool(cards))
        near = {i.customer_id for state in ("missed", "today") for i in view.waiting(state)[:ASKED]}
        phones = {p.id: p.phone for p in self.shop.index.summaries(sorted(near))}
        rows = rows_of(view, phones, self._whole)
        held = self.list.hasFocus()
        self.list.rows.set_rows(rows)
        self.list.fit_buttons()
        line = tomorrow(view)
        waiting = any(view.waiting(state) for state in ("missed", "today")) or view.cards
        self.calm.say(line, shown=not waiting)
        self.footer.say(line if waiting else "")
        self.done.say(line)
        empty = not rows and not self.shop.customers.count()
        self.stack.setCurrentWidget(self.card if rows else self.first if empty else self.done)
        self.new_button.setVisible(not empty)
        if held and not rows:
            (self.print_button if cards else self.new_button).setFocus()
        self._load_side()
        self._ask_about_run()

    def _load_side(self) -> None:
        today = self.shop.today
        coming = self.shop.occasions.between(today + timedelta(days=1), today + timedelta(days=30))
        self.later.load(not_among_cards(due_now(self.shop), coming), today)
        self.lost.load(coming, today)
        self.changes.load()
        self._fit_side()
        self._fit_head()

    def _greet(self, now: datetime) -> None:
        noon = 12 if i18n.language() == "en" else 10
        words = _("Good morning") if now.hour < noon else _("Good afternoon") if now.hour < 17 else _("Good evening")
        self._hello = (words, self.shop.actor.partition(" ")[0])
        self._fit_head()
        today = now.date()
        line = _("{weekday} {date}, week {number}")
        self.day.setText(
            line.format(
                weekday=format_date(today, "weekday"),
                date=format_date(today, "day_month"),
                number=today.isocalendar().week,
            )
        )

    def _ask_about_run(self) -> None:
        runs = self.shop.letters.unfinished()
        if not runs or self.main.jobs.busy:  # a run that still prints is asked about once it ended
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

    def _job_ended(self) -> None:
        if self.shop.is_open:  # a word of closed jobs comes late
            self._ask_about_run()

    def _all_printed(self, run: int) -> None:
        self.shop.letters.mark(run, "printed")
        tell(self.main)

    def _none_printed(self, run: int) -> None:
        self.shop.letters.finish(run)
        tell(self.main)

    def _new_day(self) -> None:
        if self.shop.today != self._shown:
            self._whole.clear()
            self.refresh(frozenset())
        else:
            self._greet(self.shop.now)

    # -- doing -----------------------------------------------------------------------------------------------------

    def _new(self) -> None:
        self.main.perform("customers", "new_customer")

    def print_all(self) -> None:
        """Show the cards to print on the letters page."""
        self.main.perform("letters", "print", ())  # gathered now: not those again whose cards came out

    def _act(self, row: Row, zone: str) -> None:
        if row.group:
            self._open_group(row)
            return
        item: TodayItem = row.data
        if zone == "menu":
            found = self.shop.index.summaries([item.customer_id])
            self.doing.menu(item, self, self.list.point_of(), found[0].phone if found else "")
        elif zone == "button":
            self.doing.button(item)
        else:
            self.doing.open(item)

    def _open_group(self, row: Row) -> None:
        if row.data in {"cards", ("all", "cards")}:
            self.print_all()
        else:
            self._whole.add(row.data[1])
            self.load()

    # -- size ------------------------------------------------------------------------------------------------------

    def _fit_side(self) -> None:
        """Stand the second column beside the first, or where there is no room below it."""
        cards = (self.later, self.lost, self.changes)
        self.side.setVisible(any(not card.isHidden() for card in cards))
        beside = any(self.width() >= px(wide) and self.height() >= px(high) for wide, high in BESIDE)
        way = QBoxLayout.Direction
        self.columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        inner = self.side.widget()
        self.side.setMinimumHeight(0 if beside or inner is None else inner.sizeHint().height())
        room = self.height() - self.header.height() - self.footer.maximumHeight() - px(24)
        self.list.setMinimumHeight(px(LIST_LEAST) if beside else max(px(LIST_LEAST), room))

    def fit(self) -> None:
        super().fit()
        set_badge(self.print_button, "" if self.narrow else native("Ctrl+P"))
        self.footer.setMaximumHeight(px(28) if self.height() >= px(FOOTER_FROM) else 0)
        self._fit_side()
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave out the date, then the name, where they would be cut."""
        words, name = self._hello
        whole = _("{greeting}, {name}").format(greeting=words, name=name) if name else words
        buttons = [b for b in (self.new_button, self.print_button) if not b.isHidden()]
        side = self.column.contentsMargins().left()
        room = self.width() - 2 * side - sum(b.sizeHint().width() + px(12) for b in buttons)
        metrics = QFontMetrics(self.greeting.font())
        self.greeting.setText(whole if metrics.horizontalAdvance(whole) < room else words)
        self.day.setVisible(self.greeting.sizeHint().width() + px(12) + self.day.sizeHint().width() < room)
