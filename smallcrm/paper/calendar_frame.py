"""What the pages of days have in common: head, foot, lines and boxes. Lengths are mm from the upper left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper import setting
from smallcrm.paper.document import A4
from smallcrm.paper.in_one_line import measured, printable, shortened
from smallcrm.paper.inks import INK, Ink

UPRIGHT = A4
ACROSS = (A4[1], A4[0])
_TITLES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)


@dataclass(frozen=True, slots=True)
class Ground:
    """A canvas with the size of its page and its margin."""

    canvas: Any
    size: tuple[float, float]
    margin: float = 12.0

    @property
    def right(self) -> float:
        """Where the page ends at the right."""
        return self.size[0] - self.margin

    def put(
        self, x: float, y: float, text: str, face: str, pt: float, ink: Ink = INK, anchor: str = "left",
        room: float = 0.0,
    ) -> float:  # fmt: skip
        """Set one line with its baseline at ``y``, cut in sight where it is wider than ``room`` (0: as it is)."""
        plain = printable(text, face)
        if room:
            plain = shortened(plain, face, pt, room)
        return setting.draw(self.canvas, x, self.size[1] - y, plain, face, pt, ink, anchor)

    def line(self, x: float, y: float, x2: float, y2: float, width: float, ink: Ink) -> None:
        """Draw a straight line."""
        high = self.size[1]
        self.canvas.setStrokeColor(ink.colour())
        self.canvas.setLineWidth(width * mm)
        self.canvas.line(x * mm, (high - y) * mm, x2 * mm, (high - y2) * mm)

    def box(self, x: float, y: float, wide: float, high: float, shade: float) -> None:
        """Fill a box with a grey: 0 white, 1 black."""
        self.canvas.setFillGray(1 - shade)
        self.canvas.rect(x * mm, (self.size[1] - y - high) * mm, wide * mm, high * mm, stroke=0, fill=1)

    def tick_box(self, x: float, y: float, side: float) -> None:
        """Draw a box to tick with its lower edge at ``y``."""
        self.canvas.setStrokeColor(INK.colour())
        self.canvas.setLineWidth(0.3 * mm)
        self.canvas.roundRect(x * mm, (self.size[1] - y) * mm, side * mm, side * mm, 0.6 * mm)

    def head(self, over: str, title: str, y: float = 23.0, room: float = 0.0) -> None:
        """Set the name of the shop and, large, what the page is."""
        room = room or self.right - self.margin
        pt = next((size for size in _TITLES if measured(title, "display", size) <= room), _TITLES[-1])
        self.put(self.margin, y - 10.5, over, "facts-bold", 9.0, room=room)
        self.put(self.margin, y, title, "display", pt, room=room)

    def foot(self, words: tuple[str, str], middle: str = "") -> None:
        """Set the foot of a page: when it was printed, the page, what becomes of it."""
        y = self.size[1] - 7.0
        self.put(self.margin, y, words[0], "facts", 7.5)
        self.put(self.size[0] / 2, y, middle, "facts", 7.5, anchor="middle")
        self.put(self.right, y, words[1], "facts-medium", 7.5, anchor="right")
