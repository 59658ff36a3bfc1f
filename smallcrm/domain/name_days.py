"""Name days: which days of a list may be somebody's, and which of them is the likeliest. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameDay:
    """One name on one day (``list_id`` 0: not kept yet)."""

    month: int
    day: int
    name: str
    list_id: int = 0
