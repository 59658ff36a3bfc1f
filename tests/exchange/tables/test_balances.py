"""Punch cards of before, in a list of people: stamps, programme and number, in four languages."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.domain.card_numbers import as_ean, number_of
from smallcrm.domain.incoming import Balance, ReadFile
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.tables.values import stamps

NUMBER = number_of(1)


def read(text: str, **columns: str) -> ReadFile:
    mapping = {"columns": columns} if columns else None
    return read_bytes(text.encode(), "x.csv", mapping=mapping, today=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("headings", "programme"),
    [
        ("Name;Stamps;Loyalty programme;Card number", "Coffee card"),
        ("Nimi;Leimoja;Kanta-asiakasohjelma;Kortin numero", "Kahvikortti"),
        ("Navn;Antall stempler;Kundeprogram;Kortnummer", "Kaffekort"),
        ("Imię i nazwisko;Liczba pieczątek;Program lojalnościowy;Numer karty", "Karta kawowa"),
    ],
)
def test_the_columns_are_known_in_each_language(headings: str, programme: str) -> None:
    found = read(f"{headings}\nAnna Virta;7;{programme};{NUMBER}\nOla Berg;;;\n")
    assert [c.field for c in found.guess.columns] == ["name", "stamps", "programme", "card_number"]
    assert [r.balances for r in found.records] == [(Balance(programme, 7, NUMBER),), ()]
    assert [r.customer.extra for r in found.records] == [(), ()]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("7", 7), ("7/10", 7), ("7 / 10", 7), ("7 of 10", 7), ("7 z 10", 7), ("7 leimaa", 7), ("7 kpl.", 7), ("7,0", 7),
        ("0", 0), ("", None), ("-3", None), ("7/10/2026", None), ("7.5", None), ("1000", None), ("seven", None),
        ("200", 200), ("450", None), ("٧", None), ("+47 22 00 00 00", None),
    ],
)  # fmt: skip
def test_how_many_stamps_a_cell_tells(cell: str, count: int | None) -> None:
    assert stamps(cell) == count


def test_what_is_no_number_of_stamps_is_told_and_kept() -> None:
    found = read("Name;Stamps\nAnna Virta;many\nOla Berg;-3\nKari Moe;no\n")
    assert [(p.line, p.reason.code, p.rejected) for p in found.problems] == [
        (2, "bad_stamps", False),
        (3, "bad_stamps", False),
    ]
    assert [r.customer.extra for r in found.records] == [(("Stamps", "many"),), (("Stamps", "-3"),), ()]
    assert not any(r.balances for r in found.records)


def test_a_number_of_ours_in_any_form_another_systems_is_kept_and_a_slip_is_told() -> None:
    slip = f"{NUMBER[:-1]}{(int(NUMBER[-1]) + 1) % 10}"
    cells = [f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}", as_ean(NUMBER), slip, "AB-1234", "5012345678900"]
    found = read("Name;Membership card\n" + "".join(f"Person Number{n};{cell}\n" for n, cell in enumerate(cells)))
    balances = [r.balances for r in found.records]
    assert balances == [(Balance("", 0, NUMBER),), (Balance("", 0, NUMBER),), (), (), ()]
    assert [(p.line, p.reason.code) for p in found.problems] == [(4, "bad_value")]
    assert [r.customer.extra for r in found.records[2:]] == [(("Membership card", cell),) for cell in cells[2:]]


def test_stamp_card_may_head_stamps_or_numbers() -> None:
    found = read(f"Nimi;Leimakortti\nAnna Virta;4\nOla Berg;{NUMBER}\n")
    assert [r.balances for r in found.records] == [(Balance("", 4),), (Balance("", 0, NUMBER),)]


def test_a_column_for_each_programme_as_a_person_says() -> None:
    table = "Name;Coffee;Lunch;Nr\nAnna Virta;7;2;\nOla Berg;0;3;" + NUMBER + "\n"
    found = read(table, Coffee="stamps:Coffee card", Lunch="stamps:Lunch card", Nr="card_number")
    assert [r.balances for r in found.records] == [
        (Balance("Coffee card", 7), Balance("Lunch card", 2)),
        (Balance("Lunch card", 3, NUMBER),),
    ]


def test_a_programme_without_stamps_is_no_balance_and_stays_readable() -> None:
    (record,) = read("Name;Loyalty programme\nAnna Virta;Silver\n").records
    assert record.balances == ()
    assert record.customer.extra == (("Loyalty programme", "Silver"),)


def test_a_haircut_is_no_stamp() -> None:
    assert read("Navn;Klipp\nKari Moe;45\n").records[0].balances == ()


def test_more_stamps_make_another_row() -> None:
    seven, eight = (read(f"Name;Stamps\nAnna Virta;{n}\n").records[0].fingerprint for n in (7, 8))
    assert seven != eight
