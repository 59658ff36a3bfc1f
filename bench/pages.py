"""Printing: cards and letters a second, against a bare canvas that draws as much text and as many curves."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bench.measure import Measure, seconds
from smallcrm.domain.piece import Piece, Sender, Span, Wording
from smallcrm.paper import document, fonts

BODY = (
    "It is always a pleasure to see you in the shop, and today is the day to say so on paper. We hope that it brings "
    "good company, a cake that is large enough for everybody, and an hour that belongs to nobody but you."
)
SENDER = Sender("The Corner Shop", "High Street 1", "LS1 4AP Leeds", "+44 113 496 0000", "hello@example.org")


def piece(number: int) -> Piece:
    """Give a card for one of many people."""
    name = f"Margaret {number}"
    words = Wording(
        f"Happy birthday, {name}!", "Happy birthday,", f"{name}!", f"Dear {name},", ((Span(BODY),),),
        "Warm wishes", "Ann", "The Corner Shop", "",
    )  # fmt: skip
    address = (name, f"Street {number}", "LS1 4AP LEEDS")
    return Piece(number, name, "en", words, address, "1 March 2027", "M", number, 2027)


def measure(folder: Path, count: int = 500) -> Iterator[Measure]:
    """Measure folded cards, window letters and labels."""
    fonts.register()
    pieces = [piece(number) for number in range(count)]
    floor = count / seconds(lambda: _bare(pieces))
    for layout in ("a6-quarter", "letter-gb"):
        out = folder / f"{layout}.pdf"
        document.write(pieces[:5], SENDER, layout, "candles", out)  # fonts and art are read once
        took = seconds(lambda o=out, n=layout: document.write(pieces, SENDER, n, "candles", o))  # type: ignore[misc]
        yield Measure(
            f"{count} pieces, {layout}", count / took, floor, "pages/s", 0.5, "a bare canvas: words, 40 curves"
        )


def _bare(pieces: list[Piece]) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(210 * mm, 297 * mm), invariant=1)
    for one in pieces:
        canvas.setFont("Times-Roman", 11)
        lines = [one.wording.title, one.wording.salutation, *_broken(one.wording.body[0][0].text), *one.address]
        for row, line in enumerate(lines):
            canvas.drawString(40, 700 - row * 15, line)
        path = canvas.beginPath()
        for turn in range(40):
            path.moveTo(100, 100)
            path.curveTo(110 + turn, 120, 130, 140 + turn, 150, 160)
        canvas.drawPath(path)
        canvas.showPage()
    canvas.save()


def _broken(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[start : start + 10]) for start in range(0, len(words), 10)]
