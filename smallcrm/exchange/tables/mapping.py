"""What a person said about a table: ``{"columns": {"Heading": "field"}, "encoding", "separator", "date_order"}``."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smallcrm.domain.errors import ShopError
from smallcrm.exchange.tables.cells import FIELDS
from smallcrm.exchange.tables.headings import Target

_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Wishes:
    """A mapping that was read and found good; empty texts are found out from the file."""

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    separator: str = ""
    date_order: str = ""


def read_mapping(given: Any) -> Wishes:
    """Return the mapping; ShopError ``bad_mapping`` with ``key``, ``value`` and ``why`` names what is wrong in it."""
    if given is None:
        return Wishes()
    if not isinstance(given, Mapping):
        raise _bad("", given, "not_an_object")
    for name, value in given.items():
        if name not in {"columns", "encoding", "separator", "date_order"}:
            raise _bad(str(name), value, "unknown_key")
        if name != "columns" and not isinstance(value, str):
            raise _bad(name, value, "not_a_text")
    return Wishes(_columns(given.get("columns", {})), _encoding(given), _separator(given), _order(given))


def _bad(name: str, value: object, why: str) -> ShopError:
    return ShopError("bad_mapping", key=name, value=str(value)[:100], why=why)


def _columns(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise _bad("columns", given, "not_an_object")
    columns = {}
    for heading, name in given.items():
        if not isinstance(heading, str) or not isinstance(name, str):
            raise _bad(str(heading), name, "not_a_text")
        text = name.strip() or "extra"
        try:
            target = Target.parse(text)
        except ValueError as error:
            raise _bad(heading, name, "unknown_field") from error
        if target.field not in FIELDS:
            raise _bad(heading, name, "unknown_field")
        columns[" ".join(heading.split())] = text
    return columns


def _encoding(given: Mapping[str, Any]) -> str:
    name: str = given.get("encoding", "")
    try:
        if name and not codecs.lookup(name)._is_text_encoding:  # noqa: SLF001 — the only way to ask
            raise _bad("encoding", name, "unknown_encoding")
    except (LookupError, ValueError) as error:
        raise _bad("encoding", name, "unknown_encoding") from error
    return name


def _separator(given: Mapping[str, Any]) -> str:
    mark: str = given.get("separator", "")
    mark = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(mark, mark)
    if mark and (len(mark) != 1 or mark in '"\r\n\0 '):
        raise _bad("separator", mark, "not_one_character")
    return mark


def _order(given: Mapping[str, Any]) -> str:
    order: str = given.get("date_order", "")
    if order and order not in _ORDERS:
        raise _bad("date_order", order, "unknown_order")
    return order
