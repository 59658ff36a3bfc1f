"""Lists of name days: tables (CSV, Excel, OpenDocument) with day, month and names, and calendars (.ics).

A day is what its cell or its event says, month and day alone: the year a list was made for moves nothing.
ShopError: ``unreadable_file`` (file, why) as for contacts, ``not_a_name_list`` and ``no_names`` (file).
Reasons given: ``bad_date``, ``bad_value`` (value), ``no_name``, ``not_yearly`` (value); of a column that was not
needed ``left_out`` (property), of a row above the headings ``row_above_header`` (value).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from smallcrm import paths
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem
from smallcrm.domain.name_days import MonthDay, NameDay, is_day
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange.files import load, refuse_foreign
from smallcrm.exchange.tables import days
from smallcrm.exchange.tables.delimited import read_delimited
from smallcrm.exchange.tables.encoding import decode
from smallcrm.exchange.tables.headings import key
from smallcrm.exchange.tables.reader import clean
from smallcrm.exchange.tables.sheets import is_spreadsheet, read_sheets
from smallcrm.exchange.tables.table import Row, Table

MOST_BYTES = 20_000_000
MOST_NAMES = 100_000
_LONGEST = 60
"""Letters of a name; what is longer is a sentence."""
_FOR_LISTS = frozenset({"too_large", "picture", "document", "program", "shop_file", "web_page", "not_a_sheet"})
"""Reasons whose sentences speak of contacts."""
_ANY_YEAR = date(2024, 12, 31)
_SHORT = 120


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
_KINDS_OF_DAY = _set(
    "nimipaiva nimipaivat nimipaivansa navnedag navnedager imieniny nameday namedays namnsdag namnsdagar"
)
_MARKS = re.compile(r"[,;/|\n•·]")
_WORDS = re.compile(r"\s+(?:ja|og|i|and|och|oraz|&|\+)\s+")
_BEGINS_WITH_A_DAY = re.compile(
    r"\s*(\d{1,2}\s?[./-]\s?\d{1,2}\.?(?![\d])|\d{1,2}\.?\s+[^\W\d_]{3,})\s*[:–—\s-]\s*(.+)", re.DOTALL
)
_AROUND = "\"'“”„*.:!?-–—()[] \t"
_PREFIX = re.compile(r"\s*([^:]{2,40}):\s*(.+)", re.DOTALL)
_BEGIN, _END = re.compile(r"BEGIN\s*:\s*VEVENT\s*$", re.IGNORECASE), re.compile(r"END\s*:\s*VEVENT\s*$", re.IGNORECASE)
_CALENDAR = re.compile(r"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_TITLE = re.compile(r"(?im)^(?:X-WR-CALNAME|NAME)(?:;[^:\r\n]*)?:(.+?)\r?$")


@dataclass(frozen=True, slots=True)
class ReadNameDays:
    """What a list holds: each name once a day, a line for everything that was left, and the title it gives itself."""

    file: str
    days: tuple[NameDay, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    file: str
    days: dict[tuple[MonthDay, str], NameDay] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    dated: bool = False
    """Whether there was any day, with names or without."""

    def add(self, on: MonthDay, name: str) -> None:
        if len(self.days) >= MOST_NAMES:
            raise ShopError("not_a_name_list", file=self.file)
        self.days.setdefault((on, name.casefold()), NameDay(*on, name))

    def tell(self, line: int, why: Reason, raw: str = "", *, rejected: bool = True) -> None:
        self.problems.append(Problem(self.file, line, why, rejected=rejected, raw=raw))

    def take(self, on: MonthDay, names: Iterable[str], line: int, raw: str) -> None:
        self.dated = True
        for name in names:
            if len(name) > _LONGEST or not any(c.isalpha() for c in name) or any(c.isdecimal() for c in name):
                self.tell(line, reason("bad_value", value=name[:_SHORT]), raw)
            else:
                self.add(on, name)


def read_name_days(path: Path) -> ReadNameDays:
    """Return what a list of name days holds; ShopError if it is none."""
    file = path.name or str(path)
    return _in_its_words(lambda: _read(load(path, file), file), file)


def read_bytes(data: bytes, file: str) -> ReadNameDays:
    """Return what a list holds, from its bytes; ``file`` is how it is called in what is told."""
    return _in_its_words(lambda: _read(data, file), file)


def _in_its_words(read: Callable[[], ReadNameDays], file: str) -> ReadNameDays:
    """Read; what is said of a file that is surely something else speaks of name days and not of contacts."""
    try:
        return read()
    except ShopError as error:
        if error.code == "unreadable_file" and error.values.get("why") in _FOR_LISTS:
            raise ShopError("not_a_name_list", file=file) from error
        raise


def _read(data: bytes, file: str) -> ReadNameDays:
    if len(data) > MOST_BYTES:
        raise ShopError("unreadable_file", file=file, why="too_large")
    refuse_foreign(data, file)
    found, title = _Found(file), ""
    if is_spreadsheet(data):
        _read_table(read_sheets(data, file), found)
    else:
        text, encoding = decode(data)
        if _CALENDAR.search(text[:4000]):
            title = _read_calendar(text, found)
        else:
            _read_table(read_delimited(text, file, encoding), found)
    if not found.days:
        raise ShopError("no_names" if found.dated else "not_a_name_list", file=file)
    kept = sorted(found.days.values(), key=lambda one: one.on)  # of a day in the order of the file
    return ReadNameDays(file, tuple(kept), tuple(found.problems), title)


def template(day: str, month: str, names: str, separator: str = ";") -> bytes:
    """Return an empty list, a row for each day of the year, with these words as headings."""
    text = (paths.resources() / "import" / "name-days-template.csv").read_text(encoding="utf-8")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([day, month, names])
    writer.writerows(csv.reader(text.splitlines()[1:]))
    return out.getvalue().encode("utf-8-sig")  # without the mark Excel takes ä for two signs


# -- tables ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; ``names`` several."""

    names: tuple[int, ...]
    date: int | None = None
    day: int | None = None
    month: int | None = None
    order: str = "dmy"


