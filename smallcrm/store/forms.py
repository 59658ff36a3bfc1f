"""Normal forms of phone numbers and e-mail addresses. They warn and never block; the raw text is always kept."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from smallcrm.domain.model import Customer, Email, Occasion, Phone, PostalAddress
from smallcrm.domain.text import plain_line, storable
from smallcrm.store import rows

Item = TypeVar("Item", Phone, Email, PostalAddress)
_PLAIN_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


@lru_cache(maxsize=65536)
def e164(raw: str, country: str) -> str:
    """E.164 form of a number read in a country (ISO alpha-2), or empty if it is none."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=1024)
def is_home_phone(raw: str, country: str) -> bool:
    """Whether digits with a leading 0 are surely a phone number of the country, as one dials it there."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw, country or None)
    except phonenumbers.NumberParseException:
        return False
    return raw.startswith("0") and phonenumbers.is_valid_number_for_region(number, country)


@lru_cache(maxsize=1024)
def shown_phone(raw: str, country: str) -> str:
    """A number as people of the country write it; the raw text where it cannot be read."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw, country or None)
    except phonenumbers.NumberParseException:
        return raw
    if not phonenumbers.is_valid_number(number):
        return raw
    home = phonenumbers.region_code_for_number(number) == country
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def email_form(raw: str) -> str:
    """Normal form of an e-mail address, or empty if it is none."""
    text = raw.strip()
    if _PLAIN_EMAIL.fullmatch(text) and ".." not in text:
        return text.casefold()
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return ""


def home_country(customer: Customer, shop_country: str) -> str:
    """Country in which numbers without + are read: that of the address, else the shop's."""
    address = customer.postal_address
    return (address.country if address else "") or shop_country


def with_forms(customer: Customer, shop_country: str) -> Customer:
    """The customer with a uid and normal forms filled in; numbers without + are read in the country of the address."""
    customer = storable_customer(customer)
    country = home_country(customer, shop_country)
    first_phone, first_email = _primary(customer.phones), _primary(customer.emails)
    phones = tuple(Phone(p.raw, p.kind, i == first_phone, e164(p.raw, country)) for i, p in enumerate(customer.phones))
    emails = tuple(Email(e.raw, e.kind, i == first_email, email_form(e.raw)) for i, e in enumerate(customer.emails))
    return replace(
        customer,
        uid=customer.uid or str(uuid.uuid4()),
        phones=phones,
        emails=emails,
        addresses=one_primary(customer.addresses),
        occasions=tuple(_shown(one) for one in customer.occasions),
    )


def _shown(one: Occasion) -> Occasion:
    """Give the day with names that show as they are: they stand beside others on cards, lists and calendars."""
    label, whose, partner = plain_line(one.label), plain_line(one.whose), plain_line(one.partner)
    if (label, whose, partner) == (one.label, one.whose, one.partner):
        return one
    return replace(one, label=label, whose=whose, partner=partner)


def _primary(items: Sequence[Item]) -> int:
    """Place of the primary: the first that says so, else the first."""
    return next((i for i, item in enumerate(items) if item.primary), 0)


def storable_customer(customer: Customer) -> Customer:
    """The customer without characters that cannot be stored; the same object where there are none."""
    parts = [str(getattr(customer, name)) for name in rows.TEXTS]
    for child in rows.CHILDREN:
        parts += [str(cell) for item in getattr(customer, child.attribute) for cell in child.row(item)]
    parts += [text for pair in customer.extra for text in pair]
    joined = "\n".join(parts)
    return customer if storable(joined) is joined else _cleaned(customer)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def one_primary(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The list with exactly one primary: the first that says so, else the first."""
    chosen = _primary(items)
    if all(item.primary == (i == chosen) for i, item in enumerate(items)):
        return items
    return tuple(
        item if item.primary == (i == chosen) else replace(item, primary=i == chosen) for i, item in enumerate(items)
    )
