"""Nine candles on a cake: each in its own paper, icing in scallops, a garland of leaves cut out of the cake."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count, takewhile

from smallcrm.paper.inks import BLUSH, CORAL, LIGHT, MADDER, NIGHT, OCHRE, PETROL, WHITE, Ink
from smallcrm.paper.shapes import Outline, Pen, drop, leaf

Pattern = Callable[[Pen, float, float], None]
"""Draws the paper of a candle of a width and a height with its lower left corner at the origin."""

SLOPE = 1.15


def _rectangle(wide: float, high: float) -> Outline:
    return ((0, 0), (wide, 0), (wide, high), (0, high))


def _solid(pen: Pen, wide: float, high: float, ink: Ink) -> None:
    pen.box(0, 0, wide, high, ink)


def _diagonal(pen: Pen, wide: float, high: float, ink: Ink) -> None:
    pen.clip(_rectangle(wide, high))
    rise = SLOPE * wide
    for y in takewhile(lambda low: low < high, count(-rise - 0.6, 4.5)):
        pen.fill(((0, y), (wide, y + rise), (wide, y + rise + 2.7), (0, y + 2.7)), ink)


def _bands(pen: Pen, wide: float, high: float, ink: Ink) -> None:
    for top in takewhile(lambda y: y > 0, count(high, -3.5)):
        pen.box(0, max(top - 2.1, 0), wide, top - max(top - 2.1, 0), ink)


def _chevrons(pen: Pen, wide: float, high: float, ink: Ink) -> None:
    pen.clip(_rectangle(wide, high))
    middle, rise = wide / 2, wide / 2
    for y in takewhile(lambda low: low < high, count((high - rise - 2.5) % 4.1 - 2 * 4.1, 4.1)):
        outline = ((0, y), (middle, y + rise), (wide, y), (wide, y + 2.5), (middle, y + rise + 2.5), (0, y + 2.5))
        pen.fill(outline, ink)


def _dots(pen: Pen, wide: float, high: float, ink: Ink) -> None:
    pen.clip(_rectangle(wide, high))
    pen.box(0, 0, wide, high, ink)
    for number in takewhile(lambda n: 1.9 + 2.3 * n < high + 0.6, count()):
        pen.disc(wide * (0.69 if number % 2 == 0 else 0.32), high - 1.9 - 2.3 * number, 0.62, WHITE)


def _halves(pen: Pen, wide: float, high: float, left: Ink, right: Ink) -> None:
    pen.box(0, 0, wide / 2, high, left)
    pen.box(wide / 2, 0, wide / 2, high, right)


CANDLES: tuple[tuple[float, Pattern], ...] = (
    (20, partial(_diagonal, ink=MADDER)),
    (31, partial(_solid, ink=OCHRE)),
    (25, partial(_dots, ink=PETROL)),
    (40, partial(_bands, ink=CORAL)),
    (33, partial(_chevrons, ink=NIGHT)),
    (46, partial(_solid, ink=MADDER)),
    (29, partial(_diagonal, ink=PETROL)),
    (37, partial(_halves, left=OCHRE, right=BLUSH)),
    (23, partial(_dots, ink=CORAL)),
)
"""Height (mm) and paper, from the left."""


def _candle(pen: Pen, x: float, y: float, high: float, pattern: Pattern) -> None:
    wide = 5.4
    with pen.at(x, y):
        with pen.at(0, 0):
            pattern(pen, wide, high)
        with pen.at(wide / 2, high):
            pen.line(0, -0.15, 0, 1.9, 0.42, NIGHT)
            with pen.at(0, 1.3):
                pen.fill(drop(8.4, 4.4), OCHRE)
            with pen.at(0, 1.85):
                pen.fill(drop(4.6, 2.3), LIGHT)


def _cake(pen: Pen) -> None:
    pen.box(9, 10, 87, 21, PETROL)
    pen.box(9, 27.6, 87, 3.4, BLUSH)
    step = 87 / 11
    for number in range(11):
        middle = 9 + step * (number + 0.5)
        with pen.at(0, 0):
            pen.clip(((9, 23), (96, 23), (96, 27.7), (9, 27.7)))
            pen.disc(middle, 27.6, step / 2, BLUSH)
        pen.disc(middle, 27.6, 0.95, MADDER)
        for turn in (48, -48):
            with pen.at(middle, 13.8, turn):
                pen.fill(leaf(4.6, 2.0), WHITE)
        pen.disc(middle, 13.8, 0.75, OCHRE)


def draw_front(pen: Pen) -> None:
    """Draw the front picture in the panel: the cake x 9-96, the highest flame y 87."""
    step = (86.1 - 13.5) / 8
    for number, (high, pattern) in enumerate(CANDLES):
        _candle(pen, 13.5 + step * number, 31, high, pattern)
    _cake(pen)


def draw_echo(pen: Pen) -> None:
    """Draw three small candles low on the inside left."""
    pen.line(34.4, 20.1, 70.6, 20.1, 0.62, NIGHT)
    with pen.at(52.5, 20.4):
        pen.canvas.scale(0.9, 0.9)
        _candle(pen, -11.7, 0, 14.0, partial(_dots, ink=PETROL))
        _candle(pen, -2.7, 0, 20.8, partial(_diagonal, ink=MADDER))
        _candle(pen, 6.3, 0, 9.1, partial(_bands, ink=CORAL))
