"""Small drawn marks of the kinds of days: each has a shape of its own, for whoever sees no colour or prints none."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper.inks import INK, LEAF, MADDER, OCHRE, PETROL, SKY, Ink

SIGNS = ("birthday", "name_day", "wedding_anniversary", "customer_since", "other", "event", "follow_up")
"""Kinds that have a sign, in the order of a legend."""
_INKS: dict[str, Ink] = {
    "birthday": MADDER,
    "name_day": LEAF,
    "wedding_anniversary": MADDER,
    "customer_since": OCHRE,
    "other": SKY,
    "event": PETROL,
    "follow_up": INK,
}


def draw_sign(canvas: Any, sign: str, x: float, y: float, size: float) -> None:
    """Draw a sign with its middle at ``x``, ``y`` (mm, from the lower left), ``size`` mm wide."""
    colour = _INKS.get(sign, INK).colour()
    canvas.saveState()
    canvas.setFillColor(colour)
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(size * 0.14 * mm)
    r = size / 2
    if sign == "birthday":  # a candle on a cake
        canvas.rect((x - r) * mm, (y - r) * mm, size * mm, r * 0.9 * mm, stroke=0, fill=1)
        canvas.rect((x - r * 0.14) * mm, (y - r * 0.1) * mm, r * 0.28 * mm, r * 0.65 * mm, stroke=0, fill=1)
        canvas.circle(x * mm, (y + r * 0.8) * mm, r * 0.2 * mm, stroke=0, fill=1)
    elif sign == "name_day":  # a ring
        canvas.circle(x * mm, y * mm, r * 0.8 * mm, stroke=1, fill=0)
    elif sign == "wedding_anniversary":  # two rings
        canvas.circle((x - r * 0.4) * mm, y * mm, r * 0.58 * mm, stroke=1, fill=0)
        canvas.circle((x + r * 0.4) * mm, y * mm, r * 0.58 * mm, stroke=1, fill=0)
    elif sign == "customer_since":  # a star
        _polygon(canvas, [(r * (1 if n % 2 == 0 else 0.42), pi / 2 + n * pi / 5) for n in range(10)], x, y)
    elif sign == "other":  # a rhomb
        _polygon(canvas, [(r * 0.95, pi / 2 + n * pi / 2) for n in range(4)], x, y)
    elif sign == "event":  # a square
        canvas.rect((x - r * 0.75) * mm, (y - r * 0.75) * mm, r * 1.5 * mm, r * 1.5 * mm, stroke=0, fill=1)
    else:  # a dot
        canvas.circle(x * mm, y * mm, r * 0.45 * mm, stroke=0, fill=1)
    canvas.restoreState()


def _polygon(canvas: Any, corners: list[tuple[float, float]], x: float, y: float) -> None:
    path = canvas.beginPath()
    for number, (radius, turn) in enumerate(corners):
        point = (x + radius * cos(turn)) * mm, (y + radius * sin(turn)) * mm
        if number:
            path.lineTo(*point)
        else:
            path.moveTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
