"""The inside right of a card: salutation, text, closing, room for a pen, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from smallcrm.domain.piece import Span, Wording
from smallcrm.paper import setting
from smallcrm.paper.fitting import fitted, parted
from smallcrm.paper.inks import Ink

LEFT, MEASURE, HIGHEST = 12.0, 81.0, 124.5
PARAGRAPH_GAP = 2.8
_SIZES = ((11.2, 5.75, 16.5, 18.0), (10.6, 5.4, 16.5, 12.0), (10.6, 5.4, 12.0, 12.0))
"""Size (points), line distance, room for the pen, lowest baseline (mm). What needs less is ``text_too_long``."""


def _tighter() -> Iterator[tuple[float, float, float, float]]:
    """Yield ever smaller sizes: a text that is far too long still stays on its panel."""
    pt = 10.0
    while pt > 1:
        yield pt, pt * 0.51, 8.0, 12.0
        pt *= 0.92


@dataclass(frozen=True, slots=True)
class Body:
    """The text broken into lines at the size that fits."""

    paragraphs: tuple[tuple[setting.Line, ...], ...]
    pt: float
    step: float
    pen: float
    fits: bool

    @property
    def high(self) -> float:
        """From the first baseline to the last, in mm."""
        lines = sum(len(paragraph) for paragraph in self.paragraphs)
        return (lines - 1) * self.step + PARAGRAPH_GAP * (len(self.paragraphs) - 1) if lines else 0.0


@lru_cache(maxsize=500)
def _body(paragraphs: tuple[tuple[Span, ...], ...], language: str, taken: float) -> Body:
    """Return the text at the first size that leaves room for ``taken`` mm of salutation and signature."""
    body = Body((), 11.2, 5.75, 16.5, fits=True)
    for number, (pt, step, pen, lowest) in enumerate(chain(_SIZES, _tighter())):
        size = min(pt, 11.0) if language.startswith("fi") else pt
        broken = (setting.break_lines(spans, "reading", size, MEASURE, language) for spans in paragraphs)
        body = Body(tuple(lines for lines in broken if lines), size, step, pen, number < len(_SIZES))
        if body.high + taken + pen <= HIGHEST - lowest:
            break
    return body


def _salutation(text: str) -> tuple[tuple[str, ...], float]:
    if not text:
        return (), 21.0
    pt = fitted(text, "second", 21, MEASURE)
    if pt >= 16:
        return (text,), pt
    lines = parted(text)
    if len(lines) == 1:
        return lines, pt
    return lines, min(fitted(line, "second", 17, MEASURE) for line in lines)


def _taken(wording: Wording, salutation_lines: int) -> float:
    """Return the height of all but the body and the room for the pen, first baseline to last."""
    above = 11.0 + 7.0 * (salutation_lines - 1) if salutation_lines else 0.0
    closing = 8.95 if wording.closing else 0.0
    signature = 5.0 if wording.sender_name and wording.shop_name else 0.0
    return above + closing + signature


def body_of(wording: Wording, language: str) -> Body:
    """Return the body as it will be set; ``fits`` is false where it is too long for the card."""
    lines, _ = _salutation(wording.salutation)
    return _body(wording.body, language, _taken(wording, len(lines)))


def draw_inside(canvas: Any, wording: Wording, language: str, ink: Ink, *, mono: bool = False) -> None:
    """Draw the text block in the panel: centred, raised by 4 mm, first baseline never above y 124.5."""
    lines, pt = _salutation(wording.salutation)
    body = body_of(wording, language)
    # Ascent of the first line and the air that makes the optical middle: 37 mm with one salutation line.
    high = body.high + body.pen + _taken(wording, len(lines)) + 1.3
    base = min((148.5 + high) / 2 + 4, HIGHEST)
    for words in lines:
        setting.draw(canvas, LEFT, base, words, "second", pt, ink, mono=mono)
        base -= 7.0
    base -= 4.0 if lines else 0.0
    for paragraph in body.paragraphs:
        for line in paragraph:
            setting.draw_line(canvas, LEFT, base, line, "reading", body.pt, mono=mono)
            base -= body.step
        base -= PARAGRAPH_GAP
    base += body.step + PARAGRAPH_GAP if body.paragraphs else 0.0
    _signature(canvas, wording, base, body, mono)


def _signature(canvas: Any, wording: Wording, base: float, body: Body, mono: bool) -> None:
    if wording.closing:
        base -= 3.2 + body.step
        pt = fitted(wording.closing, "reading", body.pt, MEASURE)
        setting.draw(canvas, LEFT, base, wording.closing, "reading", pt, mono=mono)
    base -= body.pen
    if wording.sender_name:
        pt = fitted(wording.sender_name, "reading", 11.2, MEASURE)
        setting.draw(canvas, LEFT, base, wording.sender_name, "reading", pt, mono=mono)
        base -= 5.0
    if wording.shop_name:
        pt = fitted(wording.shop_name, "reading-italic", 10, MEASURE)
        setting.draw(canvas, LEFT, base, wording.shop_name, "reading-italic", pt, mono=mono)
