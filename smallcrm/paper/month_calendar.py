"""A month of the shop on one page across: holidays, closed days, customers' days.

What finds no room in a cell is set smaller, then counted there and listed on the pages after it: nothing is left out.
Lengths are mm, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from smallcrm.paper.calendar_frame import ACROSS, Ground
from smallcrm.paper.calendar_said import Cell, CellLine, MonthPaper
from smallcrm.paper.calendar_signs import draw_sign
from smallcrm.paper.document import new_canvas, write_pdf
from smallcrm.paper.in_one_line import measured
from smallcrm.paper.inks import GREY, INK, MADDER, PETROL, RULE, Ink

_TOP, _BOTTOM = 36.0, 196.0
_WEEK = 9.0
"""Width of the column with the numbers of the weeks."""
_HEAD = 6.4
"""Height of a cell's first line, with its number."""
_SIZES = (8.0, 7.5, 7.0)
_NAMES = (6.8, 6.2, 5.7)
"""Sizes of a holiday's name: set smaller before it is cut."""
_PITCH = 0.42
"""Height of a line for each point of its size."""
_SIGN = 2.1
_COLUMNS = 4
"""Columns of the list of what found no room."""
_LIST_PITCH, _LIST_PT = 3.7, 8.0


def write_month(month: MonthPaper, out: Path, *, language: str) -> int:
    """Write the month and what found no room in it; give the number of pages. An old file is replaced at the end."""
    pages = 0

    def draw(file: BinaryIO) -> None:
        nonlocal pages
        canvas = new_canvas(file, ACROSS, title=f"{month.over} {month.title}", language=language)
        ground = Ground(canvas, ACROSS)
        rest = list(_left_over(month))
        sheets = list(_columns(rest)) if rest else []
        pages = 1 + -(-len(sheets) // _COLUMNS)
        _month(ground, month, pages)
        canvas.showPage()
        for number in range(1, pages):
            _rest(ground, month, sheets[(number - 1) * _COLUMNS : number * _COLUMNS], number + 1, pages)
            canvas.showPage()
        canvas.save()

    write_pdf(out, draw)
    return pages


def _row_height(month: MonthPaper) -> float:
    return (_BOTTOM - _TOP) / len(month.weeks)


def _width(month: MonthPaper) -> float:
    return (ACROSS[0] - 24.0 - (_WEEK if month.week_word else 0)) / 7


def _fitting(month: MonthPaper, cell: Cell) -> tuple[float, int]:
    """Give the size of the lines of a cell and how many of them stand in it."""
    room = _row_height(month) - _HEAD - 1.0
    for pt in _SIZES:
        if len(cell.lines) * pt * _PITCH <= room:
            return pt, len(cell.lines)
    return _SIZES[-1], max(0, int(room / (_SIZES[-1] * _PITCH)) - 1)


def _left_over(month: MonthPaper) -> Iterator[tuple[str, Sequence[CellLine]]]:
    """Give the days of which not everything stands in the cell, each with all that is on it."""
    for _week, cells in month.weeks:
        for cell in cells:
            if cell.inside and _fitting(month, cell)[1] < len(cell.lines):
                yield cell.heading, cell.lines


def _month(ground: Ground, month: MonthPaper, pages: int) -> None:
    ground.head(month.over, month.title)
    _legend(ground, month)
    left, width, high = ground.margin + (_WEEK if month.week_word else 0), _width(month), _row_height(month)
    for number, name in enumerate(month.weekdays):
        ground.put(left + number * width + 1.5, _TOP - 2.2, name, "facts-bold", 8.5, room=width - 2)
    if month.week_word:
        ground.put(ground.margin, _TOP - 2.2, month.week_word, "facts", 7.0, room=_WEEK - 1)
    for row, (week, cells) in enumerate(month.weeks):
        y = _TOP + row * high
        if month.week_word:
            ground.put(ground.margin, y + 4.6, week, "facts", 8.0)
        for number, cell in enumerate(cells):
            _cell(ground, month, cell, left + number * width, y)
        ground.line(ground.margin, y, ground.right, y, 0.25, PETROL if not row else RULE)
    for number in range(8):
        x = left + number * width
        ground.line(x, _TOP, x, _BOTTOM, 0.18, RULE)
    ground.line(ground.margin, _BOTTOM, ground.right, _BOTTOM, 0.25, PETROL)
    ground.foot(month.foot, month.page(1, pages) if pages > 1 else "")


def _legend(ground: Ground, month: MonthPaper) -> None:
    """Say at the upper right what each sign stands for."""
    x = ground.right
    for sign, words in reversed(month.signs):
        x -= measured(words, "facts", 7.5)
        ground.put(x, 23.0, words, "facts", 7.5)
        draw_sign(ground.canvas, sign, x - 2.2, ground.size[1] - 22.0, 2.4)
        x -= 8.0


def _cell(ground: Ground, month: MonthPaper, cell: Cell, x: float, y: float) -> None:
    width, high = _width(month), _row_height(month)
    if not cell.inside:
        ground.box(x, y, width, high, 0.03)
        return
    if cell.closed or cell.holiday:
        ground.box(x, y, width, high, 0.05)
    ink = MADDER if cell.red else INK
    wide = ground.put(x + 1.5, y + 5.0, str(cell.number), "facts-bold", 11.0, ink)
    said = " · ".join(part for part in (cell.holiday, cell.closed) if part)
    _beside_number(ground, said, x + 3.2 + wide, y, width - wide - 4.5, ink if cell.holiday else GREY)
    pt, shown = _fitting(month, cell)
    at = y + _HEAD
    for line in cell.lines[:shown]:
        at += pt * _PITCH
        base = at - pt * _PITCH * 0.2
        if line.sign:
            draw_sign(ground.canvas, line.sign, x + 2.6, ground.size[1] - base + 0.9, _SIGN)
        _line(ground, line, x + 4.6, base, pt, width - 5.6)
    if shown < len(cell.lines):
        at += pt * _PITCH
        ground.put(x + 1.6, at - 0.6, month.more(len(cell.lines) - shown), "facts-bold", pt, room=width - 3)


def _beside_number(ground: Ground, said: str, x: float, y: float, room: float, ink: Ink) -> None:
    """Set what a day is beside its number: smaller, then in two lines, and only then cut."""
    pt = next((size for size in _NAMES if measured(said, "facts-medium", size) <= room), 0.0)
    if pt:
        ground.put(x, y + 4.8, said, "facts-medium", pt, ink)
        return
    first, rest = said, ""
    while " " in first and measured(first, "facts-medium", _NAMES[-1]) > room:
        first, _space, last = first.rpartition(" ")
        rest = f"{last} {rest}".strip()
    ground.put(x, y + 3.2, first, "facts-medium", _NAMES[-1], ink, room=room)
    ground.put(x, y + 5.6, rest, "facts-medium", _NAMES[-1], ink, room=room)


def _line(ground: Ground, line: CellLine, x: float, y: float, pt: float, room: float) -> None:
    after = f" {line.after}" if line.after else ""
    wide = ground.put(x, y, line.text, "facts", pt, room=room - (measured(f".{after}", "facts", pt) if after else 0))
    if after:
        ground.put(x + wide + measured("i", "facts", pt), y, line.after, "facts", pt)


def _columns(rest: Sequence[tuple[str, Sequence[CellLine]]]) -> Iterator[list[tuple[str, CellLine | None]]]:
    """Break the list into columns; a day that goes on has its heading again."""
    most = int((_BOTTOM - _TOP) / _LIST_PITCH)
    column: list[tuple[str, CellLine | None]] = []
    for heading, lines in rest:
        if len(column) > most - 3:
            yield column
            column = []
        column.append((heading, None))
        for line in lines:
            if len(column) >= most:
                yield column
                column = [(heading, None)]
            column.append(("", line))
        column.append(("", None))
    yield column


def _rest(
    ground: Ground, month: MonthPaper, columns: Sequence[list[tuple[str, CellLine | None]]], page: int, pages: int
) -> None:  # fmt: skip
    ground.head(month.over, month.rest)
    width = (ground.right - ground.margin) / _COLUMNS
    for number, column in enumerate(columns):
        x, y = ground.margin + number * width, _TOP
        for heading, line in column:
            y += _LIST_PITCH
            if line is None:
                ground.put(x, y, heading, "facts-bold", 8.5, room=width - 4)
                continue
            if line.sign:
                draw_sign(ground.canvas, line.sign, x + 1.2, ground.size[1] - y + 0.9, _SIGN)
            _line(ground, line, x + 3.2, y, _LIST_PT, width - 6)
    ground.foot(month.foot, month.page(page, pages))
