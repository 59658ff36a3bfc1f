"""What the button of a row does: greeted, done, the card printed; each with its undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.agenda import Mark, MarkKind
from smallcrm.i18n import _, format_date
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.again import tell_done
from smallcrm.ui.pages.calendar.mark_rows import Verb
from smallcrm.ui.pages.page import tell_of

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def do(window: MainWindow, mark: Mark, verb: str) -> None:
    """Do what a verb says about a mark."""
    if verb == Verb.GREETED:
        _greet(window, mark)
    elif verb == Verb.DONE:
        tell_done(window, mark.id)
    elif mark.kind is MarkKind.POST:
        print_posted(window, mark.day)
    else:
        _print(window, mark)


def print_posted(window: MainWindow, day: date) -> None:
    """Lead to the cards that have to be posted on a day."""
    words = _("Cards to post on {day}").format(day=format_date(day, "weekday_and_day"))
    window.perform("letters", "cards", (window.shop.agenda.posted_on(day), words))


def _print(window: MainWindow, mark: Mark) -> None:
    """Lead to the card for this day alone: another day of the customer's has its own time."""
    kind = str(mark.occasion.kind) if mark.occasion is not None else ""
    only = frozenset({(mark.customer_id, mark.day)})
    wanted = Selection(kind=kind, start=mark.day, end=mark.day, customers=(mark.customer_id,), only=only)
    day = format_date(mark.day, "weekday_and_day")
    window.perform("letters", "cards", (wanted, _("{name}, {date}").format(name=mark.name, date=day)))


def _greet(window: MainWindow, mark: Mark) -> None:
    """Note that the customer was greeted, for everything that was on that day."""
    shop = window.shop
    days = [(i.occasion, i.day) for i in shop.occasions.of([mark.customer_id], mark.day, mark.day)]
    tell_of(window, lambda: shop.congratulations.greet(mark.customer_id, days))
