"""The fronts of cards: the picture, drawn once per document, and the title with the name, set for each person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.piece import Piece
from smallcrm.paper import fonts, setting
from smallcrm.paper.art import candles, coffee, wreath
from smallcrm.paper.fitting import block_size, fitted, title_lines, two_lines_or_one
from smallcrm.paper.inks import MADDER, NIGHT, PETROL, WHITE, Ink
from smallcrm.paper.shapes import Pen, rose, stamp_art

MEASURE = 85.0
"""Widest title line, in mm."""
FLOOR = 0.5
"""Smallest share of the nominal size to which a name may press a title."""
WREATH_FOOT = 50.0
"""Height above which a title would touch the wreath, in mm."""
WREATH_DROP = 11.0
"""How far a wreath without a title stands lower, in mm: a little above the middle of the panel."""


@dataclass(frozen=True, slots=True)
class Design:
    """One card design: how its front and its echo inside are drawn, and its two inks."""

    name: str
    front: Callable[[Any, Piece, bool], None]
    echo: Callable[[Pen], None]
    seal: Ink
    salutation: Ink


def _candles_front(canvas: Any, piece: Piece, mono: bool) -> None:
    stamp_art(canvas, "candles-front", candles.draw_front, mono=mono)
    wording, nominal = piece.wording, 41.0
    name = two_lines_or_one(wording.title_name, "second", nominal, MEASURE) if wording.title_name else ()
    lines = title_lines(wording.title_before, "display", nominal, MEASURE, piece.language, len(name))
    if not name and len(lines) > 1:
        lines, name = lines[:-1], lines[-1:]
    count = len(lines) + len(name)
    pt = min([block_size(count or 1, nominal, 46), *(fitted(line, "display", nominal, MEASURE) for line in lines)])
    name_pt = min([pt, *(fitted(line, "second", nominal, MEASURE) for line in name)])
    # All lines are one size, but a name of sixty letters does not make the greeting small print.
    pt = max(name_pt, min(pt, FLOOR * nominal))
    base = 137.5 - fonts.CAP_HEIGHT["display"] * pt / mm
    for line in lines:
        setting.draw(canvas, 10.2, base, line, "display", pt, NIGHT, mono=mono)
        base -= pt / mm
    for line in name:
        setting.draw(canvas, 10.2, base, line, "second", name_pt, MADDER, mono=mono)
        base -= name_pt / mm


def _wreath_front(canvas: Any, piece: Piece, mono: bool) -> None:
    if not piece.wording.title:  # nothing stands below it: the wreath takes the middle
        canvas.translate(0, -WREATH_DROP * mm)
    stamp_art(canvas, "wreath-front", wreath.draw_front, mono=mono)
    initial = fonts.plain(piece.initial).strip()[:1].upper()[:1]
    if initial and not fonts.missing(initial, "display-light"):
        base = wreath.CENTRE_Y - 96 / mm * fonts.CAP_HEIGHT["display-light"] / 2
        setting.draw(canvas, 52.5, base, initial, "display-light", 96, MADDER, "middle", mono=mono)
    else:
        stamp_art(canvas, "wreath-rose", _middle_rose, mono=mono)
    _wreath_title(canvas, piece, mono)


def _wreath_title(canvas: Any, piece: Piece, mono: bool) -> None:
    wording = piece.wording
    name: tuple[str, ...] = ()
    nominal = 22.0
    if wording.title_name:
        name = two_lines_or_one(wording.title_name, "display", 33, MEASURE)
    else:
        nominal = 27.0
    lines = title_lines(wording.title_before, "second", nominal, MEASURE, piece.language, len(name), 32)
    if not name and len(lines) > 1:
        lines, name = lines[:-1], lines[-1:]
    name_nominal = nominal if not wording.title_name else (33.0 if len(name) < 2 else 26.0)
    name_pt = min([name_nominal, *(fitted(line, "display", name_nominal, MEASURE) for line in name)])
    base = {0: 22.0, 1: 16.15}.get(len(name), 13.4)
    for line in reversed(name):
        setting.draw(canvas, 52.5, base, line, "display", name_pt, NIGHT, "middle", mono=mono)
        base += 0.98 * name_pt / mm
    if name:
        base += 2.6
    pt = min([nominal, *(fitted(line, "second", nominal, MEASURE) for line in lines)])
    pt = min(pt, block_size(max(len(lines), 1), nominal, WREATH_FOOT - base))
    for line in reversed(lines):
        setting.draw(canvas, 52.5, base, line, "second", pt, NIGHT, "middle", mono=mono)
        base += 1.04 * pt / mm


def _middle_rose(pen: Pen) -> None:
    with pen.at(wreath.CENTRE_X, wreath.CENTRE_Y):
        rose(pen, 11, 18)


def _coffee_front(canvas: Any, piece: Piece, mono: bool) -> None:
    if not piece.wording.title:
        stamp_art(canvas, "coffee-shelf", coffee.draw_shelf, mono=mono)
        return
    stamp_art(canvas, "coffee-front", coffee.draw_front, mono=mono)
    wording, left, measure, nominal = piece.wording, 13.6, 78.0, 46.0
    high = coffee.TABLE - coffee.FOOT - 12.0
    name = two_lines_or_one(wording.title_name, "second", nominal, measure) if wording.title_name else ()
    lines = title_lines(wording.title_before, "display", nominal, measure, piece.language, len(name), high)
    count = len(lines) + len(name)
    pt = min([block_size(count or 1, nominal, high), *(fitted(line, "display", nominal, measure) for line in lines)])
    pt = min([pt, *(fitted(line, "second", nominal, measure) for line in name)])
    cap, step = fonts.CAP_HEIGHT["display"] * pt / mm, 1.05 * pt / mm
    middle = (coffee.TABLE + coffee.FOOT) / 2
    base = middle + (cap + (count - 1) * step) / 2 - cap
    for number, line in enumerate((*lines, *name)):
        face = "display" if number < len(lines) else "second"
        setting.draw(canvas, left, base, line, face, pt, WHITE, mono=mono)
        base -= step


DESIGNS = {
    "candles": Design("candles", _candles_front, candles.draw_echo, PETROL, MADDER),
    "wreath": Design("wreath", _wreath_front, wreath.draw_echo, MADDER, MADDER),
    "coffee": Design("coffee", _coffee_front, coffee.draw_echo, PETROL, PETROL),
}
