"""How the values of a code come into its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from smallcrm.i18n import format_date, format_time

Wording = Callable[[], str]
"""A sentence looked up when it is shown, in the language of then."""


def filled(text: str, values: Mapping[str, Any]) -> str:
    """Fill the fields of a sentence; what a person typed is never read again."""
    parts = []
    rest = text
    while rest:
        before, brace, rest = rest.partition("{")
        parts.append(before)
        if brace:
            name, _end, rest = rest.partition("}")
            parts.append(shown(values.get(name, "")))
    return "".join(parts)


def shown(value: Any) -> str:
    """Give a value as people read it: dates and moments in the language of now."""
    if isinstance(value, datetime):
        return f"{format_date(value.date(), 'short')} {format_time(value)}"
    return format_date(value, "short") if isinstance(value, date) else str(value)
