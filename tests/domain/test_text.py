"""Words as people look for them, and the order of the alphabets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.text import (
    apart,
    beside,
    digits,
    fold,
    plain_line,
    plain_lines,
    sort_key,
    storable,
    variants,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Äijä", "lukasz aija"),
        ("ØYVIND", "oyvind"),
        ("Ærø Œuvre", "aero oeuvre"),
        ("Straße", "strasse"),
        ("Đorđe Þór ðŧħŋı", "dorde thor dthni"),
        ("ｆｕｌｌ №", "full no"),
        ("e\u0301", "e"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O'Brien-Smith, J.", ["obrien", "smith", "j"]),
        ("O’Brien d`Arc", ["obrien", "darc"]),
        ("a_b__c", ["a", "b", "c"]),
        ("  ", []),
        ("漢字 عربى", ["漢字", "عربى"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "some", "never"),
    [
        ("Ålesund", {"alesund", "aalesund"}, set()),
        ("Aalesund", {"aalesund"}, {"alesund"}),
        ("Äijä", {"aija", "aeijae"}, {"aijae"}),
        ("Søren Sæther", {"soren", "soeren", "saether", "sather"}, set()),
        ("Müller", {"muller", "mueller"}, set()),
        ("O'Brien", {"obrien", "o", "brien"}, set()),
        ("Maarit", {"maarit"}, {"marit"}),
        ("Joel", {"joel"}, {"jol"}),
        ("", set(), {""}),
    ],
)
def test_variants(text: str, some: set[str], never: set[str]) -> None:
    found = variants(text)
    assert some <= found
    assert not never & found


def test_many_special_letters_do_not_make_thousands_of_words() -> None:
    assert len(variants("åäöøæü" * 4)) <= 64


@given(st.text())
def test_what_is_typed_is_among_the_variants_of_what_is_stored(text: str) -> None:
    assert set(words(text)) <= variants(text)


@pytest.mark.parametrize(
    ("text", "kept"), [("a\0b", "ab"), ("\udc80x\ud800", "x"), ("Åsa 😀", "Åsa 😀"), ("", ""), ("\t\n", "\t\n")]
)
def test_storable(text: str, kept: str) -> None:
    assert storable(text) == kept
    kept.encode("utf-8")


def test_digits() -> None:
    assert digits("+358 (0)40-123 ٣ ²") == "358040123"


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Aaron", "Åke", "Anna", "Ärje", "Bea", "Łukasz", "Maria", "Zoe"]),
        ("fi", ["Aalto", "Bea", "Valo", "Wirta", "Zoe", "Åke", "Äijä", "Öhman"]),
        ("nb", ["Aase", "Bea", "Zoe", "Ærlig", "Ødegård", "Åse"]),
        ("pl", ["Adam", "Ąbc", "Cezary", "Ćma", "Lech", "Łukasz", "Marek", "Ola", "Ósmy", "Zenon", "Źrebak", "Żaba"]),
        ("nb", ["Zoe", "Äijä", "Ærn", "Öb", "Øc"]),
        ("fi", ["Zoe", "Æa", "Äb", "Øa", "Öb"]),
        ("sv", ["Anna", "Bea"]),
        ("fi", ["2 Veljeä", "Anna", "Жанна", "漢字"]),
        ("fi", ["Anna", "Anna Maria", "Anna-Sofia", "Annala"]),
    ],
)
def test_lists_are_in_the_order_of_the_language(language: str, ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda n: sort_key(n, language)) == ordered


def test_equal_base_letters_are_told_apart_and_case_is_not() -> None:
    assert sort_key("andre", "en") != sort_key("André", "en")
    assert sort_key(" Anna ", "fi") == sort_key("anna", "fi")
    assert sort_key("*Anna", "fi") < sort_key("Anni", "fi")


@given(st.lists(st.text(), max_size=6), st.sampled_from(["en", "fi", "nb", "pl", "xx"]))
def test_any_text_has_a_place(names: list[str], language: str) -> None:
    keys = [sort_key(n, language) for n in names]
    assert sorted(keys) == [sort_key(n, language) for n in sorted(names, key=lambda n: sort_key(n, language))]
    assert all(("\x01" in k) for k in keys)


@pytest.mark.parametrize(("text", "kept"), [("Anna 601 234", True), ("", True), ("a \u202ebc", False), ("שלום", False)])
def test_words_from_right_to_left_turn_nothing_beside_them(text: str, kept: bool) -> None:
    assert apart(text) == (text if kept else f"\u2068{text}\u2069")


def test_parts_in_one_line_stay_where_they_are() -> None:
    assert beside("", "Anna", "601 234") == "Anna · 601 234"
    assert beside("a \u202ebc", "601 234") == "\u2068a \u202ebc\u2069 · 601 234"


@given(st.text())
def test_a_name_that_shows_as_it_is(text: str) -> None:
    shown = plain_line(text)
    assert plain_line(shown) == shown == shown.strip()
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not any(unicodedata.category(c) in hidden or c in "\u202e\u2066\u200b\ufeff" for c in shown)
    kept = [c for c in text if c.isalnum()]
    assert [c for c in shown if c.isalnum()] == kept
    assert plain_lines(plain_lines(text)) == plain_lines(text)


@pytest.mark.parametrize("text", ["Anna  Maria", "Kari\tMoe", "Kari\r\nMoe"])
def test_a_name_stands_in_one_line_with_single_spaces(text: str) -> None:
    assert len(plain_line(text).split(" ")) == 2


def test_joiners_stay_and_lines_of_a_text_too() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert plain_line(family) == family
    assert plain_line("\u200d \u200c") == ""
    assert plain_lines("a\r\n  b\x07\u202e \n\nc\n") == "a\n  b\n\nc"
