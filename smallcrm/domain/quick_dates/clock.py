"""What is said about the hour: "half past four", "klo 16 jälkeen", "wpół do dziewiątej", "in the afternoon"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from smallcrm.domain.quick_dates.grammar import Caught, Part
from smallcrm.domain.quick_dates.language import Language

_MORNING = (Part.MORNING, Part.FORENOON)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as it was said, or a part of the day, or words that set no hour ("before four")."""

    hour: int | None = None
    shift: int = 0
    """Minutes from the named hour: -30 for "halv fire"."""
    exact: bool = False
    """It cannot mean the other half of the day."""
    part: Part | None = None
    marked: bool = False
    """A word or a sign says that it is a time."""
    bare: bool = False
    """Digits alone, which are a time only at the end."""


def said(action: str, caught: Caught) -> Hour | None:
    """Return what a rule of times says."""
    part = Part(caught["part"]) if "part" in caught else None
    if action == "part":
        return Hour(part=part)
    if action == "none":
        return Hour(marked=True)
    hour = caught["hour"]
    shift = caught.get("minute", 0) + caught.get("sign", 1) * caught.get("min", 0) + caught.get("shift", 0)
    exact = bool(caught.get("exact"))
    if "half" in caught:  # a.m. = 0, p.m. = 1
        if not 1 <= hour <= 12:
            return None
        hour, exact = hour % 12 + 12 * caught["half"], True
    if hour > 23:
        return None
    return Hour(
        hour, shift, exact or hour > 12 or hour == 0, part, action == "clock", action == "bare" and "span" not in caught
    )


def settled(hours: list[Hour], language: Language) -> tuple[time | None, bool]:
    """Return the time that several words say together, and whether a bare hour could mean the evening as well."""
    clock = next((h for h in hours if h.hour is not None), None)
    part = next((h.part for h in hours if h.part is not None), None)
    if clock is None or clock.hour is None:
        start = (
            language.hours.get(part) if part is not None and not any(h.marked and not h.part for h in hours) else None
        )
        return (None if start is None else time(start)), False
    minutes = clock.hour * 60 + clock.shift
    named = clock.hour * 60 if not language.by_result else minutes
    free = not clock.exact
    last = {None: (language.afternoon + 1) * 60, Part.NOON: 4 * 60, Part.AFTERNOON: 12 * 60, Part.EVENING: 12 * 60}
    if free and (named if part is None else clock.hour * 60) < last.get(part, 0):
        minutes += _DAY // 2
    minutes %= _DAY
    return time(minutes // 60, minutes % 60), free and part is None and minutes < _DAY // 2
