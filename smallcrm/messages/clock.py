"""What is said while the date of the computer is doubted."""

from __future__ import annotations

from datetime import date, datetime

from smallcrm.i18n import _, format_date, format_time


def doubted(now: datetime, since: date) -> str:
    """Say what the computer shows, the last day beyond doubt, and what is held back meanwhile."""
    shown = _("This computer says {date}, {time}.").format(date=format_date(now.date(), "long"), time=format_time(now))
    before = _("The shop was last used on {date}.").format(date=format_date(since, "long"))
    held = _("Stamps are counted; nothing expires until the date is right.")
    return f"{shown} {before} {held}"
