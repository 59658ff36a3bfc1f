"""A shop kept since the third format opens with its punch cards and days, and has room for the calendar."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from smallcrm.domain.agenda import Layer, MarkKind
from smallcrm.domain.errors import Conflict
from smallcrm.domain.model import Occasion
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.database import inspect, schema_number
from smallcrm.store.events import Event
from smallcrm.store.inspection import schema_differences
from smallcrm.store.shop import Shop

KEPT = Path(__file__).parent.parent / "data" / "third-format.smallcrm"
CLOCK = FixedClock(date(2026, 11, 23))
COUPLE = "Pariskunta"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(KEPT, tmp_path / "kept.smallcrm"))


def contents(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of each table but the list of migrations."""
    with closing(sqlite3.connect(file)) as kept:
        kept.row_factory = sqlite3.Row
        names = [n for (n,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {n: [dict(row) for row in kept.execute(f'SELECT * FROM "{n}"')] for n in names if "migration" not in n}


def test_it_opens_and_all_is_there(file: Path) -> None:
    assert inspect(file) == 3
    before = contents(file)
    assert min(len(before[n]) for n in ("occasion", "ledger", "round", "letter", "follow_up", "word")) > 4
    shop = Shop.open(file, clock=CLOCK)
    assert inspect(file) == schema_number()
    assert (check(shop), schema_differences(shop.database)) == ([], [])
    after = contents(file)
    before.pop("sqlite_sequence")
    for name, rows in before.items():  # what is new stands beside what was there
        kept = [{k: row[k] for k in rows[0]} for row in after[name]] if rows else after[name]
        assert kept == rows, name
    assert {name for name in after if after[name] and name not in before} == {"sqlite_sequence"}
    shop.close()
    assert inspect(file.with_name(f"kept.before-{schema_number()}.smallcrm")) == 3


def test_its_days_stand_on_the_calendar(file: Path) -> None:
    shop = Shop.open(file, clock=CLOCK)
    couple = shop.customers.search(COUPLE)[0].id
    wedding = next(o for o in shop.customers.get(couple).occasions if o.kind == "wedding_anniversary")
    assert (wedding.partner, wedding.ended, wedding.lead_days) == ("", "", 0)
    found = {
        (mark.day, mark.kind, str(mark.occasion.kind) if mark.occasion else mark.text, mark.turns, mark.at)
        for day in shop.agenda.days(date(2026, 11, 24), date(2026, 12, 31))
        for mark in day.marks
        if mark.customer_id == couple
    }
    assert found == {
        (date(2026, 11, 25), MarkKind.OCCASION, "name_day", None, None),
        (date(2026, 11, 28), MarkKind.OCCASION, "wedding_anniversary", 25, None),
        (date(2026, 12, 1), MarkKind.OCCASION, "birthday", 11, None),
        (date(2026, 12, 6), MarkKind.OCCASION, "other", 16, None),
        (date(2026, 11, 30), MarkKind.FOLLOW_UP, "Soita kuukausittain", None, time(14)),
        (date(2026, 12, 2), MarkKind.FOLLOW_UP, "Myöhemmin", None, time(9)),
    }
    assert shop.agenda.days(date(2026, 12, 24), date(2026, 12, 24))[0].closed_by_shop
    leap = [day.day for day in shop.agenda.days(date(2027, 2, 1), date(2027, 3, 31), {Layer.BIRTHDAYS}) if day.marks]
    assert date(2027, 2, 28) in leap
    shop.close()


def test_what_is_new_is_written_and_goes_back(file: Path) -> None:
    shop = Shop.open(file, clock=CLOCK)
    before = shop.journal.steps()
    assert (before[0].label, any(step.undoable for step in before)) == ("note_added", False)
    with pytest.raises(Conflict, match="history_only"):
        shop.journal.undo_step(before[0].id)
    couple = shop.customers.get(shop.customers.search(COUPLE)[0].id)
    wedding = Occasion("wedding_anniversary", 11, 28, 2001, partner="Liisa", ended="divorce", lead_days=9)
    shop.customers.save(replace(couple, occasions=(wedding,)))
    shop.events.add(Event("Pikkujoulu", date(2026, 12, 11)))
    assert shop.customers.get(couple.id).occasions == (
        replace(wedding, id=shop.customers.get(couple.id).occasions[0].id),
    )
    for _ in range(2):
        shop.journal.undo()
    assert shop.customers.get(couple.id).occasions == couple.occasions
    assert (check(shop), contents(file)["event"]) == ([], [])
    shop.close()
