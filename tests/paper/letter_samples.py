"""Pieces, senders and measurements that the tests of letters, labels and envelopes share."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from smallcrm.domain.piece import Piece, Sender, Span, Wording

MM = 72 / 25.4
SENDER = Sender(
    "Lankakauppa Kerä", "Hämeenkatu 21", "33200 Tampere", "03 555 0142", "hei@kera.example", "kera.example", "FI"
)
SENTENCE = "Toivottavasti päivääsi mahtuu hyvää seuraa, jotakin makeaa ja hetki ihan omaa aikaa. "
WORDING = Wording(
    title="Hyvää syntymäpäivää, Aino!",
    title_before="Hyvää syntymäpäivää,",
    title_name="Aino!",
    salutation="Hei Aino!",
    body=((Span(SENTENCE * 2), Span("kerä villaa", bold=True), Span(". Nähdään pian!")),),
    closing="Lämpimin terveisin",
    sender_name="Päivi Hämäläinen",
    shop_name="Lankakauppa Kerä",
    stop_line="Tällaisen postin voi kieltää milloin tahansa – pari sanaa tiskillä riittää.",
)
ADDRESS = ("Aino Mäki-Petäjä", "c/o Lindqvist", "Kirjakahvila Tähti Oy", "Rautatienkatu 3", "33100 TAMPERE", "FINLAND")
NAMES = (
    "Aino Mäki-Petäjä",
    "Łukasz Żółć-Święcicki",
    "Øyvind Ångstrøm",
    "<Anna> & Co",
    "100 % {greeting_name}",
    'O\'Brien \\ (Jr.) "Bob"',
    "Tęcza </b> &amp; spółka",
    "Nguyễn Thị Hạnh",
)


def piece(number: int = 1, *lines: str, language: str = "fi", **changes: str) -> Piece:
    """Make a piece with those address lines; ``changes`` are parts of its wording."""
    address = lines or ("Aino Mäki-Petäjä", "Pispalan valtatie 12 B 24", "33250 TAMPERE")
    wording = replace(WORDING, **changes)  # type: ignore[arg-type]  # texts only
    return Piece(number, address[0], language, wording, address, "24.11.2026", "A")


def address(count: int) -> tuple[str, ...]:
    """Give an address of three to six lines, always ended by the town (six: by the country)."""
    return {
        3: (ADDRESS[0], *ADDRESS[3:5]),
        4: (ADDRESS[0], ADDRESS[2], *ADDRESS[3:5]),
        5: ADDRESS[:5],
        6: ADDRESS,
    }[count]


@dataclass(frozen=True)
class Ink:
    """A rectangle of ink, in mm from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, x: float, y: float, right: float, bottom: float, play: float = 0.05) -> bool:
        return (
            self.left >= x - play
            and self.top >= y - play
            and self.right <= right + play
            and self.bottom <= bottom + play
        )


def page_text(file: Path, page: int = 0) -> str:
    """Give the text of a page with line feeds only."""
    document = pdfium.PdfDocument(file)
    text: str = document[page].get_textpage().get_text_bounded()
    document.close()
    return text.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-")


def ink_of(file: Path, text: str, page: int = 0, occurrence: int = 0) -> Ink:
    """Give the tight box around the ink of ``text`` where it stands on the page for the nth time."""
    document = pdfium.PdfDocument(file)
    sheet = document[page]
    height = sheet.get_height()
    words = sheet.get_textpage()
    searcher = words.search(text, match_case=True)
    found = None
    for _ in range(occurrence + 1):
        found = searcher.get_next()
    assert found is not None, f"{text!r} is not on the page"
    index, count = found
    boxes = [words.get_charbox(n) for n in range(index, index + count) if words.get_text_range(n, 1).strip()]
    document.close()
    return Ink(
        min(b[0] for b in boxes) / MM,
        (height - max(b[3] for b in boxes)) / MM,
        max(b[2] for b in boxes) / MM,
        (height - min(b[1] for b in boxes)) / MM,
    )


def drawn_ink(file: Path, page: int = 0, dots: int = 4) -> list[bytes]:
    """Give the page as rows of pixels, ``dots`` to the mm: 1 where there is ink, else 0."""
    document = pdfium.PdfDocument(file)
    image = document[page].render(scale=dots * 25.4 / 72, grayscale=True).to_pil()
    document.close()
    wide, high = image.size
    data = image.tobytes().translate(bytes(value < 250 for value in range(256)))
    return [data[row * wide : (row + 1) * wide] for row in range(high)]


def fonts_of(file: Path) -> dict[str, bool]:
    """Give each font that text on any page uses, and whether it is in the file."""
    document = pdfium.PdfDocument(file)
    found: dict[str, bool] = {}
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            font: Any = raw.FPDFTextObj_GetFont(item)
            found[_font_name(font)] = bool(raw.FPDFFont_GetIsEmbedded(font))
    document.close()
    return found


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode()
