"""Any file at all: read, or refused with one expected error."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer, Phone
from smallcrm.exchange.files import read_bytes, read_file, write_rejects
from smallcrm.exchange.tables.writer import write

TODAY = date(2026, 5, 6)
DATA = Path(__file__).parent.parent / "data" / "tables"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\r\n \t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 x", "document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"SQLite format 3\0" + bytes(100), "shop_file"),
        (b"<html><table><tr><td>Name</td></tr></table>", "web_page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "web_page"),
        (bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04junk", "damaged"),
        (_zip("a.txt"), "not_a_sheet"),
        (_zip("xl/workbook.xml"), "damaged"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + bytes(600), "damaged"),
        (b"only one line of prose", "not_a_table"),
    ],
)
def test_what_is_no_table_is_said(data: bytes, why: str) -> None:
    with pytest.raises(ShopError) as caught:
        read_bytes(data, "x.csv", today=TODAY)
    assert (caught.value.code, caught.value.values["why"]) == ("unreadable_file", why)
    assert caught.value.values["file"] == "x.csv"


def test_missing_and_folder(tmp_path: Path) -> None:
    for path, why in ((tmp_path, "directory"), (tmp_path / "none.csv", "missing")):
        with pytest.raises(ShopError) as caught:
            read_file(path, today=TODAY)
        assert caught.value.values == {"file": path.name, "why": why}


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(ShopError) as caught:
        read_file(path, today=TODAY)
    assert caught.value.values["why"] == "too_large"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ola Lie\r\nN:Lie;Ola;;;\r\nEND:VCARD\r\n", "vcard"),
        (b'{"customers": [{"name": "Ola Lie"}]}', "json"),
        (b"Name,Phone\r\nOla Lie,12345678\r\n", "csv"),
    ],
)
def test_the_kind_is_told_by_the_content(data: bytes, form: str, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_bytes(data)
    read = read_file(path, today=TODAY)
    assert read.guess.format == form
    assert [record.customer.name for record in read.records] == ["Ola Lie"]


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    _only_shop_errors(data)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=";,\t|\"\n\r'=+-@0123456789.:/ aäøłNimiPhonedate\0\u2028", max_size=200))
def test_any_table_of_signs(text: str) -> None:
    _only_shop_errors(("Name;Birthday;Phone;Address;Notes\n" + text).encode())
    _only_shop_errors(text.encode("cp1252", "replace"))


def _workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["Name", "Phone", 1, 2.5, True])
    book.close()
    return out.getvalue()


def test_damaged_files() -> None:
    """Real files with bytes changed, cut and doubled: an answer each time."""
    dice = random.Random(20260506)
    seeds = [path.read_bytes() for path in sorted(DATA.iterdir()) if path.is_file()] + [_workbook()]
    seeds += [write([(Customer(uid="u1", given="Åse", phones=(Phone("+47 912 34 567"),)), ())])]
    seeds += [b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ola Lie\r\nBDAY:1980-05-13\r\nEND:VCARD\r\n"] * 2
    seeds += [b'{"customers": [{"name": "Ola Lie", "phones": [{"raw": "123"}]}]}'] * 2
    for number in range(400):
        data = bytearray(seeds[number % len(seeds)])
        for _ in range(dice.randrange(1, 12)):
            at = dice.randrange(len(data))
            what = dice.randrange(3)
            if what == 0:
                data[at] = dice.randrange(256)
            elif what == 1:
                del data[at : at + dice.randrange(1, 40)]
                data = data or bytearray(b"x")
            else:
                data[at:at] = data[at : at + dice.randrange(1, 40)]
        _only_shop_errors(bytes(data))


def _only_shop_errors(data: bytes) -> None:
    try:
        read = read_bytes(data, "x", country="FI", today=TODAY)
    except ShopError as error:
        assert error.code == "unreadable_file"  # noqa: PT017 — either answer is right
    else:
        assert read.file == "x"


def test_rejected_rows_come_in_again(tmp_path: Path) -> None:
    data = "Nimi;Puhelin;Syntymäaika\r\nPäivi Mäki;;\r\n;;1.2.1980\r\n-;;\r\n".encode("cp1252")
    read = read_bytes(data, "x.csv", today=TODAY)
    assert [p.reason.code for p in read.problems] == ["no_name", "no_name"]
    out = tmp_path / "rejects.csv"
    assert write_rejects(read.problems, out, read.header) == 2
    assert out.read_bytes().decode("utf-8-sig") == "Nimi;Puhelin;Syntymäaika\r\n;;1.2.1980\r\n-;;\r\n"
    out.write_text(out.read_text(encoding="utf-8-sig").replace("\n;", "\nVäinö Aho;"), encoding="utf-8")
    assert [r.customer.name for r in read_file(out, today=TODAY).records] == ["Väinö Aho"]


def test_nothing_rejected_makes_no_file(tmp_path: Path) -> None:
    assert write_rejects((), tmp_path / "none.csv") == 0
    assert not (tmp_path / "none.csv").exists()


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ([], "not_an_object"),
        ({"colums": {}}, "unknown_key"),
        ({"columns": []}, "not_an_object"),
        ({"columns": {"A": "shoe_size"}}, "unknown_field"),
        ({"columns": {"A": "na me!"}}, "unknown_field"),
        ({"columns": {"A": 3}}, "not_a_text"),
        ({"encoding": "klingon"}, "unknown_encoding"),
        ({"encoding": "zip"}, "unknown_encoding"),
        ({"separator": ";;"}, "not_one_character"),
        ({"separator": 3}, "not_a_text"),
        ({"date_order": "dym"}, "unknown_order"),
    ],
)
def test_a_wrong_mapping_is_said(mapping: dict[str, object], why: str) -> None:
    with pytest.raises(ShopError) as caught:
        read_bytes(b"A,B\n1,2\n", "x.csv", mapping=mapping, today=TODAY)
    assert (caught.value.code, caught.value.values["why"]) == ("bad_mapping", why)


def test_a_mapping_overrules() -> None:
    mapping = {
        "columns": {"Foo": "family", "Bar": "given", "Baz": "birthday", "Qux": "skip"},
        "encoding": "cp1250", "separator": "|", "date_order": "mdy",
    }  # fmt: skip
    data = "Foo|Bar|Baz|Qux\nŻak|Łucja|2/3/1980|x\n".encode("cp1250")
    read = read_bytes(data, "x.csv", mapping=mapping, today=TODAY)
    customer = read.records[0].customer
    assert (customer.given, customer.family, customer.extra) == ("Łucja", "Żak", ())
    assert customer.birthday is not None
    assert (customer.birthday.month, customer.birthday.day) == (2, 3)
