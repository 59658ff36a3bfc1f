"""A greeting as a window-envelope letter: address in the window, headline, words, room to sign, and a small frieze.

Millimetres; x from the left edge, y from the top edge of the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.errors import ShopError
from smallcrm.domain.piece import Piece, Sender, Span
from smallcrm.paper import letter_frame, setting
from smallcrm.paper.address import Block, fit
from smallcrm.paper.fitting import fitted
from smallcrm.paper.inks import INK, MADDER, NIGHT, Ink
from smallcrm.paper.setting import Line
from smallcrm.paper.windows import Window

SIZES = ((11.5, 5.95), (11.0, 5.7), (10.5, 5.45))
"""Type size in pt and line distance in mm, largest first."""
PARAGRAPH_GAP = 2.8
CLOSING_GAP = 5.4
PEN_ROOM = 19.0
"""From the closing to the line that is signed."""
SIGNATURE = 62.5
"""Least length of the line that is signed; it is never shorter than the names below it."""
FRIEZE_ROOM = 15.0
FOOTER_ROOM = 7.0
SECOND_PAGE = 37.0
"""First baseline of a second page."""
SOBER = frozenset({"apology_after_complaint"})
"""Kinds that bear no ornament."""
_Run = tuple[str, str, Ink]


@dataclass(frozen=True, slots=True)
class Body:
    """The words as they are broken: type size, line distance, and (gap before, line) from the salutation on."""

    pt: float
    leading: float
    lines: tuple[tuple[float, Line], ...]
    closing: bool

    @property
    def height(self) -> float:
        """From the first baseline to the last."""
        return sum(gap + self.leading for gap, _line in self.lines[1:])


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands on which page: numbers of lines, and whether the frieze has room on the last one."""

    body: Body
    first: float
    """Baseline of the salutation."""
    pages: tuple[int, ...]
    frieze: bool


def address_block(piece: Piece, window: Window) -> Block | None:
    """Give the address as it fits the part of the sheet that is always seen, or None."""
    x = max(window.form.address[0], window.safe.x)
    return fit(piece.address, window.safe.right - x - 0.5, window.safe.height)


def page_count(piece: Piece, window: Window) -> int:
    """Give how many sheets the letter takes."""
    return len(_plan(piece, window).pages)


def draw_letter(
    canvas: Any,
    piece: Piece,
    sender: Sender,
    design: str,
    window: Window,
    *,
    nudge: tuple[float, float] = (0.0, 0.0),
    mono: bool = False,
) -> int:
    """Draw the letter, each page ended by ``showPage``, and return the number of pages."""
    block = address_block(piece, window)
    if block is None:
        raise ShopError("address_too_long", name=piece.name)
    plan = _plan(piece, window)
    shown = 0
    for number, count in enumerate(plan.pages, 1):
        canvas.setPageSize((window.page[0] * mm, window.page[1] * mm))
        canvas.translate(nudge[0] * mm, (window.page[1] - nudge[1]) * mm)
        frame = letter_frame.Frame(window, sender, design, piece.wording.stop_line, mono)
        last = number == len(plan.pages)
        adorned = plan.frieze and last and piece.kind not in SOBER
        letter_frame.draw_frame(canvas, frame, first=number == 1, frieze=adorned)
        if number == 1:
            _draw_top(canvas, piece, window, block, mono=mono)
        else:
            right = window.form.footer[1]
            setting.draw(canvas, right, -17.8, f"{number} ({len(plan.pages)})", "facts", 9.5, anchor="right")
        base = plan.first if number == 1 else SECOND_PAGE
        base = _draw_lines(canvas, plan.body, slice(shown, shown + count), window.form.text[0], base)
        shown += count
        if last:
            _draw_closing(canvas, piece, plan.body, window, base)
        canvas.showPage()
    return len(plan.pages)


def _draw_top(canvas: Any, piece: Piece, window: Window, block: Block, *, mono: bool) -> None:
    form = window.form
    base = max(form.address[1], window.safe.y + block.rise)
    overshoot = base - block.rise + block.height - window.safe.bottom
    block.draw(canvas, max(form.address[0], window.safe.x + block.overhang), -(base - max(overshoot, 0.0)))
    setting.draw(canvas, form.date[0], -form.date[1], piece.place_and_date, form.date_face, 11)
    rows, pt = headline(piece, form.text[1] - form.headline[0], form.headline[2])
    for number, row in enumerate(rows):
        x = form.headline[0]
        for text, face, ink in row:
            x += setting.draw(
                canvas, x, -(form.headline[1] + number * _headline_step(pt)), text, face, pt, ink, mono=mono
            )


def _draw_lines(canvas: Any, body: Body, part: slice, x: float, base: float) -> float:
    """Draw lines from ``base`` down and return the last baseline."""
    for number, (gap, line) in enumerate(body.lines[part]):
        base += gap + body.leading if number else 0.0
        setting.draw_line(canvas, x, -base, line, "reading", body.pt)
    return base


