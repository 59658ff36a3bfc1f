"""Our own CSV read again gives the same customers, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.model import Customer, Entry, Occasion, Phone, PostalAddress
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.tables.writer import bare, safe, write
from tests.exchange.strategies import ENTRY_LISTS, customers

TODAY = date(2026, 5, 6)


def _without_photo(customer: Customer) -> Customer:
    return replace(customer, photo=b"", photo_type="")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(customers().map(_without_photo), ENTRY_LISTS), min_size=1, max_size=4))
def test_export_comes_back_equal(people: Sequence[tuple[Customer, Sequence[Entry]]]) -> None:
    back = read_bytes(write(people), "shop.csv", today=TODAY)
    assert back.guess.layout == "smallcrm"
    assert not back.problems
    assert [(record.customer, record.entries) for record in back.records] == [(c, tuple(e)) for c, e in people]
    assert [record.source_id for record in back.records] == [c.uid for c, _ in people]


@given(st.text())
def test_safe_is_undone(text: str) -> None:
    assert bare(safe(text)) == text


@given(st.sampled_from("=+-@\t\r\0"), st.text())
def test_nothing_begins_a_formula(first: str, rest: str) -> None:
    assert safe(first + rest) == "'" + first + rest


def test_hostile_names_and_phones_stay_text() -> None:
    hostile = ["=1+1", "+358 40 123", "-2+3", "@SUM(1)", "\t=1", "\r=1", "'=1", '=HYPERLINK("http://x")', "''+1"]
    people = [(Customer(given=text, phones=(Phone(text),)), ()) for text in hostile]
    cells = [cell for row in csv.reader(io.StringIO(write(people).decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\0"}]
    assert [r.customer.given for r in read_bytes(write(people), "x.csv", today=TODAY).records] == hostile


def test_our_table_after_a_tour_through_excel() -> None:
    """Semicolons, Windows letters and a column of the person's own do not hide whose table it is."""
    rows = list(csv.reader(io.StringIO(write([(Customer(uid="u1", given="Päivi"), ())]).decode("utf-8-sig"))))
    text = "\r\n".join(";".join([*row, cell]) for row, cell in zip(rows, ["Pöytä", "seitsemän"], strict=True))
    back = read_bytes(text.encode("cp1252"), "x.csv", today=TODAY)
    assert back.records[0].customer == Customer(uid="u1", given="Päivi", extra=(("Pöytä", "seitsemän"),))


def test_our_table_saved_as_a_workbook() -> None:
    """Dates and numbers of the person's spreadsheet program are the same dates and numbers."""
    ola = Customer(
        uid="u1", given="Ola", family="Lie", customer_since=date(2019, 3, 1), phones=(Phone("+47 912 34 567"),),
        addresses=(PostalAddress("Storgata 4", "0155", "Oslo", "", "NO"),),
        occasions=(Occasion("birthday", 5, 17, 1980),),
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(write([(ola, (Entry("note", TODAY, "Hei"),))]).decode("utf-8-sig"), newline="")))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, rows[0])
    for column, cell in enumerate(rows[1]):
        if len(cell) == 10 and cell[4] == "-":
            sheet.write_datetime(1, column, datetime.fromisoformat(cell), day)
        elif cell.isdecimal() and cell != "0155":
            sheet.write_number(1, column, int(cell))
        else:
            sheet.write_string(1, column, cell)
    book.close()
    back = read_bytes(out.getvalue(), "x.xlsx", today=TODAY)
    assert [(r.customer, r.entries) for r in back.records] == [(ola, (Entry("note", TODAY, "Hei"),))]


def test_a_spoiled_cell_is_told_and_kept() -> None:
    text = write([(Customer(uid="u1", given="Ola", customer_since=TODAY), ())]).decode().replace("2026-05-06", "soon")
    back = read_bytes(text.encode(), "x.csv", today=TODAY)
    assert back.records[0].customer.extra == (("Customer since", "soon"),)
    assert [p.reason.code for p in back.problems] == ["bad_value"]
