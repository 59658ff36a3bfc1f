"""A date that cannot be right is noticed, and nothing expires by it until somebody says that it is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit
from smallcrm.safety.check import check
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, person, programme

NOON = datetime(2027, 5, 10, 12, tzinfo=UTC)


class Watch(Clock):
    """A wall clock and a stop watch that a test sets."""

    def __init__(self, when: datetime = NOON) -> None:
        self.when, self.seconds = when, 0.0

    def now(self, zone: tzinfo | None = None) -> datetime:
        return self.when.astimezone(zone)

    def ticks(self) -> float:
        return self.seconds

    def passes(self, time: timedelta) -> None:
        self.when += time
        self.seconds += time.total_seconds()


class Till:
    """A shop that is opened and closed by a computer."""

    def __init__(self, file: Path) -> None:
        self.file, self.watch = file, Watch()
        self.shop = Shop.open(file, clock=self.watch, create=True, language="fi")

    def again(self, *, after: timedelta) -> None:
        self.shop.close()
        self.watch = Watch(self.watch.when + after)
        self.shop = Shop.open(self.file, clock=self.watch)

    @property
    def code(self) -> str:
        doubt = self.shop.clock_guard.doubt()
        assert (doubt is not None) is self.shop.clock_guard.suspect()
        return doubt.code if doubt else ""

    def kept(self) -> tuple[str, str, str]:
        seen, used, doubted = self.shop.database.sql("SELECT seen_at, used_on, doubted_from FROM clock_seen")[0]
        return str(seen), str(used), str(doubted)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path / "shop.smallcrm")
    yield made
    made.shop.close()


def day(till: Till) -> date:
    return till.shop.clock_guard.as_of()


def test_days_pass_and_nobody_doubts(till: Till) -> None:
    for hours in (1, 12, 24, 24 * 44):
        till.watch.passes(timedelta(hours=hours))
        assert till.code == ""
        assert day(till) == till.shop.today
        till.shop.clock_guard.seen()
    till.again(after=timedelta(days=45))
    assert till.code == ""
    till.shop.clock_guard.seen()
    assert till.kept()[1] == till.shop.today.isoformat()


def test_the_highest_moment_is_written_once_a_minute_at_most(till: Till) -> None:
    before = till.kept()
    assert before[0] == NOON.isoformat()
    till.watch.passes(timedelta(seconds=59))
    till.shop.clock_guard.seen()
    assert till.kept() == before
    till.watch.passes(timedelta(seconds=1))
    till.shop.clock_guard.seen()
    assert till.kept()[0] == (NOON + timedelta(minutes=1)).isoformat()


def test_behind_what_was_seen(till: Till) -> None:
    till.again(after=timedelta(minutes=-5))
    assert till.code == ""
    till.again(after=timedelta(days=-30))
    assert till.code == "behind"
    assert day(till) == MONDAY
    assert till.shop.clock_guard.stamp_day() == MONDAY
    before = till.kept()
    till.shop.clock_guard.seen()
    assert till.kept() == before, "an earlier moment is never remembered"
    till.again(after=timedelta(days=31))
    assert till.code == "", "set right by itself"


def test_a_jump_while_at_work_is_doubted_until_it_is_set_back(till: Till) -> None:
    till.watch.when += timedelta(days=3)
    assert till.code == "jumped"
    assert day(till) == MONDAY
    assert till.shop.clock_guard.stamp_day() == MONDAY + timedelta(days=3)
    till.shop.clock_guard.seen()
    assert till.kept() == (NOON.isoformat(), "2027-05-10", "2027-05-10")
    till.watch.when -= timedelta(days=3)
    till.watch.passes(timedelta(hours=1))
    assert till.code == ""
    till.shop.clock_guard.seen()
    assert till.kept()[1:] == ("2027-05-10", "")


def test_a_jump_is_doubted_after_the_program_was_started_anew(till: Till) -> None:
    till.watch.when += timedelta(days=3)
    till.shop.clock_guard.seen()
    till.again(after=timedelta(hours=1))
    assert till.code == "jumped"
    assert day(till) == MONDAY
    till.shop.clock_guard.confirm()
    assert till.code == ""
    assert day(till) == till.shop.today == MONDAY + timedelta(days=3)
    till.again(after=timedelta(hours=1))
    assert till.code == ""


def test_asleep_is_no_jump(till: Till) -> None:
    till.watch.passes(timedelta(days=20))
    assert till.code == ""


def test_a_battery_that_shows_2099(till: Till) -> None:
    till.again(after=timedelta(days=365 * 72))
    assert till.code == "long_closed"
    assert day(till) == MONDAY
    till.shop.clock_guard.seen()
    assert till.kept() == (NOON.isoformat(), "2027-05-10", ""), "2099 is not remembered as seen"
    till.watch.when -= timedelta(days=365 * 72)
    till.watch.passes(timedelta(hours=1))
    assert till.code == "", "set right by itself, in the same hour"
    till.again(after=timedelta(days=365 * 72))
    till.shop.clock_guard.seen()
    till.again(after=timedelta(days=-365 * 72 + 1))
    assert till.code == "", "and the day after"


def test_a_shop_that_was_closed_all_summer_says_so_once(till: Till) -> None:
    till.again(after=timedelta(days=60))
    assert till.code == "long_closed"
    till.shop.clock_guard.confirm()
    assert (till.code, day(till)) == ("", till.shop.today)
    step = till.shop.journal.steps()[0]
    assert (step.label, step.undoable) == ("clock_confirmed", False)


def test_a_clock_that_somebody_gave_is_believed_and_leaves_nothing(till: Till) -> None:
    till.shop.close()
    before = till.file.read_bytes()
    till.shop = Shop.open(till.file, clock=FixedClock(MONDAY - timedelta(days=400)))
    assert till.code == ""
    assert day(till) == till.shop.today == MONDAY - timedelta(days=400)
    till.shop.clock_guard.seen()
    till.shop.close()
    assert till.file.read_bytes() == before


def test_who_only_reads_again_on_a_day_leaves_the_file_as_it_is(till: Till) -> None:
    till.shop.close()
    before = till.file.read_bytes()
    till.watch = Watch(NOON + timedelta(hours=3))
    till.shop = Shop.open(till.file, clock=till.watch)
    assert till.shop.programmes.all() == []
    assert till.file.read_bytes() == before
    till.watch.when += timedelta(days=3)
    assert till.code == "jumped", "it is watched all the same"


def test_who_only_looks_writes_nothing(till: Till) -> None:
    till.shop.close()
    before = till.file.read_bytes()
    till.shop = Shop.open(till.file, clock=Watch(NOON + timedelta(days=60)), look=True)
    assert till.code == "long_closed"
    till.shop.close()
    assert till.file.read_bytes() == before


def test_the_real_clock_counts_on() -> None:
    clock = Clock()
    first = clock.ticks()
    assert clock.ticks() >= first
    assert not clock.certain
    assert FixedClock(MONDAY).certain


@pytest.mark.parametrize("damage", ["SET seen_at = 'x'", "SET used_on = '2026-99-99'", "DELETE"])
def test_what_cannot_be_read_is_written_anew(till: Till, damage: str) -> None:
    statement = "DELETE FROM clock_seen" if damage == "DELETE" else f"UPDATE clock_seen {damage}"
    till.shop.database.sql(statement)
    assert till.code == ""
    till.again(after=timedelta(hours=1))
    assert till.kept() == ((NOON + timedelta(hours=1)).isoformat(), "2027-05-10", "")
    till.shop.database.sql(statement)
    till.shop.clock_guard.confirm()
    assert till.kept()[1] == "2027-05-10"
    assert check(till.shop) == []


# -- what it means for cards -----------------------------------------------------------------------------------------


@pytest.fixture
def stamped(till: Till) -> int:
    """Somebody with a stamp that is good for ten days, and a full card whose reward is."""
    terms = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.LAST, 10, ExpiryUnit.DAY), reward_days=10)
    made, aino = programme(till.shop, terms), person(till.shop)
    till.shop.cards.stamp(aino, programme_id=made, count=6)
    return aino


def card_of(till: Till, who: int) -> tuple[int, int]:
    """Stamps on the card, and rewards that wait."""
    (view,) = till.shop.cards.views(who)
    return view.standing.balance, len(view.ready)


def test_nothing_expires_by_a_date_in_doubt_until_somebody_says_that_it_is_right(till: Till, stamped: int) -> None:
    assert card_of(till, stamped) == (1, 1)
    till.watch.when += timedelta(days=30)
    assert card_of(till, stamped) == (1, 1)
    assert till.shop.cards.rewards_ready()[1] == 1
    till.shop.clock_guard.seen()
    till.again(after=timedelta(hours=1))
    assert card_of(till, stamped) == (1, 1), "not after a new start either"
    (reward,) = till.shop.cards.rewards_of(stamped)
    till.shop.cards.redeem(reward.reward_id)
    assert card_of(till, stamped) == (1, 0)
    till.shop.clock_guard.confirm()
    assert card_of(till, stamped) == (0, 0)
    assert check(till.shop) == []


def test_what_is_stamped_under_a_date_in_doubt_is_marked_and_counts(till: Till, stamped: int) -> None:
    till.watch.when += timedelta(days=30)
    booked = till.shop.cards.stamp(stamped, again=True)
    entry = till.shop.ledger.get(booked.entry_ids[0])
    assert (entry.suspect, entry.on, booked.balance) == (True, MONDAY + timedelta(days=30), 2)
    till.watch.when -= timedelta(days=30)
    till.watch.passes(timedelta(minutes=10))
    again = till.shop.cards.stamp(stamped, again=True)
    entry = till.shop.ledger.get(again.entry_ids[0])
    assert (entry.suspect, entry.on, again.balance) == (False, MONDAY, 3)
    assert check(till.shop) == []


def test_a_battery_that_shows_2099_leaves_no_visit_of_the_future(till: Till, stamped: int) -> None:
    till.again(after=timedelta(days=365 * 72))
    booked = till.shop.cards.stamp(stamped, again=True)
    entry = till.shop.ledger.get(booked.entry_ids[0])
    assert (entry.suspect, entry.on, entry.at, booked.balance) == (True, MONDAY, till.shop.now, 2)
    till.again(after=timedelta(days=1 - 365 * 72))
    assert till.code == "", "the date is right again"
    till.shop.cards.stamp(stamped, again=True)  # the last one was of a moment to come: it asks, once
    figures = till.shop.visits.figures(stamped)
    assert (figures.last_visit_on, figures.visits) == (MONDAY + timedelta(days=1), 2)
    assert card_of(till, stamped) == (3, 1)
    assert check(till.shop) == []


def test_a_clock_that_is_behind_stamps_on_the_last_day_that_was_seen(till: Till, stamped: int) -> None:
    till.again(after=timedelta(days=-40))
    booked = till.shop.cards.stamp(stamped, again=True)
    entry = till.shop.ledger.get(booked.entry_ids[0])
    assert (entry.suspect, entry.on, booked.balance) == (True, MONDAY, 2)
    assert entry.at == till.shop.now
    assert card_of(till, stamped) == (2, 1)
    assert check(till.shop) == []
