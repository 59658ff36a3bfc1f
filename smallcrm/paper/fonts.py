"""The faces that are printed: which file each is, whether it has a letter, and its shape for the shaper."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from smallcrm import paths

FACES = {
    "display": "SmallCRM-Display",
    "display-light": "SmallCRM-DisplayLight",
    "second": "SmallCRM-Second",
    "heading": "SmallCRM-Heading",
    "heading-italic": "SmallCRM-HeadingItalic",
    "reading": "SmallCRM-Reading",
    "reading-italic": "SmallCRM-ReadingItalic",
    "reading-bold": "SmallCRM-ReadingBold",
    "facts": "SmallCRM-Facts",
    "facts-medium": "SmallCRM-FactsMedium",
    "facts-bold": "SmallCRM-FactsBold",
}
"""Face name -> PostScript name, which is the name of the file too."""

INITIAL_FONT = FACES["facts"]
"""For ``Canvas(initialFontName=...)``: a canvas left to itself names Helvetica, which is not in the file."""

CAP_HEIGHT = {"display": 0.70, "display-light": 0.70, "second": 0.70, "heading": 0.70, "reading": 0.70, "facts": 0.714}
"""Height of a capital, in em."""

_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF]
)


def plain(text: str) -> str:
    """Return ``text`` as it is drawn: composed letters, no invisible signs, a space for every control sign."""
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    if composed.isprintable():
        return composed
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in composed)


@cache
def register() -> None:
    """Make every face known to ReportLab; a second call does nothing."""
    for name in FACES.values():
        font = TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf"))
        # Some viewers (PDFium, which prints for us) drop the half units of a width and some do not: leave none.
        font.face.charWidths = {letter: int(wide) for letter, wide in font.face.charWidths.items()}
        pdfmetrics.registerFont(font)


def embedded(face: str) -> Any:
    """Return ReportLab's font of a face."""
    register()
    return pdfmetrics.getFont(FACES[face])


@cache
def shaper(face: str) -> Any:
    """Return HarfBuzz's font of a face, in units of the em."""
    data = hb.Blob.from_file_path(str(paths.resources() / "fonts" / f"{FACES[face]}.ttf"))
    return hb.Font(hb.Face(data))


@cache
def _letters(face: str) -> frozenset[int]:
    return frozenset(embedded(face).face.charToGlyph)


def missing(text: str, face: str) -> set[str]:
    """Return the letters of ``text`` that the face cannot print; a text is only drawn when this is empty."""
    letters = _letters(face)
    return {sign for sign in plain(text) if ord(sign) not in letters}
