"""A table as it stands in a file: rows of texts, with the line each began on."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it began on (a spreadsheet: the row), its cells, and the text as it stood."""

    line: int
    cells: list[str]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file, or of one sheet of it."""

    rows: list[Row]
    format: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    others: tuple[tuple[str, int], ...] = field(default=())
    """Sheets that hold something and were not taken, with their number of rows."""
    above: tuple[Row, ...] = ()
    """Rows above the headings of further sheets."""


def as_line(cells: Sequence[str], separator: str = ",") -> str:
    """Return the cells as one line of CSV, with its line end."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator or ",", lineterminator="\r\n").writerow(cells)
    return out.getvalue()