def _read_table(table: Table, found: _Found) -> None:
    rows = [(row, [clean(cell) for cell in row.cells]) for row in table.rows]
    rows = [(row, cells) for row, cells in rows if any(cells)]
    header = next((n for n, (_row, cells) in enumerate(rows[:10]) if _is_header(cells)), None)
    columns = _by_headings(rows[header][1], found, rows[header][0]) if header is not None else None
    body = rows if header is None else rows[header + 1 :]
    for row, cells in rows[:header] if header is not None else ():
        found.tell(row.line, reason("row_above_header", value=" ".join(cells)[:_SHORT]), row.raw, rejected=False)
    columns = columns or _by_values([cells for _row, cells in body])
    read = [(row, *_day_and_names(cells, columns)) for row, cells in body]
    spaces = _spaces_part([(said, names) for _row, said, names in read])
    for row, said, names in read:
        _take_row(row, said, _apart(names, spaces=spaces), columns.order, found)


def _is_header(cells: Sequence[str]) -> bool:
    known = {kind for cell in cells for kind, words in _HEADINGS.items() if key(cell) in words}
    return "names" in known and bool(known & {"day", "month", "date"})


def _by_headings(cells: Sequence[str], found: _Found, row: Row) -> _Columns:
    places: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        kind = next((kind for kind, words in _HEADINGS.items() if key(cell) in words), "")
        places.setdefault(kind, []).append(number)
        if not kind and cell:
            found.tell(row.line, reason("left_out", property=cell[:_SHORT]), row.raw, rejected=False)
    last = max(places["names"])
    if last == len(cells) - 1:  # what stands beyond the headings are names too: the separator stood between them
        places["names"] += range(last + 1, last + 100)
    day, month, on = (next(iter(places.get(kind, ())), None) for kind in ("day", "month", "date"))
    if month is None:  # "Day" may stand above whole dates
        on, day = (on if on is not None else day), None
    return _Columns(tuple(places["names"]), on if month is None else None, day, month)


def _by_values(rows: Sequence[Sequence[str]]) -> _Columns:
    """Find the columns by what stands in them: dates, else two of small numbers, the larger of them the days."""
    width = max((len(cells) for cells in rows), default=0)
    sample = rows[:400]
    shares = [_share(sample, n, _is_date) for n in range(min(width, 8))]
    whole = next((n for n, share in enumerate(shares) if share > 0.6), None)
    if whole is not None:
        votes = days.votes(cells[whole] for cells in sample if whole < len(cells))
        order = max(zip(votes, ("dmy", "mdy", "ymd"), strict=True), key=lambda pair: pair[0])[1]
        return _Columns(_others(width, whole), date=whole, order=order)
    parts = [n for n in range(min(width, 8)) if _share(sample, n, _is_part) > 0.6]
    if len(parts) >= 2:
        first, second = parts[:2]
        turned = _beyond_months(sample, second) > _beyond_months(sample, first) or _is_month_word(sample, first)
        return _Columns(
            _others(width, first, second), day=second if turned else first, month=first if turned else second
        )
    return _Columns(_others(width), date=None)


def _others(width: int, *taken: int) -> tuple[int, ...]:
    return tuple(n for n in range(max(width, 1)) if n not in taken)


def _share(rows: Sequence[Sequence[str]], column: int, test: object) -> float:
    values = [cells[column] for cells in rows if column < len(cells) and cells[column]]
    return sum(1 for value in values if callable(test) and test(value)) / len(values) if values else 0.0


def _is_date(text: str) -> bool:
    return not text.isdecimal() and _month_day(text, "dmy") is not None


def _is_part(text: str) -> bool:
    bare = text.rstrip(". ")
    return (bare.isdecimal() and 1 <= int(bare) <= 31) or bool(days.month_number(text))


