"""Lists that were cut into several sheets of one workbook."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter

from smallcrm.domain.incoming import ReadFile
from smallcrm.exchange.files import read_bytes


def _read(*sheets: list[list[str]]) -> ReadFile:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return read_bytes(out.getvalue(), "x.xlsx", country="FI", today=date(2026, 5, 6))


def test_a_sheet_with_the_same_headings_goes_on_with_the_list() -> None:
    read = _read(
        [["Nimi", "Puhelin"], ["Aino Aho", "040 1234567"], ["Eero Elo", "040 1234568"]],
        [["Jatkuu"], ["NIMI", "Puhelin "], ["Yrjö Yli", "040 1234569"]],
    )
    assert [r.customer.name for r in read.records] == ["Aino Aho", "Eero Elo", "Yrjö Yli"]
    assert [(p.line, p.reason.code) for p in read.problems] == [(1, "row_above_header")]


def test_a_sheet_about_other_things_is_told() -> None:
    read = _read(
        [["Nimi", "Puhelin"], ["Aino Aho", "040 1234567"]],
        [["Nimi", "Hinta"], ["Ruusu", "5"]],
        [["Puhelin", "Nimi"], ["040 1234567", "Eero Elo"]],
    )
    assert [r.customer.name for r in read.records] == ["Aino Aho"]
    assert [p.reason.code for p in read.problems] == ["sheet_left", "sheet_left"]