def _draw_closing(canvas: Any, piece: Piece, body: Body, window: Window, base: float) -> None:
    words, x = piece.wording, window.form.closing
    base += CLOSING_GAP + body.leading
    setting.draw(canvas, x, -base, words.closing, "reading", body.pt)
    base += PEN_ROOM
    room = window.form.footer[1] - x  # no further right than anything else on the sheet
    signed = ((words.sender_name, "reading", body.pt), (words.shop_name, "reading-italic", 10.5))
    rows = [(text, face, fitted(text, face, pt, room)) for text, face, pt in signed if text]
    width = max([SIGNATURE, *(setting.width(*row) for row in rows)])
    canvas.setLineWidth(0.2 * mm)
    canvas.setStrokeColor(INK.colour())
    canvas.line(x * mm, -base * mm, (x + width) * mm, -base * mm)
    for text, face, pt in rows:
        base += 5.2
        setting.draw(canvas, x, -base, text, face, pt)


@lru_cache(maxsize=512)
def _words(piece: Piece, measure: float, pt: float, leading: float) -> Body:
    words = piece.wording
    paragraphs = (((Span(words.salutation),),) if words.salutation else ()) + words.body
    lines: list[tuple[float, Line]] = []
    for spans in paragraphs:
        broken = setting.break_lines(spans, "reading", pt, measure, piece.language)
        lines += [(PARAGRAPH_GAP if number == 0 else 0.0, line) for number, line in enumerate(broken)]
    return Body(pt, leading, tuple(lines), closing=bool(words.closing))


@lru_cache(maxsize=512)
def _plan(piece: Piece, window: Window) -> Plan:
    form = window.form
    rows, pt = headline(piece, form.text[1] - form.headline[0], form.headline[2])
    first = form.text[2] + (len(rows) - 1) * _headline_step(pt)
    measure = form.text[1] - form.text[0]
    foot = form.footer[2] - FOOTER_ROOM
    bodies = [_words(piece, measure, *size) for size in SIZES]
    for body in bodies:
        if first + body.height + _closing_height(body) <= form.frieze[2] - FRIEZE_ROOM:
            return Plan(body, first, (len(body.lines),), frieze=True)
    body = bodies[-1]
    if first + body.height + _closing_height(body) <= foot:
        return Plan(body, first, (len(body.lines),), frieze=False)
    return _over_pages(body, first, foot, form.frieze[2] - FRIEZE_ROOM)


def _over_pages(body: Body, first: float, foot: float, frieze_top: float) -> Plan:
    pages: list[int] = []
    start, top = 0, first
    while True:
        end, base = _filled(body, start, top, foot)
        last = end == len(body.lines)
        if last and base + _closing_height(body) <= foot:
            pages.append(end - start)
            return Plan(body, first, tuple(pages), frieze=base + _closing_height(body) <= frieze_top)
        if last:  # the closing never stands alone on a page
            end -= 2
        end = _good_break(body, start, end)
        pages.append(end - start)
        start, top = end, SECOND_PAGE


def _filled(body: Body, start: int, top: float, foot: float) -> tuple[int, float]:
    """Give the number of the first line that has no room on the page, and the last baseline on it."""
    base = top
    for number in range(start + 1, len(body.lines)):
        step = body.lines[number][0] + body.leading
        if base + step > foot:
            return number, base
        base += step
    return len(body.lines), base


def _good_break(body: Body, start: int, end: int) -> int:
    """Give the end of the page, moved up where one line of a paragraph would stand alone on either page."""

    def opens(number: int) -> bool:
        return number >= len(body.lines) or body.lines[number][0] > 0

    if opens(end + 1) and not opens(end):
        end -= 1
    if opens(end - 1) and not opens(end):
        end -= 1
    return max(end, start + 1)


def _closing_height(body: Body) -> float:
    return CLOSING_GAP + body.leading + PEN_ROOM + 2 * 5.2


def _headline_step(pt: float) -> float:
    return 1.08 * pt / mm


@lru_cache(maxsize=512)
def headline(piece: Piece, room: float, largest: float) -> tuple[tuple[tuple[_Run, ...], ...], float]:
    """Give the lines of the title as runs of (text, face, ink), and their size in pt."""
    words = piece.wording
    before, name = words.title_before, words.title_name
    if not name:
        before = words.title
    one: tuple[_Run, ...] = ((before + (" " if before and name else ""), "display", NIGHT), (name, "second", MADDER))
    one = tuple(run for run in one if run[0])
    rows = (one,) if len(one) < 2 else ((one[0],), (one[1],))
    least = 23.0
    for pt in (largest - half / 2 for half in range(round((largest - least) * 2) + 1)):
        if sum(setting.width(text, face, pt) for text, face, _ink in one) <= room:
            return (one,), pt
    for pt in (largest - half / 2 for half in range(round(largest * 0.28 * 2) + 1)):
        if all(sum(setting.width(text, face, pt) for text, face, _ink in row) <= room for row in rows):
            return rows, pt
    pt = 0.72 * largest
    broken: list[tuple[_Run, ...]] = []
    for text, face, ink in one:
        lines = setting.break_lines((Span(text),), face, pt, room, piece.language)
        broken += [((line.text, face, ink),) for line in lines]
    return tuple(broken), pt
