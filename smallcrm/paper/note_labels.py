"""A personal note on a label, for a parcel or a bag: the salutation, the words typed and who signs, none left out.

Where there is room it is set as on the card, with room for a pen; on a small label type and signature grow smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.errors import ShopError
from smallcrm.domain.piece import Piece, Span, Wording
from smallcrm.paper import setting
from smallcrm.paper.fitting import fitted
from smallcrm.paper.inks import INK, NIGHT, Ink
from smallcrm.paper.labels import room, smallest_room
from smallcrm.paper.sheets import Sheet, sheets

LARGEST, SMALLEST = 13.0, 7.5
"""Type sizes of the words, in pt: nothing smaller, names too, is read at arm's length."""
PEN = 9.0
"""Room for a signature with a pen, mm."""
AIR = 0.8
"""Kept free above and below beyond what an address keeps, mm: a note fills its label."""
_SHOP = "reading-italic"
_ENDLESS = 10_000.0
_RISE, _DEPTH = 0.78, 0.25
"""Ink above the first baseline and below the last, in em."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line as it is printed; ``down`` is from the baseline above it, in mm."""

    line: setting.Line
    face: str
    pt: float
    down: float
    ink: Ink = INK
    name: bool = False
    """It greets or signs."""


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one label, top to bottom."""

    rows: tuple[_Row, ...]
    tidy: bool = True
    """Closing, who signs and the shop stand on one line each."""

    @property
    def name_cut(self) -> bool:
        """Whether a line that greets or signs ends inside a word."""
        return any(row.line.cut for row in self.rows if row.name)

    @property
    def flaws(self) -> tuple[bool, bool, bool]:
        """What is wrong with it, the worst first: a name cut, a word cut, the signature broken or shortened."""
        return self.name_cut, any(row.line.cut for row in self.rows), not self.tidy

    @property
    def rise(self) -> float:
        """Ink above the first baseline, in mm."""
        return _RISE * self.rows[0].pt / mm

    @property
    def height(self) -> float:
        """From the top of the first line's ink to the foot of the last one's, in mm."""
        return self.rise + sum(row.down for row in self.rows[1:]) + _DEPTH * self.rows[-1].pt / mm


def note_for(piece: Piece, sheet: Sheet) -> Note | None:
    """Give the note as it fits every label of the sheet, or None."""
    return _fitting(piece.wording, piece.language, *smallest_room(sheet))


def draw_note(canvas: Any, piece: Piece, sheet: Sheet, number: int) -> None:
    """Draw the note in the middle of its label. ShopError: it does not fit."""
    note = note_for(piece, sheet)
    if note is None:
        raise ShopError("note_too_long", name=piece.name)
    box = room(sheet, number)
    base = sheet.page[1] - box.y - (box.height - note.height) / 2 - note.rise
    for place, row in enumerate(note.rows):
        base -= row.down if place else 0.0
        setting.draw_line(canvas, box.x, base, row.line, row.face, row.pt, row.ink)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the words are set: size in pt, distance of lines in mm, and how much of the signature there is."""

    pt: float
    step: float
    whole: bool = True
    """Closing, who signs and the shop, each on a line; else both names on one line."""
    pen: float = 0.0
    """Room for a signature, mm."""
    lead: float = 1.35
    """How much larger than the words the greeting is."""


def _settings() -> tuple[_Setting, ...]:
    """Give the ways to set a note, the best first."""
    sizes = [LARGEST - step / 2 for step in range(int((LARGEST - SMALLEST) * 2) + 1)]
    found = [_Setting(pt, 1.32 * pt / mm, pen=PEN) for pt in sizes if pt >= 10]
    found += [_Setting(pt, 1.28 * pt / mm) for pt in sizes if pt >= 8]
    found += [_Setting(pt, 1.25 * pt / mm, whole=False) for pt in sizes]
    found += [_Setting(SMALLEST, 1.15 * SMALLEST / mm, whole=False, lead=lead) for lead in (1.35, 1.0)]
    return tuple(found)


SETTINGS = _settings()


@lru_cache(maxsize=2_000)
def _fitting(wording: Wording, language: str, width: float, height: float) -> Note | None:
    """Give the note in the first setting without a flaw, else with the least; a name is cut only if no label holds it.

    A word is parted at a hyphen or a slash in any setting: that is no flaw.
    """
    best: Note | None = None
    for chosen in SETTINGS:
        note = _set(wording, chosen, width, language)
        if note.rows and note.height + 2 * AIR <= height and (best is None or note.flaws < best.flaws):
            best = note
            if not any(best.flaws):
                break
    return None if best is None or (best.name_cut and not _endless(wording)) else best


def _set(wording: Wording, chosen: _Setting, width: float, language: str) -> Note:
    signature = _signature(wording, chosen, width, language)
    signed = sum(1 for part in (wording.closing, wording.sender_name, wording.shop_name) if part)
    rows = (*_greeting(wording, chosen, width, language), *_words(wording, chosen, width, language), *signature)
    return Note(rows, tidy=chosen.whole and len(signature) == signed)


def _endless(wording: Wording) -> bool:
    """Tell whether a name holds a word that even the widest label cannot hold in the smallest type."""
    names = ((wording.salutation, "second"), (wording.sender_name, _SHOP), (wording.shop_name, _SHOP))
    return any(
        line.cut for name, face in names for line in setting.break_lines((Span(name),), face, SMALLEST, _widest(), "")
    )


@cache
def _widest() -> float:
    return max(smallest_room(sheet)[0] for sheet in sheets().values())


def _greeting(wording: Wording, chosen: _Setting, width: float, language: str) -> tuple[_Row, ...]:
    lines, pt = _lines(wording.salutation, "second", chosen.pt * chosen.lead, width, language)
    return tuple(_Row(line, "second", pt, chosen.step, NIGHT, name=True) for line in lines)


def _words(wording: Wording, chosen: _Setting, width: float, language: str) -> tuple[_Row, ...]:
    rows = list[_Row]()
    for paragraph in wording.body:
        above = chosen.step * 1.2
        for place, line in enumerate(setting.break_lines(paragraph, "reading", chosen.pt, width, language)):
            rows.append(_Row(line, "reading", chosen.pt, chosen.step if place else above))
    return tuple(rows)


def _signature(wording: Wording, chosen: _Setting, width: float, language: str) -> tuple[_Row, ...]:
    step, small = chosen.step, max(chosen.pt * 0.92, SMALLEST)
    if chosen.whole:
        parts = [(wording.closing, "reading", chosen.pt, step * 1.35)]
        parts += [(wording.sender_name, "reading", chosen.pt, step + chosen.pen)]
        parts += [(wording.shop_name, _SHOP, small, step + (0.0 if wording.sender_name else chosen.pen))]
    else:
        names = ", ".join(name for name in (wording.sender_name, wording.shop_name) if name)
        parts = [(names, _SHOP, small, step * 1.15)]
    rows = list[_Row]()
    for text, face, largest, down in parts:
        lines, pt = _lines(text, face, largest, width, language)
        rows += [_Row(line, face, pt, step if place else down, name=True) for place, line in enumerate(lines)]
    return tuple(rows)


def _lines(text: str, face: str, pt: float, width: float, language: str) -> tuple[tuple[setting.Line, ...], float]:
    """Give a name on one line if it can be read so, else on as many as it takes, and its size in pt."""
    size, least = fitted(text, face, pt, width), max(0.85 * pt, SMALLEST)
    # what was made to fit stands on one line, whatever the last digit of its width says
    measure, size = (_ENDLESS, size) if size >= least else (width, least)
    return setting.break_lines((Span(text),), face, size, measure, language) if text else (), size
