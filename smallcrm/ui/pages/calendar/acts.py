"""What the button of a row does: greeted, done, the card printed; each with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm.domain.agenda import Mark, MarkKind
from smallcrm.i18n import _, format_date
from smallcrm.ui.pages.calendar.mark_rows import Verb
from smallcrm.ui.pages.page import tell
from smallcrm.ui.widgets.when import with_holiday

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def do(window: MainWindow, mark: Mark, verb: str) -> None:
    """Do what a verb says about a mark."""
    if verb == Verb.GREETED:
        _greet(window, mark)
    elif verb == Verb.DONE:
        _done(window, mark)
    elif mark.kind is MarkKind.POST:
        window.perform("letters", "print")
    else:
        window.perform("letters", "print", (mark.customer_id,))


def _greet(window: MainWindow, mark: Mark) -> None:
    """Note that the customer was greeted, for everything that was on that day."""
    shop = window.shop
    days = [(i.occasion, i.day) for i in shop.occasions.of([mark.customer_id], mark.day, mark.day)]
    shop.congratulations.greet(mark.customer_id, days)
    tell(window)


def _done(window: MainWindow, mark: Mark) -> None:
    """Say that a follow-up is done; of a repetition also when it comes next."""
    shop = window.shop
    following, said = shop.follow_ups.done(mark.id), ""
    if following:
        day = shop.follow_ups.get(following).due
        due = with_holiday(format_date(day, "weekday_and_day"), holiday=shop.calendar.holiday(day))
        said = _("Done. The next one: {date}").format(date=due)
    tell(window, said)
