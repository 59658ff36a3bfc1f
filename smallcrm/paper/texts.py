"""The letter texts of each language, from ``resources/letters``, read once."""

from __future__ import annotations

from functools import cache

from smallcrm import paths
from smallcrm.domain.letter_text import LetterTexts, parse
from smallcrm.domain.model import LANGUAGES


@cache
def texts(language: str) -> LetterTexts:
    """Give all texts in ``language``; one that we do not write gets English."""
    known = language if language in LANGUAGES else "en"
    file = paths.resources() / "letters" / f"{known}.txt"
    return parse(file.read_text(encoding="utf-8"), known)
