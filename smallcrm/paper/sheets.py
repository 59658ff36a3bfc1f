"""Label sheets as data: how many labels of which size lie where. Millimetres from the upper left corner."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from smallcrm import paths
from smallcrm.domain.errors import BadInput
from smallcrm.paper.windows import Box

PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
GUARD = 4.5  # office printers leave this edge of the sheet white
PLAY = 0.05  # sheets are measured to a tenth of a millimetre


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of labels."""

    code: str
    maker: str
    also: tuple[str, ...]
    """Other codes with the same die."""
    page_name: str
    columns: int
    rows: int
    label: tuple[float, float]
    margin: tuple[float, float]
    pitch: tuple[float, float]
    """From left edge to left edge, from top to top."""
    corner: float = 0.0

    @property
    def page(self) -> tuple[float, float]:
        return PAGES[self.page_name]

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def cell(self, number: int) -> Box:
        """Give the place of label ``number``, counted from 1 in reading order."""
        row, column = divmod(number - 1, self.columns)
        x = self.margin[0] + column * self.pitch[0]
        y = self.margin[1] + row * self.pitch[1]
        return Box(x, y, self.label[0], self.label[1])


def sheet(code: str) -> Sheet:
    """Give the sheet with that code, or with the same die ("L7160", "J8160"), in any case of letters."""
    return pick(sheets(), code)


def pick(known: Mapping[str, Sheet], code: str) -> Sheet:
    """Give the one of these sheets that has this code or the same die. BadInput: none has."""
    wanted = code.strip().upper()
    for one in known.values():
        if wanted == one.code or wanted in one.also:
            return one
    raise BadInput("unknown_sheet", sheet=code)


@cache
def sheets() -> dict[str, Sheet]:
    """Give every sheet we know, by its code."""
    return read("sheets.json")


def read(file: str) -> dict[str, Sheet]:
    """Give the sheets that stand in a file of the paper's resources, by their codes."""
    text = (paths.resources() / "paper" / file).read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = json.loads(text)
    return {code: check(_sheet(code, row)) for code, row in rows.items()}


def check(sheet: Sheet) -> Sheet:
    """Give the sheet back if its grid fits its page and its labels do not overlap; else ``BadInput``."""
    last = sheet.cell(sheet.count)
    width, height = sheet.page
    fits = last.right <= width + PLAY and last.bottom <= height + PLAY and min(sheet.margin) >= 0
    apart = sheet.pitch[0] >= sheet.label[0] - PLAY and sheet.pitch[1] >= sheet.label[1] - PLAY
    if not (fits and apart and sheet.columns > 0 and sheet.rows > 0 and min(sheet.label) > 0):
        raise BadInput("sheet_does_not_fit", sheet=sheet.code)
    return sheet


def _sheet(code: str, row: dict[str, Any]) -> Sheet:
    return Sheet(
        code=code,
        maker=row["maker"],
        also=tuple(row["also"]),
        page_name=row["page"],
        columns=row["columns"],
        rows=row["rows"],
        label=tuple(row["label"]),
        margin=tuple(row["margin"]),
        pitch=tuple(row["pitch"]),
        corner=row["corner"],
    )
