"""The month: six weeks of days."""

from __future__ import annotations

from datetime import date

from smallcrm.i18n import _
from smallcrm.messages.weeks import month_days
from smallcrm.ui.pages.calendar.day_grid import DayGrid


class MonthView(DayGrid):
    """Shows the month of ``month``, with the days before and after it that fill the weeks."""

    def __init__(self) -> None:
        super().__init__("monthView", _("Month"))

    def days_for(self, day: date, country: str) -> list[date]:
        """Give the days to read so that a day is in sight."""
        return month_days(day, country)
