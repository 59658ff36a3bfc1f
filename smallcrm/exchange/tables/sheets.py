"""Spreadsheets (xlsx, xls, ods): the sheet with the people, dates as dates, numbers as a person would type them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from smallcrm.domain.errors import ShopError
from smallcrm.exchange.tables.headings import is_heading, key
from smallcrm.exchange.tables.table import Row, Table, as_line

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 500_000_000
MOST_CELLS = 20_000_000
_LOOK = 20


def is_spreadsheet(data: bytes) -> bool:
    """Tell by the first bytes whether a spreadsheet program may have made this."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def read_sheets(data: bytes, file: str) -> Table:
    """Return the rows of the sheet that looks most like people; the other filled sheets are named."""
    if data.startswith(b"PK"):
        kind = _look_into_zip(data, file)
    else:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _unreadable(file, "encrypted")
        kind = "xls"
    tables = [(name, [row for row in rows if row.cells]) for name, rows in _sheets(data, file)]
    tables = [(name, rows) for name, rows in tables if rows]
    if not tables:
        raise _unreadable(file, "empty")
    best = max(range(len(tables)), key=lambda i: (_people(tables[i][1]), len(tables[i][1]), -i))
    name, rows = tables[best]
    rows = list(rows)
    others: list[tuple[str, int]] = []
    above: list[Row] = []
    for i, (other, found) in enumerate(tables):
        at = _same_headings(rows, found) if i != best else None
        if at is not None:
            above += found[:at]
            rows += found[at + 1 :]
        elif i != best:
            others.append((other, len(found)))
    return Table(rows, kind, sheet=name, others=tuple(others), above=tuple(above))


def _same_headings(rows: list[Row], more: list[Row]) -> int | None:
    """Return where a further sheet has the headings of the first, in their order; None if it is about other things."""
    heads = [_keys(row) for row in rows[:_LOOK] if sum(map(is_heading, row.cells)) >= 2]
    return next((at for at, row in enumerate(more[:_LOOK]) if heads and _keys(row) == heads[0]), None)


def _keys(row: Row) -> list[str]:
    keys = [key(cell) for cell in row.cells]
    while keys and not keys[-1]:
        keys.pop()
    return keys


def _unreadable(file: str, why: str) -> ShopError:
    return ShopError("unreadable_file", file=file, why=why)


def _look_into_zip(data: bytes, file: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            names = {info.filename for info in infos}
            if sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise _unreadable(file, "too_large")
            if any(info.flag_bits & 1 for info in infos):
                raise _unreadable(file, "encrypted")
            if "content.xml" in names:
                if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
                    raise _unreadable(file, "encrypted")
                return "ods"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        raise _unreadable(file, "damaged") from error
    except Exception as error:
        if isinstance(error, ShopError):
            raise
        raise _unreadable(file, "damaged") from error  # zlib and friends have errors of their own
    if not any(name.startswith("xl/") for name in names):
        raise _unreadable(file, "not_a_sheet")
    return "xlsx"


def _sheets(data: bytes, file: str) -> list[tuple[str, list[Row]]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 — first use

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = []
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise _unreadable(file, "too_large")
            found.append((about.name, _rows(sheet.to_python(skip_empty_area=True), sheet.start)))
    except (ShopError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except CalamineError as error:
        raise _unreadable(file, "damaged") from error
    except BaseException as error:
        raise _unreadable(file, "damaged") from error
    return found


def _rows(values: list[list[Any]], start: tuple[int, int] | None) -> list[Row]:
    top = start[0] if start else 0
    rows = []
    for number, cells in enumerate(values, start=top + 1):
        texts = [as_text(cell) for cell in cells]
        if any(texts):
            rows.append(Row(number, texts, as_line(texts)))
    return rows


def as_text(cell: object) -> str:
    """Return a cell as a person would type it: no ``.0``, dates as ISO, yes and no as words."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""


def _people(rows: list[Row]) -> int:
    return max(sum(map(is_heading, row.cells)) for row in rows[:_LOOK])
