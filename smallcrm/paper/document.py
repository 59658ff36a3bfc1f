"""One PDF file of cards, letters, labels or envelopes: every layout by its name, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from smallcrm import paths
from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.piece import Piece, Sender
from smallcrm.domain.progress import Report, silent
from smallcrm.paper import card, envelopes, fonts, labels, letter, note_labels
from smallcrm.paper.forms import ENVELOPE, LABEL, NOTE
from smallcrm.paper.fronts import DESIGNS
from smallcrm.paper.sheets import Sheet, sheet, sheets
from smallcrm.paper.windows import Window, windows

A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be written."""

    pieces: Sequence[Piece]
    sender: Sender
    design: str
    start: int
    nudge: tuple[float, float]
    report: Report
    mono: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to put pieces on paper."""

    code: str
    page: tuple[float, float]
    """Width and height in mm."""
    draw: Callable[[Any, Job], int]
    """Draws all pages of the job, and gives their number."""
    fits: Callable[[Piece, str], bool]
    """Whether the piece can be printed so, sent from that country: its address, on the label of a note its words."""
    pages: Callable[[Sequence[Piece], int], int]
    """Number of pages for the pieces, from the first free label on."""
    start: bool = False
    """Whether a sheet already begun can be used on."""


def write(
    pieces: Iterable[Piece], sender: Sender, layout: str, design: str, out: Path, *,
    start: int = 1, nudge: tuple[float, float] = (0.0, 0.0), mono: bool = False, report: Report = silent,
) -> int:  # fmt: skip
    """Write the PDF and return its number of pages; without pieces 0, and no file. An old file is replaced at the end.

    ``start`` is the first free label of the first sheet, ``nudge`` moves the print right and down by mm,
    ``mono`` takes the greys made for a printer without colour.
    """
    job = Job(tuple(pieces), sender, design, start, nudge, report, mono)
    chosen = layout_for(layout)
    if design not in DESIGNS:
        raise BadInput("unknown_design", design=design)
    if not job.pieces:
        return 0
    pages = 0

    def draw(file: BinaryIO) -> None:
        nonlocal pages
        canvas = new_canvas(file, chosen.page, title=sender.name, language=_language(job))
        pages = chosen.draw(canvas, job)
        canvas.save()
        report(len(job.pieces), len(job.pieces))

    write_pdf(out, draw)
    return pages


def write_pdf(out: Path, draw: Callable[[BinaryIO], None]) -> None:
    """Write what is drawn, whole or not at all; ShopError where it cannot be, or where a shop's file is named."""
    if out.suffix == ".smallcrm":  # a slip of the hand: paper never takes the place of a shop
        raise ShopError("cannot_write", file=str(out))
    try:
        paths.write_atomically(out, draw)
    except OSError as error:
        raise ShopError("cannot_write", file=str(out)) from error


def new_canvas(file: BinaryIO, page: tuple[float, float], *, title: str, language: str) -> Canvas:
    """Give an empty canvas for a page in mm: only embedded fonts, the same bytes for the same drawing."""
    fonts.register()
    canvas = Canvas(
        file,
        pagesize=(page[0] * mm, page[1] * mm),
        invariant=1,
        initialFontName=fonts.INITIAL_FONT,  # type: ignore[arg-type]  # the stubs take it for a number
        lang=language,
        pageCompression=1,
    )
    canvas.setTitle(title)
    canvas.setAuthor(title)
    canvas.setCreator("SmallCRM")
    canvas.setSubject("")
    return canvas


def pages_for(pieces: Sequence[Piece], layout: str, start: int = 1) -> int:
    """Give how many sheets of paper the pieces take."""
    return layout_for(layout).pages(pieces, start)


def fits(piece: Piece, layout: str, country: str) -> bool:
    """Tell whether the piece can be printed in full in this layout, sent from ``country``."""
    return layout_for(layout).fits(piece, country)


def layout_for(name: str) -> Layout:
    """Give the layout called ``name``; labels also by other codes of the same die, sizes in any case of letters."""
    known = LAYOUTS
    if name in known:
        return known[name]
    kind, colon, code = name.partition(":")
    if kind + colon in {LABEL, NOTE}:
        return known[f"{kind}:{sheet(code).code}"]
    if f"{kind}:{code.upper()}" in known:
        return known[f"{kind}:{code.upper()}"]
    raise BadInput("unknown_layout", layout=name)


def _language(job: Job) -> str:
    spoken = [piece.language for piece in job.pieces]
    return max(sorted(set(spoken)), key=spoken.count)


def _each(canvas: Any, job: Job, draw_one: Callable[[Any, Piece, Job], int]) -> int:
    pages = 0
    for done, piece in enumerate(job.pieces):
        if done % 50 == 0:
            job.report(done, len(job.pieces))
        pages += draw_one(canvas, piece, job)
    return pages


def _card(canvas: Any, piece: Piece, job: Job) -> int:
    canvas.translate(job.nudge[0] * mm, -job.nudge[1] * mm)
    card.draw_card(canvas, piece, job.sender, job.design, mono=job.mono)
    canvas.showPage()
    return 1


def _letter_layout(window: Window) -> Layout:
    def draw_one(canvas: Any, piece: Piece, job: Job) -> int:
        return letter.draw_letter(canvas, piece, job.sender, job.design, window, nudge=job.nudge, mono=job.mono)

    return Layout(
        window.code,
        window.page,
        draw=partial(_each, draw_one=draw_one),
        fits=lambda piece, _country: letter.address_block(piece, window) is not None,
        pages=lambda pieces, _start: sum(letter.page_count(piece, window) for piece in pieces),
    )


def _label_layout(grid: Sheet, kind: str, fit: Callable[[Piece, Sheet], object], draw_one: labels.Label) -> Layout:
    def draw(canvas: Any, job: Job) -> int:
        return labels.draw_labels(
            canvas, job.pieces, grid, draw_one, start=job.start, nudge=job.nudge, report=job.report
        )

    return Layout(
        f"{kind}{grid.code}",
        grid.page,
        draw=draw,
        fits=lambda piece, _country: fit(piece, grid) is not None,
        pages=lambda pieces, start: labels.pages(len(pieces), grid, start),
        start=True,
    )


def _envelope_layout(name: str, size: tuple[float, float]) -> Layout:
    def draw_one(canvas: Any, piece: Piece, job: Job) -> int:
        envelopes.draw_envelope(canvas, piece, job.sender, size, nudge=job.nudge, mono=job.mono)
        return 1

    return Layout(
        f"{ENVELOPE}{name}",
        size,
        draw=partial(_each, draw_one=draw_one),
        fits=lambda piece, country: envelopes.block_for(piece, size, country) is not None,
        pages=lambda pieces, _start: len(pieces),
    )


@cache
def _layouts() -> dict[str, Layout]:
    cards = Layout(
        "a6-quarter",
        A4,
        draw=partial(_each, draw_one=_card),
        fits=lambda _piece, _country: True,
        pages=lambda pieces, _start: len(pieces),
    )
    every = [cards, *map(_letter_layout, windows().values())]
    every += [_label_layout(grid, LABEL, labels.block_for, labels.draw_address) for grid in sheets().values()]
    every += [_label_layout(grid, NOTE, note_labels.note_for, note_labels.draw_note) for grid in sheets().values()]
    every += [_envelope_layout(name, size) for name, size in envelopes.SIZES.items()]
    return {layout.code: layout for layout in every}


LAYOUTS: dict[str, Layout] = _layouts()
"""Every layout by its name, in the order in which they are offered."""
