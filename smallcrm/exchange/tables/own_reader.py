"""Reads our own CSV export back, exactly: nothing guessed, nothing trimmed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from smallcrm.domain.incoming import Column, Guess, Problem, ReadFile, Record
from smallcrm.domain.model import Customer
from smallcrm.domain.progress import Report
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange.tables import own
from smallcrm.exchange.tables.table import Row, Table
from smallcrm.exchange.tables.writer import bare

Columns = tuple[dict[int, str], dict[int, tuple[own.Group, int, str]], list[int]]


def read(table: Table, header: Row, file: str, report: Report) -> ReadFile:
    """Return the customers of our own table; cells that hold something else are told and kept."""
    rows = table.rows[table.rows.index(header) + 1 :]
    columns = own.columns(header.cells)
    records: list[Record] = []
    problems: list[Problem] = []
    for done, row in enumerate(rows):
        if done % 500 == 0:
            report(done, len(rows))
        if row.cells != header.cells:
            _person(row, header, columns, file, records, problems)
    report(len(rows), len(rows))
    fields = columns[0] | {i: group.name for i, (group, _, _) in columns[1].items()}
    told = tuple(Column(name.strip(), fields.get(i, "")) for i, name in enumerate(header.cells))
    guess = Guess(table.format, table.encoding, table.separator, "ymd", "smallcrm", told)
    return ReadFile(file, guess, tuple(records), tuple(problems), header.raw)


def _person(row: Row, header: Row, columns: Columns, file: str, records: list[Record], problems: list[Problem]) -> None:
    simple, many, others = columns
    cells = [bare(cell) for cell in row.cells]
    if not any(cells):
        return
    findings: list[Reason] = []
    extra: list[tuple[str, str]] = []

    def odd(index: int, value: str) -> None:
        heading = header.cells[index].strip() if index < len(header.cells) else f"({index + 1})"
        findings.append(reason("bad_value", value=value[:200], heading=heading))
        extra.append((heading, value))

    known = _simple(cells, simple, odd)
    assistant = next((i for i in others if header.cells[i].strip() == own.ASSISTANT), -1)
    items = _items(cells, many, odd)
    entries = tuple(items.pop("entries", ()))
    for index in [*others, *range(len(header.cells), len(cells))]:
        if index < len(cells) and cells[index] and index != assistant:
            name = header.cells[index].strip() if index < len(header.cells) else f"({index + 1})"
            extra.append((name, cells[index]))
    items["extra"] = [*items.get("extra", []), *extra]
    customer = Customer(**(known | {name: tuple(values) for name, values in items.items()}))
    if not any(map(str.isalnum, customer.name)) and not customer.name.strip():
        problems.append(Problem(file, row.line, reason("no_name"), raw=row.raw))
        return
    problems += [Problem(file, row.line, finding, rejected=False, raw=row.raw) for finding in findings]
    mark = hashlib.sha256("\x1e".join(cells).encode("utf-8", "replace")).hexdigest()
    name = cells[assistant] if 0 <= assistant < len(cells) else ""
    records.append(Record(customer, row.line, mark, customer.uid, entries, row.raw, own=True, assistant=name))


def _simple(cells: list[str], simple: dict[int, str], odd: Any) -> dict[str, Any]:
    types = own.hints(Customer)
    known: dict[str, Any] = {}
    for index, name in simple.items():
        text = cells[index] if index < len(cells) else ""
        if not text:
            continue
        try:
            known[name] = own.kind(text) if name == "kind" else own.value_of(text, types[name])
        except own.Bad:
            odd(index, text)
    return known


def _items(cells: list[str], many: dict[int, tuple[own.Group, int, str]], odd: Any) -> dict[str, list[Any]]:
    parts: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    groups = {}
    first: dict[tuple[str, int], int] = {}
    for index, (group, number, part) in many.items():
        if index < len(cells):
            place = (group.name, number)
            groups[group.name] = group
            parts[place][part] = cells[index]
            first.setdefault(place, index)
    found: dict[str, list[Any]] = defaultdict(list)
    for (name, number), texts in parts.items():
        if any(texts.values()):
            try:
                found[name].append(own.item(groups[name], texts))
            except own.Bad:
                odd(first[name, number], " ".join(filter(None, texts.values())))
    return dict(found)
