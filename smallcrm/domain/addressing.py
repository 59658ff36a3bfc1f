"""Address lines as the post of each country wants them, and the letter for the wreath."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from smallcrm.domain.merging import one_line
from smallcrm.domain.model import Customer, Kind, PostalAddress
from smallcrm.domain.salutations import greeting_name, to_household

_CARE_OF = re.compile(r"c/o|v/|℅|(?:att|attn|attention|fao|z\.\s?hd|zu händen|do rąk)(?!\w)", re.IGNORECASE)
"""Lines that stand above the street wherever they were typed."""

_CAPITALS = frozenset({"FI", "AX", "PL", "SE", "GB", "US"})
_CODE_AFTER_TOWN = frozenset({"US", "CA", "AU"})
_NO_REGION = frozenset({"FI", "AX", "NO", "PL", "SE", "DK", "DE", "GB", "EE"})
_PREFIX_ABROAD = {"FI": "FI-", "SE": "SE-"}
_PREFIX_ALWAYS = {"AX": "AX-"}
_TYPED_PREFIX = {
    "FI": "FI|FIN|SF",
    "AX": "AX|FI",
    "NO": "NO|N",
    "PL": "PL",
    "SE": "SE|S",
    "DK": "DK",
    "DE": "DE|D",
    "EE": "EE|EST",
    "US": "US|USA",
}
"""Prefixes that people type before a postal code; they are written again where the country wants them."""
_DIGITS: dict[str, dict[int, Callable[[str], str]]] = {
    "FI": {5: str},
    "AX": {5: str},
    "NO": {4: str},
    "PL": {5: lambda code: f"{code[:2]}-{code[2:]}"},
    "SE": {5: lambda code: f"{code[:3]} {code[3:]}"},
    "DK": {4: str},
    "DE": {5: str},
    "EE": {5: str},
    "US": {5: str, 9: lambda code: f"{code[:5]}-{code[5:]}"},
}
"""How many digits a code has, and how they are written."""
_POLISH_CODE = re.compile(r"\d{2}-\d{3}")
_AND = frozenset({"and", "&", "+", "ja", "sekä", "og", "i", "oraz"})
_FAMILY = frozenset({"the", "family", "perhe", "familien", "państwo", "rodzina"})
TITLES = frozenset(
    """
    mr mrs ms mx miss dr prof professor sir lord lady rev capt
    herra hra rouva rva neiti tri maisteri rovasti pastori hr herr fru frøken sivilingeniør pastor
    pan panie pani mgr inż ing lic hab lek ks
    """.split()  # noqa: SIM905 — a list of words reads as one
)
"""Words before a name in a greeting or a name that somebody typed, without their full stop."""
_BRITISH_CODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


def address_lines(customer: Customer, sender_country: str, country_name: str = "") -> tuple[str, ...]:
    """Return the lines for window, label and envelope, top to bottom, the name first; nothing without an address.

    ``country_name`` is the last line of a letter abroad, in the capitals and language the caller chose.
    """
    address = customer.postal_address
    if address is None:
        return ()
    country = (address.country or sender_country).upper()
    abroad = country != sender_country.upper()
    streets = [line for part in address.street.splitlines() if (line := one_line(part))]
    lines = [
        *_addressee(customer, address, country),
        *(line for line in streets if _CARE_OF.match(line)),
        *(line for line in streets if not _CARE_OF.match(line)),
        *town_lines(address.postal_code, address.city, address.region, country, abroad=abroad),
        one_line(country_name) if abroad else "",
    ]
    return tuple(line for line in lines if line)


def town_lines(postal_code: str, city: str, region: str, country: str, *, abroad: bool = False) -> tuple[str, ...]:
    """Return the line of postal code and town as the country writes it (GB, and others with a region: two lines)."""
    code = tidy_postal_code(postal_code, country)
    town, area = one_line(city), one_line(region)
    if country in _CAPITALS:
        town, area = town.upper(), area.upper()
    if country == "GB":
        lines: tuple[str, ...] = (town, code)
    elif country in _CODE_AFTER_TOWN:
        lines = (_spaced(town, area, code),)
    else:
        prefix = _PREFIX_ALWAYS.get(country, _PREFIX_ABROAD.get(country, "") if abroad else "")
        written = prefix + code if prefix and _is_tidy(code, country) else code
        line = f"{written}  {town}" if country == "SE" and written and town else _spaced(written, town)
        lines = (line, "" if country in _NO_REGION or area == town else area)
    return tuple(line for line in lines if line)


def tidy_postal_code(code: str, country: str) -> str:
    """Return the code in the form of its country (80831 -> 80-831 in PL); one that has another form as it was typed."""
    typed = one_line(code)
    if country == "GB":
        match = _BRITISH_CODE.fullmatch(typed.upper().replace(" ", ""))
        return f"{match[1]} {match[2]}" if match else typed.upper()
    if country not in _DIGITS:
        return typed
    if country != "PL" and _POLISH_CODE.fullmatch(typed):
        return typed  # a foreign address whose country nobody typed: its own form is all that tells
    bare = re.sub(rf"^(?:{_TYPED_PREFIX[country]})[-\s]*(?=\d)", "", typed, flags=re.IGNORECASE)
    digits = re.sub(r"[-\s\u2010-\u2015]", "", bare)
    write = _DIGITS[country].get(len(digits)) if digits.isascii() and digits.isdigit() else None
    return write(digits) if write else typed


def initial(customer: Customer, language: str) -> str:
    """Return the capital of the name by which the customer is greeted; nothing for several people or no such name."""
    words = greeting_name(customer, language).split()
    joined = any(word in _AND for word in words[1:-1]) or any(word.casefold() in _FAMILY for word in words)
    if joined or to_household(customer) or customer.kind == Kind.COMPANY:
        return ""
    # The Polish vocative changes the end of a name, never its first letter.
    name = next((word for word in words if word.rstrip(".").casefold() not in TITLES), "")
    letter = next((char for char in unicodedata.normalize("NFC", name) if char.isalpha()), "")
    return letter.upper() if len(letter.upper()) == 1 else letter


def _addressee(customer: Customer, address: PostalAddress, country: str) -> list[str]:
    """Return the name, and the company or the person in it."""
    name, company = one_line(customer.name), one_line(customer.company)
    if customer.kind == Kind.COMPANY:
        person = _spaced(one_line(customer.given), one_line(customer.family))
        first = company or name
        if not person or person == first:
            return [first]
        return [first, f"Att: {person}" if country == "NO" else person]
    if not company or company == name or address.kind.casefold() == "home":
        return [name]
    return [name, company]


def _is_tidy(code: str, country: str) -> bool:
    """Whether the code has the form of its country (an odd one gets no prefix)."""
    return any(re.fullmatch(write("0" * count), re.sub(r"\d", "0", code)) for count, write in _DIGITS[country].items())


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
