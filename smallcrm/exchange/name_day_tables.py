"""Name days of a table: which columns hold the day, the month and the names, by headings or by what stands in them.

Reasons given: ``bad_date`` (value); of a column that was not needed ``left_out`` (property), of a row above the
headings ``row_above_header`` (value).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smallcrm.domain.reason import reason
from smallcrm.exchange.name_day_dates import is_date, month_day, order_of
from smallcrm.exchange.name_day_found import MARKS, SHORT, WORDS, Found, apart
from smallcrm.exchange.tables import days
from smallcrm.exchange.tables.headings import key
from smallcrm.exchange.tables.reader import clean
from smallcrm.exchange.tables.table import Row, Table


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS = {
    "day": _set("day paiva pv pva dag dzien d dd"),
    "month": _set("month kuukausi kk maned mnd miesiac mies m mm mon"),
    "date": _set("date dayandmonth pvm paivamaara dato data dzienimiesiac datum"),
    "names": _set(
        "names name nimi nimet etunimi etunimet navn fornavn imie imiona imieniny nimipaiva nimipaivat"
        " nimipaivasankarit navnedag navnedager nameday namedays givenname givennames namn firstname firstnames"
    ),
}
_BEGINS_WITH_A_DAY = re.compile(
    r"\s*(\d{1,2}\s?[./-]\s?\d{1,2}\.?(?![\d])|\d{1,2}\.?\s+[^\W\d_]{3,})\s*[:–—\s-]\s*(.+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; ``names`` several."""

    names: tuple[int, ...]
    date: int | None = None
    day: int | None = None
    month: int | None = None
    sure: bool = True
    """Whether headings say which is the day and which the month."""


def read_table(table: Table, found: Found, order: str = "") -> None:
    """Take every row of a table; with ``order`` (dmy, mdy) a person said which number is the month."""
    rows = [(row, [clean(cell) for cell in row.cells]) for row in table.rows]
    rows = [(row, cells) for row, cells in rows if any(cells)]
    header = next((n for n, (_row, cells) in enumerate(rows[:10]) if _is_header(cells)), None)
    columns = _by_headings(rows[header][1], found, rows[header][0]) if header is not None else None
    body = rows if header is None else rows[header + 1 :]
    for row, cells in rows[:header] if header is not None else ():
        found.tell(row.line, reason("row_above_header", value=" ".join(cells)[:SHORT]), row.raw, rejected=False)
    columns = columns or _by_values([cells for _row, cells in body])
    read = [(row, *_day_and_names(cells, columns)) for row, cells in body]
    spaces = _spaces_part([(said, names) for _row, said, names in read])
    voted, found.unsure = order_of(said for _row, said, names in read if names)
    for row, said, names in read:
        _take_row(row, said, apart(names, spaces=spaces), order or voted, found)


def _is_header(cells: Sequence[str]) -> bool:
    known = {kind for cell in cells for kind, words in _HEADINGS.items() if key(cell) in words}
    return "names" in known and bool(known & {"day", "month", "date"})


def _by_headings(cells: Sequence[str], found: Found, row: Row) -> _Columns:
    places: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        kind = next((kind for kind, words in _HEADINGS.items() if key(cell) in words), "")
        places.setdefault(kind, []).append(number)
        if not kind and cell:
            found.tell(row.line, reason("left_out", property=cell[:SHORT]), row.raw, rejected=False)
    last = max(places["names"])
    if last == len(cells) - 1:  # what stands beyond the headings are names too: the separator stood between them
        places["names"] += range(last + 1, last + 100)
    day, month, on = (next(iter(places.get(kind, ())), None) for kind in ("day", "month", "date"))
    if month is None:  # "Day" may stand above whole dates
        on, day = (on if on is not None else day), None
    return _Columns(tuple(places["names"]), on if month is None else None, day, month)


def _by_values(rows: Sequence[Sequence[str]]) -> _Columns:
    """Find the columns by what stands in them: dates, else two of small numbers."""
    width = max((len(cells) for cells in rows), default=0)
    sample = rows[:400]
    shares = [_share(sample, n, is_date) for n in range(min(width, 8))]
    whole = next((n for n, share in enumerate(shares) if share > 0.6), None)
    if whole is not None:
        return _Columns(_others(width, whole), date=whole)
    parts = [n for n in range(min(width, 8)) if _share(sample, n, _is_part) > 0.6]
    if len(parts) >= 2:
        first, second = parts[:2]
        if _is_month_word(sample, first):
            first, second = second, first
        return _Columns(_others(width, *parts[:2]), day=first, month=second, sure=False)
    return _Columns(_others(width), date=None)


def _others(width: int, *taken: int) -> tuple[int, ...]:
    return tuple(n for n in range(max(width, 1)) if n not in taken)


def _share(rows: Sequence[Sequence[str]], column: int, test: Callable[[str], bool]) -> float:
    values = [cells[column] for cells in rows if column < len(cells) and cells[column]]
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0


def _is_part(text: str) -> bool:
    bare = text.rstrip(". ")
    return (bare.isdecimal() and 1 <= int(bare) <= 31) or bool(days.month_number(text))


def _is_month_word(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(column < len(cells) and days.month_number(cells[column]) for cells in rows)


def _day_and_names(cells: Sequence[str], columns: _Columns) -> tuple[str, list[str]]:
    """Give what a row says of the day, and its cells with names; a day may stand in one cell with them."""

    def at(number: int | None) -> str:
        return cells[number] if number is not None and number < len(cells) else ""

    names = [cells[n] for n in columns.names if n < len(cells) and cells[n]]
    if columns.date is not None:
        return at(columns.date), names
    if columns.day is not None or columns.month is not None:
        day, month = at(columns.day).rstrip(". "), at(columns.month).rstrip(". ")
        if not columns.sure and day.isdecimal() and month.isdecimal():
            return f"{day}/{month}", names  # which is which is asked of all rows together
        return (f"{day}.{month}." if month.isdecimal() else f"{day}. {month}") if day or month else "", names
    together = _BEGINS_WITH_A_DAY.match(names[0]) if names else None
    return (together[1], [together[2], *names[1:]]) if together else ("", names)


def _spaces_part(rows: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether a space parts names: nothing else does in the whole file, and no day has a second row."""
    if any(len(names) > 1 or any(MARKS.search(name) or WORDS.search(name) for name in names) for _said, names in rows):
        return False
    repeated = Counter(said for said, names in rows if names)
    return all(count == 1 for count in repeated.values())


def _take_row(row: Row, said: str, names: Sequence[str], order: str, found: Found) -> None:
    on = month_day(said, order)
    if on is None:
        value = said or row.raw.strip()
        found.tell(row.line, reason("bad_date", value=value[:SHORT]), row.raw)
    else:  # a day without names is nobody's: the template has many
        found.take(on, names, row.line, row.raw)
