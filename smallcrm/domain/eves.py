"""Days that the lists of holidays hold and the law does not: shops close, and almanacs print them black."""

from __future__ import annotations

from datetime import date

_FRIDAY = 4


def is_eve(country: str, day: date) -> bool:
    """Whether a holiday of a country (ISO alpha-2) is one by custom: Christmas Eve and Midsummer Eve in Finland."""
    if country != "FI":
        return False
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == _FRIDAY
    return midsummer or (day.month, day.day) == (12, 24)
