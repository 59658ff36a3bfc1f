"""What a membership card says by itself. It speaks the shop's language, whatever the window speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smallcrm.domain.dates import long_date
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms, Unit
from smallcrm.i18n import money_text

Form = Mapping[str, str]
Counted = Mapping[str, tuple[str, str, str]]
"""For one, for two to four, for more; Polish counts 22 as 2 and 12 as many."""
_NBSP = "\u00a0"
_TEENS = range(12, 15)
STOPS = (".", "!", "?", "…")
"""What may end a sentence."""

_SINCE: Form = {
    "en": "member since {year}",
    "fi": "asiakkaana vuodesta {year}",
    "nb": "kunde siden {year}",
    "pl": "z nami od {year} r.",
}
_THROUGH: Form = {
    "en": "Valid through {date}",
    "fi": "Voimassa {date} asti",
    "nb": "Gjelder til og med {date}",
    "pl": "Karta ważna do {date}",
}
_STAMPS: Counted = {
    "en": ("stamp", "stamps", "stamps"),
    "fi": ("leima", "leimaa", "leimaa"),
    "nb": ("stempel", "stempler", "stempler"),
    "pl": ("pieczątka", "pieczątki", "pieczątek"),
}
_EARNING: Mapping[Unit, Form] = {
    Unit.VISIT: {
        "en": "A stamp for each visit",
        "fi": "Leima jokaisesta käynnistä",
        "nb": "Et stempel for hvert besøk",
        "pl": "Pieczątka za każdą wizytę",
    },
    Unit.ITEM: {
        "en": "A stamp for each item",
        "fi": "Leima jokaisesta tuotteesta",
        "nb": "Et stempel for hver vare",
        "pl": "Pieczątka za każdy produkt",
    },
    Unit.AMOUNT: {
        "en": "A stamp for every {amount}",
        "fi": "Leima jokaista {amount} kohti",
        "nb": "Et stempel for hver {amount}",
        "pl": "Pieczątka za każde {amount}",
    },
}
_LEAST: Form = {
    "en": "{rule}, from {amount}",
    "fi": "{rule}, kun ostos on vähintään {amount}",
    "nb": "{rule}, ved kjøp fra {amount}",
    "pl": "{rule}, przy zakupach od {amount}",
}
_DAYS: Counted = {
    "en": ("day", "days", "days"),
    "fi": ("päivän", "päivää", "päivää"),
    "nb": ("dag", "dager", "dager"),
    "pl": ("dzień", "dni", "dni"),
}
_MONTHS: Counted = {
    "en": ("month", "months", "months"),
    "fi": ("kuukauden", "kuukautta", "kuukautta"),
    "nb": ("måned", "måneder", "måneder"),
    "pl": ("miesiąc", "miesiące", "miesięcy"),
}
_YEARS: Counted = {
    "en": ("year", "years", "years"),
    "fi": ("vuoden", "vuotta", "vuotta"),
    "nb": ("år", "år", "år"),
    "pl": ("rok", "lata", "lat"),
}
_SPANS = {ExpiryUnit.DAY: _DAYS, ExpiryUnit.MONTH: _MONTHS, ExpiryUnit.MONTH_END: _MONTHS, ExpiryUnit.YEAR_END: _YEARS}
_LASTING: Mapping[ExpiryBasis, Form] = {
    ExpiryBasis.EACH: {
        "en": "Each stamp is good for {time}",
        "fi": "Leima on voimassa {time}",
        "nb": "Hvert stempel gjelder i {time}",
        "pl": "Pieczątka ważna {time}",
    },
    ExpiryBasis.FIRST: {
        "en": "The card is good for {time} from the first stamp",
        "fi": "Kortti on voimassa {time} ensimmäisestä leimasta",
        "nb": "Kortet gjelder i {time} fra første stempel",
        "pl": "Karta ważna {time} od pierwszej pieczątki",
    },
    ExpiryBasis.LAST: {
        "en": "The card is good for {time} from the last stamp",
        "fi": "Kortti on voimassa {time} viimeisestä leimasta",
        "nb": "Kortet gjelder i {time} fra siste stempel",
        "pl": "Karta ważna {time} od ostatniej pieczątki",
    },
}
_LASTING_BRIEF: Mapping[ExpiryBasis, Form] = {
    ExpiryBasis.EACH: {
        "en": "Stamps good for {time}",
        "fi": "Leima voimassa {time}",
        "nb": "Stempel gjelder i {time}",
        "pl": "Pieczątka ważna {time}",
    },
    ExpiryBasis.FIRST: {
        "en": "Good for {time} from first stamp",
        "fi": "Voimassa {time} 1. leimasta",
        "nb": "Gjelder {time} fra første stempel",
        "pl": "Ważna {time} od pierwszej pieczątki",
    },
    ExpiryBasis.LAST: {
        "en": "Good for {time} from last stamp",
        "fi": "Voimassa {time} viimeisestä leimasta",
        "nb": "Gjelder {time} fra siste stempel",
        "pl": "Ważna {time} od ostatniej pieczątki",
    },
}
_BRIEF_SPANS: Mapping[ExpiryUnit, Form] = {
    ExpiryUnit.DAY: {"fi": "pv", "nb": "dg.", "pl": "dni", "en": "days"},
    ExpiryUnit.MONTH: {"fi": "kk", "nb": "md.", "pl": "mies.", "en": "months"},
}
"""For more than one; one is said in full."""
_TO_THE_END: Mapping[ExpiryUnit, Form] = {
    ExpiryUnit.MONTH_END: {
        "en": "{words}, to the end of the month",
        "fi": "{words}, kuukauden loppuun",
        "nb": "{words}, ut måneden",
        "pl": "{words}, do końca miesiąca",
    },
    ExpiryUnit.YEAR_END: {
        "en": "{words}, to the end of the year",
        "fi": "{words}, vuoden loppuun",
        "nb": "{words}, ut året",
        "pl": "{words}, do końca roku",
    },
}
_SAME_END: Mapping[ExpiryUnit, Form] = {
    ExpiryUnit.MONTH_END: {
        "en": "to the end of the same month",
        "fi": "saman kuukauden loppuun",
        "nb": "ut samme måned",
        "pl": "do końca tego samego miesiąca",
    },
    ExpiryUnit.YEAR_END: {
        "en": "to the end of the same year",
        "fi": "saman vuoden loppuun",
        "nb": "ut samme år",
        "pl": "do końca tego samego roku",
    },
}
"""Where nothing is counted: the stamp's own month or year."""
_SAME: Mapping[ExpiryBasis, Form] = {
    ExpiryBasis.EACH: {
        "en": "Each stamp is good {time}",
        "fi": "Leima on voimassa {time}",
        "nb": "Hvert stempel gjelder {time}",
        "pl": "Pieczątka ważna {time}",
    },
    ExpiryBasis.FIRST: {
        "en": "The card is good from the first stamp {time}",
        "fi": "Kortti on voimassa ensimmäisestä leimasta {time}",
        "nb": "Kortet gjelder fra første stempel {time}",
        "pl": "Karta ważna od pierwszej pieczątki {time}",
    },
    ExpiryBasis.LAST: {
        "en": "The card is good from the last stamp {time}",
        "fi": "Kortti on voimassa viimeisestä leimasta {time}",
        "nb": "Kortet gjelder fra siste stempel {time}",
        "pl": "Karta ważna od ostatniej pieczątki {time}",
    },
}
_REWARD: Form = {
    "en": "A reward is good for {time}",
    "fi": "Palkinto on voimassa {time}",
    "nb": "En belønning gjelder i {time}",
    "pl": "Nagroda ważna {time}",
}
_REWARD_BRIEF: Form = {
    "en": "rewards for {time}",
    "fi": "palkinto {time}",
    "nb": "belønning i {time}",
    "pl": "nagroda {time}",
}


