"""Facts about how somebody is looked after: how often they came, and who of the shop is theirs."""

from __future__ import annotations

from dataclasses import replace

from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.fact import Fact, Part, Values


def came(words: str) -> Fact:
    """Give the count of visits and their sum: only to be read, the timeline has them."""
    return Fact("came", "footprints", _("Visits"), words, (), lambda c, _values: c)


def assistant(customer: Customer, staff: tuple[tuple[int, str], ...]) -> Fact:
    """Give who looks after this customer, chosen among those who work here."""

    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, assistant=int(v["assistant"] or 0))

    names = {str(number): name for number, name in staff}
    chosen = str(customer.assistant) if str(customer.assistant) in names else ""
    choices = (("", _("Nobody in particular")), *names.items())
    part = Part("assistant", _("Assistant"), chosen, choices)
    shown = names.get(chosen, "")
    return Fact("assistant", "hand-heart", _("Assistant"), shown, (part,), keep, empty=_("Choose who looks after them"))
