"""Files as programs and shops make them (invented people), each with all that must come out of it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smallcrm.domain.incoming import ReadFile, Record
from smallcrm.domain.model import Customer
from smallcrm.exchange.files import read_file

TODAY = date(2026, 5, 6)
DATA = Path(__file__).parents[2] / "data" / "tables"
EXPECTED = json.loads((DATA.parent / "tables.expected.json").read_text(encoding="utf-8"))
_EMPTY = Customer()


def _plain(value: Any) -> Any:
    """Return a value with everything left out that says nothing."""
    if hasattr(value, "__dataclass_fields__"):
        told = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != "card_wanted"}
        return {name: part for name, part in told.items() if part not in ("", None, False, 0)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _person(record: Record) -> dict[str, Any]:
    customer = record.customer
    told = {
        f.name: _plain(getattr(customer, f.name))
        for f in fields(Customer)
        if getattr(customer, f.name) != getattr(_EMPTY, f.name)
    }
    told["line"] = record.line
    if record.source_id:
        told["source_id"] = record.source_id
    if record.entries:
        told["entries"] = [f"{entry.kind} {entry.on}: {entry.text}" for entry in record.entries]
    return told


def told(read: ReadFile) -> dict[str, Any]:
    """Return what was read as plain JSON values."""
    guess = read.guess
    return {
        "guess": [guess.format, guess.encoding, guess.separator, guess.date_order, guess.layout],
        "kept as they are": [c.heading for c in guess.columns if not c.field],
        "people": [_person(record) for record in read.records],
        "problems": [
            f"{p.line} {p.reason.code} {'rejected' if p.rejected else 'told'} "
            + ", ".join(str(value) for _, value in p.reason.values)
            for p in read.problems
        ],
    }


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_dialect(name: str) -> None:
    expected = EXPECTED[name]
    read = read_file(DATA / name, country=expected["country"], today=TODAY)
    assert json.loads(json.dumps(told(read))) == {key: value for key, value in expected.items() if key != "country"}


def test_no_file_is_left_untested() -> None:
    assert {path.name for path in DATA.iterdir()} == set(EXPECTED)


def test_no_wrong_letter_anywhere() -> None:
    """Signs that only a wrong encoding brings into these files."""
    text = json.dumps(EXPECTED, ensure_ascii=False)
    assert not set(text) & set("ÃÂ\ufffd¤¦¬¶¹³¼½¾ŠšĺřŃčěĽľ±†‡‰")


def test_reading_twice_gives_the_same_fingerprints_and_other_rows_others() -> None:
    for name, expected in EXPECTED.items():
        reads = [read_file(DATA / name, country=expected["country"], today=day) for day in (TODAY, date(2027, 1, 1))]
        marks = [[record.fingerprint for record in read.records] for read in reads]
        assert marks[0] == marks[1]
        assert len(set(marks[0])) == len(marks[0])
