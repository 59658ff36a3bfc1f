"""Days that have been, as people say them: "last Friday", "3 days ago"; a small table for each language."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from smallcrm.domain.text import fold

_WEEK = 7
_MOST = 400
"""So many days, weeks or months ago at most."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """Folded words of a language."""

    near: Mapping[str, int]
    """Words of one day, by how many days ago."""
    weekdays: str
    """Forms of each weekday, Monday first, parted by commas."""
    before: str
    """What may stand before a weekday, as a regular expression."""
    last: str
    """What means, before or behind it, the one before today."""
    ago: str
    """A regular expression with ``n`` and ``unit``."""
    units: Mapping[str, str]
    """Forms by day, week, month."""
    numbers: str
    """Forms of each number from one, parted by commas."""


_TONGUES = {
    "en": _Tongue(
        {"today": 0, "yesterday": 1, "day before yesterday": 2, "the day before yesterday": 2},
        "monday mon, tuesday tue, wednesday wed, thursday thu,"
        " friday fri, saturday sat, sunday sun",
        "on|this|this past|on this",
        "last|on last|the last|past",
        r"(?P<n>\w+) (?P<unit>\w+) (?:ago|back)",
        {"day": "day days", "week": "week weeks", "month": "month months"},
        "one a an, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
    ),
    "fi": _Tongue(
        {"tanaan": 0, "eilen": 1, "toissapaivana": 2, "toissa paivana": 2, "toissapaiva": 2},
        "maanantai maanantaina ma, tiistai tiistaina ti, keskiviikko keskiviikkona ke, torstai torstaina to,"
        " perjantai perjantaina pe, lauantai lauantaina la, sunnuntai sunnuntaina su",
        "viela|tana",
        "viime",
        r"(?:(?P<n>\w+) )?(?P<unit>\w+) sitten",
        {"day": "paiva paivaa", "week": "viikko viikkoa", "month": "kuukausi kuukautta"},
        "yksi, kaksi, kolme, nelja, viisi, kuusi, seitseman, kahdeksan, yhdeksan, kymmenen",
    ),
    "nb": _Tongue(
        {"i dag": 0, "idag": 0, "i gar": 1, "igar": 1, "i forgars": 2, "iforgars": 2, "i forigars": 2},
        "mandag mandagen man, tirsdag tirsdagen tir, onsdag onsdagen ons, torsdag torsdagen tor,"
        " fredag fredagen fre, lordag lordagen lor, sondag sondagen son",
        "pa|na pa|na|den",
        "sist|siste|forrige|i forrige|den siste",
        r"(?:for )?(?P<n>\w+) (?P<unit>\w+) (?:siden|sia)",
        {"day": "dag dager dagar", "week": "uke uker", "month": "maned maneder mnd"},
        "en ei ett, to, tre, fire, fem, seks, sju syv, atte, ni, ti, elleve, tolv",
    ),
    "pl": _Tongue(
        {"dzis": 0, "dzisiaj": 0, "wczoraj": 1, "przedwczoraj": 2, "onegdaj": 2},
        "poniedzialek pon, wtorek wt, sroda srode sr, czwartek czw,"
        " piatek pt pia, sobota sobote sob, niedziela niedziele nd niedz",
        "w|we|w ten|w te",
        "(?:w |we )?(?:zeszly|zeszla|zeszle|ubiegly|ubiegla|ostatni|ostatnia|miniony|miniona|poprzedni|poprzednia)",
        r"(?:(?P<n>\w+) )?(?P<unit>\w+) temu",
        {"day": "dzien dni", "week": "tydzien tygodnie tygodni", "month": "miesiac miesiace miesiecy"},
        "jeden, dwa, trzy, cztery, piec, szesc, siedem, osiem, dziewiec, dziesiec, jedenascie, dwanascie",
    ),
}  # fmt: skip


def past_day(text: str, language: str, today: date) -> date | None:
    """Give the day that words mean, in this language or another of the four; None for anything else.

    A weekday is the last one, today too; with "last" the one before today.
    """
    said = " ".join(fold(text).replace(".", " ").split())
    first = [_TONGUES[language]] if language in _TONGUES else []
    for tongue in (*first, *_TONGUES.values()):
        found = _read(said, tongue, today)
        if found is not None:
            return found
    return None


def _read(said: str, tongue: _Tongue, today: date) -> date | None:
    if said in tongue.near:
        return today - timedelta(days=tongue.near[said])
    last = re.fullmatch(rf"(?:{tongue.last}) (\w+)|(\w+) (?:{tongue.last})", said)
    plain = re.fullmatch(rf"(?:(?:{tongue.before}) )?(\w+)()", said)
    for found, week in ((last, _WEEK), (plain, 0)):
        number = _place(found[1] or found[2], tongue.weekdays) if found else None
        if number is not None:
            return today - timedelta(days=(today.weekday() - number) % _WEEK or week)
    ago = re.fullmatch(tongue.ago, said)
    return _ago(ago["n"] or "1", ago["unit"], tongue, today) if ago else None


def _ago(count: str, unit: str, tongue: _Tongue, today: date) -> date | None:
    named = _place(count, tongue.numbers)
    number = int(count) if re.fullmatch("[0-9]{1,3}", count) else None if named is None else named + 1
    kind = next((key for key, forms in tongue.units.items() if unit in forms.split()), "")
    if number is None or number > _MOST or not kind:
        return None
    if kind != "month":
        return today - timedelta(days=number * (_WEEK if kind == "week" else 1))
    months = today.year * 12 + today.month - 1 - number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _place(word: str, forms: str) -> int | None:
    """Where a word stands among forms parted by commas, the first place being 0."""
    return next((place for place, some in enumerate(forms.split(",")) if word in some.split()), None)
