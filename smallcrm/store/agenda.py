"""The calendar read: what stands on each day of a month, a week or a year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.domain.agenda import ALL_LAYERS, CalendarDay, Layer, Mark, MarkKind, MarkState
from smallcrm.domain.model import OccasionKind
from smallcrm.store.calendar import holiday_names
from smallcrm.store.occasions import TodayItem

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LAYER = {OccasionKind.BIRTHDAY: Layer.BIRTHDAYS, OccasionKind.NAME_DAY: Layer.NAME_DAYS}


class Agenda:
    """Days of the calendar."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def days(
        self, start: date, end: date, layers: Collection[Layer] = ALL_LAYERS, *, most: int = 0, language: str = ""
    ) -> list[CalendarDay]:
        """Give each day from start to end, both included, with what stands on it.

        Of a day ``most`` marks are read (0: all), the others counted; ``language`` is that of the holidays' names
        (empty: the shop's). Post days are not among them: ``post_days`` reads those, which takes longer.
        """
        settings = self._shop.settings.read()
        names: dict[date, str] = {}
        for year in range(start.year, end.year + 1):
            names |= holiday_names(settings.country, year, language or settings.language)
        marks: dict[date, list[Mark]] = {}
        for item in self._shop.occasions.between(start, end):
            mark = _of(item)
            if mark.layer in layers:
                marks.setdefault(item.day, []).append(mark)
        found = []
        for n in range((end - start).days + 1):
            day = start + timedelta(days=n)
            here = marks.get(day, [])
            shown = here[:most] if most else here
            found.append(
                CalendarDay(
                    day,
                    names.get(day, ""),
                    not self._shop.calendar.open_on(day),
                    day in settings.closed_dates,
                    tuple(shown),
                    len(here) - len(shown),
                )
            )
        return found

    def post_days(self, start: date, end: date) -> dict[date, int]:
        """Give the days from start to end on which cards have to be posted, with how many that are not printed yet."""
        raise NotImplementedError

    def counts(self, year: int, layers: Collection[Layer] = ALL_LAYERS) -> dict[date, int]:
        """Give how many things stand on each day of a year; days without any are left out."""
        raise NotImplementedError


def _of(item: TodayItem) -> Mark:
    kind = OccasionKind(item.occasion.kind)
    state = MarkState.DONE if item.printed or item.greeted else MarkState.PLAIN
    layer = _LAYER.get(kind, Layer.DAYS)
    return Mark(
        MarkKind.OCCASION,
        item.day,
        layer,
        item.occasion.id,
        item.customer_id,
        item.name,
        item.occasion,
        item.turns,
        state=state,
    )
