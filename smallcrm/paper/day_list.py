"""Lists of days on paper, over as many pages as they take: birthdays by month, the cards of a year.

A heading is never alone at the foot of a page, and comes again where its rows go on. Lengths are mm, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from smallcrm.paper.calendar_frame import UPRIGHT, Ground
from smallcrm.paper.calendar_said import ListLine, ListPaper
from smallcrm.paper.document import new_canvas, write_pdf
from smallcrm.paper.in_one_line import measured
from smallcrm.paper.inks import GREY, MADDER, PETROL, RULE

_MARGIN = 14.0
_TOP, _BOTTOM = 42.0, 284.0
_ROW, _HEAD = 6.2, 10.0
_PT = 9.0
_TICK = 6.0
"""Width of the column of boxes."""
_BESIDE = 3.0
"""Rows that stay below a heading at least."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading or a row, at its place on the page."""

    y: float
    heading: str = ""
    note: str = ""
    line: ListLine | None = None


def write_list(paper: ListPaper, out: Path, *, language: str) -> int:
    """Write the list and return its number of pages, 1 at least. An old file is replaced at the end."""
    pages = list(_pages(paper))

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, UPRIGHT, title=f"{paper.over} {paper.title}", language=language)
        ground = Ground(canvas, UPRIGHT, _MARGIN)
        for number, items in enumerate(pages, 1):
            ground.head(paper.over, paper.title, 26.0)
            _columns(ground, paper)
            for item in items:
                if item.line is None:
                    _heading(ground, item)
                else:
                    _row(ground, paper, item.line, item.y)
            if not paper.groups:
                ground.put(_MARGIN, _TOP + 12, paper.empty, "second", 16.0)
            ground.foot(paper.foot, paper.page(number, len(pages)))
            canvas.showPage()
        canvas.save()

    write_pdf(out, draw)
    return len(pages)


def _pages(paper: ListPaper) -> Iterator[list[_Item]]:
    """Break the list into pages."""
    items: list[_Item] = []
    y = _TOP
    for group in paper.groups:
        if items and y + _HEAD + _ROW * min(_BESIDE, len(group.lines)) > _BOTTOM:
            yield items
            items, y = [], _TOP
        items.append(_Item(y, group.heading, group.note))
        y += _HEAD
        for line in group.lines:
            if y + _ROW > _BOTTOM:
                yield items
                items, y = [_Item(_TOP, paper.again(group.heading))], _TOP + _HEAD
            items.append(_Item(y, line=line))
            y += _ROW
        y += 2.0
    yield items


def _columns(ground: Ground, paper: ListPaper) -> None:
    x = _MARGIN + _TICK
    for heading, width in paper.columns:
        ground.put(x, _TOP - 3.0, heading, "facts", 7.5, GREY, room=width - 2)
        x += width


def _heading(ground: Ground, item: _Item) -> None:
    ground.line(_MARGIN, item.y + 1.0, ground.right, item.y + 1.0, 0.5, PETROL)
    ground.put(_MARGIN, item.y + 6.6, item.heading, "heading", 11.5, room=110)
    ground.put(ground.right, item.y + 6.4, item.note, "facts", 8.0, anchor="right")


def _row(ground: Ground, paper: ListPaper, line: ListLine, y: float) -> None:
    base = y + _ROW * 0.68
    ground.tick_box(_MARGIN, base + 0.6, 3.4)
    marked = measured(line.mark, "facts-medium", 8.0) + 2 if line.mark else 0.0
    x = _MARGIN + _TICK
    for number, (cell, (_heading_words, width)) in enumerate(zip(line.cells, paper.columns, strict=True)):
        last = number == len(paper.columns) - 1
        face = "facts-bold" if number == line.strong else "facts"
        ground.put(x, base, cell, face, _PT, room=max(4.0, width - 2 - (marked if last else 0)))
        x += width
    ground.put(ground.right, base, line.mark, "facts-medium", 8.0, MADDER, "right")
    ground.line(_MARGIN, y + _ROW, ground.right, y + _ROW, 0.15, RULE)
