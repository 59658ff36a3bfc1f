"""The day on one page of A4: what to do in the morning, what was done in the evening; boxes to tick, lines to write on.

The page is always one: what does not fit is set smaller, then counted ("and 12 more"). Lengths are mm, sizes points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm.domain.piece import Span
from smallcrm.paper import fonts, setting
from smallcrm.paper.document import A4, new_canvas, write_pdf
from smallcrm.paper.inks import GREY, INK, MADDER, PETROL, RULE, Ink

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
_LONGEST = 400
"""Letters of a text that are looked at; more never fit."""
_TITLES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: who, what, and what is beside it."""

    name: str
    what: str = ""
    lead: str = ""
    """Set bold before the words: a time, a day."""
    hint: str = ""
    """A second, smaller line, left out where there is no room."""
    phone: str = ""
    right: str = ""
    """At the edge: initials, an amount."""
    tick: bool = True
    """Whether there is a box to tick."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Rows under a heading; ``late`` draws its rule in red (the words say it too)."""

    title: str
    rows: tuple[SheetRow, ...]
    note: str = ""
    late: bool = False
    total: str = ""
    """A sum below the rows."""
    more: int = 0
    """Rows that nobody read, beside those given."""
    spare: bool = False
    """Good to know: the first to make way where the page is full; its heading stays, and who comes first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the head of the page; ``late`` in red."""

    value: str
    label: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Everything on the page, worded."""

    over: str
    """The line above the title: the shop, and which sheet it is."""
    title: str
    figures: tuple[Figure, ...]
    sections: tuple[SheetSection, ...]
    empty: str
    """Said where there is no section."""
    notes: tuple[str, str]
    """Heading of the ruled part, and the words at its right."""
    foot: tuple[str, str]
    more: Callable[[int], str]
    """Words for so many rows that are not shown."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How rows are set."""

    pt: float = 10.0
    hints: bool = True
    lines: int = 2
    """Lines that a name or a text may take."""
    most: int = 1_000_000
    """Rows of each section."""
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


_ROOMY = (_Fit(lines=4), _Fit(lines=3), _Fit(), _Fit(9.5), _Fit(9.0))
_WAYS = (
    *_ROOMY,
    *(replace(way, spare=False) for way in _ROOMY),
    _Fit(9.0, hints=False, spare=False),
    _Fit(8.5, hints=False, spare=False),
    _Fit(8.5, hints=False, lines=1, spare=False),
)


def write_day_sheet(sheet: DaySheet, out: Path, *, language: str) -> int:
    """Write the page and return the number of pages, 1. An old file is replaced at the end."""
    fit = _fitting(sheet, language)

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, A4, title=f"{sheet.over} {sheet.title}", language=language)
        _head(canvas, sheet)
        y = _TOP
        for section in _shown(sheet, fit):
            y = _section(canvas, section, y, fit, sheet.more, language)
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
        return sum(_height(section, fit, language) for section in _shown(sheet, fit)) <= room

    for way in _WAYS:
        if fits(way):
            return way
    low, high = 0, max(len(section.rows) for section in sheet.sections)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(replace(_WAYS[-1], most=middle)) else (low, middle - 1)
    return replace(_WAYS[-1], most=low)


def _shown(sheet: DaySheet, fit: _Fit) -> list[SheetSection]:
    return [section if fit.spare or not section.spare else _in_short(section) for section in sheet.sections]


def _in_short(section: SheetSection) -> SheetSection:
    """Give the heading alone, with the first names beside the note that says how many there are."""
    names = ", ".join(row.name for row in section.rows[:3])
    return replace(section, rows=(), more=0, note=" · ".join(part for part in (names, section.note) if part))


def _height(section: SheetSection, fit: _Fit, language: str) -> float:
    if not section.rows and not section.more:
        return _HEAD_ALONE
    shown = section.rows[: fit.most]
    high = fit.head + sum(_row_height(row, fit, language) for row in shown) + 3.0
    return high + fit.row * (bool(section.total) + bool(_left_out(section, fit)))


def _left_out(section: SheetSection, fit: _Fit) -> int:
    return max(0, len(section.rows) - fit.most) + section.more


def _row_height(row: SheetRow, fit: _Fit, language: str) -> float:
    beside = len(_what_lines(row, fit, language)) + (1 if fit.hints and row.hint else 0)
    return fit.row + fit.line * (max(len(_name_lines(row, fit, language)), beside, 1) - 1)


def _name_lines(row: SheetRow, fit: _Fit, language: str) -> list[setting.Line]:
    two = replace(fit, lines=2)  # a name is cut last of all
    return _lines((Span(_printable(row.name, "facts-bold"), bold=True),), two, WHAT - NAME - 4, language)


def _what_lines(row: SheetRow, fit: _Fit, language: str) -> list[setting.Line]:
    lead = _printable(row.lead, "facts-bold")
    spans = (Span(f"{lead} ", bold=True),) if lead else ()
    return _lines((*spans, Span(_printable(row.what, "facts"))), fit, _room(row, fit), language)


