"""A wreath of anemones, daisies, bells and berries, heavy at the lower left and light at the upper right."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from smallcrm.paper.inks import BLUSH, LEAF, MADDER, NIGHT, OCHRE, PETROL, SKY, SPRUCE, WHITE, Ink
from smallcrm.paper.shapes import Pen, berry, petal, ribbed_leaf

CENTRE_X, CENTRE_Y, RADIUS = 52.5, 89.5, 31.0
PARTING = 0.3
"""The white between two petals."""

ANEMONES = ((207, 0, 9.6), (43, 0, 7))
DAISIES = ((232, 0, 7.2), (181, 0, 7), (63, 0, 5.6), (312, 0, 4.8), (112, 0, 4.6))
BELLS = ((246, 1.4, 4.6), (166, 0, 4.8), (24, 0, 4.2), (354, 0, 3.4), (272, 0, 3.4))
FRONT_BELLS = ((222, 9, 3.8), (191, -8.4, 3.6))
"""Clock angle (degrees), how far outside the stem, radius (mm)."""
BERRIES = (
    (338, 8.0, 8), (326, 6.6, 8), (2, 7.1, 8), (16, 8.7, -8), (292, 6.9, -7), (276, 8.3, -8), (82, 8.3, 8),
    (95, 6.5, 8), (134, 7.9, 8), (150, 8.7, 9), (300, -5.4, -7), (70, -5.8, -9), (122, -5.6, 8),
)  # fmt: skip
"""Clock angle, how far outside the stem, and by how many degrees its foot stands nearer to six o'clock."""


