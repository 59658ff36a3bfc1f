"""A table of people, read: what was found out about it, the customers, and a line for everything that was left.

Reasons given: ``no_name``; ``bad_date``, ``future_date``, ``rounded_number``, ``only_a_year``,
``bad_value`` (value, heading);
``bad_stamps`` (value, heading); ``no_mail_found`` (value); ``identity_code_left_out`` (heading);
``row_above_header``, ``totals_row`` (value); ``sheet_left`` (sheet, rows).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Column, Guess, Problem, ReadFile, Record
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import reason
from smallcrm.exchange.memory import no_collecting
from smallcrm.exchange.tables import cells, own, own_reader, totals
from smallcrm.exchange.tables.columns import Layout, Placed, lay_out
from smallcrm.exchange.tables.delimited import read_delimited
from smallcrm.exchange.tables.draft import Draft, Setting
from smallcrm.exchange.tables.encoding import decode
from smallcrm.exchange.tables.mapping import Wishes
from smallcrm.exchange.tables.places import CodeMender
from smallcrm.exchange.tables.sheets import is_spreadsheet, read_sheets
from smallcrm.exchange.tables.table import Row, Table
from smallcrm.exchange.tables.writer import bare

_EVERY = 500
_SAMPLES = 3
_PLAIN = re.compile(r"[\w+(](?:[\w.,;:@/+()\-]| (?! |$))*")
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007]+")


def read(data: bytes, file: str, *, wishes: Wishes, country: str, today: date, report: Report = silent) -> ReadFile:
    """Return what the table holds; ShopError ``unreadable_file`` (file, why) if it is none."""
    with no_collecting():
        table = _table(data, file, wishes)
    header = next((row for row in table.rows[:5] if own.is_own(row.cells)), None)
    if header is not None and not wishes.columns:
        with no_collecting():
            return own_reader.read(table, header, file, report)
    layout = lay_out(table.rows, country, today, wishes.columns, wishes.date_order)
    if not any(c.target for c in layout.columns) and len(layout.columns) < 2:
        raise ShopError("unreadable_file", file=file, why="not_a_table")
    guess = _guess(table, layout)
    with no_collecting():
        records, problems = _people(table, layout, file, country, today, report)
    as_it_stood = layout.header.raw if layout.header else ""
    return ReadFile(file, guess, tuple(records), tuple(problems), as_it_stood)


def _table(data: bytes, file: str, wishes: Wishes) -> Table:
    if is_spreadsheet(data):
        return read_sheets(data, file)
    if wishes.encoding:
        try:
            text, encoding = data.decode(wishes.encoding, "replace").lstrip("\ufeff"), wishes.encoding
        except (UnicodeError, LookupError) as error:
            raise ShopError("bad_mapping", key="encoding", value=wishes.encoding, why="unknown_encoding") from error
    else:
        text, encoding = decode(data)
    table = read_delimited(text, file, encoding, wishes.separator)
    if not table.rows:
        raise ShopError("unreadable_file", file=file, why="empty")
    return table


def _guess(table: Table, layout: Layout) -> Guess:
    told = [(c, tuple(_samples(layout.body, c.index))) for c in layout.columns]
    header = layout.header.cells if layout.header else []
    columns = tuple(
        Column(c.heading, str(c.target or ""), samples)
        for c, samples in told
        if samples or (c.index < len(header) and header[c.index].strip())
    )
    return Guess(table.format, table.encoding, table.separator, layout.date_order, layout.name, columns)


def _samples(rows: Sequence[Row], index: int) -> list[str]:
    found: list[str] = []
    for row in rows[:100]:
        value = clean(row.cells[index])[:80] if index < len(row.cells) else ""
        if value and value not in found:
            found.append(value)
        if len(found) == _SAMPLES:
            break
    return found


def _people(
    table: Table, layout: Layout, file: str, country: str, today: date, report: Report
) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems = [_told(file, row, "row_above_header") for row in (*layout.above, *table.above)]
    problems += [
        Problem(file, 1, reason("sheet_left", sheet=sheet, rows=rows), rejected=False) for sheet, rows in table.others
    ]
    coded = [c.index for c in layout.columns if c.target and c.target.field == "postal_code"]
    codes = [row.cells[i].strip() for row in layout.body[:2000] for i in coded if i < len(row.cells)]
    setting = Setting(today, country, layout.name, CodeMender([c for c in codes if c], country))
    header = layout.header.cells if layout.header else None
    total = len(layout.body)
    for done, row in enumerate(layout.body):
        if done % _EVERY == 0:
            report(done, total)
        if row.cells == header:
            continue
        if totals.is_totals(row.cells):
            problems.append(_told(file, row, "totals_row"))
            continue
        _person(row, layout.columns, setting, file, records, problems)
    report(total, total)
    return records, problems


def _told(file: str, row: Row, code: str) -> Problem:
    text = " ".join(cell.strip() for cell in row.cells if cell.strip())
    return Problem(file, row.line, reason(code, value=text[:200]), rejected=False, raw=row.raw)


def _person(
    row: Row, columns: Sequence[Placed], setting: Setting, file: str, records: list[Record], problems: list[Problem]
) -> None:
    draft = Draft(setting)
    facts: list[str] = []
    for column, cell in zip(columns, row.cells, strict=False):
        if cell:
            value = cell if cell.isalnum() or _PLAIN.fullmatch(cell) else clean(cell)
            if value:
                cells.put(draft, column, value)
                if column.fact or not value.rstrip(". ").isdecimal():
                    facts.append(column.fact + value)
    for index in range(len(columns), len(row.cells)):
        value = clean(row.cells[index])
        if value:
            cells.put(draft, Placed(index, f"({index + 1})", None), value)
            facts.append(value)
    if not facts:
        return
    balances = draft.balances()
    customer = draft.customer()
    if customer is None:
        problems.append(Problem(file, row.line, reason("no_name"), raw=row.raw))
        return
    problems += [Problem(file, row.line, finding, rejected=False, raw=row.raw) for finding in draft.findings]
    mark, source = fingerprint(facts), draft.source_id or customer.uid
    records.append(Record(customer, row.line, mark, source, tuple(draft.notes), row.raw, balances=balances))


def clean(cell: str) -> str:
    """Return a cell without the wrappings of other programs: spaces, NULs, ``="…"``, an apostrophe before a formula."""
    text = cell
    if "\0" in text:
        text = text.replace("\0", "")
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    if text.startswith("'"):
        text = bare(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "  " in text or "\t" in text or not text.isascii():
        text = _SPACES.sub(" ", text)
    return text.strip()


def fingerprint(facts: Iterable[str]) -> str:
    """Return the hash of a row that stays the same for other column orders, encodings, spaces and case."""
    text = "\x1e".join(sorted(facts))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return hashlib.sha256(text.casefold().encode("utf-8", "replace")).hexdigest()
