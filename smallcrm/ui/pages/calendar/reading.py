"""What the calendar page reads: the days of a view; beside the window days of posting, and the counts of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Layer, Mark
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

LEAST = 8
"""Marks of a day that are read even where fewer find room: a screen reader tells them."""


class Reading:
    """Reads for one page."""

    def __init__(self, page: CalendarPage) -> None:
        self._page, self._shop = page, page.shop
        self._posts: Reckoning[dict[date, Mark]] = Reckoning(page.main, page)
        self._known: dict[date, Mark] = {}
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
        if Layer.POST not in layers:
            self._posts.forget()
            return found
        self._ask(wanted[0], wanted[-1])
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

        self._posts.forget()
        self._years.ask(lambda: shop.agenda.counts(year, layers), shown)
        known = self._counts[1] if self._counts[0] == year else {}
        return year, known, {one.day: one.holiday for one in days if one.holiday}

    def _wanted(self) -> tuple[list[date], int]:
        """The days to read, and how many marks of each."""
        page, view = self._page, self._page.views.current
        country = self._shop.settings.read().country
        if isinstance(view, (MonthView, WeekView)):
            return view.days_for(page.seen, country), max(LEAST, view.fits)
        first = page.seen.replace(day=1)
        return [d for d in month_days(first, country) if (d.year, d.month) == (first.year, first.month)], MOST

    def _ask(self, first: date, last: date) -> None:
        """Find beside the window which cards have to be posted when: it takes longer than all others."""
        shop, page = self._shop, self._page

        def shown(found: dict[date, Mark]) -> None:
            changed, self._known = found != self._known, found
            days_shown = page.views.key != YEAR and page.shown_days
            if changed and days_shown and page.shown_days[0].day == first:
                page.show_days([with_post(day, found.get(day.day)) for day in page.shown_days])

        self._posts.ask(lambda: shop.agenda.post_marks(first, last), shown)
