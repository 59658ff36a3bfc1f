"""A shop kept since the second format opens with its regulars and follow-ups, and has room for punch cards."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.errors import Conflict
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.database import inspect, schema_number
from smallcrm.store.shop import Shop

KEPT = Path(__file__).parent.parent / "data" / "second-format.smallcrm"
CLOCK = FixedClock(date(2026, 11, 23))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(KEPT, tmp_path / "kept.smallcrm"))


def test_it_opens_and_all_is_there(file: Path) -> None:
    assert inspect(file) == 2
    shop = Shop.open(file, clock=CLOCK)
    assert inspect(file) == schema_number()
    assert check(shop) == []
    assert len(shop.customers.all_ids()) == 25
    regular = shop.customers.search("Niina Kuusisto")[0].id
    figures = shop.visits.figures(regular)
    assert (figures.visits, figures.usual_days, figures.last_visit_on) == (8, 59, date(2026, 11, 19))
    assert figures.late_on == date(2027, 2, 15)
    live = [follow_up.text for i in shop.customers.all_ids() for follow_up in shop.follow_ups.of(i)]
    assert (len(live), "Soita ensi viikolla" in live) == (4, True)
    shop.close()
    assert inspect(file.with_name(f"kept.before-{schema_number()}.smallcrm")) == 2


def test_steps_of_then_are_history_and_new_ones_go_back(file: Path) -> None:
    shop = Shop.open(file, clock=CLOCK)
    before = shop.journal.steps()
    assert [step.label for step in before[:2]] == ["note_added", "note_added"]
    assert not any(step.undoable for step in before)
    with pytest.raises(Conflict, match="history_only"):
        shop.journal.undo_step(before[1].id)
    shop.visits.visit(1)
    assert shop.journal.undo().step.label == "visit_added"
    assert check(shop) == []
    shop.close()
