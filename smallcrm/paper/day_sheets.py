"""The day on one page of A4: what to do in the morning, what was done in the evening; boxes to tick, lines to write on.

The page is always one: what does not fit is set smaller, then counted ("and 12 more"). Lengths are mm, sizes points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm.domain.piece import Span
from smallcrm.paper import setting
from smallcrm.paper.day_said import DaySheet, Figure, SheetRow, SheetSection
from smallcrm.paper.document import A4, new_canvas, write_pdf
from smallcrm.paper.in_one_line import measured, printable, shortened
from smallcrm.paper.inks import GREY, INK, MADDER, PETROL, RULE, Ink

__all__ = ["DaySheet", "Figure", "SheetRow", "SheetSection", "write_day_sheet"]

LEFT, RIGHT = 14.0, 196.0
NAME, WHAT, PHONE = 20.5, 72.0, 186.0
"""Where a name and what is to be done begin, and where the telephone number ends."""
_TOP, _BOTTOM = 36.0, 277.0
_NOTES = 22.0
"""Least height kept for notes."""
_HEAD_ALONE = 8.4
"""Height of a heading without rows."""
_RULED = 8.0
"""Distance of the lines to write on."""
_NAME_LINES = 3
"""A name is cut last of all: first it takes so many lines, then it is set smaller."""
_SMALLER = (1.0, 0.95, 0.9, 0.85)
_TITLES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How rows are set."""

    pt: float = 10.0
    hints: bool = True
    lines: int = 2
    """Lines that a name or a text may take."""
    most: int = 1_000_000
    """Rows of each section."""
    firm_lines: int = 3
    firm_most: int = 1_000_000
    """The same for what must not be forgotten."""
    spare: bool = True
    """Whether there is room for what is only good to know."""

    @property
    def line(self) -> float:
        return self.pt * 0.46

    @property
    def row(self) -> float:
        return self.pt * 0.7

    @property
    def head(self) -> float:
        return 5.2 + self.pt * 0.4

    def of(self, section: SheetSection) -> _Fit:
        """Give how the rows of this section are set."""
        return replace(self, lines=max(self.lines, self.firm_lines), most=self.firm_most) if section.firm else self


_ROOMY = (_Fit(lines=4), _Fit(lines=3), _Fit(), _Fit(9.5), _Fit(9.0))
_WAYS = (
    *_ROOMY,
    *(replace(way, spare=False) for way in _ROOMY),
    _Fit(9.0, hints=False, spare=False),
    _Fit(8.5, hints=False, spare=False),
    _Fit(8.5, hints=False, lines=1, spare=False),
)
_LEAST = 3
"""Rows that stay of each section as long as they can."""


def write_day_sheet(sheet: DaySheet, out: Path, *, language: str) -> int:
    """Write the page and return the number of pages, 1. An old file is replaced at the end."""
    fit = _fitting(sheet, language)

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, A4, title=f"{sheet.over} {sheet.title}", language=language)
        _head(canvas, sheet)
        y = _TOP
        for section in _shown(sheet, fit):
            y = _section(canvas, section, y, fit.of(section), sheet.more, language)
        if not sheet.sections:
            _put(canvas, LEFT, y + 8, sheet.empty, "second", 16.0)
            y += 18
        _notes(canvas, sheet.notes, y)
        _put(canvas, LEFT, 284.5, sheet.foot[0], "facts", 8.0)
        _put(canvas, RIGHT, 284.5, sheet.foot[1], "facts-medium", 8.0, anchor="right")
        canvas.showPage()
        canvas.save()

    write_pdf(out, draw)
    return 1


# -- what fits -------------------------------------------------------------------------------------------------------


def _fitting(sheet: DaySheet, language: str) -> _Fit:
    """Give the largest setting that leaves room for notes; at the end as many rows of each section as there are."""
    room = _BOTTOM - _NOTES - _TOP

    def fits(fit: _Fit) -> bool:
        return sum(_height(section, fit.of(section), language) for section in _shown(sheet, fit)) <= room

    for way in _WAYS:
        if fits(way):
            return way
    last, longest = _WAYS[-1], max(len(section.rows) for section in sheet.sections)
    for lines in (3, 2):
        way = replace(last, firm_lines=lines)
        if fits(replace(way, most=_LEAST)):
            return _fullest(lambda n, way=way: replace(way, most=n), fits, longest)  # type: ignore[misc]
    last = replace(last, firm_lines=2)
    return _fullest(lambda n: replace(last, most=min(n, _LEAST), firm_most=n), fits, longest)


