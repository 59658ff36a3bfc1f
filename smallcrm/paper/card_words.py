"""What a membership card says by itself. It speaks the shop's language, whatever the window speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smallcrm.domain.dates import long_date

_SINCE: Mapping[str, str] = {
    "en": "member since {year}",
    "fi": "asiakkaana vuodesta {year}",
    "nb": "kunde siden {year}",
    "pl": "z nami od {year} r.",
}
_THROUGH: Mapping[str, str] = {
    "en": "Valid through {date}",
    "fi": "Voimassa {date} asti",
    "nb": "Gjelder til og med {date}",
    "pl": "Karta ważna do {date}",
}
_STAMPS: Mapping[str, tuple[str, str, str]] = {
    "en": ("stamp", "stamps", "stamps"),
    "fi": ("leima", "leimaa", "leimaa"),
    "nb": ("stempel", "stempler", "stempler"),
    "pl": ("pieczątka", "pieczątki", "pieczątek"),
}
"""For one, for two to four, for five to twenty: a card takes no more."""
_SMALL = 5


def since(year: int, language: str) -> str:
    """Say since when somebody is a customer."""
    return _SINCE.get(language, _SINCE["en"]).format(year=year)


def through(day: date, language: str, country: str = "") -> str:
    """Say up to which day, that day included, the card is good."""
    return _THROUGH.get(language, _THROUGH["en"]).format(date=long_date(day, language, country))


def promise(count: int, reward: str, language: str) -> str:
    """Say what so many stamps bring."""
    one, few, many = _STAMPS.get(language, _STAMPS["en"])
    return f"{count}\u00a0{one if count == 1 else few if count < _SMALL else many}: {reward}"
