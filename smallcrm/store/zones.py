"""The shop's time zone: its own setting, else that of its country, else the computer's."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo

OF_COUNTRY = {
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "SE": "Europe/Stockholm",
}
"""Of countries with one zone that somebody chose: the country of a shop that was never asked is GB."""


def zone_of(name: str, country: str) -> tzinfo | None:
    """Give the zone of a name, or of a country where there is none; None: nobody knows better than the computer."""
    for key in (name, OF_COUNTRY.get(country.upper(), "")):
        if known := _zone(key):
            return known
    return None


def _zone(key: str) -> tzinfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (LookupError, ValueError, OSError):  # no such zone, or nothing like one: a name is never a path
        return None
