"""Cut-paper shapes of a few curves each, and the pen that draws them: millimetres, y up, crisp edges, no outlines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper.inks import MADDER, OCHRE, PETROL, SPRUCE, WHITE, Ink

Segment = tuple[float, ...]
Outline = tuple[Segment, ...]
"""A closed curve: a start (x, y), then curves (x1, y1, x2, y2, x3, y3) or lines (x, y)."""

ROUND = 0.5523
"""Length of the handle of a quarter circle, in radii."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws filled shapes in millimetres on a canvas whose unit is already scaled to the millimetre."""

    canvas: Any
    mono: bool = False

    @contextmanager
    def at(self, x: float, y: float, turn: float = 0.0) -> Iterator[None]:
        """Move the origin to (x, y) and turn it by ``turn`` degrees anticlockwise for the time of the block."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        if turn:
            self.canvas.rotate(turn)
        yield
        self.canvas.restoreState()

    def fill(self, outline: Outline, ink: Ink, edge: float = 0.0) -> None:
        """Fill an outline; ``edge`` is the width of the white gap around it, in mm."""
        self.canvas.setFillColor(ink.colour(mono=self.mono))
        if edge:
            self.canvas.setStrokeColor(WHITE.colour(mono=self.mono))
            self.canvas.setLineWidth(edge * 2)
            self.canvas.setLineJoin(1)
            self.canvas.drawPath(self._path(outline), fill=0, stroke=1)
        self.canvas.drawPath(self._path(outline), fill=1, stroke=0)

    def clip(self, outline: Outline) -> None:
        """Let nothing be drawn outside ``outline`` until the block of ``at`` ends."""
        self.canvas.clipPath(self._path(outline), stroke=0, fill=0)

    def disc(self, x: float, y: float, r: float, ink: Ink, edge: float = 0.0) -> None:
        """Fill a circle, with a white gap of ``edge`` mm around it."""
        if edge:
            self.canvas.setFillColor(WHITE.colour(mono=self.mono))
            self.canvas.circle(x, y, r + edge, stroke=0, fill=1)
        self.canvas.setFillColor(ink.colour(mono=self.mono))
        self.canvas.circle(x, y, r, stroke=0, fill=1)

    def ring(self, x: float, y: float, r: float, line: float, ink: Ink) -> None:
        """Draw a circle line of width ``line``."""
        self.canvas.setStrokeColor(ink.colour(mono=self.mono))
        self.canvas.setLineWidth(line)
        self.canvas.circle(x, y, r, stroke=1, fill=0)

    def box(self, x: float, y: float, w: float, h: float, ink: Ink) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(ink.colour(mono=self.mono))
        self.canvas.rect(x, y, w, h, stroke=0, fill=1)

    def line(self, x1: float, y1: float, x2: float, y2: float, wide: float, ink: Ink) -> None:
        """Draw a straight line with round ends."""
        self.canvas.setStrokeColor(ink.colour(mono=self.mono))
        self.canvas.setLineWidth(wide)
        self.canvas.setLineCap(1)
        self.canvas.line(x1, y1, x2, y2)

    def sweep(self, way: Outline, wide: float, ink: Ink, *, blunt: bool = False) -> None:
        """Draw an open way of curves as a line; its ends are round, or cut off."""
        path = self.canvas.beginPath()
        path.moveTo(*way[0])
        for segment in way[1:]:
            (path.curveTo if len(segment) == 6 else path.lineTo)(*segment)
        self.canvas.setStrokeColor(ink.colour(mono=self.mono))
        self.canvas.setLineWidth(wide)
        self.canvas.setLineCap(0 if blunt else 1)
        self.canvas.drawPath(path, fill=0, stroke=1)

    def _path(self, outline: Outline) -> Any:
        path = self.canvas.beginPath()
        path.moveTo(*outline[0])
        for segment in outline[1:]:
            (path.curveTo if len(segment) == 6 else path.lineTo)(*segment)
        path.close()
        return path


def stamp(canvas: Any, name: str, draw: Callable[[Any], None]) -> None:
    """Put a drawing on the page; a document holds each named drawing once, however many pages show it."""
    if not canvas.hasForm(name):
        canvas.beginForm(name)
        draw(canvas)
        canvas.endForm()
    canvas.doForm(name)


def stamp_art(canvas: Any, name: str, draw: Callable[[Pen], None], *, mono: bool = False) -> None:
    """Put a drawing in millimetres on the page, once per document."""

    def scaled(target: Any) -> None:
        target.scale(mm, mm)
        draw(Pen(target, mono))

    stamp(canvas, f"{name}-mono" if mono else name, scaled)


def leaf(long: float, wide: float) -> Outline:
    """Return a leaf from its base (0, 0) up to its tip (0, long)."""
    a, low, high = 0.66 * wide, 0.25 * long, 0.68 * long
    return ((0, 0), (-a, low, -a, high, 0, long), (a, high, a, low, 0, 0))


def petal(long: float, wide: float, high: float = 0.62, base: float = 0.12) -> Outline:
    """Return a petal with a round tip, widest at ``high`` of its length, narrow at its base."""
    half, foot, y, k = wide / 2, wide * base / 2, high * long, ROUND
    top = long - y
    return (
        (-foot, 0),
        (-half * 0.55, y * 0.3, -half, y * 0.55, -half, y),
        (-half, y + k * top, -k * half, long, 0, long),
        (k * half, long, half, y + k * top, half, y),
        (half, y * 0.55, half * 0.55, y * 0.3, foot, 0),
    )


def drop(long: float, wide: float) -> Outline:
    """Return a drop with its round base at (0, 0) and its tip at (0, long)."""
    return (
        (0, 0),
        (0.76 * wide, 0, 0.73 * wide, 0.5 * long, 0, long),
        (-0.73 * wide, 0.5 * long, -0.76 * wide, 0, 0, 0),
    )


def ribbed_leaf(pen: Pen, long: float, wide: float, ink: Ink, *, edge: float = 0.22, rib: float = 0.24) -> None:
    """Draw a leaf with a white rib at the origin, pointing up."""
    pen.fill(leaf(long, wide), ink, edge)
    pen.line(0, 0.2 * long, 0, 0.8 * long, rib, WHITE)


def scallop_disc(pen: Pen, r: float, count: int, ink: Ink) -> None:
    """Draw a disc at the origin with ``count`` round scallops, ``r`` to their tips."""
    rho = 1.02 * math.pi * r / count
    around = r - rho / 2
    pen.disc(0, 0, around, ink)
    for number in range(count):
        angle = math.tau * number / count
        pen.disc(around * math.sin(angle), around * math.cos(angle), rho, ink)


def rose(pen: Pen, r: float, count: int, inks: tuple[Ink, Ink, Ink] = (MADDER, OCHRE, PETROL)) -> None:
    """Draw a papercut rose at the origin: three scalloped discs, a white ring, an eye and drops cut out."""
    outer, middle, inner = inks
    scallop_disc(pen, r, count, outer)
    for number in range(count):
        with pen.at(0, 0, 360 * number / count):
            pen.canvas.translate(0, 0.74 * r)
            pen.fill(drop(0.2 * r, 0.11 * r), WHITE)
    scallop_disc(pen, 0.66 * r, max(count - 4, 8), middle)
    scallop_disc(pen, 0.44 * r, max(count - 6, 8), inner)
    pen.disc(0, 0, 0.24 * r, WHITE)
    pen.disc(0, 0, 0.13 * r, outer)


def berry(pen: Pen, foot: tuple[float, float], x: float, y: float, r: float = 1.3) -> None:
    """Draw a berry at (x, y) on a thin stem from ``foot``."""
    pen.line(*foot, x, y, 0.34, SPRUCE)
    pen.disc(x, y, r, MADDER, 0.3)
    pen.disc(x - 0.32 * r, y + 0.32 * r, 0.22 * r, WHITE)
