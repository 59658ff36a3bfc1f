"""Printed envelopes: the page is the envelope, flap up, the address where the sender's country puts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.errors import ShopError
from smallcrm.domain.piece import Piece, Sender
from smallcrm.paper import setting
from smallcrm.paper.address import WINDOW_STEPS, Block, Step, fit
from smallcrm.paper.fitting import fitted
from smallcrm.paper.forms import ENVELOPES
from smallcrm.paper.inks import INK, NIGHT
from smallcrm.paper.letter_frame import draw_mark
from smallcrm.paper.windows import Box

SIZES = ENVELOPES
STAMP = (76.0, 42.0)  # kept free in the upper right corner
MACHINE = 18.0  # kept free at the foot for the sorting machine
SENDER = (12.0, 13.0)
LOWEST_SENDER = 38.0
STEPS: tuple[Step, ...] = ((12, 5.3), *WINDOW_STEPS)


@dataclass(frozen=True, slots=True)
class Custom:
    """Where a country puts the address: share of the width and of the height where it begins."""

    across: float
    down: float


CUSTOMS = {"PL": Custom(0.47, 0.52), "US": Custom(0.40, 0.44), "GB": Custom(0.32, 0.44)}
NORDIC = Custom(0.40, 0.48)


def address_box(size: tuple[float, float], country: str) -> Box:
    """Give the box of the address for an envelope of that size sent from ``country``."""
    custom = CUSTOMS.get(country, NORDIC)
    x = round(custom.across * size[0], 1)
    y = max(round(custom.down * size[1], 1), STAMP[1] + 3)
    return Box(x, y, size[0] - x - 10, size[1] - MACHINE - y)


def block_for(piece: Piece, size: tuple[float, float], country: str) -> Block | None:
    """Give the address as it fits the envelope, or None."""
    box = address_box(size, country)
    return fit(piece.address, box.width, box.height, STEPS)


def draw_envelope(
    canvas: Any,
    piece: Piece,
    sender: Sender,
    size: tuple[float, float],
    *,
    nudge: tuple[float, float] = (0.0, 0.0),
    mono: bool = False,
) -> None:
    """Draw one envelope and end its page."""
    block = block_for(piece, size, sender.country)
    if block is None:
        raise ShopError("address_too_long", name=piece.name)
    canvas.setPageSize((size[0] * mm, size[1] * mm))
    canvas.translate(nudge[0] * mm, (size[1] - nudge[1]) * mm)
    _draw_sender(canvas, sender, size, mono=mono)
    box = address_box(size, sender.country)
    block.draw(canvas, box.x, -(box.y + block.rise))
    canvas.showPage()


def _draw_sender(canvas: Any, sender: Sender, size: tuple[float, float], *, mono: bool) -> None:
    x, y = SENDER
    radius = 4.2
    if sender.name:
        draw_mark(canvas, x + radius, y, radius, sender.name, height=size[1], mono=mono)
        x += 2 * radius + 3.2
    room = size[0] - STAMP[0] - x - 2
    rows = [(sender.name, "heading", 9.5, NIGHT)]
    rows += [(text, "facts", 7.5, INK) for text in (sender.street, sender.town)]
    base = y - 1.6
    for text, face, pt, ink in rows:
        if not text:
            continue
        setting.draw(canvas, x, -base, text, face, fitted(text, face, pt, room), ink, mono=mono)
        base += 3.7