def since(year: int, language: str) -> str:
    """Say since when somebody is a customer."""
    return _in(_SINCE, language).format(year=year)


def through(day: date, language: str, country: str = "") -> str:
    """Say up to which day, that day included, the card is good."""
    return _in(_THROUGH, language).format(date=long_date(day, language, country))


def promise(prize: Prize, language: str) -> str:
    """Say what so many stamps bring."""
    return f"{_counted(prize.at_stamp, _STAMPS, language)}: {_given(prize)}"


def promises(terms: Terms, language: str, *, brief: bool = False) -> str:
    """Say what the stamps bring, the smaller reward first; ``brief``: stamps are named once."""
    main, early = promise(terms.reward, language), terms.interim
    if early is None or not early.name.strip():
        return main
    first = promise(early, language)
    return f"{first}, {terms.reward.at_stamp}: {_given(terms.reward)}" if brief else f"{_sentence(first)} {main}"


def earning(terms: Terms, language: str, country: str) -> str:
    """Say what a stamp is given for."""
    amount = money_text(terms.per_cents, language, country, brief=True)
    rule = _in(_EARNING[terms.unit], language).format(amount=amount)
    if terms.unit is Unit.AMOUNT or not terms.least_cents:
        return rule
    least = money_text(terms.least_cents, language, country, brief=True)
    return _in(_LEAST, language).format(rule=rule, amount=least)


