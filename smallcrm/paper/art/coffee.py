"""A coffee table: enamel pot, cup and a vase of twigs on a block that bears the words."""

from __future__ import annotations

from smallcrm.paper.inks import CORAL, LEAF, MADDER, NIGHT, OCHRE, PETROL, SPRUCE, WHITE, Ink
from smallcrm.paper.shapes import Outline, Pen, leaf, ribbed_leaf

LEFT, RIGHT, FOOT, TABLE = 9.0, 96.0, 9.5, 54.5
"""The block, in mm."""
SHELF, DROP = 13.0, 8.0
"""Height of the shelf, and how far all stands lower on it: in the middle of the panel."""

_POT: Outline = (
    (-17.0, 0),
    (-18.0, 0, -18.6, 0.8, -18.4, 1.9),
    (-11.3, 48.4),
    (11.3, 48.4),
    (18.4, 1.9),
    (18.6, 0.8, 18.0, 0, 17.0, 0),
)
_SPOUT: Outline = (
    (11.0, 36.0),
    (12.9, 37.9),
    (15.6, 40.6, 19.4, 44.9, 22.3, 47.9),
    (25.9, 46.1),
    (22.0, 39.4, 20.2, 28.6, 14.2, 23.6),
    (11.0, 22.0),
)
_LID: Outline = ((-10.6, 0), (-10.0, 4.6, -5.6, 7.4, 0, 7.4), (5.6, 7.4, 10.0, 4.6, 10.6, 0))
_HANDLE: Outline = ((-10.6, 43.8), (-19.0, 45.2, -23.9, 39.6, -24.0, 32.6), (-24.0, 25.6, -20.4, 20.4, -15.0, 16.8))
_VASE: Outline = (
    (-5.6, 0),
    (-8.0, 1.6, -8.8, 4.6, -8.6, 7.6),
    (-8.2, 14.4, -2.6, 14.6, -2.7, 25.6),
    (2.7, 25.6),
    (2.6, 14.6, 8.2, 14.4, 8.6, 7.6),
    (8.8, 4.6, 8.0, 1.6, 5.6, 0),
)


def _pot(pen: Pen) -> None:
    """Draw the pot with its foot at the origin: 58 mm high."""
    pen.sweep(_HANDLE, 2.7, NIGHT, blunt=True)
    pen.fill(_SPOUT, MADDER)
    pen.fill(_POT, MADDER)
    pen.fill(((-15.1, 33.4), (13.5, 33.4), (13.2, 34.4), (-14.9, 34.4)), WHITE)
    pen.fill(((-19, 3.3), (19, 3.3), (19, 4.4), (-19, 4.4)), WHITE)
    for number in range(-2, 3):
        with pen.at(6.1 * number, 7.2, 3.55 * number):
            pen.fill(leaf(22.4, 5.2), WHITE)
            pen.line(0, 4.6, 0, 18.2, 0.42, MADDER)
    with pen.at(0, 50.4):
        pen.fill(_LID, MADDER)
    with pen.at(-12.1, 48.4):
        pen.canvas.setFillColor(NIGHT.colour(mono=pen.mono))
        pen.canvas.roundRect(0, 0, 24.2, 2.1, 0.8, stroke=0, fill=1)
    pen.disc(0, 59.8, 2.45, NIGHT)


def cup(pen: Pen, ink: Ink = OCHRE, ground: Ink = WHITE) -> None:
    """Draw a cup with its foot at the origin: 17 wide without the handle, 12.2 high, the ornament as its ground."""
    pen.sweep(((7.6, 9.5), (9.8, 10.4, 11.5, 9.3, 11.3, 6.7), (11.1, 4.1, 8.7, 2.9, 5.2, 3.4)), 1.7, ink)
    body: Outline = ((-4.3, 0), (-7.0, 1.4, -8.1, 5.4, -8.5, 12.2), (8.5, 12.2), (8.1, 5.4, 7.0, 1.4, 4.3, 0))
    pen.fill(body, ink)
    reach = 9.0 if ground is WHITE else 8.35  # beside the cup it would be seen on a colour
    pen.fill(((-reach, 10.3), (reach, 10.3), (reach, 10.95), (-reach, 10.95)), ground)
    for number in range(-2, 3):
        with pen.at(2.6 * number, 2.0, -3.4 * number):
            pen.fill(leaf(7.2, 2.0), ground)
            pen.line(0, 1.6, 0, 5.6, 0.24, ink)


