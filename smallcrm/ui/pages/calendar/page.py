"""The calendar: head, one of four views, and beside it the cards to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Layer, Mark, MarkKind
from smallcrm.i18n import _
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.calendar.acts import do
from smallcrm.ui.pages.calendar.day_grid import DayGrid
from smallcrm.ui.pages.calendar.doing import Doing
from smallcrm.ui.pages.calendar.head import LIST, MONTH, WEEK, YEAR, Head, title_of
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.parts import part
from smallcrm.ui.pages.calendar.week_view import WeekView
from smallcrm.ui.pages.calendar.weeks import month_days, other_month
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.page import Page
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that can be shown."""
WORKLIST_FROM = 1100
"""Width of the window from which the cards to print stand beside the calendar, px at 100 %."""
_VIEWS = (MONTH, WEEK, LIST, YEAR)


class CalendarPage(Page):
    """Shows the days of a month, a week, a list or a year; knows which day is selected."""

    AREAS = frozenset(
        {"occasions", "customers", "follow_ups", "letters", "entries", "settings", "events", "occasion_kinds"}
    )

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "calendarPage", _("Calendar"))
        kept = str(window.remembered("calendarView") or MONTH)
        self.view = kept if kept in _VIEWS else MONTH
        hidden = set(str(window.remembered("calendarHidden") or "").split())
        self.day = self._today = self.shop.today
        self.shown_days: Sequence[CalendarDay] = ()
        self.doing = Doing(self)
        self.head = Head(self.view, [layer for layer in Layer if layer.value not in hidden])
        self.head.stepped.connect(self.step)
        self.head.today_wanted.connect(lambda: self.select(self.shop.today, focus=True))
        self.head.view_chosen.connect(self.show_view)
        self.head.filtered.connect(self._filtered)
        self.head.menu_wanted.connect(self._menu)
        self.head.cards_wanted.connect(self._open_cards)
        self.stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._holders: dict[str, QWidget] = {}
        self._posts: Reckoning[dict[date, int]] = Reckoning(window, self)
        self.worklist = self._worklist()
        body = QHBoxLayout()
        body.setSpacing(px(16))
        body.addWidget(self.stack, 1)
        if self.worklist is not None:
            body.addWidget(self.worklist)
        self.column.addWidget(self.head)
        self.column.addLayout(body, 1)
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._new_day)
        self._clock.start()
        self._show_current()

    def _worklist(self) -> Any:
        made = part("worklist_panel", "WorklistPanel")
        return made(self.main) if made else None

    # -- the views ---------------------------------------------------------------------------------------------------

    def _part(self, key: str) -> QWidget:
        """One of the views, made when it is first shown."""
        if key not in self._made:
            maker: dict[str, Callable[[], Any]] = {
                MONTH: MonthView,
                WEEK: WeekView,
                LIST: part("agenda_view", "AgendaView") or MonthView,
                YEAR: part("year_view", "YearView") or MonthView,
            }
            view = maker[key]()
            view.chosen.connect(self.select)
            view.opened.connect(self.doing.open)
            view.day_wanted.connect(self.show_day)
            view.menu_wanted.connect(self.doing.menu)
            if isinstance(view, DayGrid):
                view.new_wanted.connect(self.new_event)
                view.moved.connect(self.doing.move)
                view.outgrown.connect(self._outgrown)
                card = Card()
                card.body.addWidget(view)
                holder: QWidget = card
            else:
                holder = view
                if key == LIST:
                    view.acted.connect(lambda mark, verb: do(self.main, mark, verb))
                else:
                    view.month_wanted.connect(self._show_in_month)
            self._made[key], self._holders[key] = view, holder
            self.stack.addWidget(holder)
        return self._made[key]

    @property
    def current(self) -> Any:
        """The view that is shown."""
        return self._part(self.view)

    @property
    def span(self) -> tuple[date, date]:
        """The days that are selected, from the first to the last."""
        view = self.current
        return view.span if isinstance(view, DayGrid) else (self.day, self.day)

    def _show_current(self) -> None:
        view = self.current
        self.stack.setCurrentWidget(self._holders[self.view])
        self.begins_at = view.focusProxy() or view

    def show_view(self, key: str) -> None:
        """Show the month, the week, the list or the year of the selected day."""
        if key not in _VIEWS:
            return
        self.view = key
        self.main.keep("calendarView", key)
        self.head.views.choose(key)
        self._show_current()
        self._read()

    # -- reading -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the days that are shown, and the cards to print."""
        today = self.shop.today
        if self.day == self._today:  # who stood on today goes on with it
            self.day = today
        self._today = today
        self._read()
        if self.worklist is not None:
            self.worklist.load()

    def _read(self) -> None:
        settings = self.shop.settings.read()
        view, country = self.current, settings.country
        self._entitle(country)
        if self.view == YEAR and not isinstance(view, DayGrid):
            counts = self.shop.agenda.counts(self.day.year, self.head.filters.on)
            days = self.shop.agenda.days(
                date(self.day.year, 1, 1), date(self.day.year, 12, 31), (), language=i18n.language()
            )
            holidays = {d.day: d.holiday for d in days if d.holiday}
            view.show_year(self.day.year, counts, holidays, self._today, self.day, country)
            return
        wanted, most = self._wanted(country)
        self.shown_days = self.shop.agenda.days(
            wanted[0], wanted[-1], self.head.filters.on - {Layer.POST}, most=most, language=i18n.language()
        )
        if isinstance(view, DayGrid):
            view.read = most
            view.month = self.day if self.view == MONTH else None
            view.show_week_numbers(shown=settings.week_numbers)
        self._show_days()
        if Layer.POST in self.head.filters.on:
            self._ask_posts(wanted[0], wanted[-1])

    def _wanted(self, country: str) -> tuple[list[date], int]:
        """The days to read, and how many marks of each."""
        view = self.current
        if isinstance(view, (MonthView, WeekView)):
            return view.days_for(self.day, country), max(8, view.fits)
        inside = [d for d in month_days(self.day, country) if (d.year, d.month) == (self.day.year, self.day.month)]
        return inside, 0

    def _show_days(self) -> None:
        view, country = self.current, self.shop.settings.read().country
        if isinstance(view, DayGrid):
            view.show_days(self.shown_days, self._today, self.day, country)
        else:
            view.show_days(self.shown_days, self._today, self.day)

    def _ask_posts(self, first: date, last: date) -> None:
        """Find beside the window on which of these days cards have to be posted: it takes longer than all others."""
        shop = self.shop

        def work() -> dict[date, int]:
            try:
                return shop.agenda.post_days(first, last)
            except NotImplementedError:
                return {}

        def shown(found: dict[date, int]) -> None:
            if found and self.view != YEAR and self.shown_days and self.shown_days[0].day == first:
                self.shown_days = [_with_post(day, found.get(day.day, 0)) for day in self.shown_days]
                self._show_days()

        self._posts.ask(work, shown)

    def _entitle(self, country: str) -> None:
        words = {
            WEEK: (_("Previous week"), _("Next week")),
            YEAR: (_("Previous year"), _("Next year")),
        }.get(self.view, (_("Previous month"), _("Next month")))
        self.head.show_title(title_of(self.view, self.day, country), *words)

    def _filtered(self) -> None:
        off = [layer.value for layer in Layer if layer not in self.head.filters.on]
        self.main.keep("calendarHidden", " ".join(off))
        self._read()

    def _outgrown(self) -> None:
        QTimer.singleShot(0, self, self._read)

    def _new_day(self) -> None:
        if self.shop.is_open and self.shop.today != self._today:
            self.refresh(frozenset())

    # -- moving about ------------------------------------------------------------------------------------------------

    def select(self, day: date, *, focus: bool = False) -> None:
        """Select a day, and show it where it is not in sight."""
        self.day = min(max(day, FIRST), LAST)
        view = self.current
        if not view.shows(self.day):
            self._read()
        elif view.selected != self.day:
            view.select(self.day)
        if focus:
            (view.focusProxy() or view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_in_month(self, day: date) -> None:
        self.day = day
        self.show_view(MONTH)
        self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, pages: int) -> None:
        """Turn the page: months, weeks or years."""
        if self.view == WEEK:
            self.select(self.day + timedelta(weeks=pages))
        else:
            self.select(other_month(self.day, pages * (12 if self.view == YEAR else 1)))

    def show_day(self, day: date) -> None:
        """Show everything that stands on a day in a panel at it."""
        self.select(day)
        made = part("day_popup", "DayPopup")
        if made is not None:
            made(self).open_for(day)

    # -- acts of others ----------------------------------------------------------------------------------------------

    def new_event(self, day: date) -> None:
        """Begin an event on a day."""
        self._edit(day)

    def edit_event(self, event_id: int) -> None:
        """Change an event."""
        self._edit(self.shop.events.get(event_id))

    def _edit(self, value: object) -> None:
        made = part("event_editor", "EventEditor")
        if made is not None:
            made(self.main).open_for(value, self.current)

    def save_days(self, first: date, last: date) -> None:
        """Save what stands on these days for a telephone."""
        export = part("export", "export_ics")
        if export is not None:
            export(self, first, last)

    def jump(self) -> None:
        """Ask for a day to go to."""
        made = part("jump", "JumpPanel")
        if made is not None:
            made(self).open_below(self.head.title)

    def _open_cards(self) -> None:
        made = part("worklist_panel", "WorklistPanel")
        if made is None:
            return
        popup = Popup(self, "worklistPopup", _("Cards to print"))
        panel = made(self.main)
        panel.load()
        popup.column.addWidget(panel)
        popup.open_below(self.head.cards)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("calendarMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first, last = self._shown_span()
        week = self.view == WEEK
        menu.addAction(icon("calendar-days"), f"{_('Jump to a day…')}\tCtrl+G", self.jump)
        menu.addAction(icon("plus"), _("New event…"), lambda: self.new_event(self.day))
        menu.addSeparator()
        cards = _("Print cards for this week") if week else _("Print cards for this month")
        menu.addAction(icon("printer"), cards, lambda: self.doing.print_cards(first, last))
        saved = _("Save this week for the phone…") if week else _("Save this month for the phone…")
        menu.addAction(icon("smartphone"), saved, lambda: self.save_days(first, last))
        menu.popup(self.head.more.mapToGlobal(QPoint(0, self.head.more.height())))

    def _shown_span(self) -> tuple[date, date]:
        """The week or the month that is shown."""
        if self.view == WEEK and self.shown_days:
            return self.shown_days[0].day, self.shown_days[-1].day
        first = self.day.replace(day=1)
        return first, other_month(first, 1) - timedelta(days=1)

    # -- what the window asks ----------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """Do ``show`` (view and day), ``view``, ``day``, ``today``, ``jump``, ``new_event``."""
        if command == "show" and isinstance(value, tuple):
            self.day = value[1]
            self.show_view(str(value[0]))
        elif command == "view" and isinstance(value, str):
            self.show_view(value)
        elif command == "day" and isinstance(value, date):
            self.select(value, focus=True)
        elif command == "today":
            self.select(self.shop.today, focus=True)
        elif command == "jump":
            self.jump()
        elif command == "new_event":
            self.new_event(value if isinstance(value, date) else self.day)
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to what is shown."""
        return "show", (self.view, self.day)

    def fit(self) -> None:
        super().fit()
        folded = self.window().width() < px(WORKLIST_FROM)
        if self.worklist is not None:
            self.worklist.setVisible(not folded)
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self.head.fit(room, cards=folded and self.worklist is not None)


def _with_post(day: CalendarDay, count: int) -> CalendarDay:
    """The day with its cards to post in front of all."""
    others = tuple(mark for mark in day.marks if mark.kind is not MarkKind.POST)
    post = (Mark(MarkKind.POST, day.day, Layer.POST, count=count),) if count else ()
    return replace(day, marks=(*post, *others))
