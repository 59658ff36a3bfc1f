"""What every letter of a shop bears alike: head, fold marks, frieze and foot. Drawn once in a file, then repeated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.piece import Sender, Span
from smallcrm.paper import setting
from smallcrm.paper.frieze import draw_frieze
from smallcrm.paper.inks import INK, NIGHT, RULE
from smallcrm.paper.seal import draw_seal
from smallcrm.paper.windows import Window

DOT = "  ·  "


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything a frame is made of; equal frames are drawn once."""

    window: Window
    sender: Sender
    design: str
    stop_line: str
    mono: bool = False


def draw_frame(canvas: Any, frame: Frame, *, first: bool, frieze: bool) -> None:
    """Draw the frame of a first or a later page; the origin is the upper left corner of the sheet."""
    key = repr((frame, first, frieze)).encode()
    name = "letter" + hashlib.sha256(key).hexdigest()[:12]
    if not canvas.hasForm(name):
        width, height = frame.window.page
        canvas.beginForm(name, 0, -height * mm, width * mm, 0)
        _draw_marks(canvas, frame.window)
        if first:
            _draw_head(canvas, frame)
        if frieze:
            left, right, ground = frame.window.form.frieze
            draw_frieze(canvas, left, right, -ground, frame.design, mono=frame.mono)
        _draw_foot(canvas, frame)
        canvas.endForm()
    canvas.doForm(name)
    if first and frame.sender.name:
        draw_mark(canvas, *frame.window.form.seal, frame.sender.name, height=frame.window.page[1], mono=frame.mono)


def draw_mark(canvas: Any, x: float, y: float, radius: float, name: str, *, height: float, mono: bool = False) -> None:
    """Draw the shop's seal; the origin is the upper left corner of a sheet ``height`` mm high, y down."""
    canvas.saveState()
    canvas.translate(0, -height * mm)  # a repeated drawing shows only what lies right of and above its origin
    draw_seal(canvas, x, height - y, radius, name, mono=mono)
    canvas.restoreState()


def _draw_marks(canvas: Any, window: Window) -> None:
    canvas.setLineWidth(0.18 * mm)
    canvas.setStrokeColor(RULE.colour())
    for y in window.folds:
        canvas.line(5.5 * mm, -y * mm, 10 * mm, -y * mm)
    if window.hole is not None:
        canvas.line(5.5 * mm, -window.hole * mm, 8 * mm, -window.hole * mm)


def contact_lines(sender: Sender, *, joined: bool) -> tuple[str, ...]:
    """Give the sender's address, phone and e-mail as lines: two where ``joined``, else one fact a line."""
    place = [part for part in (sender.street, sender.town) if part]
    ways = [part for part in (sender.phone, sender.email) if part]
    if joined:
        return tuple(line for line in (", ".join(place), DOT.join(ways)) if line)
    return (*place, *ways)


def _draw_head(canvas: Any, frame: Frame) -> None:
    form, sender = frame.window.form, frame.sender
    if sender.name:
        _draw_shop(canvas, frame)
    x, base, step = form.contact
    lines = contact_lines(sender, joined=form.contact_joined)
    room = (form.date[0] - 4 if form.contact_joined else frame.window.page[0] - 10) - x
    widest = max((setting.width(line, "facts", 8) for line in lines), default=0.0)
    pt = 8.0 if widest <= room else max(8 * room / widest, 6.0)
    for number, line in enumerate(lines):
        setting.draw(canvas, x, -(base + number * step), line, "facts", pt)


def _draw_shop(canvas: Any, frame: Frame) -> None:
    form, name = frame.window.form, frame.sender.name
    x, base, pt = form.shop
    room = (form.date[0] if form.contact_joined else form.contact[0]) - 5 - x
    wide = setting.width(name, "heading", pt)
    if wide > room:
        pt = max(pt * room / wide, 11.0)
    lines = setting.break_lines((Span(name),), "heading", pt, room, "")
    step = 1.1 * pt / mm
    for number, line in enumerate(lines):
        raised = (len(lines) - 1) * step * (1.0 if form.contact_joined else 0.5)
        setting.draw_line(canvas, x, -(base - raised + number * step), line, "heading", pt, NIGHT, mono=frame.mono)


def _draw_foot(canvas: Any, frame: Frame) -> None:
    left, right, base = frame.window.form.footer
    own = DOT.join(part for part in (frame.sender.name, frame.sender.website) if part)
    stop, pt = frame.stop_line, 7.5
    width = right - left
    if not own and not stop:
        return
    canvas.setLineWidth(0.18 * mm)
    canvas.setStrokeColor(RULE.colour())
    canvas.line(left * mm, -(base - 4.2) * mm, right * mm, -(base - 4.2) * mm)
    if setting.width(own, "facts", pt) + 8 + setting.width(stop, "facts", pt) <= width:
        setting.draw(canvas, left, -base, own, "facts", pt)
        setting.draw(canvas, right, -base, stop, "facts", pt, INK, "right")
        return
    for number, line in enumerate(text for text in (own, stop) if text):
        wide = setting.width(line, "facts", pt)
        size = pt if wide <= width else max(pt * width / wide, 6.5)
        setting.draw(canvas, left, -(base + number * 3.8), line, "facts", size)
