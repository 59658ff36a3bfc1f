"""Postal addresses of cards: seven parts, or a block of lines that somebody put into one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from smallcrm.domain.model import PostalAddress
from smallcrm.exchange.countries import country_code
from smallcrm.exchange.tables.places import split_address

_TOWN_LINES = (
    # 00100 Helsinki, 0150 Oslo, 00-950 Warszawa, 113 30 Stockholm, FI-00100 HELSINKI
    re.compile(r"(?:[A-Z]{1,2}-)?(?P<postal>\d{2}-\d{3}|\d{3} \d{2}|\d{4,5}),?\s+(?P<city>[^\W\d].*)"),
    # London SW1A 1AA; Boston, MA 02215
    re.compile(r"(?P<city>[^\d,]+),?\s+(?P<postal>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})"),
    re.compile(r"(?P<city>[^\d,]+),\s*(?P<region>[A-Z]{2})\s+(?P<postal>\d{5}(?:-\d{4})?)"),
)
_STREET_AT = 4
"""Place of the street's name behind the seven parts."""
_LAST_SIGNS = " ,\t"


def from_parts(parts: Sequence[str], kind: str, *, primary: bool, verbatim: bool) -> tuple[PostalAddress, str]:
    """Read the parts of ADR; give the address and the country's name where it is no known country."""
    box, flat, street, city, region, postal, country = (*parts, "", "", "", "", "", "", "")[:7]
    if verbatim:
        return PostalAddress(street, postal, city, region, country, kind, primary), ""
    lines = [line for part in (street, flat, box) for line in _lines(_unquoted(part))]
    city, region, postal, country = (_one_line(_unquoted(part)) for part in (city, region, postal, country))
    code = country_code(country)
    address = PostalAddress("\n".join(lines), postal, city, region, code, kind, primary)
    if lines and not city and not postal:
        address = _from_block(address, lines)
        address = _from_line(address) if not address.city else address
    return address, country if country and not code else ""


def _unquoted(part: str) -> str:
    """Take off the quotation marks that some programs put around a part with a comma, though none belong there."""
    bare = part.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == '"' and bare.count('"') == 2 else part


def from_label(text: str, kind: str, *, primary: bool) -> PostalAddress:
    """Read an address that stands only as lines of a label."""
    lines = _lines(text)
    address = _from_block(PostalAddress("\n".join(lines), kind=kind, primary=primary), lines)
    return address if address.city else _from_line(address)


def with_rest(parts: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Give the seven parts, where they are empty read from further ones: a label, or number and street (RFC 9554)."""
    if any(part.strip() for part in parts[:6]):
        return list(parts)
    if len(rest) >= _STREET_AT + 1 and rest[_STREET_AT].strip():
        street = f"{rest[_STREET_AT]} {rest[_STREET_AT - 1]}".strip()
        return [*parts[:2], street, *parts[3:]]
    return [*parts[:2], "\n".join(part for part in rest if part.strip()), *parts[3:6], ""]


def says_more(label: str, addresses: Sequence[PostalAddress]) -> bool:
    """Whether a label holds words that its addresses do not."""
    known = " ".join(f"{a.street} {a.postal_code} {a.city} {a.region} {a.country}" for a in addresses)
    lines = _lines(label)
    if lines and country_code(lines[-1]):
        lines.pop()
    return not all(word in known for line in lines for word in line.replace(",", " ").split())


def _from_block(address: PostalAddress, lines: list[str]) -> PostalAddress:
    country = ""
    if len(lines) > 1 and not address.country:
        country = country_code(lines[-1])
    inner = lines[:-1] if country else lines
    for at, line in enumerate(inner):
        town = next((found for form in _TOWN_LINES if (found := form.fullmatch(line))), None)
        if town and at:
            street = [*inner[:at], *inner[at + 1 :]]
            return replace(
                address,
                street="\n".join(street),
                postal_code=town["postal"],
                city=town["city"].strip(),
                region=town.groupdict().get("region") or address.region,
                country=country or address.country,
            )
    return replace(address, street="\n".join(inner), country=country) if country else address


def _from_line(address: PostalAddress) -> PostalAddress:
    """Part a street that holds the town as well."""
    found = split_address(address.street)
    if found is None:
        return address
    country = address.country or found.country
    region = address.region or found.region
    return replace(
        address, street=found.street, postal_code=found.postal_code, city=found.city, region=region, country=country
    )


def _lines(text: str) -> list[str]:
    if not text:
        return []
    return [line for row in text.split("\n") if (line := " ".join(row.split()).strip(_LAST_SIGNS))]


def _one_line(text: str) -> str:
    return text.strip() if "\n" not in text else ", ".join(_lines(text))
