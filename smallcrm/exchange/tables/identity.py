"""Personal identity codes of Finland, Norway and Poland: the birthday they hold, and nothing else of them is kept."""

from __future__ import annotations

import calendar
import re

from smallcrm.exchange.tables.days import Day

_FINNISH = re.compile(r"(\d{2})(\d{2})(\d{2})([-+ABCDEFUVWXY])(\d{3})([0-9A-FHJ-NPR-Y])", re.IGNORECASE)
_FINNISH_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ELEVEN = re.compile(r"(\d{6})[ -]?(\d{5})")
_POLISH = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_NORWEGIAN = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))


def is_like_code(text: str) -> bool:
    """Tell whether a text has the form of a code, right or mistyped."""
    return re.fullmatch(r"\d{6}[-+A-Y ]?[\dA-Z*]{3,5}", text.strip(), re.IGNORECASE) is not None


def is_finnish_code(text: str) -> bool:
    """Tell whether a text is surely a Finnish one, which nothing else looks like."""
    return _finnish(text, sure=True) is not None


def birth_of(text: str, country: str, *, sure: bool) -> Day | None:
    """Return the day of birth in a code; ``sure``: only where the check marks fit. ``country``: the shop's own."""
    readers = [_norwegian, _polish] if country == "NO" else [_polish, _norwegian]
    exact = [day for reader in (_finnish, *readers) if (day := reader(text, sure=True))]
    if exact or sure:
        return exact[0] if exact else None
    loose = {"NO": [_norwegian], "PL": [_polish]}.get(country, [])
    return next((day for reader in (_finnish, *loose) if (day := reader(text, sure=False))), None)


def _day(year: int, month: int, day: int) -> Day | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Day(month, day, year)


def _finnish(text: str, *, sure: bool) -> Day | None:
    found = _FINNISH.fullmatch(text.strip())
    if not found:
        return None
    day, month, year, mark, number, check = found.groups()
    if sure and _FINNISH_MARKS[int(day + month + year + number) % 31] != check.upper():
        return None
    century = 1800 if mark == "+" else 2000 if mark.upper() in "ABCDEF" else 1900
    return _day(century + int(year), int(month), int(day))


def _norwegian(text: str, *, sure: bool) -> Day | None:
    found = _ELEVEN.fullmatch(text.strip())
    if not found:
        return None
    digits = [int(c) for c in found[1] + found[2]]
    if sure and any(sum(w * d for w, d in zip(row, digits, strict=True)) % 11 for row in _NORWEGIAN):
        return None
    day, month, year, number = int(found[1][:2]), int(found[1][2:4]), int(found[1][4:]), int(found[2][:3])
    century = 1900
    if 500 <= number <= 749 and year >= 54:
        century = 1800
    elif number >= 500 and year < 40:
        century = 2000
    return _day(century + year, month % 40, day % 40)


def _polish(text: str, *, sure: bool) -> Day | None:
    found = _ELEVEN.fullmatch(text.strip())
    if not found or (sure and "-" in text):
        return None
    digits = [int(c) for c in found[1] + found[2]]
    if sure and sum(w * d for w, d in zip(_POLISH, digits, strict=True)) % 10:
        return None
    month = int(found[1][2:4])
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[month // 20]
    return _day(century + int(found[1][:2]), month % 20, int(found[1][4:]))
