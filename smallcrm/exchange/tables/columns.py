"""Which row is the header, and which column holds what: by heading, else by what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from smallcrm.domain.model import Kind
from smallcrm.exchange.given_names import family_first
from smallcrm.exchange.tables import days, identity, places, values
from smallcrm.exchange.tables.headings import Target, find, is_heading, key, kind_of
from smallcrm.exchange.tables.table import Row

_LOOK = 20
FIRM = "firm"
"""Kind of a name column that holds people and companies alike."""
_SAMPLE = 200
NAME_FIELDS = frozenset({"name", "name_family_first", "given", "family", "nickname", "display_name", "company"})
DATE_FIELDS = frozenset(
    {"birthday", "name_day", "wedding", "customer_since", "deceased_on", "last_visit", "event", "other_day", "deceased"}
)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:[ ,]+[^\W\d_][\w.'’&\-]*){1,4}$")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’\-]*(?:[\-’'][^\W\d_]+)*$")
_STREET = re.compile(r"[^\W\d_].*\s\d{1,4}\s?[a-zA-Z]?(?:\s|/|$)")


@dataclass(frozen=True, slots=True)
class Placed:
    """One column of the file: where it stands, what it is called, where its values go (None: kept as they are)."""

    index: int
    heading: str
    target: Target | None
    order: str = "dmy"
    fact: str = ""
    """What the values are, for the fingerprint: the same for the same field under another heading."""
    chosen: bool = False
    """Whether a person said what the column is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out."""

    name: str
    columns: tuple[Placed, ...]
    header: Row | None
    body: list[Row]
    above: list[Row]
    """Rows above the header: a title, a date of printing."""
    date_order: str


def find_header(rows: Sequence[Row], chosen: Mapping[str, str]) -> int | None:
    """Return the index of the header row, None if the table has none."""
    head = list(islice(rows, _LOOK))
    for i, row in enumerate(head):
        if any(" ".join(cell.split()) in chosen for cell in row.cells):
            return i
    known = [sum(map(is_heading, row.cells)) if not _has_data(row) else 0 for row in head]
    best = max(range(len(head)), key=lambda i: (known[i], -i), default=None)
    if best is None:
        return None
    filled = sum(1 for cell in head[best].cells if cell.strip())
    if known[best] >= 2 or (known[best] == 1 and (filled <= 2 or _data_below(head, best))):
        return best
    first = next((i for i, row in enumerate(head) if sum(1 for c in row.cells if c.strip()) > 1), 0)
    return first if not _has_data(head[first]) and _data_below(head, first) else None


def _has_data(row: Row) -> bool:
    return any(_is_data(cell.strip()) for cell in row.cells)


def _is_data(cell: str) -> bool:
    return values.is_email(cell) or values.is_phone(cell) or places.is_postal_code(cell) or any(days.votes([cell]))


def _data_below(rows: Sequence[Row], at: int) -> bool:
    return any(_has_data(row) for row in rows[at + 1 :])


def lay_out(rows: list[Row], country: str, today: date, chosen: Mapping[str, str], date_order: str = "") -> Layout:
    """Return the columns of a table; ``chosen`` (heading or column letter: field) overrules what is found."""
    at = find_header(rows, chosen)
    header = rows[at] if at is not None else None
    body = rows[at + 1 :] if at is not None else rows
    sample = body[:_SAMPLE]
    width = max((len(row.cells) for row in [*sample, *([header] if header else [])]), default=0)
    names = [_heading(header, i) for i in range(width)]
    targets: list[Target | None] = [find(name) if header and name else None for name in names]
    picked = [_chosen(chosen, name, i) for i, name in enumerate(names)]
    targets = [pick if pick is not None else target for pick, target in zip(picked, targets, strict=True)]
    told = [_column(sample, i) for i in range(width)]
    fixed = [p is not None for p in picked]
    _doubt(targets, told, names, fixed)
    _guess_kinds(targets, told, names, fixed)
    _guess_rest(targets, told, headless=header is None, today=today, fixed=fixed)
    _turn_names(targets, told, fixed)
    _birth_in_three(targets, told)
    orders = _orders(targets, told, country, date_order)
    columns = tuple(
        Placed(i, names[i], targets[i], orders[i], _fact(names[i], targets[i]), fixed[i]) for i in range(width)
    )
    return Layout(
        _name(names, targets), columns, header, body, rows[:at] if at else [], _file_order(targets, told, orders)
    )


def _fact(name: str, target: Target | None) -> str:
    """Name the values of a column for the fingerprint; the number of a row is no fact about a person."""
    return "" if target and target.field == "row_number" else f"{target or name}\x1f"


def letter(index: int) -> str:
    """Return the spreadsheet letter of a column."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _heading(header: Row | None, index: int) -> str:
    cells = header.cells if header else []
    name = " ".join(cells[index].replace("\0", "").split()).lstrip("\ufeff") if index < len(cells) else ""
    return name or letter(index)


