"""What the calendar page reads: the days of a view; beside the window days of posting, and the counts of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Layer, Mark
from smallcrm.domain.errors import ShopError
from smallcrm.messages.weeks import month_days
from smallcrm.ui.pages.calendar.agenda_view import MOST
from smallcrm.ui.pages.calendar.days_of_post import with_post
from smallcrm.ui.pages.calendar.head import YEAR
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.pages.calendar.week_view import WeekView
from smallcrm.ui.pages.calendar.year_view import YearView
from smallcrm.ui.pages.cards.reckoning import Reckoning

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

PAINTED = 40
"""Milliseconds after which days of posting are asked for: the page is painted by then, or turned once more."""
SPARE = 2
"""Marks of a day that are read beyond those that find room: what is done gives way to what is not."""
SPOKEN = 12
"""Marks of a day that a screen reader tells before it says how many more there are."""


class Reading:
    """Reads for one page."""

    def __init__(self, page: CalendarPage) -> None:
        self._page, self._shop = page, page.shop
        self._posts: Reckoning[dict[date, Mark]] = Reckoning(page.main, page)
        self._known: dict[date, Mark] = {}
        self._span = (page.shop.today, page.shop.today)
        """The days of which post is asked next."""
        self._soon = QTimer(page, singleShot=True, interval=PAINTED)
        self._soon.timeout.connect(self._ask)
        self._years: Reckoning[dict[date, int]] = Reckoning(page.main, page)
        self._counts: tuple[int, Mapping[date, int]] = (0, {})
        """Of which year how much stands on each day, as it was found last."""

    def days(self) -> Sequence[CalendarDay]:
        """Give the days that the view shows; those of post as they were found last, and they are asked anew."""
        page, layers = self._page, self._page.head.filters.on
        wanted, most = self._wanted()
        found = self._shop.agenda.days(
            wanted[0], wanted[-1], layers - {Layer.POST}, most=most, language=i18n.language()
        )
        if page.views.grid is not None:
            page.views.grid.read = most
        self._years.forget()
        self._posts.forget()
        if Layer.POST not in layers:
            self._soon.stop()
            return found
        self._span = wanted[0], wanted[-1]
        self._soon.start()
        return [with_post(day, self._known.get(day.day)) for day in found]

    def year(self) -> tuple[int, Mapping[date, int], Mapping[date, str]]:
        """Give the year in sight, how much stands on its days and its holidays.

        The counts are those that were found last; they are asked anew beside the window, and shown when they come.
        """
        shop, page = self._shop, self._page
        year, layers = page.seen.year, frozenset(page.head.filters.on)
        days = shop.agenda.days(date(year, 1, 1), date(year, 12, 31), (), language=i18n.language())

        def shown(found: dict[date, int]) -> None:
            self._counts = year, found
            view = page.views.current
            if isinstance(view, YearView) and view.year == year:
                view.show_counts(found)

        self._soon.stop()
        self._posts.forget()
        self._years.ask(lambda: shop.agenda.counts(year, layers), shown)
        known = self._counts[1] if self._counts[0] == year else {}
        return year, known, {one.day: one.holiday for one in days if one.holiday}

    def _wanted(self) -> tuple[list[date], int]:
        """The days to read, and how many marks of each."""
        page, view = self._page, self._page.views.current
        country = self._shop.settings.read().country
        if isinstance(view, (MonthView, WeekView)):
            view.days.further = self._further
            return view.days_for(page.seen, country), (view.fits + SPARE if view.ROWS > 1 else max(MOST, view.fits))
        first = page.seen.replace(day=1)
        return [d for d in month_days(first, country) if (d.year, d.month) == (first.year, first.month)], MOST

    def _further(self, day: CalendarDay) -> CalendarDay:
        """Give a day with as much as a screen reader tells; as it is where the shop cannot be read now."""
        layers = self._page.head.filters.on
        try:
            found = self._shop.agenda.days(
                day.day, day.day, layers - {Layer.POST}, most=SPOKEN, language=i18n.language()
            )
        except ShopError:
            return day
        return with_post(found[0], self._known.get(day.day) if Layer.POST in layers else None)

    def _ask(self) -> None:
        """Find beside the window which cards have to be posted when: it takes longer than all others."""
        shop, page, (first, last) = self._shop, self._page, self._span

        def shown(found: dict[date, Mark]) -> None:
            changed, self._known = found != self._known, found
            days_shown = page.views.key != YEAR and page.shown_days
            if changed and days_shown and page.shown_days[0].day == first:
                page.show_days([with_post(day, found.get(day.day)) for day in page.shown_days])

        self._posts.ask(lambda: shop.agenda.post_marks(first, last), shown)
