"""The inks of cards and letters by name, each with its colour and its own grey for printers without colour."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color


@dataclass(frozen=True, slots=True)
class Ink:
    """A named ink: RGB 0-255 and the black share (per cent) it has in the mono variant."""

    name: str
    red: int
    green: int
    blue: int
    black: int

    def colour(self, *, mono: bool = False) -> Color:
        """Return the colour for shapes, chosen grey by grey in the mono variant."""
        if mono:
            grey = 1 - self.black / 100
            return Color(grey, grey, grey)
        return Color(self.red / 255, self.green / 255, self.blue / 255)

    def type_colour(self, *, mono: bool = False) -> Color:
        """Return the colour for letters; dark type prints full black in the mono variant, so that it stays crisp."""
        if mono and self.black > 50:
            return Color(0, 0, 0)
        return self.colour(mono=mono)


INK = Ink("ink", 0x00, 0x00, 0x00, 100)
NIGHT = Ink("night", 0x22, 0x38, 0x4A, 92)
PETROL = Ink("petrol", 0x0B, 0x6B, 0x68, 76)
SPRUCE = Ink("spruce", 0x2C, 0x5B, 0x45, 82)
LEAF = Ink("leaf", 0x7A, 0x9A, 0x62, 42)
MADDER = Ink("madder", 0xA9, 0x3A, 0x2E, 56)
CORAL = Ink("coral", 0xDB, 0x7A, 0x5E, 38)
OCHRE = Ink("ochre", 0xDB, 0xA0, 0x3A, 24)
STRAW = Ink("straw", 0xC7, 0x9A, 0x45, 28)
SKY = Ink("sky", 0x9D, 0xBF, 0xCB, 22)
BLUSH = Ink("blush", 0xED, 0xC9, 0xB9, 11)
LIGHT = Ink("light", 0xF7, 0xDF, 0xA6, 6)
RULE = Ink("rule", 0xB9, 0xBE, 0xC2, 32)
GREY = Ink("grey", 0x6B, 0x6F, 0x73, 62)
WHITE = Ink("white", 0xFF, 0xFF, 0xFF, 0)

INKS = {
    ink.name: ink
    for ink in (
        INK, NIGHT, PETROL, SPRUCE, LEAF, MADDER, CORAL, OCHRE, STRAW, SKY, BLUSH, LIGHT, RULE, GREY, WHITE,
    )
}  # fmt: skip
TYPE_INKS = (INK, NIGHT, PETROL, MADDER, WHITE)
"""The only inks that letters are set in."""
