"""How late a follow-up is, as a chip: red for what is overdue, amber for staying in touch that can wait a little."""

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


def late_chip(follow_up: FollowUp, rule: Rule | None, today: date) -> Chip | None:
    """Say since when something is due or overdue; None before its day is over."""
    if follow_up.on >= today:
        return None
    late = _("Overdue since {date}").format(date=day_words(follow_up.on, today))
    return due_chip(follow_up, rule, today) or Chip(late, "bad", "triangle-alert")
