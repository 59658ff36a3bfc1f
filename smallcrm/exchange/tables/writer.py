"""CSV of customers: everything they have, safe to open in Excel, and equal when it is read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from smallcrm.domain.model import Customer, Entry
from smallcrm.exchange.tables import own

_FORMULA = re.compile("'*[=+\\-@\t\r\0]")


def write(people: Iterable[tuple[Customer, Sequence[Entry]]], staff: Mapping[int, str] | None = None) -> bytes:
    """Return the customers with their timelines as a CSV file: UTF-8 with a mark, commas, every cell quoted.

    ``staff`` are names by id.
    """
    names = staff or {}
    rows = [(customer, tuple(entries)) for customer, entries in people]
    most = {group.name: max((len(_items(group, *row)) for row in rows), default=0) for group in own.GROUPS}
    header = [*own.SIMPLE.values(), own.ASSISTANT]
    for group in own.GROUPS:
        for number in range(1, most[group.name] + 1):
            header += group.headings(number)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for customer, entries in rows:
        assistant = names.get(customer.assistant, "")
        writer.writerow([safe(cell) for cell in _cells(customer, entries, assistant, most)])
    return out.getvalue().encode("utf-8-sig", "replace")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it, where one might."""
    return "'" + text if _FORMULA.match(text) else text


def bare(text: str) -> str:
    """Undo ``safe``."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _items(group: own.Group, customer: Customer, entries: tuple[Entry, ...]) -> Sequence[object]:
    found: Sequence[object] = entries if group.name == "entries" else getattr(customer, group.name)
    return found


def _cells(customer: Customer, entries: tuple[Entry, ...], assistant: str, most: dict[str, int]) -> list[str]:
    cells = [*(_simple(getattr(customer, name)) for name in own.SIMPLE), assistant]
    for group in own.GROUPS:
        items = _items(group, customer, entries)
        for one in items:
            cells += [own.text_of(part) for part in _parts(group, one)]
        cells += [""] * (len(group.parts) * (most[group.name] - len(items)))
    return cells


def _parts(group: own.Group, one: object) -> Sequence[object]:
    if group.type is None:
        return (one,)
    if isinstance(one, tuple):
        return one
    return [getattr(one, part) for part in group.parts]


def _simple(value: object) -> str:
    return "" if value is False else own.text_of(value)
