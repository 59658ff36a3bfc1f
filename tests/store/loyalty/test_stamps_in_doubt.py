"""Stamps while the computer's date is in doubt: they are given on, of the last day beyond doubt, and marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.errors import Refused
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState
from smallcrm.domain.model import Customer
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from tests.store.loyalty.stamping import TERMS
from tests.store.test_clock_guard import Watch

DAY = date(2027, 5, 10)


class Till:
    """A computer whose battery can die over night."""

    def __init__(self, file: Path) -> None:
        self.file, self.watch = file, Watch()
        self.shop = Shop.open(file, clock=self.watch, create=True, language="fi")
        self.aino = self.shop.customers.add(Customer(given="Aino"))
        terms = replace(TERMS, goal=5, expiry=Expiry(ExpiryBasis.LAST, 30, ExpiryUnit.DAY))
        self.programme = self.shop.programmes.add(Programme("K", ProgrammeState.RUNNING, on_scan=True, terms=terms))

    def wakes(self, after: timedelta) -> None:
        """The computer is switched off, and on again with another date."""
        self.shop.close()
        self.watch = Watch(self.watch.when + after)
        self.shop = Shop.open(self.file, clock=self.watch)

    def stamp(self, seconds: int = 60, *, again: bool = False) -> int:
        """Stamp Aino some seconds later; the stamps on the card."""
        self.watch.passes(timedelta(seconds=seconds))
        return self.shop.cards.stamp(self.aino, again=again).balance

    def entries(self) -> list[tuple[date, bool]]:
        return [(entry.on, entry.suspect) for entry in self.shop.ledger.entries([1])[1]]


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path / "shop.smallcrm")
    yield made
    assert check(made.shop) == []
    made.shop.close()


def test_with_a_clock_of_1980_stamps_are_of_the_last_day_and_a_double_scan_still_asks(till: Till) -> None:
    assert till.stamp() == 1
    till.wakes(timedelta(days=-17_000))
    with pytest.raises(Refused, match="same_card"):  # how long ago the last one was nobody knows
        till.stamp()
    assert till.stamp(again=True) == 2  # its programme has not begun by that clock
    with pytest.raises(Refused, match="same_card"):
        till.stamp(seconds=5)
    assert till.stamp() == 3
    assert till.entries() == [(DAY, False), (DAY, True), (DAY, True)]
    assert till.shop.visits.figures(till.aino).visits == 1
    till.wakes(timedelta(days=17_001))
    assert till.stamp() == 4
    assert till.entries()[-1] == (DAY + timedelta(days=1), False)


def test_with_a_clock_of_2099_nothing_expires_and_afterwards_all_goes_on(till: Till) -> None:
    assert (till.stamp(), till.stamp()) == (1, 2)
    till.wakes(timedelta(days=26_000))
    assert till.stamp() == 3
    assert till.entries()[-1][1]
    till.wakes(timedelta(days=-25_999))
    till.shop.clock_guard.confirm()
    with pytest.raises(Refused, match="same_card"):  # the last one is of a moment to come: it asks, once
        till.stamp()
    assert till.stamp(again=True) == 4
    assert till.stamp() == 5


def test_undo_and_redo_keep_the_mark(till: Till) -> None:
    till.stamp()
    till.wakes(timedelta(days=-17_000))
    till.stamp(again=True)
    till.wakes(timedelta(days=17_000))
    till.shop.journal.undo()
    till.shop.journal.redo()
    assert till.entries()[-1] == (DAY, True)
    assert till.shop.cards.view(till.aino, till.programme).standing.balance == 2


def test_terms_of_a_clock_of_2099_hold_when_it_is_right_again(till: Till) -> None:
    assert [till.stamp() for _ in range(3)] == [1, 2, 3]
    till.wakes(timedelta(days=26_000))
    newer = replace(TERMS, goal=2, reward=Prize(2, "Kahvi"), reward_days=30)
    past = [card.round_id for card in till.shop.programmes.effects(till.programme, newer).past_goal]
    till.shop.programmes.change(till.programme, newer, award=past)
    tea = till.shop.programmes.add(Programme("T", ProgrammeState.RUNNING, terms=TERMS))
    (reward,) = till.shop.cards.rewards_of(till.aino)
    assert reward.valid_until == DAY + timedelta(days=30)
    till.wakes(timedelta(days=-25_999))
    till.shop.clock_guard.confirm()
    assert till.shop.cards.stamp(till.aino, again=True).needed == 2
    assert till.shop.cards.stamp(till.aino, programme_id=tea).balance == 1
    till.shop.cards.redeem(reward.reward_id)


def test_a_clock_of_1980_shows_the_card_of_today_and_what_was_booked(till: Till) -> None:
    till.shop.programmes.end(till.programme, DAY + timedelta(days=20), None)
    till.stamp()
    till.shop.programmes.change(till.programme, replace(TERMS, goal=4, reward=Prize(4, "Kahvi")))
    bo = till.shop.customers.add(Customer(given="Bo"))
    for days in (-17_000, 43_000):
        till.wakes(timedelta(days=days))
        assert till.shop.cards.view(bo, till.programme).standing.needed == 4
        assert [view.standing.needed for view in till.shop.cards.views(bo)] == [4]
        assert len(till.shop.cards.last_scans()) == 1
        till.shop.cards.issue(bo, till.programme)
    assert till.shop.cards.stamp(bo).balance == 1


def test_after_the_winter_a_stamp_is_of_its_day_and_stays_when_the_date_is_confirmed(till: Till) -> None:
    assert till.stamp() == 1
    till.wakes(timedelta(days=200))
    spring = DAY + timedelta(days=200)
    assert till.stamp() == 2, "nothing expires before somebody has looked at the date"
    assert till.entries()[-1] == (spring, True)
    till.shop.clock_guard.confirm()
    assert till.stamp() == 3
    assert till.entries()[-1] == (spring, False)
    assert till.shop.visits.figures(till.aino).last_visit_on == spring