def good_for(
    terms: Terms, language: str, country: str, until: date | None, *, rewards: bool = True, brief: bool = False
) -> str:
    """Say how long stamps and ``rewards`` are good; empty where nothing expires.

    ``until`` is the last good day of the card where it is known.
    """
    days = terms.reward_days if rewards else 0
    stamps = through(until, language, country) if until else _lasting(terms.expiry, language, brief=brief)
    reward = _in(_REWARD_BRIEF if brief and stamps else _REWARD, language)
    unit = ExpiryUnit.DAY
    words = reward.format(time=_span(days, unit, language, brief=brief)) if days else ""
    parts = [part for part in (stamps, words) if part]
    return ", ".join(parts) if brief else " ".join(_sentence(part) for part in parts)


def _lasting(expiry: Expiry, language: str, *, brief: bool) -> str:
    """Say how long stamps are good; empty where they never expire, or to a day of the calendar."""
    if expiry.basis not in _LASTING:
        return ""
    if not expiry.count and expiry.unit in _SAME_END:
        return _in(_SAME[expiry.basis], language).format(time=_in(_SAME_END[expiry.unit], language))
    forms = (_LASTING_BRIEF if brief else _LASTING)[expiry.basis]
    words = _in(forms, language).format(time=_span(expiry.count, expiry.unit, language, brief=brief))
    ends = _TO_THE_END.get(expiry.unit)
    return _in(ends, language).format(words=words) if ends else words


def _span(count: int, unit: ExpiryUnit, language: str, *, brief: bool) -> str:
    short = _BRIEF_SPANS.get(unit) if brief and count > 1 else None
    return f"{count}{_NBSP}{_in(short, language)}" if short else _counted(count, _SPANS[unit], language)


def _given(prize: Prize) -> str:
    return f"{prize.name.strip()} × {prize.uses}" if prize.uses > 1 else prize.name.strip()


def _sentence(words: str) -> str:
    return words if words.endswith(STOPS) else f"{words}."


def _in(forms: Form, language: str) -> str:
    return forms.get(language, forms["en"])


def _counted(count: int, nouns: Counted, language: str) -> str:
    one, few, many = nouns.get(language, nouns["en"])
    if count == 1:
        return f"{count}{_NBSP}{one}"
    is_few = 2 <= count % 10 <= 4 and count % 100 not in _TEENS
    return f"{count}{_NBSP}{few if is_few else many}"
