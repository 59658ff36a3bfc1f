"""The keys of the program on one page of A4, to be taped beside the till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm.paper import setting
from smallcrm.paper.document import A4, new_canvas, write_pdf
from smallcrm.paper.inks import GREY, PETROL, RULE

MARGIN = 16.0
GAP = 10.0
"""Between the two columns, mm."""
_TOP = 34.0
"""Where the columns begin, mm from the upper edge."""
_SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type, points, the largest that fits is taken."""
_LEADING = 2.1
_HEAD = 2.9
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class KeySection:
    """One group of keys: its title, and for each thing to do the keys that do it."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def write_key_map(sections: Sequence[KeySection], title: str, out: Path, *, language: str) -> int:
    """Write the page and return the number of pages, 1. An old file is replaced at the end."""
    pt = next((size for size in _SIZES if _fits(sections, size)), _SIZES[-1])

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, A4, title=title, language=language)
        setting.draw(canvas, MARGIN, A4[1] - 24, title, "display", 22.0, PETROL)
        width = _column()
        for number, column in enumerate(_columns(sections, pt)):
            y = A4[1] - _TOP
            for section in column:
                y = _section(canvas, section, MARGIN + number * (width + GAP), y, pt)
        canvas.showPage()
        canvas.save()

    write_pdf(out, draw)
    return 1


def _column() -> float:
    return (A4[0] - 2 * MARGIN - GAP) / 2


def _height(section: KeySection, pt: float) -> float:
    return (_HEAD + _LEADING * len(section.rows) + 1.2) * pt * _MM


def _columns(sections: Sequence[KeySection], pt: float) -> tuple[list[KeySection], list[KeySection]]:
    """Part the sections where the longer column is shortest; their order stays."""
    heights = [_height(section, pt) for section in sections]
    cut = min(range(len(sections) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return list(sections[:cut]), list(sections[cut:])


def _fits(sections: Sequence[KeySection], pt: float) -> bool:
    room = A4[1] - _TOP - MARGIN
    high = max(sum(_height(s, pt) for s in column) for column in _columns(sections, pt))
    return high <= room and all(_row_width(row, pt) <= _column() for s in sections for row in s.rows)


def _row_width(row: tuple[str, tuple[str, ...]], pt: float) -> float:
    text, keys = row
    return setting.width(text, "facts", pt) + 4 + sum(_badge_width(key, pt) + 1.5 for key in keys)


def _badge_width(key: str, pt: float) -> float:
    return max(setting.width(key, "facts-medium", pt * 0.9) + 3, 1.7 * pt * _MM)


def _section(canvas: Any, section: KeySection, x: float, y: float, pt: float) -> float:
    line = pt * _MM
    y -= 1.6 * line
    setting.draw(canvas, x, y, section.title, "facts-bold", pt * 1.1, PETROL)
    y -= 0.9 * line
    for text, keys in section.rows:
        canvas.setStrokeColor(RULE.colour())
        canvas.setLineWidth(0.15 * mm)
        canvas.line(x * mm, (y + 0.35 * line) * mm, (x + _column()) * mm, (y + 0.35 * line) * mm)
        y -= 1.1 * line
        setting.draw(canvas, x, y, text, "facts", pt)
        right = x + _column()
        for key in reversed(keys):
            right -= _badge(canvas, key, right, y, pt) + 1.5
        y -= (_LEADING - 1.1) * line
    return y - (_HEAD - 2.5 + 1.2) * line


def _badge(canvas: Any, key: str, right: float, base: float, pt: float) -> float:
    """Draw one key in its frame, ending at ``right``, and give its width in mm."""
    width, line = _badge_width(key, pt), pt * _MM
    canvas.setStrokeColor(GREY.colour())
    canvas.setLineWidth(0.2 * mm)
    canvas.roundRect((right - width) * mm, (base - 0.42 * line) * mm, width * mm, 1.6 * line * mm, 0.8 * mm)
    setting.draw(canvas, right - width / 2, base, key, "facts-medium", pt * 0.9, anchor="middle")
    return width
