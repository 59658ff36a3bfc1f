"""Small pictures for the last field of a punch card, by the programme's icon: about 8 wide and 7 high on ochre."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smallcrm.paper.art.coffee import cup
from smallcrm.paper.inks import LIGHT, MADDER, NIGHT, OCHRE, Ink
from smallcrm.paper.shapes import Outline, Pen, drop, leaf, petal

SPAN, HEIGHT = 9.6, 8.2
"""Room in mm that a picture takes around the origin."""

_PAGE: Outline = (
    (0.3, -2.9),
    (1.5, -1.9, 3.2, -1.8, 4.6, -2.2),
    (4.6, 2.8),
    (3.2, 3.2, 1.5, 3.1, 0.3, 2.2),
)
_LOAF: Outline = (
    (-4.2, -2.6),
    (-5.3, -0.4, -4.3, 2.6, 0, 2.6),
    (4.3, 2.6, 5.3, -0.4, 4.2, -2.6),
    (1.6, -3.1, -1.6, -3.1, -4.2, -2.6),
)
_BLADE: Outline = ((-0.42, -0.6), (-0.5, 1.2, -0.2, 2.8, 0.15, 4.2), (0.55, 2.8, 0.6, 1.0, 0.42, -0.6))


def gift(pen: Pen, box: Ink = NIGHT, ribbon: Ink = LIGHT) -> None:
    """Draw a present around the origin."""
    pen.box(-3.3, -3.5, 6.6, 3.8, box)
    pen.box(-3.8, 0.65, 7.6, 1.3, box)
    pen.box(-0.5, -3.5, 1.0, 3.8, ribbon)
    pen.box(-0.5, 0.65, 1.0, 1.3, ribbon)
    for turn in (52, -52):
        with pen.at(0, 1.8, turn):
            pen.fill(leaf(2.9, 1.9), box)
            pen.fill(leaf(1.7, 0.8), ribbon)


def _cup(pen: Pen) -> None:
    with pen.at(-0.7, -3.44):
        pen.canvas.scale(0.386, 0.36)
        cup(pen, NIGHT, LIGHT)
    for x in (-1.9, 0.65):
        pen.sweep(((x, 1.55), (x + 1.0, 2.2, x - 0.5, 3.1, x + 0.3, 4.1)), 0.5, NIGHT)


def _book(pen: Pen) -> None:
    for side in (1, -1):
        with pen.at(0, 0):
            pen.canvas.scale(side, 1)
            pen.fill(_PAGE, NIGHT)
            for up in (-0.4, 0.8, 2.0):
                pen.sweep(((1.1, up - 0.5), (2.0, up - 0.05, 3.0, up - 0.05, 3.8, up - 0.25)), 0.35, LIGHT)


def _flower(pen: Pen) -> None:
    for number in range(6):
        with pen.at(0, 0, 60 * number):
            pen.canvas.translate(0, 0.55)
            pen.fill(petal(3.1, 2.3, 0.62), NIGHT)
            pen.fill(drop(1.7, 0.7), LIGHT)
    pen.disc(0, 0, 0.95, MADDER, 0.0)


def _scissors(pen: Pen) -> None:
    for side in (1, -1):
        with pen.at(0, -0.5, 24 * side):
            pen.fill(_BLADE, NIGHT)
        pen.ring(1.45 * side, -2.4, 1.05, 0.62, NIGHT)
        pen.line(0.75 * side, -1.65, -0.1 * side, -0.3, 0.62, NIGHT)
    pen.disc(0, -0.2, 0.3, LIGHT)


def _loaf(pen: Pen) -> None:
    pen.fill(_LOAF, NIGHT)
    for x in (-2.3, 0, 2.3):
        with pen.at(x - 0.5, -0.7, -18):
            pen.fill(leaf(2.6, 0.9), LIGHT)


PICTURES: Mapping[str, Callable[[Pen], None]] = {
    "coffee": _cup,
    "croissant": _loaf,
    "book-open": _book,
    "flower-2": _flower,
    "scissors": _scissors,
    "gift": gift,
}
"""By the name of the icon that the screen shows."""
_BY_SHOP = {"hair": "scissors", "cafe": "coffee", "books": "book-open", "flowers": "flower-2", "bakery": "croissant"}


def picture_for(icon: str, shop_kind: str) -> str:
    """Give the name of the picture of a programme: its own, else that of its shop, else a present."""
    return icon if icon in PICTURES else _BY_SHOP.get(shop_kind, "gift")


def draw_mark(pen: Pen) -> None:
    """Draw the small present that stands in a field before the last one, around the origin."""
    pen.canvas.scale(0.62, 0.62)
    gift(pen, OCHRE, MADDER)
