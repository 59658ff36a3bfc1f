"""Single cells: names, phones, addresses, yes and no."""

from __future__ import annotations

import pytest

from smallcrm.domain.model import Kind, PostalAddress
from smallcrm.exchange.tables import values
from smallcrm.exchange.tables.places import CodeMender, split_address, split_town


@pytest.mark.parametrize(
    ("text", "said"),
    [("Kyllä", True), ("tak", True), ("JA", True), ("x", True), ("1", True), ("✓", True), ("TRUE", True),
     ("ei", False), ("Nei", False), ("nie", False), ("0", False), ("-", False), ("Fałsz", False),
     ("from 2019 on", None)],
)  # fmt: skip
def test_yes_or_no(text: str, said: bool | None) -> None:
    assert values.yes_or_no(text) is said


@pytest.mark.parametrize(
    ("text", "code"),
    [("suomi", "fi"), ("Finnish", "fi"), ("FI", "fi"), ("polski", "pl"), ("Polish (Poland)", "pl"), ("norsk", "nb"),
     ("Bokmål", "nb"), ("nb-NO", "nb"), ("English", "en"), ("angielski", "en"), ("ruotsi", ""), ("", "")],
)  # fmt: skip
def test_language(text: str, code: str) -> None:
    assert values.language(text) == code


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("040 123 4567 / 050 765 4321", ["040 123 4567", "050 765 4321"]),
        ("040-1234567, 050-7654321", ["040-1234567", "050-7654321"]),
        ("22 33 44 55; 912 34 567", ["22 33 44 55", "912 34 567"]),
        ("0401234567 tai 0507654321", ["0401234567", "0507654321"]),
        ("+48 601 234 567 ::: +48 58 301 22 33", ["+48 601 234 567", "+48 58 301 22 33"]),
        ("03/1234567", ["03/1234567"]),
        ("040 123 4567 (Matti)", ["040 123 4567"]),
        ("040 123 4567, ask for Matti", ["040 123 4567, ask for Matti"]),
    ],
)
def test_phones_in_one_cell(text: str, numbers: list[str]) -> None:
    assert values.split_phones(text) == numbers


@pytest.mark.parametrize(
    ("text", "home", "mended"),
    [("401234567", "FI", "0401234567"), ("358401234567", "FI", "+358401234567"), ("91234567", "NO", "91234567"),
     ("4791234567", "NO", "+4791234567"), ("601234567", "PL", "601234567"), ("48601234567", "PL", "+48601234567"),
     ("7700900123", "GB", "07700900123"), ("040 123", "FI", "040 123"), ("112", "FI", "112")],
)  # fmt: skip
def test_phone_that_was_a_number(text: str, home: str, mended: str) -> None:
    assert values.mend_phone(text, home) == mended


@pytest.mark.parametrize(
    ("text", "mails"),
    [("a@example.com; b@example.com", ["a@example.com", "b@example.com"]), ("Ann <a@example.com>", ["a@example.com"]),
     ("a@example.com", ["a@example.com"]), ("ask a@example.com or Bob", ["ask a@example.com or Bob"])],
)  # fmt: skip
def test_mails_in_one_cell(text: str, mails: list[str]) -> None:
    assert values.split_emails(text) == mails


@pytest.mark.parametrize(
    ("text", "family_first", "parts"),
    [
        ("Päivi Mäkelä", False, ("", "Päivi", "Mäkelä")),
        ("Anna Liisa Mäki-Petäjä", False, ("", "Anna Liisa", "Mäki-Petäjä")),
        ("Mäkelä, Päivi", False, ("", "Päivi", "Mäkelä")),
        ("Nowak Anna", False, ("", "Nowak", "Anna")),
        ("Nowak Anna", True, ("", "Anna", "Nowak")),
        ("von Essen Carl", True, ("", "Carl", "von Essen")),
        ("Carl von Essen", False, ("", "Carl", "von Essen")),
        ("dr hab. Łukasz Żak", False, ("dr hab.", "Łukasz", "Żak")),
        ("Mr Brown", False, ("Mr", "", "Brown")),
        ("Madonna", False, ("", "Madonna", "")),
    ],
)
def test_name_parts(text: str, family_first: bool, parts: tuple[str, str, str]) -> None:
    assert values.split_name(text, family_first=family_first) == parts


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Leipomo Öljymäki Oy", Kind.COMPANY), ("Brød AS", Kind.COMPANY), ("Żuk sp. z o.o.", Kind.COMPANY),
     ("Perhe Väisänen", Kind.HOUSEHOLD), ("Familien Lie", Kind.HOUSEHOLD), ("Anna i Jan Nowak", Kind.HOUSEHOLD),
     ("Ola & Kari Lie", Kind.HOUSEHOLD), ("Kari Lie", Kind.PERSON), ("Jaana Oynonen", Kind.PERSON)],
)  # fmt: skip
def test_kind_of_name(name: str, kind: str) -> None:
    assert values.name_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hämeenkatu 1 A 5, 33100 Tampere", PostalAddress("Hämeenkatu 1 A 5", "33100", "Tampere")),
        ("Hämeenkatu 1 A 5 33100 TAMPERE", PostalAddress("Hämeenkatu 1 A 5", "33100", "TAMPERE")),
        ("Mannerheimintie 2\n00100 Helsinki\nSuomi", PostalAddress("Mannerheimintie 2", "00100", "Helsinki", "", "FI")),
        ("ul. Długa 5/7, 80-831 Gdańsk", PostalAddress("ul. Długa 5/7", "80-831", "Gdańsk")),
        ("Storgata 4, 0155 Oslo", PostalAddress("Storgata 4", "0155", "Oslo")),
        ("Storgata 4, NO-0155 Oslo, Norge", PostalAddress("Storgata 4", "0155", "Oslo", "", "NO")),
        ("c/o Lie, Storgata 4, 0155 Oslo", PostalAddress("c/o Lie\nStorgata 4", "0155", "Oslo")),
        ("12 High Street, Leeds, LS1 4AP", PostalAddress("12 High Street", "LS1 4AP", "Leeds")),
        ("12 High Street, Leeds LS1 4AP", PostalAddress("12 High Street", "LS1 4AP", "Leeds")),
        ("100 Main St, Springfield, IL 62701", PostalAddress("100 Main St", "62701", "Springfield", "IL")),
        ("Kuusitie 3", None),
        ("Storgata 4 0155", None),
        ("Kuusitie 3, iso talo", None),
    ],
)
def test_address_in_one_cell(text: str, address: PostalAddress | None) -> None:
    assert split_address(text) == address


def test_town_with_code() -> None:
    assert split_town("33100 Tampere") == ("33100", "Tampere")
    assert split_town("Tampere") == ("", "Tampere")
    assert split_town("York YO1 7HH") == ("YO1 7HH", "York")


@pytest.mark.parametrize(
    ("codes", "home", "code", "country", "mended"),
    [
        (["100", "33100"], "FI", "100", "", "00100"),
        (["155", "5003"], "NO", "155", "", "0155"),
        (["155", "33100"], "NO", "155", "", "155"),
        (["8500"], "FI", "8500", "", "8500"),
        (["8500"], "GB", "100", "FI", "00100"),
        (["539", "80831"], "PL", "539", "", "00-539"),
        (["80831"], "PL", "80831", "", "80-831"),
        (["LS1 4AP"], "GB", "LS1 4AP", "", "LS1 4AP"),
    ],
)
def test_zeros_come_back_only_where_certain(codes: list[str], home: str, code: str, country: str, mended: str) -> None:
    assert CodeMender(codes, home).mend(code, country) == mended
