"""Addresses in one cell, parted where the parts are certain; the zeros a spreadsheet took from postal codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from smallcrm.domain.model import PostalAddress
from smallcrm.exchange.countries import country_code

_TOWN = r"(?P<city>[^\W\d_][^\d,;]{1,40})"
_CODE = r"(?:[A-Z]{1,3}-)?(?P<code>\d{2}-\d{3}|\d{3} \d{2}|\d{4,5})"
_CODE_TOWN = re.compile(rf"{_CODE}\s+{_TOWN}$")
_RUN_ON = re.compile(rf"(?P<street>.*\S)\s+(?:[A-Z]{{1,3}}-)?(?P<code>\d{{2}}-\d{{3}}|\d{{5}})\s+{_TOWN}$", re.DOTALL)
_BRITISH = re.compile(r"(?:(?P<city>[^\W\d_][^\d,;]{1,40}?)\s+)?(?P<code>[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})$")
_AMERICAN = re.compile(r"(?P<region>[A-Z]{2})\s+(?P<code>\d{5}(?:-\d{4})?)$")
_DIGITS = {"FI": 5, "SE": 5, "NO": 4, "PL": 5, "DE": 5, "EE": 5, "US": 5}


def split_address(text: str) -> PostalAddress | None:
    """Return the parts of an address written in one cell, None where they are not certain."""
    parts = [p.strip() for p in re.split(r"[,;\r\n]+", text) if p.strip()]
    code = country_code(parts[-1]) if len(parts) > 1 else ""
    if code:
        parts.pop()
    found = _tail(parts)
    if found is None and len(parts) == 1:
        run = _RUN_ON.fullmatch(parts[0])
        if run and re.search(r"\d", run["street"]):
            found = PostalAddress(street=run["street"], postal_code=run["code"], city=run["city"].strip())
    if found is None:
        return None
    return replace(found, country=code)


def _tail(parts: list[str]) -> PostalAddress | None:
    if not parts:
        return None
    last, before = parts[-1], parts[:-1]
    town = _CODE_TOWN.fullmatch(last)
    if town:
        return PostalAddress(street=_street(before), postal_code=town["code"], city=town["city"].strip())
    british = _BRITISH.fullmatch(last)
    if british and (british["city"] or len(before) > 1):
        city = british["city"] or before.pop()
        return PostalAddress(street=_street(before), postal_code=british["code"], city=city)
    american = _AMERICAN.fullmatch(last)
    if american and len(before) > 1:
        city = before.pop()
        return PostalAddress(street=_street(before), postal_code=american["code"], city=city, region=american["region"])
    return None


def _street(parts: list[str]) -> str:
    return "\n".join(parts)


def split_town(text: str) -> tuple[str, str]:
    """Return postal code and town of ``33100 Tampere``; without a code, an empty text and the whole."""
    found = _CODE_TOWN.fullmatch(text.strip())
    if found:
        return found["code"], found["city"].strip()
    british = _BRITISH.fullmatch(text.strip())
    if british and british["city"]:
        return british["code"], british["city"]
    return "", text.strip()


def is_postal_code(text: str) -> bool:
    """Tell whether a text has the form of a Finnish, Norwegian, Polish, British or like postal code."""
    return (
        re.fullmatch(r"(?:[A-Z]{1,2}-)?(?:\d{2}-\d{3}|\d{3} \d{2}|\d{4,5})|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", text)
        is not None
    )


class CodeMender:
    """Puts back leading zeros of postal codes, where the country or the rest of the column makes them certain."""

    def __init__(self, codes: Sequence[str], home: str) -> None:
        lengths = {len(code) for code in codes if code.isdecimal()}
        digits = _DIGITS.get(home, 0)
        fits = bool(lengths) and max(lengths) <= digits
        self._home = home if fits and (digits in lengths or min(lengths) <= 3) else ""

    def mend(self, code: str, country_code: str) -> str:
        """Return the code with its zeros; Polish codes with their hyphen."""
        if not (code.isascii() and code.isdecimal()):
            return code
        home = country_code or self._home
        digits = _DIGITS.get(home, 0)
        if not digits or not 2 <= len(code) <= digits:
            return code
        whole = code.zfill(digits)
        return f"{whole[:2]}-{whole[2:]}" if home == "PL" else whole
