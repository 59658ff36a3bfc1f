"""Lists of name days: tables (CSV, Excel, OpenDocument) with day, month and names, and calendars (.ics).

A day is what its cell or its event says, month and day alone: the year a list was made for moves nothing.
ShopError: ``unreadable_file`` (file, why) as for contacts, ``not_a_name_list`` and ``no_names`` (file).
Reasons given: those of ``name_day_tables`` and ``name_day_events``, and of a name ``bad_value`` (value).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smallcrm import paths
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem
from smallcrm.domain.name_days import NameDay
from smallcrm.exchange.files import load, refuse_foreign
from smallcrm.exchange.name_day_dates import ORDERS, month_day
from smallcrm.exchange.name_day_events import is_calendar, read_calendar
from smallcrm.exchange.name_day_found import Found
from smallcrm.exchange.name_day_tables import read_table
from smallcrm.exchange.tables.delimited import read_delimited
from smallcrm.exchange.tables.encoding import decode
from smallcrm.exchange.tables.sheets import is_spreadsheet, read_sheets

__all__ = ["MOST_BYTES", "ORDERS", "ReadNameDays", "month_day", "read_bytes", "read_name_days", "template"]

MOST_BYTES = 20_000_000
_FOR_LISTS = frozenset({"too_large", "picture", "document", "program", "shop_file", "web_page", "not_a_sheet"})
"""Reasons whose sentences speak of contacts."""


@dataclass(frozen=True, slots=True)
class ReadNameDays:
    """What a list holds: each name once a day, a line for everything that was left, and the title it gives itself."""

    file: str
    days: tuple[NameDay, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""
    unsure: str = ""
    """A day as it stands, where it may be read two ways and nothing in the file says which number is the month.

    Days are then read with the day first, unless somebody said otherwise.
    """


def read_name_days(path: Path, order: str = "") -> ReadNameDays:
    """Return what a list of name days holds; ShopError if it is none.

    ``order`` (dmy, mdy): somebody says which number is the month, where days are written in numbers alone.
    """
    file = path.name or str(path)
    return _in_its_words(lambda: _read(load(path, file), file, order), file)


def read_bytes(data: bytes, file: str, order: str = "") -> ReadNameDays:
    """Return what a list holds, from its bytes; ``file`` is how it is called in what is told."""
    return _in_its_words(lambda: _read(data, file, order), file)


def _in_its_words(read: Callable[[], ReadNameDays], file: str) -> ReadNameDays:
    """Read; what is said of a file that is surely something else speaks of name days and not of contacts."""
    try:
        return read()
    except ShopError as error:
        if error.code == "unreadable_file" and error.values.get("why") in _FOR_LISTS:
            raise ShopError("not_a_name_list", file=file) from error
        raise


def _read(data: bytes, file: str, order: str) -> ReadNameDays:
    if len(data) > MOST_BYTES:
        raise ShopError("unreadable_file", file=file, why="too_large")
    refuse_foreign(data, file)
    found, title = Found(file), ""
    if is_spreadsheet(data):
        read_table(read_sheets(data, file), found, order)
    else:
        text, encoding = decode(data)
        if is_calendar(text):
            title = read_calendar(text, found)
        else:
            read_table(read_delimited(text, file, encoding), found, order)
    if not found.days:
        raise ShopError("no_names" if found.dated else "not_a_name_list", file=file)
    kept = sorted(found.days.values(), key=lambda one: one.on)  # of a day in the order of the file
    return ReadNameDays(file, tuple(kept), tuple(found.problems), title, found.unsure)


def template(day: str, month: str, names: str, separator: str = ";") -> bytes:
    """Return an empty list, a row for each day of the year, with these words as headings."""
    text = (paths.resources() / "import" / "name-days-template.csv").read_text(encoding="utf-8")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([day, month, names])
    writer.writerows(csv.reader(text.splitlines()[1:]))
    return out.getvalue().encode("utf-8-sig")  # without the mark Excel takes ä for two signs
