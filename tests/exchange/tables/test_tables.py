"""Separators, headers, and columns without a name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.incoming import ReadFile
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.tables.delimited import read_delimited
from smallcrm.exchange.tables.headings import find
from smallcrm.exchange.tables.table import as_line

TODAY = date(2026, 5, 6)


def _read(text: str, country: str = "GB") -> ReadFile:
    return read_bytes(text.encode(), "x.csv", country=country, today=TODAY)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Kotiosoite, katu", "street:home"), ("Työosoite: postinumero", "postal_code:work"),
        ("Katuosoite 2 (koti)", "street2:home"), ("Home Street 3", "street3:home"), ("Puhelin 2", "phone@2"),
        ("E-mail 2 Address", "email@2"), ("Mobil 2", "phone@2:mobile"), ("Faksi (työ)", "phone:fax"),
        ("Phone 3 - Value", "phone@3"), ("Phone 3 - Label", "phone_kind@3"), ("Address 2 - City", "city@2"),
        ("Telefon, privat", "phone:home"), ("Adres służbowy — ulica", "street:work"), ("IMIĘ I NAZWISKO", "name"),
        ("imie", "given"), ("Fødselsdato *", "birthday"), ("Maksutapa", None), ("Spouse", None), ("", None),
    ],
)  # fmt: skip
def test_heading(heading: str, target: str | None) -> None:
    found = find(heading)
    assert (str(found) if found else None) == target


@given(st.lists(st.lists(st.text(alphabet='ab ,;|\t"\n1', min_size=1, max_size=8), min_size=2, max_size=4), min_size=1))
def test_whatever_csv_writes_is_read(rows: list[list[str]]) -> None:
    rows = [[f"x{cell}" for cell in row] for row in rows]
    table = read_delimited("".join(as_line(row) for row in rows), "x", "utf-8", ",")
    assert [row.cells for row in table.rows] == rows
    assert "".join(row.raw for row in table.rows) == "".join(as_line(row) for row in rows)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separator(mark: str) -> None:
    text = mark.join(["Name", "Address", "Note"]) + "\n" + mark.join(["Ann Lee", '"1, High St; x"', "a"]) + "\n"
    assert _read(text).guess.separator == mark


def test_commas_in_cells_do_not_beat_the_semicolon() -> None:
    text = "Nimi;Osoite\nA B;Katu 1, 33100 Tampere\nC D;Tie 2, 33200 Tampere\nE F;Polku 3, 00100 Helsinki\n"
    assert _read(text).guess.separator == ";"


def test_columns_without_a_known_heading_are_told_by_their_cells() -> None:
    read = _read("Who it is,Write,Ring\nAnn Lee,ann@example.com,07700 900001\nBob Ray,bob@example.com,07700 900002\n")
    assert [c.field for c in read.guess.columns] == ["name", "email", "phone"]
    assert read.guess.columns[0].samples == ("Ann Lee", "Bob Ray")


def test_numbers_under_an_unknown_heading_are_no_phones() -> None:
    read = _read("Name,Points\nAnn Lee,1234567\nBob Ray,7654321\n")
    assert [c.field for c in read.guess.columns] == ["name", ""]
    assert read.records[0].customer.extra == (("Points", "1234567"),)


def test_the_order_of_a_column_is_decided_by_its_other_values() -> None:
    rows = "Name,Birthday\nA Lee,2/3/1980\nB Lee,5/13/1980\n"
    for country in ("GB", "US", "FI"):
        birthday = _read(rows, country).records[0].customer.birthday
        assert birthday is not None
        assert (birthday.month, birthday.day) == (2, 3)
    assert [o.month for o in _read("Name,Birthday\nA Lee,2/3/1980\n", "US").records[0].customer.occasions] == [2]
    assert [o.month for o in _read("Name,Birthday\nA Lee,2/3/1980\n", "GB").records[0].customer.occasions] == [3]


def test_every_no_is_kept_and_no_yes_is_made() -> None:
    read = _read("Nimi;Postituslupa;Uutiskirje;Huom\nA B;ei;ei;\nC D;kyllä;kyllä;\nE F;;;Ei mainoksia!\n")
    people = [record.customer for record in read.records]
    assert [person.no_mail for person in people] == [True, False, True]
    assert [[(c.channel, c.given) for c in person.consents] for person in people] == [[("email", False)], [], []]
    assert ("Postituslupa", "kyllä") in people[1].extra


def test_header_repeated_in_the_middle_is_no_person() -> None:
    read = _read("Name,Phone\nA Lee,1\nName,Phone\nB Lee,2\n")
    assert [record.customer.family for record in read.records] == ["Lee", "Lee"]


def test_rows_without_a_name() -> None:
    read = _read("Name,Company,E-mail,Phone\n,Bakery,,1\n,,a@example.com,2\n,,,3\n,,,\n")
    assert [record.customer.name for record in read.records] == ["Bakery", "a@example.com"]
    assert [(p.line, p.reason.code, p.raw) for p in read.problems] == [(4, "no_name", ",,,3\n")]
    assert read.read == 3


def test_fingerprint_knows_the_row_in_another_order_and_case() -> None:
    first = _read("Name,Phone\nAnn Lee,1\n").records[0]
    other = _read("Telefon;Navn\n1;ann  LEE\n").records[0]
    assert first.fingerprint == other.fingerprint
    assert first.fingerprint != _read("Name,Phone\nAnn Lee,2\n").records[0].fingerprint


def test_a_number_that_lost_its_digits_is_told() -> None:
    read = _read("Name,Phone\nAnn Lee,3.58401E+11\n")
    assert [p.reason.code for p in read.problems] == ["rounded_number"]
    assert read.records[0].customer.extra == (("Phone", "3.58401E+11"),)


def test_columns_by_letter_in_a_file_without_header() -> None:
    data = b"1,Ann,Lee\n2,Bob,Ray\n"
    read = read_bytes(data, "x", mapping={"columns": {"A": "source_id", "B": "given", "C": "family"}}, today=TODAY)
    assert [(r.source_id, r.customer.name) for r in read.records] == [("a:1", "Ann Lee"), ("a:2", "Bob Ray")]


def test_progress_is_told_and_can_stop() -> None:
    seen: list[tuple[int, int]] = []
    read_bytes(b"Name\n" + b"Ann Lee\n" * 1200, "x", today=TODAY, report=lambda *step: seen.append(step))
    assert seen == [(0, 1200), (500, 1200), (1000, 1200), (1200, 1200)]


def test_the_number_of_a_row_is_no_id_and_no_fact() -> None:
    first, other = (_read(f"Nr,Name,Phone\n{number},Ann Lee,12345678\n").records[0] for number in (1, 7))
    assert first.source_id == ""
    assert first.fingerprint == other.fingerprint
    assert first.customer.extra == (("Nr", "1"),)


def test_an_id_belongs_to_its_list() -> None:
    ids = [_read(f"{heading},Name\n1,Ann Lee\n").records[0].source_id for heading in ("Customer number", "Kundenr")]
    assert ids == ["customernumber:1", "kundenr:1"]
