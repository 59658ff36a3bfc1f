"""A chip for what is due and not overdue yet: staying in touch can wait a little, in amber before it is red."""

from __future__ import annotations

from datetime import date

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.rules import Rule, overdue
from smallcrm.i18n import _
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.when import day_words


def due_chip(follow_up: FollowUp, rule: Rule | None, today: date) -> Chip | None:
    """Say since when something is due that is not overdue yet, else None. ``rule`` is the one that made it."""
    day = follow_up.on
    if day >= today or follow_up.urgent or overdue(follow_up, rule, today):
        return None
    return Chip(_("Due since {date}").format(date=day_words(day, today)), "warn", "clock-alert")