def _chosen(chosen: Mapping[str, str], name: str, index: int) -> Target | None:
    field = chosen.get(name) or chosen.get(letter(index))
    return Target.parse(field) if field else None


def _column(sample: Sequence[Row], index: int) -> list[str]:
    cells = (row.cells[index].strip() for row in sample if index < len(row.cells))
    return [cell for cell in cells if cell]


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _guess_rest(
    targets: list[Target | None], told: list[list[str]], *, headless: bool, today: date, fixed: Sequence[bool]
) -> None:
    """Fill in columns whose heading says nothing, by their cells. Only certain things where a heading stands."""
    free = [i for i, target in enumerate(targets) if target is None and told[i] and not fixed[i]]
    for i in free:
        if _share(told[i], values.is_email) >= 0.8:
            targets[i] = Target("email")
        elif _share(told[i], _surely_phone) >= 0.8:
            targets[i] = Target("phone")
    if headless:
        _guess_headless(targets, told, today)
    if not any(target and target.field in NAME_FIELDS for target in targets):
        _guess_name(targets, told, [i for i in free if targets[i] is None])


def _doubt(targets: list[Target | None], told: list[list[str]], names: Sequence[str], fixed: Sequence[bool]) -> None:
    """Correct what a heading alone says wrongly: *Poczta* may be a town, *Nazwa* may be the name of a person."""
    named = any(t and t.field in NAME_FIELDS - {"company", "nickname"} for t in targets)
    for i, target in enumerate(targets):
        if target is None or fixed[i] or not told[i]:
            continue
        if target.field == "email" and key(names[i]) == "poczta" and not any("@" in cell for cell in told[i]):
            targets[i] = None
        elif target.field == "company" and key(names[i]) == "nazwa" and not named:
            targets[i] = Target("name", 1, FIRM)


def _guess_kinds(
    targets: list[Target | None], told: list[list[str]], names: Sequence[str], fixed: Sequence[bool]
) -> None:
    """Read *Home* and *Work* over numbers as telephones, over addresses as addresses."""
    for i, name in enumerate(names):
        kind = kind_of(name)
        if targets[i] is not None or fixed[i] or kind == name or kind not in {"home", "work", "other", "mobile"}:
            continue
        if _share(told[i], values.is_phone) >= 0.8:
            targets[i] = Target("phone", 1, kind)
        elif _share(told[i], lambda cell: places.split_address(cell) is not None) >= 0.6:
            targets[i] = Target("address", 1, kind)


def _turn_names(targets: list[Target | None], told: list[list[str]], fixed: Sequence[bool]) -> None:
    """See that the family name stands first, by the first names that the cells hold; what a person chose stays."""
    for i, target in enumerate(targets):
        if target and target.field == "name" and not fixed[i]:
            people = [cell for cell in told[i] if values.name_kind(cell) == Kind.PERSON]
            if family_first(values.split_title(cell)[1] for cell in people):
                targets[i] = replace(target, field="name_family_first")


def _surely_phone(cell: str) -> bool:
    if identity.is_finnish_code(cell):
        return False
    return values.is_phone(cell) and (cell[0] in "+0(" or (" " in cell and cell.replace(" ", "").isdecimal()))


