"""The words, dates and numbers of the window's language, looked up at call time.

Catalogues are gettext's; a checkout whose ``.mo`` is missing or older than its ``.po`` reads the ``.po``.
"""

from __future__ import annotations

import io
import locale
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date as babel_date
from babel.dates import format_interval, format_skeleton, get_timezone_location
from babel.dates import format_time as babel_time
from babel.numbers import format_currency, format_decimal, get_currency_symbol, get_territory_currencies

from smallcrm import paths

DateForm = Literal[
    "short", "medium", "long", "full", "day_month", "weekday", "weekday_short", "weekday_and_day", "weekday_and_number"
]

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "fi": "Suomi", "nb": "Norsk bokmål", "pl": "Polski"},
)
"""Language code to the language's own name, in the order in which they are offered."""

PSEUDO = "pseudo"
"""English made 40 % longer: tests see what is clipped and what is not translatable."""

_POLISH = {"weekday_and_day": "EEE, d.MM", "weekday_and_number": "EEE d", "medium": "d.MM.y"}
"""Where Babel shortens a Polish month it stands in the nominative ("6 maj"): figures are right after every word."""

_LOCALES = {"fi": "fi_FI", "nb": "nb_NO", "pl": "pl_PL"}
_SAME_LANGUAGE = {"no": "nb", "nn": "nb"}
_HOMES = {"fi": "FI", "nb": "NO", "pl": "PL"}
_FIELD = re.compile(r"\{[^{}]*\}|<[^<>]*>")


@dataclass
class _Current:
    language: str = "en"
    country: str = "GB"
    home: str = "GB"


_current = _Current()


def set_language(code: str, country: str = "") -> None:
    """Speak ``code`` from now on; ``country`` "US" makes English dates American. Unknown codes speak English.

    The country (empty: that of the language) also says in what money the shop counts.
    """
    _current.language = code if code in LANGUAGES or code == PSEUDO else "en"
    _current.country = "US" if country.upper() == "US" else "GB"
    _current.home = country.upper() or _HOMES.get(code, "GB")


def language() -> str:
    """Give the code of the language spoken now."""
    return _current.language


def system_language() -> str:
    """Give the code of the first of the system's languages that we speak, else "en"."""
    for name in _system_names():
        code = re.split(r"[_.@-]", name.lower())[0]
        code = _SAME_LANGUAGE.get(code, code)
        if code in LANGUAGES:
            return code
    return "en"


def _(text: str) -> str:
    """Give ``text`` in the language spoken now; ``{fields}`` are filled by the caller afterwards."""
    return _longer(_catalogue().gettext(text))


def ngettext(one: str, many: str, n: int) -> str:
    """Give the plural form that ``n`` takes in the language spoken now."""
    return _longer(_catalogue().ngettext(one, many, n))


def pgettext(context: str, text: str) -> str:
    """Give ``text`` as it is said in ``context`` (a short English hint to translators)."""
    return _longer(_catalogue().pgettext(context, text))


def format_date(day: date, form: DateForm = "medium") -> str:
    """Give the day as people write it: "day_month" without year, "weekday" the name, "weekday_and_day" both.

    "weekday_and_number" is the shortest there is, for a day of these weeks: Wed 12.
    """
    return _written(day, form, _locale_name(_current.language, _current.country))


@lru_cache(maxsize=1024)  # a list says the same days again and again
def _written(day: date, form: DateForm, locale_name: str) -> str:
    here = _locale(locale_name)
    polish = _POLISH.get(form) if here.language == "pl" else None
    if polish:
        return babel_date(day, polish, locale=here)
    if form == "day_month":
        return format_skeleton("MMMMd", day, locale=here)
    if form in {"weekday", "weekday_short"}:
        return babel_date(day, "cccc" if form == "weekday" else "EEE", locale=here)
    if form in {"weekday_and_day", "weekday_and_number"}:
        return format_skeleton("MMMEd" if form == "weekday_and_day" else "Ed", day, locale=here)
    return babel_date(day, form, locale=here)


def format_period(start: date, end: date) -> str:
    """Give the days from one to the other as short as people write them: 16.–22.11., 16–22 Nov, 16–22.11."""
    here = current_locale()
    if here.language == "pl":  # Babel writes 30.11–06.12, and the month in the wrong case
        last = f"{end.day}.{end.month:02}"
        first = (
            f"{start.day}" if (start.year, start.month) == (end.year, end.month) else f"{start.day}.{start.month:02}"
        )
        return last if start == end else f"{first}–{last}"
    skeleton = "Md" if here.language == "fi" else "MMMd"
    if start == end:
        return format_skeleton(skeleton, start, locale=here)
    return str(format_interval(start, end, skeleton, locale=here))