def steam(pen: Pen) -> None:
    """Draw three curls of steam above the origin."""
    for x, y, high in ((-4.0, 0, 14.2), (0, 0, 19.2), (4.1, 0, 15.2)):
        third = high / 3
        pen.sweep(
            (
                (x, y),
                (x - 2.4, y + third * 0.8, x + 2.9, y + third * 1.5, x + 0.3, y + 2 * third),
                (x - 1.6, y + 2.35 * third, x - 0.9, y + 2.6 * third, x + 0.6, y + high),
            ),
            0.5,
            NIGHT,
        )


def _twig(pen: Pen, turn: float, long: float, leaves: float, ink: Ink) -> None:
    """Draw a twig of leaf pairs, each ``leaves`` long, from the origin."""
    with pen.at(0, 0, turn):
        pen.line(0, 0, 0, long - 4, 0.42, NIGHT)
        for step in range(6):
            up = long - 6.6 - 5.3 * step
            if up < 10:
                break
            for side in (-1, 1):
                with pen.at(0, up + (0.8 if side > 0 else 0), side * 46):
                    ribbed_leaf(pen, leaves, 3.5, ink, edge=0.15, rib=0.26)
        with pen.at(0, long - 6.4, -2):
            ribbed_leaf(pen, 0.92 * leaves, 3.4, ink, edge=0.15, rib=0.26)


def _berries(pen: Pen) -> None:
    """Draw a twig of berries from the origin, 30 mm high."""
    pen.line(0, 0, 0.7, 27, 0.42, NIGHT)
    pen.disc(0.7, 27.6, 1.4, OCHRE, 0.24)
    for step in range(4):
        up = 6.0 + 4.9 * step
        for side, rise in ((-1, 3.2), (1, 5.6)):
            pen.line(0.1, up + (0 if side < 0 else 2.2), side * 2.7, up + rise, 0.34, NIGHT)
            pen.disc(side * 2.8, up + rise + 0.2, 1.4, OCHRE, 0.24)


def _vase(pen: Pen) -> None:
    """Draw the vase with its foot at the origin and the twigs in it."""
    with pen.at(0, 26.6):
        _twig(pen, -8.5, 36, 6.6, LEAF)
        _twig(pen, 11, 46, 8.0, SPRUCE)
        _berries(pen)
    pen.fill(_VASE, CORAL)
    with pen.at(-3.2, 25.3):
        pen.canvas.setFillColor(CORAL.colour(mono=pen.mono))
        pen.canvas.roundRect(0, 0, 6.4, 1.5, 0.6, stroke=0, fill=1)
    for y in (4.1, 12.5):
        pen.fill(((-9, y), (9, y), (9, y + 1.0), (-9, y + 1.0)), WHITE)
    for number in range(-2, 3):
        x = 2.6 * number
        pen.fill(((x - 1.15, 6.2), (x + 1.15, 6.2), (x, 11.4)), WHITE)


def draw_front(pen: Pen) -> None:
    """Draw the table in the panel: the block x 9-96, y 9.5-54.5, the highest leaf y 129."""
    pen.box(LEFT, FOOT, RIGHT - LEFT, TABLE - FOOT, PETROL)
    _things(pen)


def draw_shelf(pen: Pen) -> None:
    """Draw the same things on a narrow shelf with a garland, for a card without words on its front."""
    with pen.at(0, -DROP):
        pen.box(LEFT, TABLE - SHELF, RIGHT - LEFT, SHELF, PETROL)
        count = 11
        for number in range(count):
            middle = LEFT + (RIGHT - LEFT) * (number + 0.5) / count
            for turn in (48, -48):
                with pen.at(middle, TABLE - 0.69 * SHELF, turn):
                    pen.fill(leaf(4.7, 2.1), WHITE)
            pen.disc(middle, TABLE - 0.69 * SHELF, 0.85, OCHRE)
        _things(pen)


def _things(pen: Pen) -> None:
    with pen.at(34.5, TABLE):
        _pot(pen)
    with pen.at(62.0, TABLE):
        cup(pen)
    with pen.at(62.3, TABLE + 14.8):
        steam(pen)
    with pen.at(84.2, TABLE):
        _vase(pen)


def draw_echo(pen: Pen) -> None:
    """Draw a cup low on the inside left."""
    pen.line(34.0, 19.6, 71.0, 19.6, 0.62, NIGHT)
    with pen.at(51.5, 19.9):
        cup(pen)
        with pen.at(0, 14.6):
            pen.canvas.scale(0.82, 0.82)
            steam(pen)
