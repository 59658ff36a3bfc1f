"""What a person typed into a field, read in any local form; BadInput keeps the typed text with whoever asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Customer, Kind
from smallcrm.i18n import current_locale, format_date


def day_of(text: str, today: date) -> tuple[int, int, int | None] | None:
    """Read a day as people write it (``13.5.``, ``13 maja 1980``): month, day, year or None; None for nothing typed."""
    from smallcrm.exchange.tables.days import NotADay, read_day

    if not text.strip():
        return None
    order = "mdy" if current_locale().territory == "US" else "dmy"
    try:
        found = read_day(text.strip(), order, today)
    except NotADay:
        found = None
    if found is None or (found.year is not None and not 1850 <= found.year <= today.year):
        raise BadInput("bad_date", value=text.strip(), example=format_date(date(1980, 5, 13), "short"))
    if found.year is not None and date(found.year, found.month, found.day) > today:
        raise BadInput("bad_date", value=text.strip(), example=format_date(date(1980, 5, 13), "short"))
    return found.month, found.day, found.year


def dates_of(text: str) -> tuple[date, ...]:
    """Read dates with their years, past or to come, parted by semicolons."""
    from smallcrm.exchange.tables.days import NotADay, read_day

    found: set[date] = set()
    order = "mdy" if current_locale().territory == "US" else "dmy"
    for part in (p.strip() for p in text.replace("\n", ";").split(";")):
        if not part:
            continue
        try:
            day = read_day(part, order, date(2199, 12, 31))
        except NotADay:
            day = None
        if day is None or day.year is None:
            raise BadInput("bad_date", value=part, example=format_date(date(2027, 12, 24), "short"))
        found.add(date(day.year, day.month, day.day))
    return tuple(sorted(found))


def full_day_of(text: str, today: date) -> date | None:
    """Read a day with its year; None for nothing typed."""
    found = day_of(text, today)
    if found is None:
        return None
    if found[2] is None:
        raise BadInput("bad_date", value=text.strip(), example=format_date(date(1980, 5, 13), "short"))
    return date(found[2], found[0], found[1])


def day_shown(month: int, day: int, year: int | None) -> str:
    """Write a day so that ``day_of`` reads it again."""
    return format_date(date(year, month, day), "long") if year else format_date(date(2000, month, day), "day_month")


def named(text: str) -> Customer:
    """Make a new customer of a name as typed: ``Anna Kowalska``, ``Kowalska, Anna`` or a company."""
    from smallcrm.exchange.tables.values import name_kind, split_name

    name = " ".join(text.split())
    if not name:
        raise BadInput("no_name")
    kind = name_kind(name)
    if kind == Kind.COMPANY:
        return Customer(kind=kind, company=name)
    if kind == Kind.HOUSEHOLD:
        return Customer(kind=kind, display_name=name)
    title, given, family = split_name(name)
    return replace(Customer(), title=title, given=given, family=family)


def words_of(text: str) -> tuple[str, ...]:
    """Read tags: parted by commas or semicolons, each once."""
    parts: Sequence[str] = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(" ".join(p.split()) for p in parts if p.strip()))
