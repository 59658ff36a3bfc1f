"""What was begun before the window was closed is offered again, once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.i18n import _, ngettext
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.begun import waiting
from smallcrm.ui.pages.customers.new_customer import DRAFT
from smallcrm.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_OFFERED = "draftsOffered"


def offer_begun(window: MainWindow, strip: Strip) -> None:
    """Say for whom something was begun and not saved, the first time the customers are shown."""
    if window.property(_OFFERED):
        return
    window.setProperty(_OFFERED, True)
    people = _people(window.shop)
    new = window.shop.drafts.take(DRAFT)
    if people:
        customer, name = people[0]
        more = len(people) - 1
        words = _("Begun and not saved: {name}").format(name=name)
        if more:
            words = ngettext(
                "Begun and not saved: {name}, and {n} more", "Begun and not saved: {name}, and {n} more", more
            ).format(name=name, n=more)
        command, value = "go_on", customer
    elif new:
        words = _("Begun and not saved: a new customer")
        command, value = "new_customer", 0
    else:
        return

    def go_on() -> None:
        strip.hide()
        window.perform("customers", command, value or "")

    strip.say(words, "info", repairs=((_("Go on"), go_on),))


def _people(shop: Shop) -> list[tuple[int, str]]:
    """Customers with something begun, who are still there."""
    found = []
    for customer in waiting(shop):
        with suppress(NotFound):
            found.append((customer, shop.customers.name_of(customer)))
    return found
