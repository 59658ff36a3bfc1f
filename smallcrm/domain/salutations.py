"""How a letter opens and closes: the salutation by form of address and tone, and the name it holds."""

from __future__ import annotations

from dataclasses import dataclass

from smallcrm.domain.letter_text import CLOSING, NO_NAME, NO_NAME_HOUSEHOLD, Form
from smallcrm.domain.merging import fields_in, merge, one_line
from smallcrm.domain.model import Address, Customer, Kind
from smallcrm.domain.vocative import vocative

_NEUTRAL = "neutral"
_ABBREVIATED = frozenset({"dr", "mr", "mrs", "ms", "mx", "prof", "rev", "fr", "sr", "capt", "st"})
"""Titles that take a full stop in American English and none in British."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The salutation, and whether it names the person."""

    text: str
    named: bool


def name_values(customer: Customer, language: str, *, american: bool = False) -> dict[str, str]:
    """Return the fields that name the customer: greeting_name, first_name, last_name, title."""
    return {
        "greeting_name": greeting_name(customer, language),
        "first_name": one_line(customer.given),
        "last_name": one_line(customer.family),
        "title": _title(customer, american=american),
    }


def to_household(customer: Customer) -> bool:
    """Tell whether a letter to this record is read by several people."""
    return customer.address_form == Address.FAMILY or customer.kind == Kind.HOUSEHOLD


def greeting_name(customer: Customer, language: str) -> str:
    """Return the name after the salutation: as stored, else nickname or first name (Polish: its vocative), or empty."""
    stored = one_line(customer.greeting_name)
    if stored or to_household(customer):
        return stored
    name = one_line(customer.nickname) or one_line(customer.given)
    if language == "pl":
        return vocative(name)
    if not name and customer.kind == Kind.PERSON and not customer.family.strip():
        return one_line(customer.display_name)  # the only name that is known
    return name


def salutation(customer: Customer, form: Form, tone: str, values: dict[str, str]) -> Opening:
    """Return the opening line: the preset of the form of address, else none / neutral, else *no name*.

    A household is greeted as several, unless somebody chose to be on first-name terms.
    """
    several = to_household(customer)
    informal = customer.address_form == Address.INFORMAL
    chosen = Address.FAMILY.value if several and not informal else customer.address_form
    for row in ((chosen, tone), (Address.NONE.value, _NEUTRAL)):
        preset = form.salutations.get(row, "")
        if preset and all(values.get(field) for field in fields_in(preset)):
            return Opening(merge(preset, values), named=True)
    nobody = form.salutations[NO_NAME, tone]
    return Opening(form.salutations.get((NO_NAME_HOUSEHOLD, tone), nobody) if several else nobody, named=False)


def closing(form: Form, tone: str, *, named: bool) -> str:
    """Return the line above the name of the sender."""
    plain = form.salutations[CLOSING, tone]
    return plain if named else form.salutations.get((f"{CLOSING}, {NO_NAME}", tone), plain)


def _title(customer: Customer, *, american: bool) -> str:
    """Return the title typed on the record, else Ms or Mr from the form of address."""
    title = one_line(customer.title) or {Address.MS.value: "Ms", Address.MR.value: "Mr"}.get(customer.address_form, "")
    bare = title.removesuffix(".")
    if bare.casefold() in _ABBREVIATED:
        return f"{bare}." if american else bare
    return title
