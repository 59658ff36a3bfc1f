"""What is booked on punch cards fails at any moment of it: nothing of it is there, and the next try is the first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import peewee
import pytest

from smallcrm.domain.errors import ShopError
from smallcrm.domain.loyalty_terms import Prize
from smallcrm.safety.check import check
from tests.store.loyalty.stamping import TERMS, Till, till
from tests.store.pictures import picture

OPERATIONS = 150
"""Steps of SQLite's machine after which it is asked whether to go on."""
MOST = 40
"""Moments tried for each action."""


@dataclass
class PowerCut:
    """Interrupts the database at the n-th time it asks whether to go on; 0: never."""

    at: int = 0
    asked: int = 0

    def __call__(self) -> int:
        self.asked += 1
        return int(0 < self.at <= self.asked)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Till]:
    """A till where Aino has a full card and one more stamp, and Bo has a stamp."""
    made = till(tmp_path / "shop.smallcrm")
    made.stamp(count=TERMS.goal + 1)
    made.stamp(made.bo)
    yield made
    made.shop.close()


def _reward(at: Till) -> int:
    return at.shop.cards.rewards_of(at.aino)[0].reward_id


def _stamp_of(at: Till, customer: int) -> int:
    query = "SELECT max(l.id) FROM ledger l JOIN round r ON r.id = l.round_id WHERE r.customer_id = ?"
    return int(at.shop.database.sql(query, [customer])[0][0])


def _swept(at: Till) -> object:
    shorter = replace(TERMS, goal=2, reward=Prize(2, "Kahvi", 350))
    at.shop.cards.stamp(at.bo, programme_id=at.programme, again=True)
    cards = [card.id for card in at.shop.ledger.rounds_of(at.bo)]
    return lambda: at.shop.programmes.change(at.programme, shorter, award=cards)


ACTIONS: dict[str, Callable[[Till], object]] = {
    "stamp": lambda at: lambda: at.shop.cards.stamp(at.aino, programme_id=at.programme, again=True),
    "stamps over three cards": lambda at: (
        lambda: at.shop.cards.stamp(at.bo, programme_id=at.programme, count=7, again=True)
    ),
    "reward given": lambda at: lambda: at.shop.cards.redeem(_reward(at)),
    "reward cancelled": lambda at: lambda: at.shop.cards.void(_reward(at), "goodwill"),
    "stamp taken back": lambda at: lambda: at.shop.cards.reverse(_stamp_of(at, at.bo), "mistake", "vahinko"),
    "stamp moved": lambda at: lambda: at.shop.cards.move(_stamp_of(at, at.bo), at.aino),
    "paper card believed": lambda at: lambda: at.shop.cards.believe_paper(at.bo, at.programme, 2, "kortissa kaksi"),
    "card issued": lambda at: lambda: at.shop.cards.issue(at.bo, at.programme),
    "cards swept": _swept,
}


@pytest.mark.parametrize("action", ACTIONS)
def test_whatever_fails_leaves_nothing(at: Till, action: str) -> None:
    act = ACTIONS[action](at)
    assert callable(act)
    shop, cut = at.shop, PowerCut()
    shop.database.connection.set_progress_handler(cut, OPERATIONS)
    asked = _asked(at, act, cut)
    before, steps, lines = picture(shop), len(shop.journal.steps()), _lines(at)
    for moment in sorted({1 + n * asked // MOST for n in range(MOST)}):
        cut.at, cut.asked = moment, 0
        if _went_well(act):
            assert cut.asked < moment  # done before it: the first time the file was asked more
            cut.at = 0
            shop.journal.undo()
            assert moment > asked // 2
            break
        cut.at = 0
        assert picture(shop) == before, moment
        assert (len(shop.journal.steps()), _lines(at)) == (steps, lines)
    assert check(shop) == []
    steps = len(shop.journal.steps())
    act()
    shop.database.connection.set_progress_handler(None, 0)
    assert picture(shop) != before
    assert len(shop.journal.steps()) == steps + 1
    assert check(shop) == []


def _went_well(act: Callable[[], object]) -> bool:
    try:
        act()
    except (ShopError, sqlite3.Error, peewee.PeeweeException):
        return False
    return True


def _lines(at: Till) -> list[tuple[object, ...]]:
    """All of the ledger and the cards, with what undo leaves."""
    return [*at.shop.database.sql("SELECT * FROM ledger"), *at.shop.database.sql("SELECT * FROM round")]


def _asked(at: Till, act: Callable[[], object], cut: PowerCut) -> int:
    """How often the database asks during an action, which is taken back again."""
    cut.asked = 0
    act()
    asked = cut.asked
    at.shop.journal.undo()
    return asked
