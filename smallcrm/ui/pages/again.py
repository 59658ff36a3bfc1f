"""What is said once something is done or put off: until when, and when it comes or is tried again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from smallcrm.domain.follow_up import CallOutcome
from smallcrm.i18n import _, format_date
from smallcrm.messages.follow_ups import call
from smallcrm.ui.pages.page import tell_of
from smallcrm.ui.widgets.when import moment_words, with_holiday

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


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


def tell_done(window: MainWindow, follow_up: int) -> None:
    """Say of a follow-up that it is done, and tell it; of a repetition also when it comes next."""
    shop, following = window.shop, list[int | None]()

    def said() -> str:
        if not following[0]:
            return ""
        day = shop.follow_ups.get(following[0]).due
        due = with_holiday(format_date(day, "weekday_and_day"), holiday=shop.calendar.holiday(day))
        return _("Done. The next one: {date}").format(date=due)

    tell_of(window, lambda: following.append(shop.follow_ups.done(follow_up)), said)
