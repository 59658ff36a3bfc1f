"""Words, dates and numbers follow the language that is spoken at the moment of asking."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from smallcrm import i18n, paths

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"

msgid "Print by {{date}}"
msgstr "{by} {{date}}"

msgctxt "button"
msgid "Print"
msgstr "{print}"

msgid "{{n}} customer"
msgid_plural "{{n}} customers"
{forms}
"""
POLISH = PO.format(
    language="pl",
    plural="nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    by="Wydrukuj do",
    print="Drukuj",
    forms='msgstr[0] "{n} klient"\nmsgstr[1] "{n} klientów"\nmsgstr[2] "{n} klientów!"',
)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder of catalogues with a Polish source and nothing compiled."""
    source = tmp_path / "translations" / "pl" / "LC_MESSAGES" / "smallcrm.po"
    source.parent.mkdir(parents=True)
    source.write_text(POLISH, encoding="utf-8")
    monkeypatch.setattr(paths, "_root", lambda: tmp_path)
    i18n._load.cache_clear()
    yield source
    i18n._load.cache_clear()  # what is read here is nobody else's language


def test_english_is_what_stands_in_the_source() -> None:
    assert i18n._("Print by {date}") == "Print by {date}"
    assert i18n.ngettext("one", "many", 1) == "one"
    assert i18n.ngettext("one", "many", 0) == "many"
    assert i18n.pgettext("button", "Print") == "Print"


def test_a_checkout_reads_the_source_when_nothing_is_compiled(checkout: Path) -> None:
    assert checkout.is_file()
    i18n.set_language("pl")
    assert i18n._("Print by {date}") == "Wydrukuj do {date}"
    assert i18n.pgettext("button", "Print") == "Drukuj"
    assert i18n._("Print") == "Print"


def test_plurals_come_from_the_header_of_the_catalogue(checkout: Path) -> None:
    assert checkout.is_file()
    i18n.set_language("pl")
    forms = [i18n.ngettext("{n} customer", "{n} customers", n) for n in (1, 2, 5, 22, 112)]
    assert forms == ["{n} klient", "{n} klientów", "{n} klientów!", "{n} klientów", "{n} klientów!"]


def test_a_checkout_never_runs_on_a_stale_catalogue(checkout: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = checkout.with_suffix(".mo")
    with checkout.open("rb") as source, compiled.open("wb") as out:
        write_mo(out, read_po(source))
    i18n.set_language("pl")
    assert i18n._("Print by {date}") == "Wydrukuj do {date}"
    checkout.write_text(POLISH.replace("Wydrukuj", "Drukuj"), encoding="utf-8")
    os.utime(compiled, (1, 1))
    i18n._load.cache_clear()
    assert i18n._("Print by {date}") == "Drukuj do {date}"


def test_a_language_without_catalogue_speaks_english(checkout: Path) -> None:
    assert checkout.is_file()
    i18n.set_language("fi")
    assert i18n._("Print") == "Print"


def test_unknown_languages_speak_english() -> None:
    i18n.set_language("tlh")
    assert i18n.language() == "en"
    assert i18n.format_date(date(2027, 5, 6), "long") == "6 May 2027"


def test_the_language_is_asked_for_at_call_time() -> None:
    day = date(2027, 5, 6)
    said = []
    for code in i18n.LANGUAGES:
        i18n.set_language(code)
        said.append(i18n.format_date(day, "long"))
    assert said == ["6 May 2027", "6. toukokuuta 2027", "6. mai 2027", "6 maja 2027"]


def test_dates_of_every_form() -> None:
    day = date(2027, 5, 6)
    i18n.set_language("pl")
    assert i18n.format_date(day, "short") == "6.05.2027"
    assert i18n.format_date(day) == "6.05.2027"
    assert i18n.format_date(day, "day_month") == "6 maja"
    assert i18n.format_date(day, "weekday") == "czwartek"
    i18n.set_language("fi")
    assert i18n.format_date(day, "weekday") == "torstai"
    assert i18n.format_date(day, "weekday_and_day") == "to 6.5."
    i18n.set_language("en", "US")
    assert i18n.format_date(day, "day_month") == "May 6"


def test_numbers_keep_their_places() -> None:
    i18n.set_language("nb")
    assert i18n.format_number(1234.5, 2) == "1\u00a0234,50"
    i18n.set_language("en")
    assert i18n.format_number(20000) == "20,000"


def test_countries_are_named_in_any_language() -> None:
    assert i18n.country_name("no") == "Norway"
    assert i18n.country_name("PL", "fi") == "Puola"
    assert i18n.country_name("??") == "??"


@pytest.mark.parametrize("text", ["OK", "Print by {date}", "Import a list", "Nobody’s birthday comes this week"])
def test_the_pseudo_language_is_forty_per_cent_longer_and_keeps_its_fields(text: str) -> None:
    i18n.set_language("pseudo")
    longer = i18n._(text)
    assert longer.startswith(text)
    assert longer.format(date="X").startswith(text.format(date="X"))
    letters = len(text.replace("{date}", ""))
    assert 0.3 * letters <= len(longer) - len(text) <= 0.4 * letters + 1
    assert i18n._("") == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "nn_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "sv:pl:en"}, "pl"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "pl"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == expected


@pytest.mark.parametrize(("language", "shown"), [("en", "09:42"), ("fi", "9.42"), ("nb", "09:42"), ("pl", "09:42")])
def test_times_as_people_write_them(language: str, shown: str) -> None:
    i18n.set_language(language)
    assert i18n.format_time(datetime(2027, 5, 6, 9, 42)) == shown


def test_a_language_in_a_phrase_is_written_as_its_speakers_do() -> None:
    named = {code: i18n.language_name(code) for code in (*i18n.LANGUAGES, "xx")}
    assert named == {"en": "English", "fi": "suomi", "nb": "norsk bokmål", "pl": "polski", "xx": ""}


def test_time_zones_are_called_by_their_city_those_of_the_country_first() -> None:
    i18n.set_language("nb", "FI")
    found = i18n.zones("FI")
    assert next(iter(found)) == "Europe/Helsinki"
    assert found["Europe/Helsinki"] == "Helsingfors"
    assert {"Europe/Oslo", "Europe/Warsaw", "Europe/London"} <= set(found)
    assert len(i18n.zones("US")) > 20
    assert "Europe/Oslo" in i18n.zones("XX")


@pytest.mark.parametrize(
    ("language", "week", "over"),
    [
        ("en", "16–22 Nov", "30 Nov – 6 Dec"),
        ("fi", "16.–22.11.", "30.11.–6.12."),
        ("nb", "16.–22. nov.", "30. nov.–6. des."),
        ("pl", "16–22.11", "30.11–6.12"),
    ],
)
def test_a_period_is_written_as_people_write_it(language: str, week: str, over: str) -> None:
    i18n.set_language(language)
    said = [
        i18n.format_period(date(2026, 11, 16), date(2026, 11, 22)),
        i18n.format_period(date(2026, 11, 30), date(2026, 12, 6)),
    ]
    assert [" ".join(one.split()) for one in said] == [week, over]


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_dated_period_says_each_year_once_where_it_is_one(language: str) -> None:
    i18n.set_language(language)
    one = i18n.format_dated_period(date(2026, 11, 30), date(2026, 12, 6))
    two = i18n.format_dated_period(date(2026, 12, 28), date(2027, 1, 3))
    assert one.count("2026") == 1
    assert (two.count("2026"), two.count("2027")) == (1, 1)
