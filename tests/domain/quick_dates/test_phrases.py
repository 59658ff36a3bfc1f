"""What people type at a counter, in four languages: the words as designed and many of their kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from smallcrm.domain.quick_dates import Asking, Found, read

NOW = datetime(2026, 11, 20, 10, 0)
CLOSED = {
    "en": "2026-12-25 2026-12-26 2026-12-28 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-12-25",
    "fi": """
        2026-12-24 2026-12-25 2026-12-26 2027-01-01 2027-01-06 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-06-25
        2027-06-26 2027-11-06 2027-12-06 2027-12-24 2027-12-25
    """,
    "nb": """
        2026-12-25 2026-12-26 2027-01-01 2027-03-25 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-12-25
    """,
    "pl": """
        2026-12-24 2026-12-25 2026-12-26 2027-01-01 2027-01-06 2027-03-29 2027-05-01 2027-05-03 2027-05-27 2027-11-01
        2027-11-11 2027-12-24 2027-12-25
    """,
}
"""The national holidays that fall on a weekday."""
FRAMES = {
    "en": ("Thank you for coming! Call Anna {}.", "She loves orchids. Call her {} about the wedding", "- call {}!"),
    "fi": ("Kiitos käynnistä! Soita Annalle {}.", "Pitää orkideoista. Soita hänelle {} asiasta", "- soita {}!"),
    "nb": ("Takk for besøket! Ring Anna {}.", "Liker orkideer. Ring henne {} om bryllupet", "- ring {}!"),
    "pl": ("Miła rozmowa! Zadzwonić {}.", "Lubi storczyki. Zadzwonić {} w sprawie tortu", "- zadzwonić {}!"),
}


def is_open(language: str) -> Callable[[date], bool]:
    closed = {date.fromisoformat(day) for day in CLOSED[language].split()}
    return lambda day: day.weekday() != 6 and day not in closed


def table() -> Iterator[tuple[str, str, str]]:
    for language in CLOSED:
        for line in (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                phrase, _, wanted = line.rpartition(" | ")
                yield language, phrase, wanted


def told(text: str, language: str) -> str:
    found = read(text, language, NOW, is_open(language))
    if isinstance(found, Asking):
        return " ".join(["ask", *(str(choice.day) for choice in found.choices)])
    if found is None:
        return "none"
    return str(found.day) + (f" {found.time:%H:%M}" if found.time else "")


TABLE = list(table())


@pytest.mark.parametrize("language", CLOSED)
def test_phrases(language: str) -> None:
    told_by = [(phrase, wanted, told(phrase, language)) for spoken, phrase, wanted in TABLE if spoken == language]
    assert len(told_by) > 300
    assert [row for row in told_by if row[1] != row[2]] == []


def test_capitals_and_the_way_accents_are_stored_do_not_matter() -> None:
    others = [
        (language, typed, wanted)
        for language, phrase, wanted in TABLE
        for typed in (unicodedata.normalize("NFD", phrase), phrase.replace(" ", "\u00a0"), f"  {phrase}  ")
        if told(typed, language) != wanted
    ]
    assert others == []
    big = [p for p in TABLE if p[2] != "none" and told(p[1].upper(), p[0]) != p[2]]
    assert big == []


def test_inside_a_sentence_it_is_the_same_day() -> None:
    whole = {word for _, phrase, _ in TABLE for word in [phrase] if ". " in phrase or "," in phrase}
    wrong = [
        (language, frame.format(phrase), told(frame.format(phrase), language), wanted)
        for language, phrase, wanted in TABLE
        if wanted != "none" and phrase not in whole and phrase[0].islower()
        for frame in FRAMES[language]
        if told(frame.format(phrase), language) != wanted
    ]
    assert wrong == []


def test_a_note_without_a_date_stays_one_after_another_sentence() -> None:
    before = {"en": "Likes tea.", "fi": "Pitää teestä.", "nb": "Liker te.", "pl": "Lubi herbatę."}
    wrong = [
        (language, phrase, told(f"{before[language]} {phrase}", language))
        for language, phrase, wanted in TABLE
        if wanted == "none" and told(f"{before[language]} {phrase}", language) != "none"
    ]
    assert wrong == []


def test_the_span_is_what_was_understood() -> None:
    text = "😀 Soita Liisalle ti 24.11. klo 14 lahjasta"
    found = read(text, "fi", NOW, is_open("fi"))
    assert isinstance(found, Found)
    assert text[found.start : found.end] == "ti 24.11. klo 14"
    stored = unicodedata.normalize("NFD", "Äiti pitää ruusuista. Soita hänelle tänään klo 15!")
    found = read(stored, "fi", NOW, is_open("fi"))
    assert isinstance(found, Found)
    assert unicodedata.normalize("NFC", stored[found.start : found.end]) == "tänään klo 15"


def test_exact_days_are_kept_and_the_chip_warns() -> None:
    found = read("17. mai", "nb", NOW, is_open("nb"))
    assert isinstance(found, Found)
    assert (found.day, found.closed, found.show_year) == (date(2027, 5, 17), True, False)
    found = read("om en måned", "nb", NOW, is_open("nb"))
    assert isinstance(found, Found)
    assert (found.day, found.closed) == (date(2026, 12, 20), True)


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("tidlig i november", "nb", True),
        ("5.1.2028", "fi", True),
        ("5.1.2027", "fi", False),
        ("early January", "en", False),
        ("29 February", "en", True),
        ("18 November", "en", True),
        ("w październiku", "pl", False),
        ("za rok", "pl", True),
    ],
)
def test_a_far_day_shows_its_year(text: str, language: str, shown: bool) -> None:
    found = read(text, language, NOW, is_open(language))
    assert isinstance(found, Found)
    assert found.show_year is shown


@pytest.mark.parametrize(
    ("text", "language", "more"),
    [
        ("Call on Monday, and again on Thursday", "en", True),
        ("soita maanantaina klo 9 ja tiistaina", "fi", True),
        ("ring på mandag\nog igjen 3. desember", "nb", True),
        ("w piątek 27.11 o 14", "pl", False),
        ("jutro, nie za tydzień", "pl", True),
        ("ring Kari på tirsdag etter fire", "nb", False),
        ("torstaina, viime viikolla kävi", "fi", False),
    ],
)
def test_another_date_in_the_text_is_told(text: str, language: str, more: bool) -> None:
    found = read(text, language, NOW, is_open(language))
    assert isinstance(found, Found)
    assert found.more is more


def test_a_phrase_stays_on_its_line() -> None:
    assert told("om tre\nuker", "nb") == "none"
    assert told("call Friday\nat 4", "en") == "2026-11-27"


def test_the_first_date_of_a_shop_in_the_us_has_the_month_first() -> None:
    found = read("call on 1/5", "en", NOW, is_open("en"), month_first=True)
    assert isinstance(found, Found)
    assert found.day == date(2027, 1, 5)
    found = read("call on 11/24", "en", NOW, is_open("en"), month_first=True)
    assert isinstance(found, Found)
    assert found.day == date(2026, 11, 24)