def place(clock: float, out: float = 0.0) -> tuple[float, float]:
    """Return the point at a clock angle, ``out`` mm outside the stem."""
    angle = math.radians(clock)
    return CENTRE_X + (RADIUS + out) * math.sin(angle), CENTRE_Y + (RADIUS + out) * math.cos(angle)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of leaves up both sides: where it starts, how far its leaves lean off the stem, and their sizes."""

    start: float
    lean: float
    wide: float
    outer: tuple[float, float]
    inner: tuple[float, float]
    inks: tuple[Ink, ...]


_BACK = _Row(0, 38, 3.3, (9.5, 12.5), (7.0, 8.6), (LEAF, LEAF, PETROL))
_FRONT = _Row(4.5, 24, 3.1, (8.2, 10.2), (7.0, 8.4), (SPRUCE,))


def _stray(x: float, y: float) -> bool:
    """Whether a leaf that ends at (x, y) would peep out behind a flower or a berry as a splinter."""
    for clock, out, r in (*ANEMONES, *DAISIES, *BELLS, *FRONT_BELLS):
        if r - 0.6 < math.dist((x, y), place(clock, out)) < r + 2.0:
            return True
    return any(0.9 < math.dist((x, y), place(clock, out)) < 2.4 for clock, out, _ in BERRIES)


def _leaves(pen: Pen, dice: random.Random, row: _Row) -> None:
    """Draw a row of leaves from the foot of the wreath up both sides, outer and inner in turn."""
    for side in (-1, 1):
        for number in range(20 if side > 0 else 19):
            clock = 188 - side * (row.start + 9 * number)
            outer = number % 2 == (0 if side < 0 else 1)
            wished = dice.uniform(*(row.outer if outer else row.inner))
            # A leaf points up the stem: anticlockwise on the right side, clockwise on the left.
            turn = -clock + side * 90 + (-side if outer else side) * row.lean
            x, y = place(clock)
            up = math.radians(turn)
            for long in (wished, wished * 0.88, wished * 0.78, wished * 1.12, wished * 0.68, wished * 1.2):
                if not _stray(x - long * math.sin(up), y + long * math.cos(up)):
                    with pen.at(x, y, turn):
                        ribbed_leaf(pen, long, row.wide, row.inks[(number * 2 + (side > 0)) % len(row.inks)])
                    break


def _petals(pen: Pen, count: int, r: float, wide: float, ink: Ink) -> None:
    """Draw a ring of petals, each over the one before it, the first over the last too."""
    outline = petal(r, wide, 0.66)
    for number in range(count):
        with pen.at(0, 0, 360 * number / count):
            pen.fill(outline, ink, PARTING)
    with pen.at(0, 0):
        pen.clip(((0, 0), (-0.52 * r, 1.1 * r), (1.2 * r, 1.2 * r), (1.2 * r, 0)))
        for _ in range(count // 4 + 2):
            pen.fill(outline, ink, PARTING)
            pen.canvas.rotate(360 / count)


def anemone(pen: Pen, r: float) -> None:
    """Draw an anemone at the origin: seven red petals, a dark eye in a ring of dots."""
    _petals(pen, 7, r, 1.04 * r, MADDER)
    for number in range(7):
        with pen.at(0, 0, 360 * (number - 0.24) / 7):
            pen.line(0, 0.54 * r, 0, 0.77 * r, 0.26, WHITE)
    pen.disc(0, 0, 0.41 * r, WHITE)
    for number in range(15):
        angle = math.tau * number / 15
        pen.disc(0.31 * r * math.sin(angle), 0.31 * r * math.cos(angle), 0.043 * r, NIGHT)
    pen.disc(0, 0, 0.21 * r, NIGHT)


def daisy(pen: Pen, r: float) -> None:
    """Draw a daisy at the origin: twelve blush petals and a dotted ochre heart."""
    _petals(pen, 12, r, 0.66 * r, BLUSH)
    heart = 0.27 * r
    pen.disc(0, 0, heart, OCHRE, 0.2)
    for number in range(9):
        angle = math.tau * number / 9
        pen.disc(0.66 * heart * math.sin(angle), 0.66 * heart * math.cos(angle), 0.13 * heart, MADDER)


def bell(pen: Pen, r: float) -> None:
    """Draw a five-petalled blue flower at the origin."""
    _petals(pen, 5, r, 1.3 * r, SKY)
    pen.disc(0, 0, 0.16 * r, OCHRE, 0.17)


def draw_front(pen: Pen) -> None:
    """Draw the wreath in the panel: x 12-93, y 52-129; the middle is free for an initial."""
    dice = random.Random(20)  # noqa: S311 — the same card looks the same every time
    pen.ring(CENTRE_X, CENTRE_Y, RADIUS, 0.55, SPRUCE)
    pen.ring(CENTRE_X, CENTRE_Y, RADIUS - 0.8, 0.3, LEAF)
    _leaves(pen, dice, _BACK)
    for clock, out, back in BERRIES:
        foot = clock + back if clock < 188 and clock > 8 else clock - abs(back)
        berry(pen, place(foot), *place(clock, out))
    _leaves(pen, dice, _FRONT)
    for draw, flowers in ((bell, BELLS), (daisy, DAISIES), (anemone, ANEMONES), (bell, FRONT_BELLS)):
        for clock, out, r in flowers:
            with pen.at(*place(clock, out), turn=7 * r):
                draw(pen, r)


def _twig(pen: Pen, turn: float, long: float, ink: Ink) -> None:
    """Draw a twig from the origin with a pair of leaves at its tip and two pairs below."""
    with pen.at(0, 0, turn):
        pen.line(0, 0, 0, long, 0.5, NIGHT)
        for back in (10.4, 5.4):
            for side in (28, -46) if back > 6 else (46, -30):
                with pen.at(0, long - back, side):
                    ribbed_leaf(pen, 5.4, 2.3, ink)
        for side in (28, -24):
            with pen.at(0, long, side):
                ribbed_leaf(pen, 5.6, 2.3, ink)


def draw_echo(pen: Pen) -> None:
    """Draw a small bouquet low on the inside left."""
    with pen.at(52.5, 19.2):
        for turn, long, ink in ((34, 21, LEAF), (-34, 21, SPRUCE), (13.6, 26, SPRUCE), (-16, 25, PETROL)):
            _twig(pen, turn, long, ink)
        for x, y, turn, ink in ((-3.8, 5.6, 80, LEAF), (4.4, 6.4, -78, SPRUCE)):
            with pen.at(x, y, turn):
                ribbed_leaf(pen, 6.4, 2.4, ink)
        with pen.at(0, 15):
            anemone(pen, 6.5)
        with pen.at(-8, 10.8):
            daisy(pen, 5.1)
        with pen.at(7.4, 10.2):
            bell(pen, 4.2)
