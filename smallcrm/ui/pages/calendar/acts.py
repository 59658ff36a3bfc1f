"""What the button of a row does: greeted, done, the card printed; each with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm.domain.agenda import Mark, MarkKind
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
        window.perform("letters", "print")
    else:
        window.perform("letters", "print", (mark.customer_id,))


def _greet(window: MainWindow, mark: Mark) -> None:
    """Note that the customer was greeted, for everything that was on that day."""
    shop = window.shop
    days = [(i.occasion, i.day) for i in shop.occasions.of([mark.customer_id], mark.day, mark.day)]
    tell_of(window, lambda: shop.congratulations.greet(mark.customer_id, days))
