"""The row of ornament at the foot of a letter, in the hand of the card design: little candles, or a garden row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper.art.candles import CANDLES
from smallcrm.paper.art.coffee import cup
from smallcrm.paper.art.wreath import anemone, bell, daisy
from smallcrm.paper.inks import LEAF, LIGHT, MADDER, NIGHT, OCHRE, PETROL, SPRUCE, WHITE, Ink
from smallcrm.paper.shapes import Pen, berry, drop, petal, ribbed_leaf, rose
from smallcrm.paper.shapes import leaf as leaf_outline

PITCH = 9.4
HEIGHT = 13.5
"""Room in mm that a row takes above its ground line."""

_Figure = Callable[[Pen], None]


def draw_frieze(canvas: Any, left: float, right: float, ground: float, design: str, *, mono: bool = False) -> None:
    """Draw the row from ``left`` to ``right`` on the ground line, all in mm."""
    figures = _FIGURES.get(design, _FIGURES["candles"])
    count = max(round((right - left) / PITCH), 1)
    pitch = (right - left) / count
    canvas.saveState()
    canvas.scale(mm, mm)
    pen = Pen(canvas, mono)
    for number in range(count):
        with pen.at(left + pitch * (number + 0.5), ground):
            figures[number % len(figures)](pen)
    pen.line(left, ground, right, ground, 0.55, NIGHT)
    for number in range(count):
        with pen.at(left + pitch * (number + 0.5), ground - 0.2, 180):
            pen.fill(drop(2.6, 1.5), NIGHT)
    canvas.restoreState()


def _small_candle(pen: Pen, which: int) -> None:
    """Draw one of the cake's candles at half its width on the ground line, a leaf pair at its foot."""
    tall, pattern = CANDLES[which]
    wide, high = 5.4, 6.5 + 0.27 * tall
    for turn in (62, -62):
        with pen.at(0, 0.4, turn):
            pen.fill(leaf_outline(4.4, 1.9), SPRUCE)
    with pen.at(-wide / 4, 0):
        pen.canvas.scale(0.5, 0.5)
        pen.box(-0.6, 0, wide + 1.2, high, WHITE)
        with pen.at(0, 0):
            pattern(pen, wide, high)
    with pen.at(0, high / 2):
        pen.line(0, -0.1, 0, 1.0, 0.3, NIGHT)
        with pen.at(0, 0.6):
            pen.fill(drop(4.0, 2.1), OCHRE)
        with pen.at(0, 0.9):
            pen.fill(drop(2.1, 1.05), LIGHT)


def _sprig(pen: Pen, high: float, flower: _Figure, leaves: Ink) -> None:
    """Draw a flower on its stem with a pair of leaves."""
    pen.line(0, 0, 0, high, 0.42, SPRUCE)
    for turn in (48, -48):
        with pen.at(0, 0.5, turn):
            ribbed_leaf(pen, 5.0, 2.1, leaves, edge=0.11)
    with pen.at(0, high):
        flower(pen)


def _tulip(pen: Pen) -> None:
    for turn in (58, -58):
        with pen.at(0, 0.2, turn):
            pen.fill(leaf_outline(4.6, 1.9), PETROL)
    for turn in (27, -27):
        with pen.at(0, 0.6, turn):
            pen.fill(petal(6.6, 3.2, 0.6), MADDER, 0.12)
    with pen.at(0, 0.6):
        pen.fill(petal(7.2, 3.0, 0.55), OCHRE, 0.14)
    with pen.at(0, 2.2):
        pen.fill(drop(3.2, 1.0), WHITE)


def _rose(pen: Pen) -> None:
    with pen.at(0, 3.4):
        rose(pen, 2.9, 12, (PETROL, OCHRE, MADDER))


def _berries(pen: Pen) -> None:
    for x, y in ((-2.0, 3.6), (0.1, 5.4), (2.1, 3.2)):
        berry(pen, (0, 0), x, y, 0.95)


def _cup(pen: Pen, ink: Ink) -> None:
    """Draw a cup with its steam, small enough for the row."""
    pen.canvas.scale(0.4, 0.4)
    with pen.at(-1.2, 0):
        cup(pen, ink)
        for x in (-2.6, 1.8):
            pen.sweep(
                ((x, 14.6), (x - 2.2, 17.4, x + 2.8, 19.2, x, 22.6), (x - 1.2, 24.4, x - 0.8, 25.2, x + 0.6, 27.4)),
                0.9,
                NIGHT,
            )


_FIGURES: dict[str, tuple[_Figure, ...]] = {
    "candles": tuple(partial(_small_candle, which=which) for which in range(len(CANDLES))),
    "wreath": (
        _tulip,
        partial(_sprig, high=5.2, flower=partial(daisy, r=2.7), leaves=LEAF),
        _berries,
        partial(_sprig, high=6.2, flower=partial(anemone, r=3.0), leaves=SPRUCE),
        _rose,
        partial(_sprig, high=5.6, flower=partial(bell, r=2.4), leaves=LEAF),
    ),
    "coffee": (
        partial(_cup, ink=OCHRE),
        partial(_sprig, high=5.2, flower=partial(daisy, r=2.7), leaves=LEAF),
        partial(_cup, ink=MADDER),
        _berries,
        partial(_cup, ink=PETROL),
        partial(_sprig, high=5.6, flower=partial(bell, r=2.4), leaves=SPRUCE),
    ),
}
"""By design, what stands in the row in turn."""
