"""What is said once something was put off: until when, and after a call nobody answered, when to call again."""

from __future__ import annotations

from datetime import date, datetime

from smallcrm.domain.follow_up import CallOutcome
from smallcrm.i18n import _
from smallcrm.messages.follow_ups import call
from smallcrm.ui.widgets.when import moment_words


def called(outcome: CallOutcome, again: datetime | None, today: date) -> str:
    """Say how a call ended, and when to call again: "No answer. Call again: today at 16:00"."""
    if again is None:
        return call(outcome)
    # Translators: how a call ended, and the day and time of the next one: "No answer. Call again: today at 16:00"
    return _("{outcome}. Call again: {when}").format(outcome=call(outcome), when=_words(again, today))


def snoozed(until: datetime, today: date) -> str:
    """Say until when something waits; midnight: the day."""
    return _("Snoozed until {when}").format(when=_words(until, today))


def _words(moment: datetime, today: date) -> str:
    at = moment.time() if moment.hour or moment.minute else None
    return moment_words(moment.date(), at, today)
