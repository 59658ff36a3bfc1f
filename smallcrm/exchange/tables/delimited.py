"""Text tables: separator found by trying, quoted line feeds, mixed line ends, and quotes that nobody closed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from smallcrm.domain.errors import ShopError
from smallcrm.exchange.tables.headings import is_heading
from smallcrm.exchange.tables.table import Row, Table

SEPARATORS = (";", ",", "\t", "|")
MOST_ROWS = 1_000_000
_SAID = re.compile(r"""["']?sep=(.)["']?[;,\t]*\s*$""", re.IGNORECASE)
_TRIES = 50
_END = "\0 end of table \0"


def read_delimited(text: str, file: str, encoding: str, separator: str = "") -> Table:
    """Return the rows of a text table; ``separator`` is a person's choice, else it is found out."""
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MOST_ROWS:
        raise ShopError("unreadable_file", file=file, why="too_large")
    first = 0
    said = _SAID.match(lines[0]) if lines else None
    if said:
        first, separator = 1, separator or said[1]
    separator = separator or find_separator(lines[first : first + 200])
    rows = list(_rows(lines, first, separator))
    return Table(rows, "csv", encoding, separator)


def find_separator(lines: Sequence[str]) -> str:
    """Return the separator that cuts these lines most evenly, and into headings people use."""
    scores = {mark: _evenness(lines, mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: scores[mark])
    return best if scores[best] > 0 else ","


def _evenness(lines: Sequence[str], mark: str) -> float:
    if not any(mark in line for line in lines):
        return 0.0
    try:
        rows = [row for row in csv.reader(lines, delimiter=mark, skipinitialspace=True) if any(row)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, times = widths.most_common(1)[0]
    known = max((sum(map(is_heading, row)) for row in rows[:15] if len(row) > 1), default=0)
    return (times / len(rows)) ** 2 * min(width, 12) + 3.0 * known


def _rows(lines: list[str], first: int, separator: str) -> Iterator[Row]:
    """Read on behind a quote that is open to the end of the file: its line is then taken as plain text."""
    csv.field_size_limit(2**31 - 1)
    at, tries = first, 0
    while at < len(lines):
        plain = tries >= _TRIES
        for row in _parsed(lines, at, separator, plain=plain):
            if row.cells[-1].endswith(_END):
                line = lines[row.line - 1]
                yield from (Row(row.line, alone.cells, line) for alone in _parsed([line], 0, separator, plain=True))
                at, tries = row.line, tries + 1
                break
            yield row
        else:
            return


def _parsed(lines: list[str], at: int, separator: str, *, plain: bool) -> Iterator[Row]:
    quoting: Literal[0, 3] = csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL
    told = iter([*lines[at:], _END])
    reader = csv.reader(told, delimiter=separator, skipinitialspace=True, quoting=quoting)
    begin = 0
    for cells in reader:
        end = reader.line_num
        if cells == [_END]:
            return
        if any(cells):
            raw = lines[at + begin] if end - begin == 1 else "".join(lines[at + begin : at + end])
            yield Row(at + begin + 1, cells, raw)
        begin = end
