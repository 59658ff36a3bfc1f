"""Window envelopes as data: where the window lies on the folded sheet, where the folds are, how the letter stands.

All figures are millimetres from the upper left corner of the sheet, y downwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from smallcrm import paths


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Form:
    """Where the parts of a letter stand: axes, baselines and widths of one country's custom."""

    seal: tuple[float, float, float]
    """Centre and radius."""
    shop: tuple[float, float, float]
    """x, baseline, type size in pt."""
    contact: tuple[float, float, float]
    """x, first baseline, step."""
    contact_joined: bool
    """Address on one line, phone and e-mail on the next (else one fact a line)."""
    date: tuple[float, float]
    date_face: str
    address: tuple[float, float]
    """x and first baseline of the recipient."""
    headline: tuple[float, float, float]
    """x, baseline, largest type size in pt."""
    text: tuple[float, float, float]
    """Left, right, first baseline (the salutation)."""
    closing: float
    """x of closing and signature."""
    frieze: tuple[float, float, float]
    """Left, right, ground line of the ornament."""
    footer: tuple[float, float, float]
    """Left, right, first baseline."""


@dataclass(frozen=True, slots=True)
class Window:
    """One window-envelope letter: sheet, window, folds, and the form of the letter."""

    code: str
    name: str
    page: tuple[float, float]
    safe: Box
    """Part of the sheet that is seen whatever the play of the sheet in the envelope."""
    opening: Box
    """The window itself, the sheet lying in the upper left corner of the envelope."""
    envelope: tuple[float, float]
    folds: tuple[float, ...]
    hole: float | None
    form: Form


def window(code: str) -> Window:
    """Give the window letter called ``code`` ("letter-fi")."""
    return windows()[code]


@cache
def windows() -> dict[str, Window]:
    """Give every window letter we know, by its code."""
    file = paths.resources() / "paper" / "windows.json"
    rows: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return {code: _window(code, row) for code, row in rows.items()}


def _window(code: str, row: dict[str, Any]) -> Window:
    form: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row["form"].items()
    }
    return Window(
        code=code,
        name=row["name"],
        page=tuple(row["page"]),
        safe=Box(*row["safe"]),
        opening=Box(*row["opening"]),
        envelope=tuple(row["envelope"]),
        folds=tuple(row["folds"]),
        hole=row["hole"],
        form=Form(**form),
    )
