"""The year of the shop on one page across: twelve months, red days by name, and on which days customers have theirs.

Lengths are mm, sizes points.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm.paper import setting
from smallcrm.paper.calendar_frame import ACROSS, Ground
from smallcrm.paper.calendar_said import SmallDay, SmallMonth, YearPaper
from smallcrm.paper.document import new_canvas, write_pdf
from smallcrm.paper.in_one_line import measured, printable
from smallcrm.paper.inks import GREY, INK, MADDER, PETROL, RULE

_TOP = 33.0
_COLUMNS, _ROWS = 4, 3
_GAP, _HIGH = 6.0, 54.0
_WEEK = 5.5
_LINE = 5.2
"""Height of a week."""
_HEAD = 9.4
"""From the upper edge of a month to its first week."""
_NOTE_PT, _NOTE = 6.2, 2.5
_DOTS = {"one": 0.4, "few": 0.6, "many": 0.8}
"""Radius of the dot below a day by how many have theirs on it."""
_FEW, _MANY = 2, 5


def write_year(year: YearPaper, out: Path, *, language: str) -> int:
    """Write the page and return the number of pages, 1. An old file is replaced at the end."""

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, ACROSS, title=f"{year.over} {year.title}", language=language)
        ground = Ground(canvas, ACROSS)
        ground.head(year.over, year.title)
        _legend(ground, year)
        width = (ground.right - ground.margin - _GAP * (_COLUMNS - 1)) / _COLUMNS
        for number, month in enumerate(year.months):
            x = ground.margin + (number % _COLUMNS) * (width + _GAP)
            _month(ground, year, month, x, _TOP + (number // _COLUMNS) * _HIGH, width)
        ground.foot(year.foot)
        canvas.showPage()
        canvas.save()

    write_pdf(out, draw)
    return 1


def _legend(ground: Ground, year: YearPaper) -> None:
    x = ground.right
    for sign, words in reversed(year.legend):
        x -= measured(words, "facts", 7.5)
        ground.put(x, 23.0, words, "facts", 7.5, MADDER if sign == "red" else INK)
        if sign in _DOTS:
            _dot(ground.canvas, x - 2.0, ground.size[1] - 22.1, _DOTS[sign])
            x -= 7.0
        elif sign == "closed":
            ground.box(x - 4.4, 20.2, 3.2, 3.4, 0.12)
            x -= 9.0
        else:
            x -= 5.0


def _dot(canvas: Any, x: float, y: float, radius: float) -> None:
    canvas.setFillColor(PETROL.colour())
    canvas.circle(x * mm, y * mm, radius * mm, stroke=0, fill=1)


def _month(ground: Ground, year: YearPaper, month: SmallMonth, x: float, y: float, width: float) -> None:
    ground.line(x, y, x + width, y, 0.5, PETROL)
    ground.put(x, y + 5.0, month.title, "heading", 11.0, room=width)
    cell = (width - _WEEK) / 7
    for number, name in enumerate(year.weekdays):
        ground.put(x + _WEEK + (number + 0.5) * cell, y + 8.6, name, "facts", 6.2, GREY, "middle")
    for row, (week, days) in enumerate(month.weeks):
        top = y + _HEAD + row * _LINE
        ground.put(x, top + 3.0, week, "facts", 5.8, GREY)
        for number, day in enumerate(days):
            if day is not None:
                _day(ground, day, x + _WEEK + number * cell, top, cell)
    _notes(ground, month, x, y + _HEAD + 6 * _LINE + 2.0, width)


def _day(ground: Ground, day: SmallDay, x: float, y: float, cell: float) -> None:
    if day.closed:
        ground.box(x + 0.3, y + 0.2, cell - 0.6, _LINE - 0.4, 0.08)
    ink = MADDER if day.red else INK
    face = "facts-bold" if day.red or day.count else "facts"
    ground.put(x + cell / 2, y + 3.0, str(day.number), face, 7.2, ink, "middle")
    if day.count:
        size = "one" if day.count < _FEW else "few" if day.count < _MANY else "many"
        _dot(ground.canvas, x + cell / 2, ground.size[1] - y - 4.25, _DOTS[size])


def _notes(ground: Ground, month: SmallMonth, x: float, y: float, width: float) -> None:
    """Set the holidays of a month below it, one after the other, in as many lines as there is room for."""
    room = int((_HIGH - _HEAD - 6 * _LINE - 3.6) / _NOTE)
    lines: list[str] = []
    for note in month.notes:
        longer = f"{lines[-1]} · {note}" if lines else note
        if lines and setting.width(printable(longer, "facts"), "facts", _NOTE_PT) <= width:
            lines[-1] = longer
        else:
            lines.append(note)
    if len(lines) > room:
        lines = [*lines[: room - 1], " · ".join(lines[room - 1 :])]
    for number, line in enumerate(lines):
        ground.put(x, y + 2.6 + number * _NOTE, line, "facts", _NOTE_PT, room=width)
    ground.line(x, y - 0.4, x + width, y - 0.4, 0.12, RULE)
