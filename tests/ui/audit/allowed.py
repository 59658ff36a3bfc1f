"""Findings that are meant to be: check, a piece of what was found, and why. Nearly empty, and it should stay so."""

from __future__ import annotations

ALLOWED: tuple[tuple[str, str, str], ...] = (
    (
        "fit",
        "the first action is out of sight: PushButton 'saveNoteButton'",
        "in the lowest window the composer scrolls away with the facts; F5 brings it and its Save into sight",
    ),
)

SAME_IN_ENGLISH: dict[str, str] = {"Delete": "nb", "to": "fi"}
"""English words that are another language's own, and in which: "Delete" is a key, "to" is short for Thursday."""
