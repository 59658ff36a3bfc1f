"""Cards, and how the tests look at them: ink by pixels, words by place and turn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from smallcrm.domain.piece import Piece, Sender, Span, Wording
from smallcrm.paper import fonts
from smallcrm.paper.card import draw_card

MM = 72 / 25.4
DPI = 150
SENDER = Sender("The Corner Bookshop", "14 Mill Lane", "Ludlow SY8 1AA", "01632 960 142")
WORDING = Wording(
    title="Happy birthday, Margaret!",
    title_before="Happy birthday,",
    title_name="Margaret!",
    salutation="Dear Margaret,",
    body=(
        (
            Span("Everyone here wishes you a very happy birthday. We have set aside a small present: "),
            Span("a paperback from our shelf", bold=True),
            Span(". It is waiting for you until 31 December 2026 – simply bring this card with you."),
        ),
    ),
    closing="With warm wishes,",
    sender_name="Eleanor Marsh",
    shop_name="The Corner Bookshop",
    stop_line="You can tell us at any time that you would rather not have post like this: a word at the till will do, "
    "or a call to 01632 960 142.",
)
CARD = Piece(1, "Margaret Hill", "en-GB", WORDING, ("Margaret Hill",), initial="M")
NOBODY = Wording("", "", "", "", (), "", "", "", "")


def card(*, initial: str = "M", language: str = "en-GB", **changes: Any) -> Piece:
    """Give the sample card with other words."""
    return replace(CARD, wording=replace(WORDING, **changes), initial=initial, language=language)


def named(name: str, design_initial: str = "") -> Piece:
    """Give the sample card for somebody else."""
    changes = {"title": f"Happy birthday, {name}!", "title_name": f"{name}!", "salutation": f"Dear {name},"}
    return card(initial=design_initial or name[:1], **changes)


def printed(pieces: Iterable[Piece], design: str = "candles", sender: Sender = SENDER, *, mono: bool = False) -> bytes:
    """Print cards, one to a page."""
    fonts.register()
    target = BytesIO()
    first: Any = fonts.INITIAL_FONT
    canvas = Canvas(target, pagesize=A4, initialFontName=first, invariant=1)
    for piece in pieces:
        draw_card(canvas, piece, sender, design, mono=mono)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """Give a page as a picture of 150 dots per inch."""
    document = pdfium.PdfDocument(pdf)
    image: Image.Image = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    return image


def crop(image: Image.Image, left: float, bottom: float, right: float, top: float) -> Image.Image:
    """Give a part of a page picture; mm from the lower left corner of the sheet."""
    dot = DPI / 25.4
    high = image.height / dot
    return image.crop((round(left * dot), round((high - top) * dot), round(right * dot), round((high - bottom) * dot)))


def darkest(image: Image.Image) -> int:
    """Give the darkest grey of a picture, 0 (black) to 255 (white)."""
    return min(image.convert("L").tobytes())


def ink_share(image: Image.Image) -> float:
    """Give how much of a picture is not white."""
    data = image.convert("L").tobytes()
    return sum(1 for grey in data if grey < 250) / len(data)


@dataclass(frozen=True)
class Letter:
    """A printed letter: where its box is (mm from the lower left corner) and how it is turned (degrees)."""

    sign: str
    x: float
    y: float
    turn: int


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Give every printed letter but spaces, in the order of the text."""
    document = pdfium.PdfDocument(pdf)
    text = document[page].get_textpage()
    found = []
    for index in range(text.count_chars()):
        # PDFium takes a hyphen that ends a line for one that a program put there, and says so by U+0002.
        sign = chr(raw.FPDFText_GetUnicode(text, index)).replace("\x02", "-")
        if sign.isspace():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        turn = round(raw.FPDFText_GetCharAngle(text, index) * 57.29578) % 360
        found.append(Letter(sign, x.value / MM, y.value / MM, turn))
    document.close()
    return found


def words_in(pdf: bytes, left: float, bottom: float, right: float, top: float, page: int = 0) -> str:
    """Give the letters that stand in a part of the page, without spaces."""
    return "".join(
        letter.sign for letter in letters(pdf, page) if left <= letter.x <= right and bottom <= letter.y <= top
    )


def text_of(pdf: bytes, page: int = 0) -> str:
    """Give the text of a page as a reader copies it."""
    document = pdfium.PdfDocument(pdf)
    text: str = document[page].get_textpage().get_text_bounded()
    document.close()
    return text.replace("\r\n", "\n")
