"""Every month, weekday, hour and number of the four languages in each of its forms, counted here anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from smallcrm.domain.quick_dates import Found, read


def several(text: str) -> list[str]:
    """Return what stands between the bars."""
    return text.split("|")


TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10)

FI_MONTHS = several("tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu")
NB_MONTHS = several("januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember")
PL_GEN = several("stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia")
PL_LOC = several("styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu")
EN_MONTHS = several("January|February|March|April|May|June|July|August|September|October|November|December")
MONTH_FORMS = {
    5: {
        "fi": several("{}kuun alussa|{}kuun alkupuolella|alku{}kuusta|alku{}kuussa|heti {}kuun alussa|alku{}kuuksi"),
        "nb": several("tidlig i {}|i begynnelsen av {}|primo {}|i starten av {}|begynnelsen av {}"),
        "pl": several("na początku {}|z początkiem {}|początek {}"),
        "en": several("early {}|early in {}|in early {}|the beginning of {}|at the start of {}|beginning of {}"),
    },
    15: {
        "fi": several("{}kuun puolivälissä|{}kuun puolessavälissä|{}kuun keskivaiheilla"),
        "nb": several("midt i {}|i midten av {}|medio {}|midten av {}"),
        "pl": several("w połowie {}|około połowy {}|do połowy {}"),
        "en": several("mid {}|mid-{}|in mid-{}|the middle of {}|in the middle of {}"),
    },
    25: {
        "fi": several("{}kuun lopussa|{}kuun lopulla|{}kuun loppupuolella|loppu{}kuusta|loppu{}kuussa"),
        "nb": several("i slutten av {}|sent i {}|ultimo {}|mot slutten av {}|slutten av {}"),
        "pl": several("pod koniec {}|z końcem {}|na koniec {}|końcówka {}"),
        "en": several("late {}|late in {}|in late {}|the end of {}|at the end of {}|towards the end of {}"),
    },
}
MONTHS = {"fi": FI_MONTHS, "nb": NB_MONTHS, "pl": PL_GEN, "en": EN_MONTHS}
DAY_FORMS = {
    "fi": several("{d}. {m}kuuta|{d} {m}kuuta|{m}kuun {d}. päivä|{m}kuun {d}. päivänä|{d}. {m}kuuta mennessä"),
    "nb": several("{d}. {m}|{d} {m}|den {d}. {m}|innen {d}. {m}|{d}. {m} 2027"),
    "pl": several("{d} {m}|dnia {d} {m}|do {d} {m}|{d}. {m}|{d} {m} 2027 r.|od {d} {m}"),
    "en": several("{d} {m}|{m} {d}|on {d} {m}|the {d}th of {m}|{m} {d}th|by {d} {m}|{m} {d}, 2027"),
}
FI_DAYS = several("maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai")
WEEKDAYS = {
    "fi": [
        [d + "na" for d in FI_DAYS],
        several("maanantaihin|tiistaihin|keskiviikkoon|torstaihin|perjantaihin|lauantaihin|sunnuntaihin"),
        several("maanantaiksi|tiistaiksi|keskiviikoksi|torstaiksi|perjantaiksi|lauantaiksi|sunnuntaiksi"),
        [f"nyt {d}na" for d in FI_DAYS],
        [f"viimeistään {d}na" for d in FI_DAYS],
    ],
    "nb": [
        [form.format(d) for d in several("mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag")]
        for form in ("{}", "på {}", "nå på {}", "førstkommende {}", "kommende {}", "til {}", "innen {}", "senest {}")
    ],
    "pl": [
        several("w poniedziałek|we wtorek|w środę|w czwartek|w piątek|w sobotę|w niedzielę"),
        [f"do {d}" for d in several("poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli")],
        [f"na {d}" for d in several("poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę")],
        several("w pon.|we wt.|w śr.|w czw.|w pt.|w sob.|w niedz."),
        [f"najpóźniej w {d}" for d in several("poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę")],
    ],
    "en": [
        [form.format(d) for d in several("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")]
        for form in ("{}", "on {}", "by {}", "this {}", "this coming {}", "until {}", "for {}")
    ],
}
HOURS = {
    "fi": [
        f"huomenna {h}"
        for h in several(
            "yhdeltä|kahdelta|kolmelta|neljältä|viideltä|kuudelta|seitsemältä|kahdeksalta|"
            "yhdeksältä|kymmeneltä|yhdeltätoista|kahdeltatoista"
        )
    ],
    "nb": [f"i morgen klokka {h}" for h in several("ett|to|tre|fire|fem|seks|sju|åtte|ni|ti|elleve|tolv")],
    "pl": [
        f"jutro o {h}"
        for h in several(
            "pierwszej|drugiej|trzeciej|czwartej|piątej|szóstej|siódmej|ósmej|dziewiątej|dziesiątej|jedenastej|"
            "dwunastej|trzynastej|czternastej|piętnastej|szesnastej|"
            "siedemnastej|osiemnastej|dziewiętnastej|dwudziestej"
        )
    ],
    "en": [f"tomorrow at {h}" for h in several("one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")],
}
NUMBERS = {
    "fi": [
        f"{n} päivän päästä"
        for n in several("yhden|kahden|kolmen|neljän|viiden|kuuden|seitsemän|kahdeksan|yhdeksän|kymmenen")
    ],
    "nb": [f"om {n}" for n in several("en_dag|to_dager|tre_dager|fire_dager|fem_dager|seks_dager|sju_dager")],
    "pl": [f"za {n} dni" for n in several("1|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć")],
    "en": [f"in {n} days" for n in several("one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")],
}


def always(_day: date) -> bool:
    return True


def day_of(text: str, language: str) -> date | None:
    found = read(text, language, NOW, always)
    return found.day if isinstance(found, Found) else None


def coming(month: int, day: int) -> date:
    this_year = date(2026, month, day)
    return this_year if this_year >= TODAY else this_year.replace(year=2027)


def months() -> Iterator[tuple[str, str, date]]:
    for day, languages in MONTH_FORMS.items():
        for language, forms in languages.items():
            for number, month in enumerate(MONTHS[language], 1):
                yield from ((language, form.format(*[month] * form.count("{}")), coming(number, day)) for form in forms)
    for language, days in DAY_FORMS.items():
        for number, month in enumerate(MONTHS[language], 1):
            for form in days:
                wanted = date(2027, number, 17) if "2027" in form else coming(number, 17)
                yield language, form.format(d=17, m=month), wanted
    for number, month in enumerate(PL_LOC, 1):
        yield "pl", f"{'we' if month.startswith('wrz') else 'w'} {month}", coming(number, 5)
    for number, month in enumerate(FI_MONTHS, 1):
        yield "fi", f"{month}kuussa", coming(number, 1)


def test_every_month() -> None:
    assert [(text, wanted) for language, text, wanted in months() if day_of(text, language) != wanted] == []


@pytest.mark.parametrize("language", WEEKDAYS)
def test_every_weekday(language: str) -> None:
    wrong = [
        text
        for forms in WEEKDAYS[language]
        for weekday, text in enumerate(forms)
        if day_of(text, language) != TODAY + timedelta(days=(weekday - TODAY.weekday() - 1) % 7 + 1)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", HOURS)
def test_every_hour(language: str) -> None:
    last_of_afternoon = 6 if language == "pl" else 7
    for hour, text in enumerate(HOURS[language], 1):
        found = read(text, language, NOW, always)
        assert isinstance(found, Found)
        assert found.time == time(hour + 12 if hour <= last_of_afternoon else hour), text


@pytest.mark.parametrize("language", NUMBERS)
def test_every_number(language: str) -> None:
    for number, text in enumerate(NUMBERS[language], 1):
        assert day_of(text.replace("_", " "), language) == TODAY + timedelta(days=number), text


@pytest.mark.parametrize(
    ("language", "half"),
    [
        ("fi", "huomenna puoli kahdelta|kolmelta|neljältä|viideltä|kuudelta|seitsemältä"),
        ("nb", "i morgen halv to|tre|fire|fem|seks|sju"),
        ("pl", "jutro o wpół do drugiej|trzeciej|czwartej|piątej|szóstej|siódmej"),
    ],
)
def test_half_an_hour_before_the_hour_that_is_named(language: str, half: str) -> None:
    start, _, first = half.partition("|")[0].rpartition(" ")
    for hour, word in enumerate([first, *half.split("|")[1:]], 2):
        found = read(f"{start} {word}", language, NOW, always)
        assert isinstance(found, Found)
        assert found.time == time(hour + 11, 30)
