"""Test pages on plain paper: hold them against the real envelope or label sheet before the first real print."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.units import mm

from smallcrm import paths
from smallcrm.i18n import _
from smallcrm.paper import setting
from smallcrm.paper.document import new_canvas
from smallcrm.paper.inks import GREY, INK, MADDER, RULE
from smallcrm.paper.sheets import Sheet
from smallcrm.paper.windows import Box, Window

CROSS = 10.0
NOTE = 8.0


def test_page(
    form: Window | Sheet, out: Path, *,
    nudge: tuple[float, float] = (0.0, 0.0), language: str = "en",  # noqa: PT028 — it tests printers, not us
) -> int:  # fmt: skip
    """Write a page with the window and folds (or all labels) in outline and a 10 mm cross; return its pages, 1."""

    def draw(file: BinaryIO) -> None:
        canvas = new_canvas(file, form.page, title=form.code, language=language)
        canvas.translate(nudge[0] * mm, (form.page[1] - nudge[1]) * mm)
        if isinstance(form, Window):
            _draw_window(canvas, form)
        else:
            _draw_sheet(canvas, form)
        canvas.showPage()
        canvas.save()

    paths.write_atomically(out, draw)
    return 1


test_page.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for one of its own


def _draw_window(canvas: Any, window: Window) -> None:
    canvas.setLineWidth(0.18 * mm)
    for y in window.folds:
        canvas.setStrokeColor(GREY.colour())
        canvas.setDash(2 * mm, 2 * mm)
        canvas.line(5.5 * mm, -y * mm, (window.page[0] - 5.5) * mm, -y * mm)
    canvas.setDash()
    canvas.setStrokeColor(GREY.colour())
    _outline(canvas, window.opening, 1.5)
    canvas.setStrokeColor(MADDER.colour())
    _outline(canvas, window.safe, 0.0)
    middle = window.page[0] / 2
    _cross(canvas, middle, (window.folds[0] + window.folds[-1]) / 2)
    x, base = 25.0, (window.folds[0] + window.folds[-1]) / 2 + 20
    for number, note in enumerate(_window_notes(window)):
        setting.draw(canvas, x, -(base + number * 5), note, "facts", NOTE)


def _window_notes(window: Window) -> tuple[str, ...]:
    safe = window.safe
    box = f"{safe.x:g}–{safe.right:g} × {safe.y:g}–{safe.bottom:g} mm"
    return (
        f"{window.code} · {window.name}",
        _("Print at 100 %. The arms of the cross are {mm} mm long.").format(mm=f"{CROSS / 2:g}"),
        _("Fold at the dashed lines, put the sheet into the envelope and shake it in every direction."),
        _("The red box must stay in the window: {box}.").format(box=box),
    )


def _draw_sheet(canvas: Any, sheet: Sheet) -> None:
    canvas.setLineWidth(0.18 * mm)
    canvas.setStrokeColor(RULE.colour())
    for number in range(1, sheet.count + 1):
        cell = sheet.cell(number)
        _outline(canvas, cell, sheet.corner)
        setting.draw(canvas, cell.x + 5.5, -(cell.y + cell.height / 2 + 1), f"{sheet.code} · {number}", "facts", NOTE)
    _cross(canvas, sheet.page[0] / 2, sheet.page[1] / 2)


def _outline(canvas: Any, box: Box, corner: float) -> None:
    canvas.roundRect(box.x * mm, -box.bottom * mm, box.width * mm, box.height * mm, corner * mm, stroke=1, fill=0)


def _cross(canvas: Any, x: float, y: float) -> None:
    canvas.setStrokeColor(INK.colour())
    half = CROSS / 2
    canvas.line((x - half) * mm, -y * mm, (x + half) * mm, -y * mm)
    canvas.line(x * mm, -(y - half) * mm, x * mm, -(y + half) * mm)
