"""What the worker does for the letters page: gather the people, draw pages as pictures, write the PDF.

Everything here runs in the one job thread: PDFium is not safe in two.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QTransform

from smallcrm.domain.piece import LeftOut, Piece, Sender
from smallcrm.domain.progress import Report, silent
from smallcrm.paper.forms import CARD, worded
from smallcrm.paper.kinds import required_fields
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop

DOTS = "…"
"""Stands in the preview for what is not typed yet."""
SCREEN_DPI = 144
SMALL_DPI = 96


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who gets one: what is printed, and why now."""

    piece: Piece
    candidate: Candidate | None = None
    """The day it is for; None for a letter that has no day."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everybody of a selection, and who is left out."""

    people: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    sender: Sender
    next_print: date | None = None
    """Where nobody gets one: by when the next card is to be printed."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What was typed when they were gathered."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be put on paper, and how."""

    people: tuple[Chosen, ...]
    sender: Sender
    layout: str
    design: str
    start: int = 1
    nudge: tuple[float, float] = (0.0, 0.0)
    mono: bool = False
    """In the greys made for a printer without colour."""

    @property
    def counted(self) -> bool:
        """Whether it is remembered who got one: what bears words yes, addresses no."""
        return worded(self.layout)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is printed, in order."""
        return tuple(one.piece for one in self.people)


def gather(shop: Shop, selection: Selection, layout: str) -> Gathered:
    """Find everybody of the selection and word their pieces."""
    from smallcrm.paper.printing import prepare

    with shop.database.attached():
        prepared = prepare(shop, selection, layout)
    people = [Chosen(piece, one) for piece, one in zip(prepared.pieces, prepared.candidates, strict=True)]
    return Gathered(tuple(people), prepared.left_out, prepared.sender, None if people else next_print(shop))


def gather_letters(
    shop: Shop, kind: str, selection: Selection, fields: Mapping[str, str], layout: str
) -> Gathered:  # fmt: skip
    """Find those who are written to and word their letters; what is not typed yet stands as three dots."""
    from smallcrm.paper.printing import prepare_letters

    shown = {**fields, **{name: DOTS for name in required_fields(kind) if not fields.get(name, "").strip()}}
    with shop.database.attached():
        prepared = prepare_letters(
            shop, kind, selection.customers, shown, layout, text=selection.text, free=selection.also
        )
    people = tuple(Chosen(piece) for piece in prepared.pieces)
    return Gathered(people, prepared.left_out, prepared.sender, fields=dict(fields))


def next_print(shop: Shop) -> date | None:
    """Find by when the next card is to be printed, three months ahead; None where there is none."""
    soon = Selection(start=shop.today, end=shop.today + timedelta(days=90))
    with shop.database.attached():
        days = [c.print_by for c in shop.letters.candidates(soon).chosen if not c.late]
    return min((day for day in days if day > shop.today), default=None)


def write_pdf(order: Order, out: Path, report: Report) -> int:
    """Write the file; the number of its pages."""
    from smallcrm.paper.document import write

    return write(
        order.pieces,
        order.sender,
        order.layout,
        order.design,
        out,
        start=order.start,
        nudge=order.nudge,
        mono=order.mono,
        report=report,
    )


@lru_cache(maxsize=8)
def pictures(order: Order, dpi: int = SCREEN_DPI) -> Sequence[QImage]:
    """Give pictures of the first pages: of a folded card its cover, its inside and the sheet, else two at most."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        pages = write_pdf(order, file, silent)
        images = drawn(file.read_bytes(), range(min(pages, 2)), dpi)
    if order.layout != CARD:
        return tuple(images)
    sheet = images[0]
    width, height = sheet.width() // 2, sheet.height() // 2
    cover = sheet.copy(width, height, width, height)
    inside = sheet.copy(0, 0, width, height).transformed(QTransform().rotate(180))
    return cover, inside, sheet


@lru_cache(maxsize=64)
def front(design: str, language: str, piece: Piece | None, dpi: int = SMALL_DPI) -> QImage:
    """Give a picture of the front of a design, with the name of that piece or a sample name."""
    from smallcrm.paper.card import design_thumbnail

    return drawn(design_thumbnail(design, language, piece=piece), (0,), dpi)[0]


def drawn(pdf: bytes, pages: Sequence[int], dpi: int) -> list[QImage]:
    """Give pages of a PDF as pictures on white."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page_image(document, page, dpi) for page in pages]
    finally:
        document.close()


def page_image(document: Any, page: int, dpi: int) -> QImage:
    """Give one page of an open PDF as a picture on white."""
    opened = document[page]
    try:
        bitmap = opened.render(scale=dpi / 72)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return image.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the bitmap goes
    finally:
        opened.close()
