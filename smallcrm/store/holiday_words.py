"""Names of public holidays as a shop's calendar says them, where the library has those of the law.

Source: wall calendars in use, as a native reader compared them; the laws on days off have the long names.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "Boże Narodzenie (pierwszy dzień)": "Boże Narodzenie",
        "Boże Narodzenie (drugi dzień)": "Drugi dzień świąt",
        "Dzień Bożego Ciała": "Boże Ciało",
        "Narodowe Święto Niepodległości": "Święto Niepodległości",
        "Niedziela Wielkanocna": "Wielkanoc",
        "Uroczystość Wszystkich Świętych": "Wszystkich Świętych",
        "Wigilia Bożego Narodzenia": "Wigilia",
        "Wniebowzięcie Najświętszej Marii Panny": "Wniebowzięcie NMP",
        "Święto Narodowe Trzeciego Maja": "Święto 3 Maja",
        "Święto Państwowe": "Święto Pracy",
        "Święto Trzech Króli": "Trzech Króli",
        "Grunnlovsdag": "Grunnlovsdagen",
    }
)
_BRITISH: Mapping[str, str] = MappingProxyType(
    {
        "May Day": "Early May bank holiday",
        "Spring Bank Holiday": "Spring bank holiday",
        "Late Summer Bank Holiday": "Summer bank holiday",
    }
)
"""Of Britain alone: 1 May is May Day in Helsinki too."""


def said(name: str, country: str) -> str:
    """Return what a holiday of a country is called, by the name that the library gives it."""
    words = _BRITISH if country == "GB" else _SAID
    return "; ".join(words.get(one, one) for one in name.split("; "))  # two may fall on one day
