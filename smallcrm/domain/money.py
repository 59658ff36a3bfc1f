"""Amounts as people type them at a counter; kept as whole cents."""

from __future__ import annotations

import re

LARGEST = 100_000_000_00
"""Cents; more is a slip of the hand."""

_SIGN = r"(?:€|£|\$|eur|euro|euroa|euros|e|gbp|usd|nok|sek|dkk|pln|kr\.?|zł|zl|złotych)"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009'’", " "))
_AMOUNT = re.compile(
    rf"{_SIGN}?\s*(?P<whole>[0-9]{{1,9}}|[0-9]{{1,3}}(?:(?P<mark>[ .,])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*)"
    rf"(?:(?P<point>[.,])(?P<cents>[0-9]{{1,2}}))?(?:[.,:]\s?[-–—])?\s*{_SIGN}?"
)


def parse_amount(text: str) -> int | None:
    """Give the cents of an amount as typed ("12,50", "12.50 €", "1 200", "45,-"), or None where it is none."""
    found = _AMOUNT.fullmatch(text.translate(_SPACES).strip().casefold())
    if found is None:
        return None
    whole, mark, point = found["whole"], found["mark"], found["point"]
    if mark is not None and (mark == point or whole.startswith("0")):  # 0.200, 1.200.50: nobody can tell
        return None
    units = int(re.sub(r"[ .,]", "", whole))
    cents = units * 100 + int((found["cents"] or "0").ljust(2, "0"))
    return cents if cents <= LARGEST else None
