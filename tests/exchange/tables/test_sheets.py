"""Workbooks: OpenDocument, locked ones, several sheets, and cells of every type."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from smallcrm.domain.errors import ShopError
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.tables.sheets import as_text

TODAY = date(2026, 5, 6)
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Klienci">
<table:table-row><table:table-cell office:value-type="string"><text:p>Imię i nazwisko</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Data urodzenia</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Łucja Żak</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="1980-05-13"><text:p>13.05.80</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def _ods(manifest: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", CONTENT.replace(">\n<", "><"))
    return out.getvalue()


def test_opendocument() -> None:
    read = read_bytes(_ods(MANIFEST), "x", country="PL", today=TODAY)
    assert read.guess.format == "ods"
    customer = read.records[0].customer
    assert (customer.name, customer.occasions[0].year, customer.occasions[0].month) == ("Łucja Żak", 1980, 5)


@pytest.mark.parametrize("data", [_ods("<x encryption-data='1'/>"), _ods("<x/>").replace(b"PK\x01\x02\x14\x03", b"")])
def test_locked_or_broken_opendocument(data: bytes) -> None:
    with pytest.raises(ShopError) as caught:
        read_bytes(data, "x.ods", today=TODAY)
    assert caught.value.values["why"] in {"encrypted", "damaged"}


def _book(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def test_the_sheet_with_the_people_is_taken_and_the_others_are_told() -> None:
    data = _book(Info=[["Printed", "today"], ["by", "Ann"]], People=[["Name", "Phone"], ["Ann Lee", "1"]], Empty=[])
    read = read_bytes(data, "x", today=TODAY)
    assert [record.customer.name for record in read.records] == ["Ann Lee"]
    assert [(p.reason.code, p.reason.values[0][1]) for p in read.problems] == [("sheet_left", "Info")]


def test_an_empty_workbook_is_said() -> None:
    with pytest.raises(ShopError) as caught:
        read_bytes(_book(Only=[]), "x.xlsx", today=TODAY)
    assert caught.value.values["why"] == "empty"


@pytest.mark.parametrize(
    ("cell", "text"),
    [(401234567.0, "401234567"), (2.5, "2.5"), (3, "3"), (True, "yes"), (False, "no"),
     (date(1980, 5, 13), "1980-05-13"), (datetime(1980, 5, 13), "1980-05-13"),
     (datetime(1980, 5, 13, 9, 30), "1980-05-13 09:30:00"),
     (time(9, 30), "09:30:00"), (timedelta(hours=1), "1:00:00"), (None, "")],
)  # fmt: skip
def test_cell(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_rejected_rows_of_a_workbook_come_as_csv() -> None:
    read = read_bytes(_book(A=[["Name", "Phone"], ["", "5; 6"], ["Ann Lee", "1"]]), "x", today=TODAY)
    assert [p.raw for p in read.problems if p.rejected] == [",5; 6\r\n"]
    assert read.header == "Name,Phone\r\n"
