"""Countries as people and programs write them, and their ISO 3166 codes."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale

# The languages of the shop and of its neighbours.
_LANGUAGES = ("en", "fi", "nb", "pl", "sv", "da", "de", "et", "nn", "lv", "lt", "fr", "es", "it", "nl")
_ALSO = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "uk": "GB", "u.k.": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "great britain": "GB",
    "britain": "GB", "iso-britannia": "GB", "englanti": "GB", "wielka brytania": "GB", "anglia": "GB",
    "finnland": "FI", "noreg": "NO", "rzeczpospolita polska": "PL", "rp": "PL", "brd": "DE", "holland": "NL",
    "hollanti": "NL", "holandia": "NL", "czech republic": "CZ", "russian federation": "RU", "viro": "EE",
    "fin": "FI", "nor": "NO", "pol": "PL", "swe": "SE", "gbr": "GB", "deu": "DE", "ger": "DE", "est": "EE",
    "dnk": "DK", "america": "US",
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{2}")


def country_code(text: str) -> str:
    """Give the ISO alpha-2 code of a country written as code or name (English, Nordic, Polish …), or nothing."""
    return _code(text.strip()) if text else ""


@lru_cache(maxsize=1000)
def _code(text: str) -> str:
    if _CODE.fullmatch(text):
        code = {"UK": "GB"}.get(text.upper(), text.upper())
        return code if code in _names() else ""
    return _codes().get(text.casefold().strip(" .,"), "")


def english_name(code: str) -> str:
    """Give the English name of a country by its code; the code itself where it is none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    found = Locale("en").territories
    return {
        code: name for code, name in found.items() if _CODE.fullmatch(code) and code not in {"EU", "EZ", "UN", "ZZ"}
    }


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in _names():
                codes.setdefault(name.casefold(), code)
    codes.update({name.strip(" ."): code for name, code in _ALSO.items()})
    return codes
