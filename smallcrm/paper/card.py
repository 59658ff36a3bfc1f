"""An A6 card, quarter fold: one side of an A4 sheet, folded twice, with front, back and both insides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from smallcrm.domain.model import OccasionKind
from smallcrm.domain.piece import Piece, Sender, Span, Wording
from smallcrm.domain.reason import Reason, reason
from smallcrm.paper import fonts, setting
from smallcrm.paper.fitting import fitted
from smallcrm.paper.fronts import DESIGNS, Design
from smallcrm.paper.inside import body_of, draw_inside
from smallcrm.paper.seal import draw_seal
from smallcrm.paper.shapes import stamp_art

PANEL = (105.0, 148.5)
"""Width and height of a panel, in mm."""

BACK_MEASURE = 81.0
_CAKE, _OTHER = "candles", "wreath"
_NO_BIRTHDAYS = frozenset(OccasionKind) - {OccasionKind.BIRTHDAY}

_SAMPLE_TITLES = {
    "en": ("Happy birthday,", "Margaret!", "M"),
    "fi": ("Hyvää syntymäpäivää,", "Aino!", "A"),
    "nb": ("Gratulerer med dagen,", "Solveig!", "S"),
    "pl": ("Wszystkiego najlepszego z\xa0okazji urodzin!", "", ""),
}


@contextmanager
def _panel(canvas: Any, x: float, y: float, *, turned: bool = False) -> Iterator[None]:
    """Make (x, y) the lower left corner of a panel, or with ``turned`` of one that stands on its head."""
    canvas.saveState()
    canvas.translate(x * mm, y * mm)
    if turned:
        canvas.rotate(180)
    yield
    canvas.restoreState()


def design_of(design: str, piece: Piece) -> str:
    """Return the design that a piece bears: a cake with candles stands for a birthday and for nothing else."""
    return _OTHER if design == _CAKE and piece.kind in _NO_BIRTHDAYS else design


def draw_card(canvas: Any, piece: Piece, sender: Sender, design: str, *, mono: bool = False) -> None:
    """Draw one card on the current A4 portrait page; the caller turns the page."""
    design = design_of(design, piece)
    chosen = DESIGNS[design]
    with _panel(canvas, 105, 297, turned=True):
        draw_inside(canvas, piece.wording, piece.language, chosen.salutation, mono=mono)
    with _panel(canvas, 210, 297, turned=True):
        stamp_art(canvas, f"{design}-echo", chosen.echo, mono=mono)
    with _panel(canvas, 0, 0):
        _draw_back(canvas, sender, piece, chosen, mono)
    with _panel(canvas, 105, 0):
        chosen.front(canvas, piece, mono)


def _draw_back(canvas: Any, sender: Sender, piece: Piece, design: Design, mono: bool) -> None:
    draw_seal(canvas, 52.5, 31.5, 6.2, sender.name, design.seal, mono=mono)
    if sender.name:
        pt = fitted(sender.name, "heading", 10.5, BACK_MEASURE)
        setting.draw(canvas, 52.5, 19.6, sender.name, "heading", pt, anchor="middle", mono=mono)
    for base, line, pt in _address(sender):
        setting.draw(canvas, 52.5, base, line, "facts", pt, anchor="middle", mono=mono)
    pt, lines = _stop_lines(piece.wording.stop_line, piece.language)
    for base, line in zip((11.8, 8.9), lines, strict=False):
        setting.draw(canvas, 52.5, base, line, "facts", pt, anchor="middle", mono=mono)


@lru_cache(maxsize=16)
def _address(sender: Sender) -> tuple[tuple[float, str, float], ...]:
    """Return (baseline, text, size) of the address: one line, or two smaller ones where it is long."""
    parts = [part for part in (sender.street, sender.town, sender.phone) if part]
    whole = " · ".join(parts)
    pt = fitted(whole, "facts", 7, BACK_MEASURE)
    if pt >= 6.6 or len(parts) < 2:
        return ((14.8, whole, pt),)
    lines = (parts[0], " · ".join(parts[1:]))
    pt = min(fitted(line, "facts", 6.6, BACK_MEASURE) for line in lines)
    return (16.2, lines[0], pt), (14.0, lines[1], pt)


@lru_cache(maxsize=64)
def _stop_lines(text: str, language: str) -> tuple[float, tuple[str, ...]]:
    """Return the size and the one or two lines of the sentence that says how to refuse such post."""
    pt = 6.6
    lines = setting.break_lines((Span(text),), "facts", pt, BACK_MEASURE, language)
    while len(lines) > 2 and pt > 1:
        pt *= 0.96
        lines = setting.break_lines((Span(text),), "facts", pt, BACK_MEASURE, language)
    return pt, tuple(line.text for line in lines)


def trouble(piece: Piece, sender: Sender) -> tuple[Reason, ...]:
    """Return what keeps a card from being printed well: letters that no face has, a text that is too long.

    Codes: ``missing_letters`` (text, letters) and ``text_too_long`` (lines).
    """
    wording = piece.wording
    body = "".join(span.text for paragraph in wording.body for span in paragraph)
    bold = "".join(span.text for paragraph in wording.body for span in paragraph if span.bold)
    signature = wording.closing + wording.sender_name
    found = []
    for text, face in (
        (wording.title, "display"), (wording.title, "second"), (wording.salutation, "second"),
        (body, "reading"), (bold, "reading-bold"), (signature, "reading"), (wording.shop_name, "reading-italic"),
        (sender.name, "heading"), (sender.street + sender.town + sender.phone, "facts"), (wording.stop_line, "facts"),
    ):  # fmt: skip
        lacking = "".join(sorted(fonts.missing(text, face)))
        if lacking and reason("missing_letters", text=text, letters=lacking) not in found:
            found.append(reason("missing_letters", text=text, letters=lacking))
    laid = body_of(wording, piece.language)
    if not laid.fits:
        found.append(reason("text_too_long", lines=sum(len(lines) for lines in laid.paragraphs)))
    return tuple(found)


def design_thumbnail(design: str, language: str, *, piece: Piece | None = None, mono: bool = False) -> bytes:
    """Return a PDF of one panel (105 x 148.5 mm): the front of a design, of that piece or with a sample title."""
    fonts.register()
    before, name, initial = _SAMPLE_TITLES.get(language[:2], _SAMPLE_TITLES["en"])
    wording = Wording(before + " " + name, before, name, "", (), "", "", "", "")
    shown = piece or Piece(0, name, language, wording, (), initial=initial)
    target = BytesIO()
    size = (PANEL[0] * mm, PANEL[1] * mm)
    canvas = Canvas(
        target,
        pagesize=size,
        initialFontName=fonts.INITIAL_FONT,  # type: ignore[arg-type]  # the stubs take it for a number
        invariant=1,
    )
    DESIGNS[design_of(design, shown)].front(canvas, shown, mono)
    canvas.showPage()
    canvas.save()
    return target.getvalue()
