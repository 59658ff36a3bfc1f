"""Words that have one line and no more: printable whatever was typed, and cut in sight where they are too long."""

from __future__ import annotations

import re
import unicodedata

from smallcrm.paper import fonts, setting

_CUT = re.compile(r"…(?:\s*…)+")
_LONGEST = 400
"""Letters of a text that are looked at; more never fit."""


def printable(text: str, face: str) -> str:
    """Give a text on one line, with an ellipsis for what the face has no letters for: what is lost is seen."""
    plain = " ".join(fonts.plain(text[:_LONGEST]).split())
    lost = set(fonts.missing(plain, face))
    if not lost:
        return plain
    shown = ("" if unicodedata.category(sign) == "Cf" else "…" if sign in lost else sign for sign in plain)
    return _CUT.sub("…", "".join(shown)) or "…"


def shortened(text: str, face: str, pt: float, room: float, *, always: bool = False) -> str:
    """Cut a text so that it fits into so many mm with an ellipsis; with ``always`` even where it fits."""
    if not always and setting.width(text, face, pt) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        cut = f"{text[:middle].rstrip()}…"
        low, high = (middle, high) if setting.width(cut, face, pt) <= room else (low, middle - 1)
    return f"{text[:low].rstrip()}…"


def measured(text: str, face: str, pt: float) -> float:
    """Give how wide a text is as it is printed, in mm."""
    return setting.width(printable(text, face), face, pt)
