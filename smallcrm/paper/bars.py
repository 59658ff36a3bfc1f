"""Bar codes on paper: black rectangles, and how wide they are with the white they need beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.bars import code128, ean13
from smallcrm.domain.card_numbers import as_ean
from smallcrm.paper.inks import INK

SYMBOLOGIES = ("code128", "ean13")


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one number: their widths in modules, the module in mm, and the white left of them in mm."""

    widths: tuple[int, ...]
    module: float
    quiet: float

    @property
    def width(self) -> float:
        """From the first bar to the last, in mm."""
        return sum(self.widths) * self.module


def bars_of(number: str, symbology: str = "code128", *, module: float = 0.25) -> Bars:
    """Give the bars of a card number; ``module`` in mm counts for Code 128, an EAN is printed at 80 % and not less."""
    if symbology == "ean13":
        wide = max(module, 0.264)
        return Bars(ean13(as_ean(number)), wide, 11 * wide)
    return Bars(code128(number), module, max(10 * module, 2.54))


def draw_bars(canvas: Any, widths: Sequence[int], right: float, base: float, x: float, height: float) -> float:
    """Draw the bars ending at ``right`` mm and give their left edge; ``x`` is the module in mm."""
    left = right - sum(widths) * x
    at = left
    path = canvas.beginPath()
    for place, width in enumerate(widths):
        if place % 2 == 0:
            path.rect(at * mm, base * mm, width * x * mm, height * mm)
        at += width * x
    canvas.setFillColor(INK.colour())
    canvas.drawPath(path, fill=1, stroke=0)
    return left
