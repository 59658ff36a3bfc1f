"""Our own table: which columns a customer has, the same for writing and reading, so that nothing changes on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any, get_type_hints

from smallcrm.domain.model import Consent, Customer, Email, Entry, Kind, Link, Occasion, Phone, PostalAddress

MARK = "SmallCRM UID"
"""The heading that no other program writes."""
ASSISTANT = "Assistant"
"""Heading of the name of whoever in the shop looks after a customer."""
_LEFT = frozenset({"id", "version", "photo", "photo_type", "e164", "normal", "assistant", "follow_up"})
_HEADINGS = {"uid": MARK, "channel": "Preferred channel", "address_form": "Form of address"}


@dataclass(frozen=True, slots=True)
class Group:
    """A field of which a customer has many, as numbered columns."""

    name: str
    heading: str
    type: type[Any] | None
    """Class of one item; None for a text, tuple for a pair."""
    parts: tuple[str, ...]

    def headings(self, number: int) -> list[str]:
        """Return the headings of one item."""
        return [f"{self.heading} {number} {part}".rstrip() for part in map(_words, self.parts)]


def _words(name: str) -> str:
    return {"raw": "", "url": "", "tag": "", "on": "date", "given": "yes or no"}.get(name, name.replace("_", " "))


def _parts(of: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(of) if f.name not in _LEFT)


GROUPS = (
    Group("phones", "Phone", Phone, _parts(Phone)),
    Group("emails", "E-mail", Email, _parts(Email)),
    Group("addresses", "Address", PostalAddress, _parts(PostalAddress)),
    Group("links", "Web page", Link, _parts(Link)),
    Group("tags", "Tag", None, ("tag",)),
    Group("occasions", "Occasion", Occasion, _parts(Occasion)),
    Group("consents", "Consent", Consent, _parts(Consent)),
    Group("extra", "Further", tuple, ("name", "value")),
    Group("entries", "Entry", Entry, _parts(Entry)),
)
_GROUP_NAMES = {group.name for group in GROUPS}


def _heading(name: str) -> str:
    return _HEADINGS.get(name, name.replace("_", " ").capitalize())


SIMPLE: dict[str, str] = {
    f.name: _heading(f.name) for f in fields(Customer) if f.name not in _LEFT and f.name not in _GROUP_NAMES
}
"""Field and heading of everything a customer has once."""

_TYPES: dict[type[Any], dict[str, Any]] = {}
_NEEDED: dict[type[Any], frozenset[str]] = {}


class Bad(ValueError):  # noqa: N818 — it is a finding about a text
    """A cell that does not hold what its column says."""


def is_own(cells: Sequence[str]) -> bool:
    """Tell whether a row is the header of our own table."""
    return MARK in (cell.strip().lstrip("\ufeff") for cell in cells)


def text_of(value: object) -> str:
    """Return a value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(text: str, hint: Any) -> Any:
    """Return what a cell of that type means; Bad if it does not."""
    kind = str(hint)
    if hint is bool:
        folded = text.strip().casefold()
        if folded in {"yes", "true", "1"}:
            return True
        if folded in {"no", "false", "0", ""}:
            return False
        raise Bad(text)
    if hint is str:
        return text
    if not text and "None" in kind:
        return None
    try:
        if "datetime.datetime" in kind:
            return datetime.fromisoformat(text)
        if "date" in kind:
            return date.fromisoformat(text[:10])
        return int(text)
    except ValueError as error:
        raise Bad(text) from error


def hints(of: type[Any]) -> dict[str, Any]:
    """Return the types of the fields of a class."""
    if of not in _TYPES:
        _TYPES[of] = get_type_hints(of)
    return _TYPES[of]


def columns(header: Sequence[str]) -> tuple[dict[int, str], dict[int, tuple[Group, int, str]], list[int]]:
    """Return the simple columns, the columns of groups (group, number, part), and the others, by place."""
    simple_of = {heading: name for name, heading in SIMPLE.items()}
    simple, many, others = {}, {}, []
    for index, cell in enumerate(header):
        name = cell.strip().lstrip("\ufeff")
        if name in simple_of:
            simple[index] = simple_of.pop(name)
            continue
        found = next((found for group in GROUPS if (found := _in_group(group, name))), None)
        if found:
            many[index] = found
        else:
            others.append(index)
    return simple, many, others


def _in_group(group: Group, name: str) -> tuple[Group, int, str] | None:
    match = re.fullmatch(rf"{re.escape(group.heading)} (\d{{1,4}})(?: (.+))?", name)
    if not match:
        return None
    part = next((part for part in group.parts if _words(part) == (match[2] or "")), None)
    return (group, int(match[1]), part) if part is not None else None


def item(group: Group, parts: Mapping[str, str]) -> Any:
    """Return one phone, address, occasion …; Bad if a part is none."""
    if group.type is None:
        return parts.get("tag", "")
    if group.type is tuple:
        return (parts.get("name", ""), parts.get("value", ""))
    types = hints(group.type)
    needed = _needed(group.type)
    read = {n: value_of(t, types[n]) for n, t in parts.items() if t or n in needed}
    if group.type is Occasion:
        _check_day(read)
    try:
        return group.type(**read)
    except TypeError as error:
        raise Bad(" ".join(parts.values())) from error


def _needed(of: type[Any]) -> frozenset[str]:
    """Return the parts that count even where their cell is empty."""
    if of not in _NEEDED:
        types = hints(of)
        _NEEDED[of] = frozenset(f.name for f in fields(of) if f.default is MISSING or types[f.name] is str)
    return _NEEDED[of]


def _check_day(read: Mapping[str, Any]) -> None:
    try:
        date(read.get("year") or 2000, read.get("month", 0), read.get("day", 0))
    except (ValueError, OverflowError) as error:
        raise Bad(f"{read.get('year') or ''}-{read.get('month')}-{read.get('day')}") from error


def kind(text: str) -> str:
    """Return the kind of a record; Bad if there is none of that name."""
    if text not in set(Kind):
        raise Bad(text)
    return text
