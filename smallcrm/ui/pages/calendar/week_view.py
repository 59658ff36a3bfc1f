"""The week: seven tall days, with room for all that stands on them."""

from __future__ import annotations

from datetime import date, timedelta

from smallcrm.i18n import _
from smallcrm.messages.weeks import week_start
from smallcrm.ui.pages.calendar.day_grid import DayGrid


class WeekView(DayGrid):
    """Shows one week."""

    ROWS = 1
    TALL = True

    def __init__(self) -> None:
        super().__init__("weekView", _("Week"))

    def days_for(self, day: date, country: str) -> list[date]:
        """Give the days to read so that a day is in sight."""
        first = week_start(day, country)
        return [first + timedelta(days=n) for n in range(7)]
