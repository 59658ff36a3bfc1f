"""The calendar read: what stands on each day of a month, a week or a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.domain.agenda import ALL_LAYERS, CalendarDay, Layer, Mark
from smallcrm.domain.eves import is_eve
from smallcrm.domain.model import ShopSettings
from smallcrm.domain.post import opens
from smallcrm.store.agenda_days import YearlyDays
from smallcrm.store.agenda_marks import YearlyMarks, events_by_day
from smallcrm.store.agenda_tasks import Tasks
from smallcrm.store.calendar import holiday_names, public_holidays
from smallcrm.store.letters import Selection
from smallcrm.store.post_days import PostDays, post_marks

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_ALL = 1_000_000_000
_ONE_DAY = timedelta(days=1)


class Agenda:
    """Days of the calendar."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def days(
        self, start: date, end: date, layers: Collection[Layer] = ALL_LAYERS, *, most: int = 0, language: str = ""
    ) -> list[CalendarDay]:
        """Give each day from start to end, both included, with what stands on it, in the order in which it is shown.

        Of a day ``most`` marks are read (0: all), the others counted; ``language`` is that of the holidays' names
        (empty: the shop's). Post days are not among them: ``post_days`` reads those, which takes longer.
        """
        yearly, tasks = YearlyDays(self._shop, start, end, layers), Tasks(self._shop, start, end, layers)
        events, counts = events_by_day(self._shop, start, end, layers), yearly.counts()
        of_day = Counter[date]()
        for (day, _rank), many in counts.items():
            of_day[day] += many
        room = {day: (most or _ALL) - len(events.get(day, ())) for day in of_day}
        marks = YearlyMarks(self._shop).of(yearly.firsts(counts, room))
        left = {day: (most or _ALL) - len(events.get(day, ())) - len(marks.get(day, ())) for day in tasks.by_day}
        to_do = tasks.marks(left)
        found = []
        for empty in self._empty(start, end, language):
            day = empty.day
            here = (*events.get(day, ()), *marks.get(day, ()), *to_do.get(day, ()))
            shown = here[:most] if most else here
            whole = len(events.get(day, ())) + of_day[day] + len(tasks.by_day.get(day, ()))
            found.append(replace(empty, marks=shown, more=whole - len(shown)) if whole else empty)
        return found

    def counts(self, year: int, layers: Collection[Layer] = ALL_LAYERS) -> dict[date, int]:
        """Give how many things stand on each day of a year; days without any are left out."""
        return self._counts(date(year, 1, 1), date(year, 12, 31), layers)

    def post_days(self, start: date, end: date) -> dict[date, int]:
        """Give the days from start to end on which cards have to be posted, with how many that are not printed yet."""
        return {day: todo for day, (todo, _done) in PostDays(self._shop).between(start, end).items() if todo}

    def posted_on(self, day: date) -> Selection:
        """Give the selection of the cards that have to be posted on a day."""
        return Selection(start=day, end=PostDays(self._shop).last_day(day), posted_on=day)

    def post_marks(self, start: date, end: date) -> dict[date, Mark]:
        """Give the same days as marks of the calendar, and those whose cards are all printed as done."""
        return post_marks(self._shop, start, end)

    def close(self, day: date, closed: bool = True) -> None:
        """Put a day on the shop's own list of closed days, or take it off; one step."""
        with self._shop.change("closed_days_changed"):
            settings = self._shop.settings.read()
            days = {*settings.closed_dates, day} if closed else {*settings.closed_dates} - {day}
            self._shop.settings.save(replace(settings, closed_dates=tuple(sorted(days))))

    def _counts(self, start: date, end: date, layers: Collection[Layer]) -> dict[date, int]:
        found = Counter[date]()
        for (day, _rank), many in YearlyDays(self._shop, start, end, layers).counts(ranked=False).items():
            found[day] += many
        for part in (
            events_by_day(self._shop, start, end, layers),
            Tasks(self._shop, start, end, layers).by_day,
        ):
            for day, several in part.items():
                found[day] += len(several)
        return dict(found)

    def _empty(self, start: date, end: date, language: str) -> list[CalendarDay]:
        """Give the days themselves: what they are called, and whether the shop is closed."""
        settings = self._shop.settings.read()
        names = _names(settings, start, end, language)
        free = public_holidays(settings.country, start.year, end.year)
        own = frozenset(settings.closed_dates)
        found = []
        for n in range((end - start).days + 1):
            day = start + n * _ONE_DAY
            closed = not opens(day, settings.open_days) or day in own or day in free
            eve = is_eve(settings.country, day)
            found.append(CalendarDay(day, names.get(day, ""), closed, day in own, eve=eve))
        return found


def _names(settings: ShopSettings, start: date, end: date, language: str) -> Mapping[date, str]:
    found: dict[date, str] = {}
    for year in range(start.year, end.year + 1):
        found |= holiday_names(settings.country, year, language or settings.language)
    return found