def _fullest(made: Callable[[int], _Fit], fits: Callable[[_Fit], bool], longest: int) -> _Fit:
    """Give the way with as many rows as there is room for."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(made(middle)) else (low, middle - 1)
    return made(low)


def _shown(sheet: DaySheet, fit: _Fit) -> list[SheetSection]:
    return [section if fit.spare or not section.spare else _in_short(section) for section in sheet.sections]


def _in_short(section: SheetSection) -> SheetSection:
    """Give the heading alone, with the first names beside the note that says how many there are."""
    names = ", ".join(row.name for row in section.rows[:3])
    return replace(section, rows=(), more=0, note=" · ".join(part for part in (names, section.note) if part))


def _height(section: SheetSection, fit: _Fit, language: str) -> float:
    if not section.rows and not section.more:
        return _HEAD_ALONE
    shown = _rows(section, fit)
    high = fit.head + sum(_row_height(row, fit, language) for row in shown) + 3.0
    return high + fit.row * (bool(section.total) + bool(_left_out(section, fit)))


def _rows(section: SheetSection, fit: _Fit) -> tuple[SheetRow, ...]:
    """Give the rows that are set; a single one left over takes the line that would count it."""
    alone = not section.more and len(section.rows) == fit.most + 1
    return section.rows if alone else section.rows[: fit.most]


def _left_out(section: SheetSection, fit: _Fit) -> int:
    return len(section.rows) - len(_rows(section, fit)) + section.more


def _row_height(row: SheetRow, fit: _Fit, language: str) -> float:
    beside = len(_what_lines(row, fit, language)) + (1 if fit.hints and row.hint else 0)
    return fit.row + fit.line * (max(len(_name(row.name, fit.pt)[0]), beside, 1) - 1)


@lru_cache(maxsize=5_000)
def _name(name: str, pt: float) -> tuple[tuple[str, ...], float]:
    """Break a name at its spaces, a long part after its hyphens; give the lines and their size."""
    words, room = printable(name, "facts-bold").split(), WHAT - NAME - 4
    for size in (pt * smaller for smaller in _SMALLER):
        lines = _broken(words, size, room)
        if len(lines) <= _NAME_LINES and all(setting.width(line, "facts-bold", size) <= room for line in lines):
            return tuple(lines), size
    whole = (Span(" ".join(words), bold=True),)
    return tuple(line.text for line in _lines(whole, _Fit(size, lines=_NAME_LINES), room, "")), size


def _broken(words: Sequence[str], pt: float, room: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        parts = [word] if setting.width(word, "facts-bold", pt) <= room else re.findall(r"[^-]*-+|[^-]+", word)
        for number, part in enumerate(parts):
            longer = f"{lines[-1]}{'' if number else ' '}{part}" if lines else part
            if lines and setting.width(longer, "facts-bold", pt) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _what_lines(row: SheetRow, fit: _Fit, language: str) -> list[setting.Line]:
    lead = printable(row.lead, "facts-bold")
    spans = (Span(f"{lead} ", bold=True),) if lead else ()
    return _lines((*spans, Span(printable(row.what, "facts"))), fit, _room(row, fit), language)


def _room(row: SheetRow, fit: _Fit) -> float:
    """How wide the words may be: up to the telephone number, else up to what stands at the edge."""
    if row.phone:
        return PHONE - measured(_beside(row.phone, fit), "facts", fit.pt) - 3 - WHAT
    return RIGHT - (measured(_beside(row.right, fit), "facts", fit.pt) + 3 if row.right else 0) - WHAT


def _beside(text: str, fit: _Fit, room: float = 38.0) -> str:
    """What stands at the right, cut where somebody typed a sentence for a number."""
    return shortened(printable(text, "facts"), "facts", fit.pt, room)


def _lines(spans: tuple[Span, ...], fit: _Fit, room: float, language: str) -> list[setting.Line]:
    """Break words into the lines that a row may have; what is left out ends in an ellipsis."""
    found = list(setting.break_lines(spans, "facts", fit.pt, room, language))
    if len(found) <= fit.lines:
        return found
    rest = [span for line in found[fit.lines - 1 :] for span in (*line.spans, Span(" "))]
    return [*found[: fit.lines - 1], setting.Line(_cut(rest, fit.pt, room), room)]


def _cut(spans: Sequence[Span], pt: float, room: float) -> tuple[Span, ...]:
    """Cut runs so that they fit with an ellipsis; bold stays bold."""
    kept: list[Span] = []
    for span in spans:
        face = "facts-bold" if span.bold else "facts"
        wide = setting.width(span.text, face, pt)
        if wide > room - measured("…", face, pt):
            return (*kept, Span(shortened(span.text, face, pt, room, always=True), span.bold))
        kept.append(span)
        room -= wide
    return tuple(kept)


# -- drawing: y is measured from the upper edge ------------------------------------------------------------------------


def _put(
    canvas: Any, x: float, y: float, text: str, face: str, pt: float, colour: Ink = INK, anchor: str = "left"
) -> float:  # fmt: skip
    return setting.draw(canvas, x, A4[1] - y, printable(text, face), face, pt, colour, anchor)


def _rule(canvas: Any, x: float, y: float, width: float, ink: Ink) -> None:
    canvas.setStrokeColor(ink.colour())
    canvas.setLineWidth(width * mm)
    canvas.line(x * mm, (A4[1] - y) * mm, RIGHT * mm, (A4[1] - y) * mm)


def _head(canvas: Any, sheet: DaySheet) -> None:
    """Draw the shop, the day, and the figures at the right."""
    x = RIGHT
    for figure in reversed(sheet.figures):
        wide = max(measured(figure.label, "facts", 8.5), measured(figure.value, "display", 20.0))
        _put(canvas, x - wide / 2, 21.5, figure.value, "display", 20.0, MADDER if figure.late else PETROL, "middle")
        _put(canvas, x - wide / 2, 27.6, figure.label, "facts", 8.5, anchor="middle")
        x -= wide + 7
    room = x - LEFT
    pt = next((size for size in _TITLES if measured(sheet.title, "display", size) <= room), _TITLES[-1])
    _put(canvas, LEFT, 28.0, shortened(sheet.title, "display", pt, room), "display", pt)
    over = shortened(printable(sheet.over, "facts-bold"), "facts-bold", 9.0, room)
    _put(canvas, LEFT, 16.5, over, "facts-bold", 9.0)


def _section(
    canvas: Any, section: SheetSection, y: float, fit: _Fit, more: Callable[[int], str], language: str
) -> float:  # fmt: skip
    """Draw a section from ``y`` down and give where the next one begins."""
    _rule(canvas, LEFT, y, 0.7, MADDER if section.late else PETROL)
    title = shortened(printable(section.title, "heading"), "heading", 12.5, 110)
    _put(canvas, LEFT, y + 5.9, title, "heading", 12.5)
    room = RIGHT - LEFT - 4 - measured(title, "heading", 12.5)
    note = shortened(printable(section.note, "facts"), "facts", 8.0, room)
    _put(canvas, RIGHT, y + 5.6, note, "facts", 8.0, anchor="right")
    if not section.rows and not section.more:
        return y + _HEAD_ALONE
    at = y + fit.head
    shown = _rows(section, fit)
    for number, row in enumerate(shown):
        _row(canvas, row, at, fit, language)
        at += _row_height(row, fit, language)
        if number + 1 < len(shown):
            _rule(canvas, NAME, at, 0.18, RULE)
    if left := _left_out(section, fit):
        _put(canvas, NAME, at + fit.row * 0.66, more(left), "facts-medium", fit.pt)
        at += fit.row
    if section.total:
        _rule(canvas, WHAT, at, 0.28, GREY)
        _put(canvas, RIGHT, at + fit.row * 0.7, section.total, "facts-bold", fit.pt, anchor="right")
        at += fit.row
    return at + 3.0


def _row(canvas: Any, row: SheetRow, y: float, fit: _Fit, language: str) -> None:
    base = y + fit.row * 0.66
    if row.tick:
        side = 3.6
        canvas.setStrokeColor(INK.colour())
        canvas.setLineWidth(0.3 * mm)
        low = A4[1] - base - 0.6
        canvas.roundRect(LEFT * mm, low * mm, side * mm, side * mm, 0.6 * mm)
    name, pt = _name(row.name, fit.pt)
    for number, part in enumerate(name):
        _put(canvas, NAME, base + number * fit.line, part, "facts-bold", pt)
    lines = _what_lines(row, fit, language)
    for number, line in enumerate(lines):
        setting.draw_line(canvas, WHAT, A4[1] - base - number * fit.line, line, "facts", fit.pt)
    if fit.hints and row.hint:
        hint = shortened(printable(row.hint, "facts"), "facts", 8.0, RIGHT - WHAT)
        _put(canvas, WHAT, base + len(lines) * fit.line, hint, "facts", 8.0)
    _put(canvas, PHONE, base, _beside(row.phone, fit), "facts", fit.pt, anchor="right")
    room = RIGHT - PHONE - 2 if row.phone else 38.0
    _put(canvas, RIGHT, base, _beside(row.right, fit, room), "facts", fit.pt, anchor="right")


def _notes(canvas: Any, words: Sequence[str], y: float) -> None:
    """Draw lines to write on down to the foot of the page."""
    _rule(canvas, LEFT, y, 0.7, PETROL)
    _put(canvas, LEFT, y + 5.9, words[0], "heading", 12.5)
    _put(canvas, RIGHT, y + 5.6, words[1], "facts", 8.0, anchor="right")
    at = y + 6 + _RULED
    while at <= _BOTTOM:
        _rule(canvas, LEFT, at, 0.18, RULE)
        at += _RULED
