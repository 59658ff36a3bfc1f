"""A field for a date: the whole of it is a date in any local form, or words that make one."""

from __future__ import annotations

from datetime import datetime

from smallcrm.domain.quick_dates import languages
from smallcrm.domain.quick_dates.answer import Found
from smallcrm.domain.quick_dates.counting import IsOpen
from smallcrm.domain.quick_dates.piece import Moment
from smallcrm.domain.quick_dates.reading import answer, phrases
from smallcrm.domain.quick_dates.words import lines


def read_date(text: str, language: str, now: datetime, is_open: IsOpen, *, month_first: bool = False) -> Found | None:
    """Return the day that the whole text names; nothing where it names none, or two."""
    held = list(lines(text))
    if len(held) != 1:
        return None
    line = held[0]
    at = Moment(now, is_open, languages.get(language), month_first)
    for phrase in phrases(line, at, in_field=True):
        rest = [*range(phrase.first), *range(phrase.last, len(line.tokens))]
        found = answer(phrase, at, more=False)
        if isinstance(found, Found) and not any(line.word(k)[:1].isalnum() for k in rest):
            return found
        return None
    return None
