"""Small files in every encoding that a shop's computer may have made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.exchange.tables.encoding import decode

FINNISH = "Sukunimi;Etunimi;Katuosoite\r\nMäkelä;Päivi;Hämeenkatu 3\r\nÖberg;Åke;Pyhäjärventie 7\r\n"
NORWEGIAN = "Etternavn;Fornavn;Adresse\r\nSæther;Bjørn;Storgata 4\r\nØstby;Åse;Blåbærveien 9\r\n"
POLISH = "Imię i nazwisko;Ulica;Miasto\r\nŁukasz Żółć;Świętokrzyska 3;Gdańsk\r\nAgnieszka Dąbrowska;Źródlana 1;Łódź\r\n"

CASES = [
    (text, page)
    for text, pages in (
        (FINNISH, ("cp1252", "cp850", "cp437", "mac_roman", "iso-8859-1")),
        (NORWEGIAN, ("cp1252", "cp850", "cp865", "mac_roman", "iso-8859-1")),
        (POLISH, ("cp1250", "iso-8859-2", "cp852", "mac_latin2")),
    )
    for page in pages
]


@pytest.mark.parametrize(("text", "page"), CASES)
def test_letters_come_out_right(text: str, page: str) -> None:
    assert decode(text.encode(page))[0] == text


@pytest.mark.parametrize("text", [FINNISH, NORWEGIAN, POLISH])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Nimi\nPäivi Niemi\n", "cp1252"),
        ("Nimi\nVäinö\n", "cp850"),
        ("NIMI\nHÄMÄLÄINEN PÄIVI\n", "cp1252"),
        ("Navn\nKari Sæther\n", "cp1252"),
        ("Navn\nBjørg Lie\n", "cp1252"),
        ("Navn\nÅse Dahl\n", "cp1252"),
        ("Navn\nPål Bråten\n", "cp850"),
        ("Nazwisko\nZając\n", "cp1250"),
        ("Imie;Nazwisko\nJan;Ćwik\n", "cp1250"),
        ("Nazwisko\nKowalski Paweł\n", "cp1250"),
        ("Nazwisko\nWójcik\n", "cp1250"),
        ("Nazwisko\nDąb\n", "iso-8859-2"),
        ("Nazwisko;Miasto\nWiśniewska;Łódź\n", "iso-8859-2"),
        ("Nazwisko\nGołąb\n", "cp852"),
        ("Name;Price\nRené;12 €\n", "cp1252"),
        ("Name;Note\nO’Brien;likes “blue”\n", "cp1252"),
        ("Name\nMüller\n", "cp1252"),
        ("Name\nJosé Núñez\n", "cp1252"),
        ("Puhelin;Nimi\n040\u00a0123\u00a04567;Mäki\n", "cp1252"),
    ],
)
def test_a_single_name_is_enough(text: str, page: str) -> None:
    assert decode(text.encode(page))[0] == text


def test_one_pasted_row_does_not_spoil_a_utf8_file() -> None:
    data = FINNISH.encode() + "Päivi;Mäki;x\r\n".encode("cp1252") + FINNISH.encode()
    assert decode(data)[0] == FINNISH + "Päivi;Mäki;x\r\n" + FINNISH


def test_letters_encoded_twice_are_put_right() -> None:
    twice = FINNISH.encode().decode("cp1252").encode()
    assert decode(twice)[0] == FINNISH


def test_bytes_that_windows_leaves_free_are_kept() -> None:
    assert decode(b"Nimi\nP\xe4ivi M\xe4kel\xe4\nx \x81 y\n")[0] == "Nimi\nPäivi Mäkelä\nx \x81 y\n"


@given(st.binary(max_size=300))
def test_any_bytes_give_some_text(data: bytes) -> None:
    text, name = decode(data)
    assert isinstance(text, str)
    assert name
    text.encode()


@given(st.text(alphabet="äöåæøąćęłńóśźżabckz;\n ", max_size=80))
def test_utf8_is_never_doubted(text: str) -> None:
    assert decode(text.encode())[0] == text
