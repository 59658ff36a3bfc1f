"""A chip for what is due and not overdue yet: staying in touch can wait a little, in amber before it is red."""

from __future__ import annotations

from datetime import date

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.rules import Rule, overdue
from smallcrm.i18n import _
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.when import day_words, plain_day


def due_chip(follow_up: FollowUp, rule: Rule | None, today: date, *, short: bool = False) -> Chip | None:
    """Say since when something is due that is not overdue yet, else None.

    ``rule`` is the one that made it. ``short``: the day alone, for the icon and the heading say the rest.
    """
    day = follow_up.on
    if day >= today or follow_up.urgent or overdue(follow_up, rule, today):
        return None
    said = _("Due since {date}").format(date=day_words(day, today))
    return Chip(past_day(day, today) if short else said, "warn", "clock-alert", said)


def past_day(day: date, today: date) -> str:
    """Give a day gone by as it stands alone in a chip: "Yesterday", else weekday and date."""
    return _("Yesterday") if (today - day).days == 1 else plain_day(day, today)