def _room(row: SheetRow, fit: _Fit) -> float:
    """How wide the words may be: up to the telephone number, else up to what stands at the edge."""
    if row.phone:
        return PHONE - _wide(_beside(row.phone, fit), "facts", fit.pt) - 3 - WHAT
    return RIGHT - (_wide(_beside(row.right, fit), "facts", fit.pt) + 3 if row.right else 0) - WHAT


def _beside(text: str, fit: _Fit, room: float = 38.0) -> str:
    """What stands at the right, cut where somebody typed a sentence for a number."""
    return _shortened(_printable(text, "facts"), "facts", fit.pt, room)


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
        wide = _wide_as_is(span.text, face, pt)
        if wide > room - _wide("…", face, pt):
            return (*kept, Span(_shortened(span.text, face, pt, room, always=True), span.bold))
        kept.append(span)
        room -= wide
    return tuple(kept)


def _shortened(text: str, face: str, pt: float, room: float, *, always: bool = False) -> str:
    """Cut a text so that it fits with an ellipsis."""
    if not always and _wide_as_is(text, face, pt) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _wide_as_is(f"{text[:middle].rstrip()}…", face, pt) <= room else (low, middle - 1)
    return f"{text[:low].rstrip()}…"


def _printable(text: str, face: str) -> str:
    """Give a text without what the face has no letter for, on one line."""
    plain = " ".join(fonts.plain(text[:_LONGEST]).split())
    lost = set(fonts.missing(plain, face))
    return "".join(sign for sign in plain if sign not in lost) if lost else plain


def _wide_as_is(text: str, face: str, pt: float) -> float:
    return setting.width(text, face, pt)


def _wide(text: str, face: str, pt: float) -> float:
    return setting.width(_printable(text, face), face, pt)


# -- drawing: y is measured from the upper edge ------------------------------------------------------------------------


def _put(
    canvas: Any, x: float, y: float, text: str, face: str, pt: float, colour: Ink = INK, anchor: str = "left"
) -> float:  # fmt: skip
    return setting.draw(canvas, x, A4[1] - y, _printable(text, face), face, pt, colour, anchor)


def _rule(canvas: Any, x: float, y: float, width: float, ink: Ink) -> None:
    canvas.setStrokeColor(ink.colour())
    canvas.setLineWidth(width * mm)
    canvas.line(x * mm, (A4[1] - y) * mm, RIGHT * mm, (A4[1] - y) * mm)


def _head(canvas: Any, sheet: DaySheet) -> None:
    """Draw the shop, the day, and the figures at the right."""
    x = RIGHT
    for figure in reversed(sheet.figures):
        wide = max(_wide(figure.label, "facts", 8.5), _wide(figure.value, "display", 20.0))
        _put(canvas, x - wide / 2, 21.5, figure.value, "display", 20.0, MADDER if figure.late else PETROL, "middle")
        _put(canvas, x - wide / 2, 27.6, figure.label, "facts", 8.5, anchor="middle")
        x -= wide + 7
    room = x - LEFT
    pt = next((size for size in _TITLES if _wide(sheet.title, "display", size) <= room), _TITLES[-1])
    _put(canvas, LEFT, 28.0, _shortened(sheet.title, "display", pt, room), "display", pt)
    over = _shortened(_printable(sheet.over, "facts-bold"), "facts-bold", 9.0, room)
    _put(canvas, LEFT, 16.5, over, "facts-bold", 9.0)


def _section(
    canvas: Any, section: SheetSection, y: float, fit: _Fit, more: Callable[[int], str], language: str
) -> float:  # fmt: skip
    """Draw a section from ``y`` down and give where the next one begins."""
    _rule(canvas, LEFT, y, 0.7, MADDER if section.late else PETROL)
    title = _shortened(_printable(section.title, "heading"), "heading", 12.5, 110)
    _put(canvas, LEFT, y + 5.9, title, "heading", 12.5)
    room = RIGHT - LEFT - 4 - _wide(title, "heading", 12.5)
    note = _shortened(_printable(section.note, "facts"), "facts", 8.0, room)
    _put(canvas, RIGHT, y + 5.6, note, "facts", 8.0, anchor="right")
    if not section.rows and not section.more:
        return y + _HEAD_ALONE
    at = y + fit.head
    shown = section.rows[: fit.most]
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
    for number, line in enumerate(_name_lines(row, fit, language)):
        setting.draw_line(canvas, NAME, A4[1] - base - number * fit.line, line, "facts", fit.pt)
    lines = _what_lines(row, fit, language)
    for number, line in enumerate(lines):
        setting.draw_line(canvas, WHAT, A4[1] - base - number * fit.line, line, "facts", fit.pt)
    if fit.hints and row.hint:
        hint = _shortened(_printable(row.hint, "facts"), "facts", 8.0, RIGHT - WHAT)
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