def _beyond_months(rows: Sequence[Sequence[str]], column: int) -> int:
    """Count the numbers that are no month: one slip of the pen turns no column round."""
    values = [cells[column].rstrip(". ") for cells in rows if column < len(cells)]
    return sum(1 for v in values if v.isdecimal() and int(v) > 12)


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
        return (f"{day}.{month}." if month.isdecimal() else f"{day}. {month}") if day or month else "", names
    together = _BEGINS_WITH_A_DAY.match(names[0]) if names else None
    return (together[1], [together[2], *names[1:]]) if together else ("", names)


def _spaces_part(rows: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether a space parts names: nothing else does in the whole file, and no day has a second row."""
    if any(
        len(names) > 1 or any(_MARKS.search(name) or _WORDS.search(name) for name in names) for _said, names in rows
    ):
        return False
    repeated = Counter(said for said, names in rows if names)
    return all(count == 1 for count in repeated.values())


def _apart(cells: Iterable[str], *, spaces: bool) -> list[str]:
    found = [part for cell in cells for piece in _MARKS.split(cell) for part in _WORDS.split(piece)]
    if spaces:
        found = [part for piece in found for part in piece.split()]
    names = (" ".join(part.strip(_AROUND).split()) for part in found)
    return [name for name in names if name]


def _take_row(row: Row, said: str, names: Sequence[str], order: str, found: _Found) -> None:
    on = _month_day(said, order)
    if on is None:
        value = said or row.raw.strip()
        found.tell(row.line, reason("bad_date", value=value[:_SHORT]), row.raw)
    else:  # a day without names is nobody's: the template has many
        found.take(on, names, row.line, row.raw)


def _month_day(text: str, order: str) -> MonthDay | None:
    """Read a day of any year; 29 February of a year that has none stays 29 February."""
    if re.fullmatch(r"29[./-]\s?0?2[./-]\s?\d{4}|\d{4}-02-29", text.strip()):
        return 2, 29
    try:
        day = days.read_day(text, order, _ANY_YEAR)
    except days.NotADay:
        return None
    return (day.month, day.day) if day and is_day(day.month, day.day) else None


# -- calendars ---------------------------------------------------------------------------------------------------------


def _read_calendar(text: str, found: _Found) -> str:
    """Take every event of a calendar; the title of the calendar."""
    events = list(_events(text))
    for line, raw in events:
        _take_event(line, raw, found)
    title = _TITLE.search(text)
    return " ".join(title[1].replace("\\,", ",").split())[:_SHORT] if title else ""


def _events(text: str) -> Iterator[tuple[int, str]]:
    """Cut a calendar into its events, each with the line it begins on: one that is broken spoils no other."""
    begun, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if _BEGIN.match(line):
            if begun:  # the one before never ended
                yield begun, "\r\n".join([*lines, "END:VEVENT", ""])
            begun, lines = number, ["BEGIN:VEVENT"]
        elif begun and _END.match(line):
            yield begun, "\r\n".join([*lines, "END:VEVENT", ""])
            begun, lines = 0, []
        elif begun and line.strip():
            lines.append(line)
    if begun:
        yield begun, "\r\n".join([*lines, "END:VEVENT", ""])


def _take_event(line: int, raw: str, found: _Found) -> None:
    from icalendar import Event  # noqa: PLC0415 — first use

    try:
        event = Event.from_ical(raw)
        said = str(event.get("SUMMARY") or "").strip()
        start = event.decoded("DTSTART")
        if not isinstance(start, date):
            raise TypeError(start)
        rule = event.get("RRULE") or {}
    except Exception:  # noqa: BLE001 — whatever the library stumbles over, it is this event that cannot be read
        found.tell(line, reason("bad_date", value=_plain_start(raw)), raw)
        return
    often = [str(one).upper() for one in rule.get("FREQ", [])]
    names = _apart([_without_kind(said)], spaces=False)
    if often not in ([], ["YEARLY"]):
        found.tell(line, reason("not_yearly", value=said[:_SHORT]), raw)
    elif not names:
        found.tell(line, reason("no_name"), raw)
    else:
        found.take((start.month, start.day), names, line, raw)


def _plain_start(raw: str) -> str:
    """Give what an event says of its day, as it stands."""
    start = re.search(r"(?im)^DTSTART[^:\r\n]*:([^\r\n]*)", raw)
    return start[1][:_SHORT] if start else ""


def _without_kind(summary: str) -> str:
    """Take off what only says that it is a name day: "Nimipäivä: Anna", "Anna's name day"."""
    before = _PREFIX.match(summary)
    if before and key(before[1]) in _KINDS_OF_DAY:
        return before[2]
    kept = re.sub(r"(?i)(?:['’]s)?\s+name\s?days?\b", "", summary)
    return " ".join(word for word in kept.split() if key(word) not in _KINDS_OF_DAY)
