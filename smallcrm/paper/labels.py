"""Labels in the order of the cards: one cell each, from any free label of a sheet already begun; addresses on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.piece import Piece
from smallcrm.domain.progress import Report, silent
from smallcrm.paper.address import LABEL_STEPS, Block, fit
from smallcrm.paper.sheets import GUARD, Sheet
from smallcrm.paper.windows import Box

PAD = 5.5
RIGHT_PAD = 2.5
EDGE = 0.7  # above and below


def room(sheet: Sheet, number: int) -> Box:
    """Give the part of label ``number`` that takes type: inside the die and off the edge of the sheet."""
    cell = sheet.cell(number)
    pad = PAD if cell.width >= 50 else 3.0
    width, height = sheet.page
    left = max(cell.x + pad, GUARD)
    right = min(cell.right - RIGHT_PAD, width - GUARD)
    top = max(cell.y + EDGE, GUARD)
    bottom = min(cell.bottom - EDGE, height - GUARD)
    return Box(left, top, right - left, bottom - top)


def block_for(piece: Piece, sheet: Sheet) -> Block | None:
    """Give the address as it fits every label of the sheet, or None."""
    steps = LABEL_STEPS if len(piece.address) < 6 else LABEL_STEPS[1:]
    return fit(piece.address, *smallest_room(sheet), steps)


@cache
def smallest_room(sheet: Sheet) -> tuple[float, float]:
    """Give width and height that every label of the sheet has room for, in mm."""
    rooms = [room(sheet, number) for number in range(1, sheet.count + 1)]
    return min(box.width for box in rooms), min(box.height for box in rooms)


def pages(count: int, sheet: Sheet, start: int) -> int:
    """Give how many sheets ``count`` labels take when the first free label is ``start`` (from 1)."""
    if not 1 <= start <= sheet.count:
        raise BadInput("no_such_label", start=start, count=sheet.count)
    return -(-(start - 1 + count) // sheet.count) if count else 0


Label = Callable[[Any, Piece, Sheet, int], None]
"""Draws the label of a piece into a cell of the sheet, counted from 1."""


def draw_labels(
    canvas: Any, pieces: Sequence[Piece], sheet: Sheet, draw_one: Label, *, start: int = 1,
    nudge: tuple[float, float] = (0.0, 0.0), report: Report = silent,
) -> int:  # fmt: skip
    """Draw the labels, each sheet ended by ``showPage``, and return the number of sheets.

    ``start`` is the first free label, counted from 1; ``nudge`` moves everything right and down by mm.
    """
    total = pages(len(pieces), sheet, start)
    for done, piece in enumerate(pieces):
        number = (start - 1 + done) % sheet.count + 1
        if done == 0 or number == 1:
            canvas.setPageSize((sheet.page[0] * mm, sheet.page[1] * mm))
            canvas.translate(nudge[0] * mm, -nudge[1] * mm)
        draw_one(canvas, piece, sheet, number)
        if number == sheet.count or done == len(pieces) - 1:
            canvas.showPage()
        if done % 50 == 0:
            report(done, len(pieces))
    return total


def draw_address(canvas: Any, piece: Piece, sheet: Sheet, number: int) -> None:
    """Draw the address in the middle of its label. ShopError: it does not fit."""
    block = block_for(piece, sheet)
    if block is None:
        raise ShopError("address_too_long", name=piece.name)
    box = room(sheet, number)
    top = box.y + (box.height - block.height) / 2
    block.draw(canvas, box.x, sheet.page[1] - top - block.rise)
