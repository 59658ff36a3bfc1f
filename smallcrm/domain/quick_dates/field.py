"""A field for a date: the whole of it is a date in any local form, or words that make one."""

from __future__ import annotations

import re
from datetime import datetime

from smallcrm.domain.quick_dates import languages, piece
from smallcrm.domain.quick_dates.answer import Asking, Found
from smallcrm.domain.quick_dates.counting import IsOpen
from smallcrm.domain.quick_dates.piece import Kind, Moment
from smallcrm.domain.quick_dates.reading import Phrase, answer, phrases
from smallcrm.domain.quick_dates.words import Line, lines

_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})\s?(?:(?P<slash>/)|[.-])\s?(?P<month>[0-9]{1,2})"
    r"(?:\s?[./-]\s?(?P<year>[0-9]{4}|[0-9]{2})\.?|\.)?"
)


_COMMA = re.compile(r"^(\s*[^\W\d]+\.?),(?=\s*[0-9])")


def read_date(text: str, language: str, now: datetime, is_open: IsOpen, *, month_first: bool = False) -> Found | None:
    """Return the day that the whole text names; nothing where it names none, or two."""
    readings = read_days(text, language, now, is_open, month_first=month_first)
    return readings[0] if len(readings) == 1 else None


def read_days(
    text: str, language: str, now: datetime, is_open: IsOpen, *, month_first: bool = False
) -> tuple[Found, ...]:
    """Return the day that the whole text names, or each that it may mean, the earliest first."""
    text = _COMMA.sub(r"\1 ", text)  # "pt., 27.11" as Polish writes it: no hour, but a day and its date
    held = list(lines(text))
    if len(held) != 1:
        return ()
    at = Moment(now, is_open, languages.get(language), month_first)
    phrase = _in_digits(text, held[0], at) or next(phrases(held[0], at, in_field=True), None)
    if phrase is None:
        return ()
    found = answer(phrase, at, more=False)
    rest = [*range(phrase.first), *range(phrase.last, len(held[0].tokens))]
    whole = not any(held[0].word(k)[:1].isalnum() for k in rest)
    if not whole or found is None:
        return ()
    return found.choices if isinstance(found, Asking) else (found,)


def _in_digits(text: str, line: Line, at: Moment) -> Phrase | None:
    """Return a date with any sign between its numbers: in a field nothing else can be meant."""
    digits = _DATE.fullmatch(text.strip())
    if digits is None:
        return None
    caught = {name: int(value) for name, value in digits.groupdict().items() if value and name != "slash"}
    caught |= {"slash": 1} if digits["slash"] else {}
    caught |= {"year": 2000 + caught["year"]} if len(digits["year"] or "") == 2 else {}
    found = piece.said(at, "date", caught)
    return None if found.kind is Kind.NOTHING else Phrase(line, 0, len(line.tokens), found)