def format_dated_period(start: date, end: date) -> str:
    """Give the days from one to the other with their year, or both: 27.1.–2.2.2031, 30 Dec 2030 – 5 Jan 2031."""
    here = current_locale()
    if here.language == "pl":
        if start.year == end.year:
            return f"{format_period(start, end)}.{end.year}"
        return f"{format_date(start)}–{format_date(end)}"
    return str(format_interval(start, end, "yMd" if here.language == "fi" else "yMMMd", locale=here))


def format_time(moment: datetime | time) -> str:
    """Give the time of day as people write it: 9.42 in Finland, 09:42 elsewhere."""
    return babel_time(moment, "short", locale=current_locale())


def format_number(value: float, decimals: int = 0) -> str:
    """Give the number with the language's separators and exactly ``decimals`` places."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=current_locale())


def format_money(cents: int, *, brief: bool = False) -> str:
    """Give an amount in the shop's money as people write it; ``brief`` leaves out cents that are none: 200 €."""
    return _money(cents, _current.home, current_locale(), brief=brief)


def money_text(cents: int, language: str, country: str, *, brief: bool = False) -> str:
    """Give an amount in the money of a country as its people write it, whatever language is spoken now."""
    home = country.upper() or _HOMES.get(language, "GB")
    return _money(cents, home, _locale(_locale_name(language, "US" if home == "US" else "GB")), brief=brief)


def _money(cents: int, home: str, here: Locale, *, brief: bool) -> str:
    money = _currency(home)
    if not (brief and cents % 100 == 0):
        return format_currency(cents / 100, money, locale=here)
    pattern = re.sub(r"[.,]0+", "", here.currency_formats["standard"].pattern)
    return format_currency(cents // 100, money, format=pattern, locale=here, currency_digits=False)


def currency() -> str:
    """Give the shop's money (an ISO code)."""
    return _currency(_current.home)


def currency_sign() -> str:
    """Give the sign of the shop's money, as it stands beside an amount: €, kr, zł."""
    return str(get_currency_symbol(_currency(_current.home), locale=current_locale()))


@lru_cache(maxsize=8)
def _currency(country: str) -> str:
    """Give the money of a country (ISO codes); the euro where nobody knows."""
    return str(next(iter(get_territory_currencies(country)), "EUR")) if country else "EUR"


def country_name(code: str, language: str = "") -> str:
    """Give the name of a country (ISO code) in ``language``, else in the language spoken now; unknown codes as is."""
    here = _locale(_locale_name(language, "GB")) if language else current_locale()
    return str(here.territories.get(code.upper(), code))


def language_name(code: str) -> str:
    """Give a language's own name as it is written inside a phrase (suomi, English); unknown codes give nothing."""
    return str(_locale(_locale_name(code, "GB")).get_language_name()) if code in LANGUAGES else ""


def zones(country: str) -> dict[str, str]:
    """Give the time zones of a country (ISO code) and of our languages' own, by their names: the city in words."""
    known = get_global("territory_zones")
    homes = [zone for home in (*_HOMES.values(), "GB") for zone in known.get(home, ())]
    wanted = dict.fromkeys((*known.get(country.upper(), ()), *homes))
    return {zone: str(get_timezone_location(zone, locale=current_locale(), return_city=True)) for zone in wanted}


def current_locale() -> Locale:
    """Give Babel's full locale (fi_FI, never fi alone: dates and prices differ)."""
    return _locale(_locale_name(_current.language, _current.country))


def _locale_name(language_code: str, country: str) -> str:
    return _LOCALES.get(language_code) or f"en_{country}"


@lru_cache(maxsize=8)
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def _catalogue() -> NullTranslations:
    return _load(_current.language)


@lru_cache(maxsize=8)
def _load(language_code: str) -> NullTranslations:
    if language_code in {"en", PSEUDO}:
        return NullTranslations()
    compiled = paths.translations() / language_code / "LC_MESSAGES" / "smallcrm.mo"
    source = compiled.with_suffix(".po")
    if paths.from_source() and source.is_file() and _older(compiled, source):
        return _read_source(source, language_code)
    if compiled.is_file():
        with compiled.open("rb") as file:
            return GNUTranslations(file)
    return NullTranslations()


def _older(compiled: Path, source: Path) -> bool:
    return not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime


def _read_source(source: Path, language_code: str) -> NullTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 — only a checkout needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language_code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _longer(text: str) -> str:
    if _current.language != PSEUDO or not text:
        return text
    letters = len(_FIELD.sub("", text))
    extra = "".join(" " if i % 7 == 0 else "é" for i in range(-(-letters * 2 // 5)))
    return text + extra.rstrip() + ("é" if extra.endswith(" ") else "")


def _system_names() -> list[str]:
    """Give the system's language names, the wished one first (LANGUAGE counts only beside a real locale)."""
    if sys.platform == "win32":  # pragma: no cover — Windows only
        import ctypes  # noqa: PLC0415 — Windows only

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if chosen.split(".")[0] in {"", "C", "POSIX"}:
        return [locale.getlocale()[0] or ""]
    return [*os.environ.get("LANGUAGE", "").split(":"), chosen]
