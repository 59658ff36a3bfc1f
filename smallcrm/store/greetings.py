"""Whom a letter greets after an import: a nickname out of somebody's telephone reaches no paper unasked."""

from __future__ import annotations

from dataclasses import replace

from smallcrm.domain.model import Customer, Kind
from smallcrm.domain.vocative import vocative


def greet_by_first_name(customer: Customer, language: str, known: Customer | None = None) -> Customer:
    """The customer, greeted by first name where a file brought a nickname; what the shop chose before stays.

    ``language`` is the shop's, ``known`` the customer before the file.
    """
    chosen = customer.greeting_name or customer.kind != Kind.PERSON or (known and known.nickname)
    if chosen or not customer.nickname or not customer.given:
        return customer
    polish = (customer.language or language) == "pl"
    return replace(customer, greeting_name=vocative(customer.given) if polish else customer.given)
