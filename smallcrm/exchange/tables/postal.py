"""Postal addresses of a row, put together from the columns that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smallcrm.domain.model import PostalAddress
from smallcrm.exchange.countries import country_code
from smallcrm.exchange.tables import places
from smallcrm.exchange.tables.headings import SECOND, kind_of

_BOX = {"FI": "PL", "NO": "Postboks", "PL": "skr. poczt.", "SE": "Box"}
Parts = Mapping[str, str]


def addresses(
    groups: Mapping[tuple[int, str], Parts],
    kinds: Mapping[tuple[str, int], str],
    codes: places.CodeMender,
    home: str,
) -> list[PostalAddress]:
    """Return the addresses of a row in the order of its columns; ``home`` is the shop's country."""
    found = []
    for (number, kind), parts in groups.items():
        word = kinds.get(("address", number % SECOND), "")
        texts = _address(parts, codes, home)
        if any(texts):
            found.append(PostalAddress(*texts, kind or kind_of(word.lstrip("* ")), word.startswith("*")))
    return found


def left_over(groups: Mapping[tuple[int, str], Parts], found: list[PostalAddress]) -> list[tuple[tuple[int, str], str]]:
    """Return group and field of the parts that two columns told differently, so that one was not taken."""
    said: set[str] = set()
    for a in found:
        said |= _words(f"{a.street}\n{a.postal_code}\n{a.city}\n{a.region}")
    return [
        (group, name)
        for group, parts in groups.items()
        if "postal_city" in parts or ("address" in parts and len(parts) > 1)
        for name, text in parts.items()
        if name not in {"country", "address_whole"} and not _words(text) <= said
    ]


def _words(text: str) -> set[str]:
    return {word.replace("-", "").lstrip("0") for word in text.replace(",", " ").split() if not country_code(word)}


def home_first(found: list[PostalAddress]) -> list[PostalAddress]:
    """Mark the home address of a person as the one for post, where a file has several and chose none."""
    complete = [a for a in found if a.complete]
    if len(complete) < 2 or any(a.primary for a in found):
        return found
    chosen = next((a for a in complete if a.kind == "home"), None)
    return [replace(a, primary=True) if a is chosen else a for a in found]


def _address(parts: Parts, codes: places.CodeMender, home: str) -> tuple[str, str, str, str, str]:
    """Return street, postal code, city, region and country."""
    code, city = parts.get("postal_code", ""), parts.get("city", "")
    if parts.get("postal_city"):
        code_too, city_too = places.split_town(parts["postal_city"])
        code, city = code or code_too, city or city_too
    if not code and city:
        code, city = places.split_town(city)
    elif code and not city:
        split = places.split_town(code)
        code, city = split if split[0] else (code, city)
    country, left = _country(parts.get("country", ""))
    whole = parts.get("address", "")
    street = _street(parts, country or home)
    if not (whole or code or city):
        split_up = places.split_address(street)
        if split_up:
            region = parts.get("region", "") or split_up.region
            country = country or split_up.country
            return split_up.street, codes.mend(split_up.postal_code, country), split_up.city, region, country
    if whole and (code or city):
        street = "\n".join(filter(None, (whole, street)))
    elif whole or (parts.get("address_whole") and not (street or code or city)):
        split_up = places.split_address(whole or parts["address_whole"])
        if split_up and not street:
            street, code, city = split_up.street, split_up.postal_code, split_up.city
            country = country or split_up.country
            region = parts.get("region", "") or split_up.region
            return street, codes.mend(code, country), city, region, country
        street = "\n".join(filter(None, (whole or parts["address_whole"], street)))
    region = "\n".join(filter(None, (parts.get("region", ""), left)))
    return street, codes.mend(code, country), city, region, country


def _country(text: str) -> tuple[str, str]:
    """Return the code of a country, and the text itself where nobody knows it."""
    code = country_code(text)
    return (code, "") if code else ("", text)


def _street(parts: Parts, country: str) -> str:
    street = parts.get("street", "")
    if parts.get("house"):
        street = f"{street} {parts['house']}".strip()
    if parts.get("flat"):
        street += ("/" if country == "PL" else " ") + parts["flat"]
    box = parts.get("po_box", "")
    if box.isdecimal():
        box = f"{_BOX.get(country, 'PO Box')} {box}"
    return "\n".join(filter(None, (street.strip(), parts.get("street2", ""), parts.get("street3", ""), box)))
