"""Rules where two windows run them, and where a tag is large: nothing is made twice, and nobody waits for long."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.database import schema_number
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.shop import Shop
from smallcrm.store.undoing import next_undo
from tests.store.conftest import MONDAY


@pytest.fixture
def anna(shop: Shop) -> int:
    return shop.customers.add(Customer(given="Anna", family="Laine", tags=("regular",)))


def one(shop: Shop, customer: int) -> FollowUp:
    (found,) = [f for f in shop.follow_ups.of(customer) if f.live]
    return found


def stay_in_touch(shop: Shop, tag: str = "regular") -> int:
    return shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag=tag))


class Interrupted(FixedClock):
    """A clock at whose nth look another window does something, once and while nobody writes."""

    def __init__(self, day: date, left: int) -> None:
        super().__init__(day)
        self.left = left
        self.meanwhile: Callable[[], object] = lambda: None
        self.free: Callable[[], bool] = lambda: True

    def now(self, zone: tzinfo | None = None) -> datetime:
        self.left -= 1
        if self.left == 0 and self.free():
            self.meanwhile()
        return super().now(zone)


@pytest.mark.parametrize("moment", range(1, 9))
def test_two_windows_may_run_the_rules_at_the_same_moment(shop: Shop, anna: int, moment: int) -> None:
    shop.customers.save(replace(shop.customers.get(anna), archived=True))
    stay_in_touch(shop)
    shop.customers.save(replace(shop.customers.get(anna), archived=False))  # which only a run notices
    with closing(Shop.open(shop.file, clock=FixedClock(MONDAY))) as other:
        clock = Interrupted(MONDAY, moment)
        clock.meanwhile, clock.free = other.rules.run, lambda: not shop.in_transaction
        shop.clock = clock
        shop.rules.run()
        other.rules.run()
    assert one(shop, anna).due == MONDAY + timedelta(days=42)


@pytest.mark.parametrize("moment", range(1, 9))
def test_a_rule_saved_while_another_window_writes_finds_what_that_wrote(shop: Shop, anna: int, moment: int) -> None:
    kept = shop.rules.get(stay_in_touch(shop))
    with closing(Shop.open(shop.file, clock=FixedClock(MONDAY))) as other:
        clock, put_off = Interrupted(MONDAY, moment), list[int]()

        def snooze() -> None:
            put_off.append(one(other, anna).id)
            other.follow_ups.snooze(put_off[0], datetime(2027, 7, 1))

        clock.meanwhile, clock.free = snooze, lambda: not shop.in_transaction
        shop.clock = clock
        shop.rules.save(replace(kept, days=(21,)))
    now = one(shop, anna)  # what somebody put off is theirs
    assert (bool(now.snoozed_to), (now.due - MONDAY).days) == ((True, 42) if put_off else (False, 21))


def test_many_are_made_in_one_go(shop: Shop) -> None:
    with shop.change("imported", bulk=True):
        shop.customers.add_many([Customer(given=f"N{n}", tags=("crowd",), uid=f"u{n}") for n in range(120)])
    stay_in_touch(shop, tag="crowd")
    assert shop.follow_ups.count(FollowUpFilter()) == 120
    assert shop.rules.run() == 0
    shop.journal.undo()
    assert shop.follow_ups.count(FollowUpFilter()) == 0


def _work(shop: Shop, task: Callable[[], object]) -> int:
    """How much SQLite worked for a task, in hundreds of its instructions: the same on every machine."""
    done = [0]

    def count() -> int:
        done[0] += 1
        return 0

    shop.database.connection.set_progress_handler(count, 100)
    try:
        task()
    finally:
        shop.database.connection.set_progress_handler(None, 0)
    return done[0]


def test_a_large_tag_is_as_much_work_as_it_is_large(tmp_path: Path) -> None:
    found: list[dict[str, int]] = []
    for many in (300, 1200):
        with closing(Shop.open(tmp_path / f"{many}.smallcrm", clock=FixedClock(MONDAY), create=True)) as shop:
            with shop.change("imported", bulk=True):
                shop.customers.add_many([Customer(given=f"N{n}", tags=("crowd",), uid=f"u{n}") for n in range(many)])
            wanted = Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag="crowd")
            work = {"preview": _work(shop, lambda: shop.rules.preview(wanted))}  # noqa: B023 — called at once
            work["save"] = _work(shop, lambda: shop.rules.save(wanted))  # noqa: B023 — called at once
            kept = next(r for r in shop.rules.all() if r.tag)
            work["change"] = _work(shop, lambda: shop.rules.save(replace(kept, days=(56,))))  # noqa: B023 — as above
            work["undo"] = _work(shop, shop.journal.undo)
            work["redo"] = _work(shop, shop.journal.redo)
            work["remove"] = _work(shop, lambda: shop.rules.remove(kept.id))  # noqa: B023 — called at once
            work["bring back"] = _work(shop, shop.journal.undo)
            assert shop.follow_ups.count(FollowUpFilter()) == many
            found.append(work)
    few, more = found
    assert {name: more[name] / few[name] for name in few if more[name] > 6 * few[name]} == {}


def test_a_large_step_taken_back_late_leaves_what_somebody_changed_since(shop: Shop) -> None:
    with shop.change("imported", bulk=True):
        shop.customers.add_many([Customer(given=f"N{n}", tags=("crowd",), uid=f"u{n}") for n in range(120)])
    kept = shop.rules.get(stay_in_touch(shop, tag="crowd"))
    shop.rules.save(replace(kept, days=(56,)))
    step = next_undo(shop, schema_number())
    touched = shop.follow_ups.find(FollowUpFilter())[7]
    shop.follow_ups.snooze(touched.follow_up.id, datetime(2027, 9, 1))
    assert shop.journal.undo_step(step).kept == (touched.follow_up.customer_id,)
    due = {f.follow_up.customer_id: (f.follow_up.due - MONDAY).days for f in shop.follow_ups.find(FollowUpFilter())}
    assert due.pop(touched.follow_up.customer_id) == 56
    assert set(due.values()) == {42}


def test_taking_back_what_is_to_be_done_leaves_the_customer_as_they_are(shop: Shop, anna: int) -> None:
    shop.touch.set(anna, 42)
    before = shop.customers.get(anna)
    shop.journal.undo()
    assert shop.customers.get(anna) == before
