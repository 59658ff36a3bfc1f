"""Membership cards on paper: sheets of business cards, one card by itself, labels with number and bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm.domain.errors import BadInput
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import Reason, reason
from smallcrm.paper import fonts, setting
from smallcrm.paper.bars import SYMBOLOGIES, bars_of, draw_bars
from smallcrm.paper.card_stock import stock, stocks
from smallcrm.paper.document import new_canvas, write_pdf
from smallcrm.paper.fitting import fitted, parted
from smallcrm.paper.inks import RULE
from smallcrm.paper.labels import pages, room
from smallcrm.paper.punch_card import HIGH, WIDTH, draw_digits, draw_punch_card, problem
from smallcrm.paper.sheets import GUARD, PLAY, Sheet, sheet, sheets
from smallcrm.paper.windows import Box

CARDS, SINGLE, LABEL = "cards:", "card:single", "card-label:"
"""What the name of a layout is or begins with; the code of the sheet follows."""
LEAST_LABEL = (38.1, 21.2)
_TICK, _AWAY, _LINE = 3.5, 2.0, 0.18
"""Length of a cutting mark, how far it keeps from the cut, its width."""
_ROOMY = 50.0
_LABEL_NAME, _LEAST_NAME, _LABEL_NUMBER = 8.0, 6.6, 8.0


@cache
def layouts() -> tuple[str, ...]:
    """Give the name of every layout, in the order in which they are offered."""
    labels = (code for code, one in sheets().items() if _bears_bars(one))
    return (*(f"{CARDS}{code}" for code in stocks()), SINGLE, *(f"{LABEL}{code}" for code in labels))


def sheet_of(layout: str) -> Sheet | None:
    """Give the sheet of a layout; None for a card by itself. BadInput: there is no such layout."""
    kind, colon, code = layout.partition(":")
    if layout == SINGLE:
        return None
    if kind + colon == CARDS:
        return stock(code)
    if kind + colon == LABEL:
        found = sheet(code)
        if _bears_bars(found):
            return found
    raise BadInput("unknown_layout", layout=layout)


def usual_layout(country: str) -> str:
    """Give the layout that is offered first in a country."""
    return f"{CARDS}5371" if country in {"US", "CA"} else f"{CARDS}C32011"


def flaw(card: MemberCard, layout: str, symbology: str = "code128") -> Reason | None:
    """Give what keeps a card from being printed in a layout; of a label it is a letter that no face has alone."""
    if not layout.startswith(LABEL):
        return problem(card, symbology)
    letters = fonts.missing(card.name or card.shop_name, "facts-bold")
    return reason("no_glyph", letters=" ".join(sorted(letters)), field="name") if letters else None


def pages_for(count: int, layout: str, start: int = 1) -> int:
    """Give how many pages so many cards take; ``start`` is the first free card of the sheet."""
    grid = sheet_of(layout)
    if grid is None:
        return count
    if layout.startswith(CARDS) and start not in range(1, grid.count + 1):
        raise BadInput("no_such_card", start=start, count=grid.count)
    return pages(count, grid, start)


def write(
    cards: Sequence[MemberCard], layout: str, out: Path, *, start: int = 1, nudge: tuple[float, float] = (0.0, 0.0),
    symbology: str = "code128", mono: bool = False, report: Report = silent,
) -> int:  # fmt: skip
    """Write the PDF and give its number of pages; without cards 0, and no file. An old file is replaced at the end.

    ``start`` is the first free card of the first sheet, counted from 1; ``nudge`` moves the print right and down by mm.
    """
    grid, total = sheet_of(layout), pages_for(len(cards), layout, start)
    if symbology not in SYMBOLOGIES:
        raise BadInput("unknown_design", design=symbology)
    if not cards:
        return 0
    size = grid.page if grid else (WIDTH, HIGH)

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, size, title=cards[0].shop_name, language=cards[0].language)
        for done, (card, number) in enumerate(_placed(cards, grid, start)):
            if done % 50 == 0:
                report(done, len(cards))
            if done == 0 or number == 1:
                canvas.translate(nudge[0] * mm, -nudge[1] * mm)
                if layout.startswith(CARDS) and grid:
                    _draw_ticks(canvas, grid)
            if layout.startswith(LABEL) and grid:
                _draw_label(canvas, card, grid, number, symbology)
            else:
                draw_punch_card(canvas, card, _box(grid, number), symbology=symbology, mono=mono)
            if grid is None or number == grid.count or done == len(cards) - 1:
                canvas.showPage()
        canvas.save()
        report(len(cards), len(cards))

    write_pdf(out, draw)
    return total


def _placed(cards: Sequence[MemberCard], grid: Sheet | None, start: int) -> Iterator[tuple[MemberCard, int]]:
    """Give each card with the number of its place on its sheet, from 1."""
    count = grid.count if grid else 1
    for done, card in enumerate(cards):
        yield card, (start - 1 + done) % count + 1 if grid else 1


def _box(grid: Sheet | None, number: int) -> Box:
    """Give the place of a card: lower left corner and size, y up."""
    if grid is None:
        return Box(0, 0, WIDTH, HIGH)
    cell = grid.cell(number)
    return Box(cell.x, grid.page[1] - cell.bottom, cell.width, cell.height)


def _bears_bars(grid: Sheet) -> bool:
    return grid.label[0] >= LEAST_LABEL[0] - PLAY and grid.label[1] >= LEAST_LABEL[1] - PLAY


def _draw_ticks(canvas: Any, grid: Sheet) -> None:
    """Draw the cutting marks in what is thrown away, none where cards hang together."""
    page = grid.page
    across = [(grid.margin[0] + n * grid.pitch[0], grid.label[0]) for n in range(grid.columns)]
    down = [(grid.margin[1] + n * grid.pitch[1], grid.label[1]) for n in range(grid.rows)]
    canvas.setStrokeColor(RULE.colour())
    canvas.setLineWidth(_LINE * mm)
    canvas.setLineCap(0)
    for first, last in _waste(down, page[1]):
        for x in _edges(across):
            canvas.line(x * mm, (page[1] - first) * mm, x * mm, (page[1] - last) * mm)
    for first, last in _waste(across, page[0]):
        for y in _edges(down):
            canvas.line(first * mm, (page[1] - y) * mm, last * mm, (page[1] - y) * mm)


def _edges(cells: Sequence[tuple[float, float]]) -> list[float]:
    """Give the edges of the cells in one direction, each once."""
    return sorted({round(edge, 2) for at, size in cells for edge in (at, at + size)})


def _waste(cells: Sequence[tuple[float, float]], whole: float) -> Iterator[tuple[float, float]]:
    """Give where a mark begins and ends: before the first cell, after the last, and in gaps wide enough."""
    first, last = cells[0][0], cells[-1][0] + cells[-1][1]
    yield max(first - _AWAY - _TICK, GUARD), first - _AWAY
    yield last + _AWAY, min(last + _AWAY + _TICK, whole - GUARD)
    for (at, size), (following, _size) in pairwise(cells):
        if following - at - size >= 2 * _AWAY + 1:
            yield at + size + _AWAY, following - _AWAY


def _draw_label(canvas: Any, card: MemberCard, grid: Sheet, number: int, symbology: str) -> None:
    """Draw number and bars in the middle of a label, above them whose they are."""
    box, cell = room(grid, number), grid.cell(number)
    bars = bars_of(card.number, symbology, module=0.33 if cell.width >= _ROOMY else 0.25)
    high = min(0.42 * box.height, 12.0)
    pt, lines = _whose(card.name or card.shop_name, box.width)
    middle = cell.x + cell.width / 2
    base = grid.page[1] - cell.y - (cell.height - high - 5.7 - 3.0 * len(lines)) / 2
    for line in lines:
        base -= 3.0
        setting.draw(canvas, middle, base + 0.6, line, "facts-bold", pt, anchor="middle")
    base -= 1.2 + high
    draw_bars(canvas, bars.widths, middle + bars.width / 2, base, bars.module, high)
    draw_digits(canvas, middle, base - 3.4, card.number, _LABEL_NUMBER)


@lru_cache(maxsize=2_000)
def _whose(name: str, width: float) -> tuple[float, tuple[str, ...]]:
    """Give the size and the lines of a name on a label: one, or two where it is long."""
    one = fitted(name, "facts-bold", _LABEL_NAME, width)
    if one >= _LEAST_NAME:
        return one, (name,)
    lines = parted(name)
    return min(fitted(line, "facts-bold", _LEAST_NAME, width) for line in lines), lines