def _guess_headless(targets: list[Target | None], told: list[list[str]], today: date) -> None:
    for i, cells in enumerate(told):
        if targets[i] is not None or not cells:
            continue
        if _share(cells, lambda cell: _is_birthday(cell, today)) >= 0.8:
            targets[i] = Target("birthday")
        elif _share(cells, places.is_postal_code) >= 0.8:
            targets[i] = Target("postal_code")
        elif _share(cells, lambda cell: places.split_town(cell)[0] != "") >= 0.8:
            targets[i] = Target("postal_city")
        elif _share(cells, lambda cell: places.split_address(cell) is not None) >= 0.6:
            targets[i] = Target("address")
        elif _share(cells, lambda cell: _STREET.match(cell) is not None) >= 0.6:
            targets[i] = Target("street")
    for i, target in enumerate(targets[:-1]):
        after = targets[i + 1]
        if target and target.field == "postal_code" and after is None and _share(told[i + 1], _is_wordy) >= 0.8:
            targets[i + 1] = Target("city")


def _is_birthday(cell: str, today: date) -> bool:
    if not any(days.votes([cell])):
        return False
    try:
        day = days.read_day(cell, "dmy", today)
    except days.NotADay:
        return False
    return day is not None and day.year is not None and day.year < today.year


def _is_wordy(cell: str) -> bool:
    return not any(c.isdigit() for c in cell)


def _is_name(cell: str) -> bool:
    return _NAME.match(cell) is not None and cell[0].isupper() and cell.rsplit(maxsplit=1)[-1][0].isupper()


def _is_word(cell: str) -> bool:
    return _WORD.match(cell) is not None and cell[0].isupper()


def _guess_name(targets: list[Target | None], told: list[list[str]], free: Sequence[int]) -> None:
    full = next((i for i in free if _share(told[i], _is_name) >= 0.7), None)
    if full is not None:
        commas = _share(told[full], lambda cell: "," in cell)
        targets[full] = Target("name_family_first" if commas > 0.7 else "name")
        return
    words = [i for i in free if _share(told[i], _is_word) >= 0.8]
    if len(words) >= 2 and words[1] == words[0] + 1:
        targets[words[0]], targets[words[1]] = Target("given"), Target("family")
    elif len(words) == 1 or (words and len(free) == 1):
        targets[words[0]] = Target("name")


def _birth_in_three(targets: list[Target | None], told: list[list[str]]) -> None:
    """Beside a month and a year, *birthday* is the day of the month (Thunderbird in other languages)."""
    fields = {target.field for target in targets if target}
    if "birth_month" not in fields:
        return
    for i, target in enumerate(targets):
        if target and target.field == "birthday" and all(c.isdecimal() and int(c) <= 31 for c in told[i]):
            targets[i] = Target("birth_day")


def _orders(targets: Sequence[Target | None], told: Sequence[list[str]], country: str, chosen: str) -> list[str]:
    """Return the date order of each column: by its own values, else by those of the file, else by the country."""
    dated = [told[i] if target and target.field in DATE_FIELDS else [] for i, target in enumerate(targets)]
    default = "mdy" if country == "US" else "dmy"
    counted = [days.votes(cells) for cells in dated]
    dmy, mdy = sum(c[0] for c in counted), sum(c[1] for c in counted)
    of_file = chosen or ("dmy" if dmy > mdy else "mdy" if mdy > dmy else default)
    return [chosen or ("dmy" if d > m else "mdy" if m > d else of_file) for d, m, _ in counted]


def _file_order(targets: Sequence[Target | None], told: Sequence[list[str]], orders: Sequence[str]) -> str:
    dated = [i for i, target in enumerate(targets) if target and target.field in DATE_FIELDS and told[i]]
    if not dated:
        return ""
    counted = days.votes(cell for i in dated for cell in told[i])
    return "ymd" if counted[2] > counted[0] + counted[1] else orders[dated[0]]


def _name(names: Sequence[str], targets: Sequence[Target | None]) -> str:
    """Return which program made this, by headings only it has."""
    heads = set(map(key, names))
    if any(name.endswith(("- Value", "- Label")) for name in names):
        return "google"
    if {"firstname", "birthyear", "custom1"} <= heads or ({"custom1", "custom4"} <= heads) or {"birthmonth"} <= heads:
        return "thunderbird"
    kinds = {(t.field, t.kind) for t in targets if t}
    if len(names) >= 20 and {("street", "work"), ("street", "home"), ("city", "home")} <= kinds:
        return "outlook"
    return "own"
