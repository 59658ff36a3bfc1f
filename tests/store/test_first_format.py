"""A shop kept since the first format opens, knows its regulars, and gives back what was done before."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.database import inspect, schema_number
from smallcrm.store.shop import Shop

KEPT = Path(__file__).parent.parent / "data" / "first-format.smallcrm"
CLOCK = FixedClock(date(2026, 11, 22))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(KEPT, tmp_path / "kept.smallcrm"))


def test_it_opens_and_all_is_there(file: Path) -> None:
    assert inspect(file) == 1
    shop = Shop.open(file, clock=CLOCK)
    assert inspect(file) == schema_number()
    assert check(shop) == []
    assert len(shop.customers.all_ids()) == 25
    old = shop.customers.search("Vanha")[0].id
    figures = shop.visits.figures(old)
    assert (figures.visits, figures.usual_days, figures.last_visit_on) == (4, 35, date(2026, 9, 14))
    assert (figures.late_on, figures.last_contact_on) == (date(2026, 11, 6), date(2026, 9, 14))
    assert [d.name for d in shop.visits.drifting()] == ["Vanha Asiakas"]
    assert shop.timeline.of(old)[0].text == "Viimeinen muistiinpano"
    assert shop.follow_ups.of(old) == []
    assert shop.rules.all()
    shop.close()
    assert inspect(file.with_name(f"kept.before-{schema_number()}.smallcrm")) == 1


def test_steps_of_then_are_history_and_new_ones_go_back(file: Path) -> None:
    shop = Shop.open(file, clock=CLOCK)
    before = shop.journal.steps()
    assert before[0].label == "note_added"
    assert not any(step.undoable for step in before)
    old = shop.customers.search("Vanha")[0].id
    shop.follow_ups.note(old, "Soita", date(2026, 12, 1))
    shop.visits.visit(old)
    shop.journal.undo()
    shop.journal.undo()
    assert shop.journal.steps() == [*shop.journal.steps(2), *before]
    assert check(shop) == []
    shop.close()
