"""The calendar: head, one of four views, and beside it the cards to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from smallcrm.domain.agenda import CalendarDay, Layer
from smallcrm.i18n import _
from smallcrm.messages.weeks import other_month
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.doing import Doing
from smallcrm.ui.pages.calendar.event_editor import EventEditor
from smallcrm.ui.pages.calendar.head import MONTH, WEEK, YEAR, Head, title_of
from smallcrm.ui.pages.calendar.jump import JumpPanel
from smallcrm.ui.pages.calendar.reading import Reading
from smallcrm.ui.pages.calendar.views import ALL, Views
from smallcrm.ui.pages.calendar.worklist_panel import WorklistPanel
from smallcrm.ui.pages.calendar.year_view import YearView
from smallcrm.ui.pages.page import Page
from smallcrm.ui.patience import patient
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that can be shown."""
WORKLIST_FROM = 1100
"""Width of the window from which the cards to print stand beside the calendar, px at 100 %."""


LOW = 560
"""Height of the window below which the head has one line, px at 100 %."""


class CalendarPage(Page):
    """``day`` is the selected one, ``seen`` the one whose month, week or year is shown."""

    AREAS = frozenset(
        {"occasions", "customers", "follow_ups", "letters", "entries", "settings", "events", "occasion_kinds"}
    )

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "calendarPage", _("Calendar"))
        kept = str(window.remembered("calendarView") or MONTH)
        hidden = set(str(window.remembered("calendarHidden") or "").split())
        self.day = self.seen = self._today = self.shop.today
        self.shown_days: Sequence[CalendarDay] = ()
        self.doing, self.reading = Doing(self), Reading(self)
        self.views = Views(self)
        self.views.show_view(kept if kept in ALL else MONTH)
        self.head = Head(self.views.key, [layer for layer in Layer if layer.value not in hidden])
        self.head.stepped.connect(self.step)
        self.head.today_wanted.connect(lambda: self.select(self.shop.today, focus=True))
        self.head.view_chosen.connect(self.show_view)
        self.head.filtered.connect(self._filtered)
        self.head.menu_wanted.connect(lambda: overflow.show_menu(self))
        self.head.cards_wanted.connect(lambda: overflow.open_cards(self))
        self.worklist = WorklistPanel(window)
        self.worklist.counted.connect(lambda: self.head.count_cards(self.worklist.total.text()))
        body = QHBoxLayout()
        body.setSpacing(px(16))
        body.addWidget(self.views, 1)
        body.addWidget(self.worklist)
        self.column.addWidget(self.head)
        self.column.addLayout(body, 1)
        self.begins_at = self.views.keys
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._new_day)
        self._clock.start()

    @property
    def current(self) -> Any:
        """The view that is shown."""
        return self.views.current

    @property
    def span(self) -> tuple[date, date]:
        """The days that are selected, from the first to the last."""
        return self.views.grid.span if self.views.grid else (self.day, self.day)

    # -- reading -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the days that are shown, and the cards to print."""
        today = self.shop.today
        if self.day == self.seen == self._today:  # who stood on today goes on with it
            self.day = self.seen = today
        self._today = today
        self.read()
        for panel in self.findChildren(DayPopup):  # one that is open tells what has become of its day
            panel.again()
        QTimer.singleShot(0, self, self._load_cards)  # the days are painted first

    @patient
    def _load_cards(self) -> None:
        if self.shop.is_open:
            self.worklist.load()

    def read(self) -> None:
        """Read the days that are shown."""
        settings, view = self.shop.settings.read(), self.views.current
        words = {WEEK: (_("Previous week"), _("Next week")), YEAR: (_("Previous year"), _("Next year"))}
        arrows = words.get(self.views.key, (_("Previous month"), _("Next month")))
        self.head.show_title(title_of(self.views.key, self.seen, settings.country), *arrows)
        if isinstance(view, YearView):
            view.show_year(*self.reading.year(), self._today, self.day, settings.country)
            return
        if self.views.grid is not None:
            self.views.grid.month = self.seen if self.views.key == MONTH else None
            self.views.grid.show_week_numbers(shown=settings.week_numbers)
        self.show_days(self.reading.days())

    def show_days(self, days: Sequence[CalendarDay]) -> None:
        """Show these days in the view."""
        self.shown_days = days
        if self.views.grid is not None:
            self.views.grid.show_days(days, self._today, self.day, self.shop.settings.read().country)
        else:
            self.views.current.show_days(days, self._today, self.day)

    def _filtered(self) -> None:
        off = [layer.value for layer in Layer if layer not in self.head.filters.on]
        self.main.keep("calendarHidden", " ".join(off))
        self.read()

    def _new_day(self) -> None:
        if self.shop.is_open and self.shop.today != self._today:
            self.refresh(frozenset())

    # -- moving about ------------------------------------------------------------------------------------------------

    def show_view(self, key: str) -> None:
        """Show the month, the week, the list or the year of the selected day."""
        self.main.keep("calendarView", key)
        self.views.show_view(key)
        self.head.views.choose(key)
        self.begins_at = self.views.keys
        self.seen = self.day
        self.read()

    def mark(self, day: date) -> None:
        """Take a day in sight as the selected one."""
        self.day = day

    def select(self, day: date, *, focus: bool = False) -> None:
        """Select a day, and show it where it is not in sight."""
        self.day = min(max(day, FIRST), LAST)
        if not self.views.shows(self.day):
            self.seen = self.day
            self.read()
        else:
            self.views.select(self.day)
        if focus:
            self.views.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, pages: int) -> None:
        """Turn the page: months, weeks or years."""
        day = self.day if (self.day.year, self.day.month) == (self.seen.year, self.seen.month) else self.seen
        if self.views.key == WEEK:
            self.select(self.day + timedelta(weeks=pages))
        else:
            self.select(other_month(day, pages * (12 if self.views.key == YEAR else 1)))

    # -- what opens over it ------------------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Show everything that stands on a day in a panel at it."""
        self.day = day
        self.views.select(day)
        DayPopup(self).open_for(day)

    def new_event(self, day: date) -> None:
        """Begin an event on a day."""
        self.edit(day)

    def edit(self, value: date | Event) -> None:
        """Change an event, or begin one on a day."""
        editor = EventEditor(self.main)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self.views.current
        at = view.place_of(self.day) if hasattr(view, "place_of") else None
        editor.open_for(value, self.views.keys, at)

    def jump(self) -> None:
        """Ask for a day to go to."""
        JumpPanel(self).open_below(self.head.title)

    # -- what the window asks ----------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """Do ``show`` (view, day), ``day`` (or none: today), ``jump``, ``new_event`` (day, or none: the selected)."""
        if command == "show" and isinstance(value, tuple):
            self.day = value[1]
            self.show_view(str(value[0]))
        elif command == "day":
            self.select(value if isinstance(value, date) else self.shop.today, focus=True)
        elif command == "jump":
            self.jump()
        elif command == "new_event":
            self.new_event(value if isinstance(value, date) else self.day)
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to what is shown."""
        return "show", (self.views.key, self.day)

    def fit(self) -> None:
        super().fit()
        folded = self.window().width() < px(WORKLIST_FROM)
        self.worklist.setVisible(not folded)
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self.head.fit(room, cards=folded, low=self.window().height() < px(LOW))
