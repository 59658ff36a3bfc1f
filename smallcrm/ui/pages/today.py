"""Today: whose day it is, which cards are to be printed, and the one thing to do about each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _, format_date, format_time, ngettext, pgettext
from smallcrm.store.due import Due
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages.counts import due_now, forget, waiting
from smallcrm.ui.pages.page import Page, scrolling, tell
from smallcrm.ui.pages.today_doing import Doing
from smallcrm.ui.pages.today_empty import Calm, FirstDay, Footer, NothingLeft
from smallcrm.ui.pages.today_list import TodayList
from smallcrm.ui.pages.today_rows import Told, rows_of, tomorrow
from smallcrm.ui.pages.today_side import Side
from smallcrm.ui.pages.today_task_doing import TaskDoing
from smallcrm.ui.pages.today_tasks import Task
from smallcrm.ui.pages.today_whole import complete
from smallcrm.ui.patience import patient
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.occasion_looks import shop_days
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import with_holiday
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

BESIDE = ((1000, 0), (800, 360))
"""Width and height of the page from which the second column stands beside the first."""
LIST_LEAST = 168
ASKED = 60
"""People of a group whose phone numbers are looked up."""
EVENING = 15
"""Hour from which the page of the day gone by is offered in place of the morning list."""
FOOTER_FROM = 300
"""Height of the page from which there is room for tomorrow, and for the date before a button."""


class TodayPage(Page):
    """Greeting, the list of what is due, and beside it what comes after that and what was changed last."""

    AREAS = frozenset(
        {"customers", "occasions", "letters", "entries", "settings", "journal", "follow_ups", "rules", "staff", "cards"}
        | {"occasion_kinds"}
    )
    BELOW_FIND = True
    SCROLLS = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "todayPage", _("Today"))
        self.doing, self.tasks = Doing(window), TaskDoing(window)
        self.new_button = button(_("New customer"), icon="user-plus", name="newCustomerButton", clicked=self._new)
        self.print_button = button(
            "", "primary", icon="printer", name="printCardsButton", badge=native("Ctrl+P"), clicked=self.print_all
        )
        self.sheet_button = button("", icon="printer", name="printSheetButton", clicked=self._sheet)
        self.header = PageHeader("", "", (self.sheet_button, self.new_button, self.print_button))
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
        self.side = Side(window, self.doing)
        self.columns.addWidget(self.side, 10)
        self.body.addLayout(self.columns, 1)
        self.begins_at = self.list
        self._hello, self._empty = ("", ""), False
        self._whole: set[str] = set()
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._minute)
        self._clock.start()
        self._shown = self.shop.today
        self.main.jobs.ended.connect(self._job_ended)

    def _due(self) -> Card:
        self.list = TodayList()
        self.list.acted.connect(self._act)
        self.list.setMinimumHeight(px(LIST_LEAST))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.calm, self.footer = Calm(), Footer()
        card = Card()
        for widget in (self.calm, self.list, self.footer):
            card.body.addWidget(widget, 1 if widget is self.list else 0)
        return card

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is due; the focus stays on the same person, else on the next."""
        due = due_now(self.shop)
        complete(self.main, self, lambda: self.refresh(frozenset()))
        self._shown = due.date
        self._greet(self.shop.now)
        held = self.list.hasFocus()
        rows = rows_of(due, self._told(due))
        self.list.set_rows(rows)
        cards = len(due.occasions.cards)
        words = ngettext("Print {n} card", "Print {n} cards", cards).format(n=cards)
        self.print_button.setText(_("Print") if due.occasions.more else words)  # how many is not known yet
        self.print_button.setVisible(bool(cards))
        line, left = tomorrow(due), waiting(due) + cards + len(due.occasions.held)
        self.calm.say(line, shown=not left)
        self.footer.say(line if left else "")
        self.done.say(line)
        empty = not rows and not self.shop.customers.count()
        self.stack.setCurrentWidget(self.card if rows else self.first if empty else self.done)
        self.new_button.setVisible(not empty)
        self._empty = empty
        if held and not rows:
            (self.print_button if cards else self.new_button).setFocus()
        self.side.load(due)
        self._fit_side()
        self._fit_head()
        self._ask_about_run()

    def _told(self, due: Due) -> Told:
        near = {i.customer_id for state in ("missed", "today") for i in due.occasions.waiting(state)[:ASKED]}
        phones = {p.id: p.phone for p in self.shop.index.summaries(sorted(near))}
        staff = {s.id: s.initials for s in self.shop.staff.all()}
        country, year = self.shop.settings.read().country, self.shop.today.year
        holidays = self.shop.calendar.holidays(country, year, year + 1)
        return Told(self.shop.now, phones, staff, holidays, self._whole, shop_days(self.shop))

    def _greet(self, now: datetime) -> None:
        noon = 12 if i18n.language() == "en" else 10
        words = _("Good morning") if now.hour < noon else _("Good afternoon") if now.hour < 17 else _("Good evening")
        self._hello = (words, self.shop.actor.partition(" ")[0])
        evening = now.hour >= EVENING
        self.sheet_button.setText(_("Print end of day") if evening else _("Print morning list"))
        today = now.date()
        line = _("{weekday} {date}, week {number}")
        words = line.format(
            weekday=format_date(today, "weekday"),
            date=format_date(today, "day_month"),
            number=today.isocalendar().week,
        )
        self.day.setText(with_holiday(words, holiday=self.shop.calendar.holiday(today)))
        self._fit_head()

    def _ask_about_run(self) -> None:
        runs = self.shop.letters.unfinished()
        if not runs or self.main.jobs.busy:  # a run that still prints is asked about once it ended
            self.strip.hide()
            return
        run, count = runs[0], len(runs[0].cards)
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
                (pgettext("cards", "None"), lambda: self._none_printed(run.id)),
            ),
        )

    @patient
    def _job_ended(self, _job: object = None) -> None:
        if self.shop.is_open:  # a word of closed jobs comes late
            self._ask_about_run()

    def _all_printed(self, run: int) -> None:
        self.shop.letters.mark(run, "printed")
        tell(self.main)

    def _none_printed(self, run: int) -> None:
        self.shop.letters.finish(run)
        tell(self.main)

    @patient
    def _minute(self) -> None:
        """Show the new day once it begins, and what was put off once its hour has come."""
        if not self.shop.is_open:
            return
        if self.shop.today != self._shown:
            self._whole.clear()
        else:
            self._greet(self.shop.now)
            if not self.isVisible():
                return
            forget(self.shop)
            due = due_now(self.shop)
            if rows_of(due, self._told(due)) == self.list.shown():
                return  # nothing moves under somebody who reads
        self.refresh(frozenset())

    # -- doing -----------------------------------------------------------------------------------------------------

    def _new(self) -> None:
        self.main.perform("customers", "new_customer")

    def print_all(self) -> None:
        """Show the cards to print on the letters page."""
        self.main.perform("letters", "print", ())  # gathered now: not those again whose cards came out

    def _sheet(self) -> None:
        self.main.perform("sheet", "evening" if self.shop.now.hour >= EVENING else "morning")

    def _act(self, row: Row, zone: str) -> None:
        if row.group:
            self._open_group(row)
        elif isinstance(row.data, Task):
            self._act_on_task(row.data, zone)
        else:
            self._act_on_day(row, zone)

    def _act_on_task(self, task: Task, zone: str) -> None:
        if zone == "menu":
            self.tasks.menu(task, self, self.list.point_of())
        elif zone == "snooze":
            self.tasks.snooze(task, self, self.list.point_of("button"))
        elif zone == "button":
            self.tasks.button(task)
        else:
            self.tasks.enter(task)

    def _act_on_day(self, row: Row, zone: str) -> None:
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
        elif row.data[1] in self._whole:  # Today reads no more of them
            self.main.go("followUps")
        else:
            self._whole.add(row.data[1])
            self.load()

    # -- size ------------------------------------------------------------------------------------------------------

    def _fit_side(self) -> None:
        """Stand the second column beside the first, or where there is no room below it."""
        self.side.setVisible(self.side.anything)
        beside = any(self.width() >= px(wide) and self.height() >= px(high) for wide, high in BESIDE)
        way = QBoxLayout.Direction
        self.columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        inner = self.side.widget()
        self.side.setMinimumHeight(0 if beside or inner is None else inner.sizeHint().height())
        room = self.height() - self.header.height() - self.footer.maximumHeight() - px(40)
        self.list.setMinimumHeight(px(LIST_LEAST) if beside else max(px(LIST_LEAST), room))

    def fit(self) -> None:
        super().fit()
        set_badge(self.print_button, "" if self.narrow else native("Ctrl+P"))
        self.footer.setMaximumHeight(px(28) if self.height() >= px(FOOTER_FROM) else 0)
        self._fit_side()
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave out the buttons that the menu has too, then the name, and the date last, where they would be cut."""
        words, name = self._hello
        whole = _("{greeting}, {name}").format(greeting=words, name=name) if name else words
        metrics, gap = QFontMetrics(self.greeting.font()), px(12)
        printing = 0 if self.print_button.isHidden() else self.print_button.sizeHint().width() + gap
        self.header.setMinimumWidth(printing + px(80))  # else what makes way below would keep the page wide
        room = self.width() - 2 * self.column.contentsMargins().left() - printing
        dated = metrics.horizontalAdvance(words) + gap + self.day.sizeHint().width()
        if self.height() < px(FOOTER_FROM) or dated >= room:  # no room for the date: nothing makes way for it
            dated = metrics.horizontalAdvance(words)
        for one in (self.new_button, self.sheet_button):
            width = one.sizeHint().width() + gap
            one.setVisible(not self._empty and dated + width + gap < room)
            room -= 0 if one.isHidden() else width
        rest = self.day.sizeHint().width() + gap
        self.day.setVisible(metrics.horizontalAdvance(words) + rest <= room)
        room -= 0 if self.day.isHidden() else rest
        self.greeting.setText(whole if metrics.horizontalAdvance(whole) < room else words)
