"""The seal of a shop without a logo: a scalloped disc with the shop's first letter."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper import fonts, setting
from smallcrm.paper.inks import PETROL, WHITE, Ink
from smallcrm.paper.shapes import Pen, petal, stamp

_ARTICLES = {"the", "a", "an"}


def shop_initial(name: str) -> str:
    """Return the letter for the seal of a shop ("The Corner Bookshop" gives C), or "" where none can be printed."""
    words = fonts.plain(name).split()
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    letter = next((sign for word in words for sign in word if sign.isalnum()), "").upper()[:1]
    return "" if fonts.missing(letter, "display") else letter


def draw_seal(canvas: Any, x: float, y: float, r: float, name: str, ink: Ink = PETROL, *, mono: bool = False) -> None:
    """Draw the seal of a shop around (x, y), ``r`` mm to its scallops; a flower where no letter is."""
    letter = shop_initial(name)

    def whole(target: Any) -> None:
        target.translate(x * mm, y * mm)
        with Pen(target).at(0, 0):
            target.scale(mm, mm)
            _disc(Pen(target, mono), r, ink)
            if not letter:
                _flower(Pen(target, mono), r)
        if letter:
            pt = 0.92 * r * mm / fonts.CAP_HEIGHT["display"]
            setting.draw(target, 0, -0.46 * r, letter, "display", pt, WHITE, "middle", mono=mono)

    stamp(canvas, f"seal-{x}-{y}-{r}-{ink.name}-{ord(letter) if letter else 0}-{int(mono)}", whole)


def _disc(pen: Pen, r: float, ink: Ink) -> None:
    round_of_scallop = r * 0.1736 * 1.04
    pen.disc(0, 0, r, ink)
    for number in range(18):
        with pen.at(0, 0, 20 * number):
            pen.disc(0, r, round_of_scallop, ink)
    pen.ring(0, 0, 0.8 * r, 0.035 * r, WHITE)


def _flower(pen: Pen, r: float) -> None:
    for number in range(8):
        with pen.at(0, 0, 45 * number):
            pen.canvas.translate(0, 0.14 * r)
            pen.fill(petal(0.4 * r, 0.24 * r), WHITE)
    pen.disc(0, 0, 0.09 * r, WHITE)
