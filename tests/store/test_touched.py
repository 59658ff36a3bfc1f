"""After a change only those are read anew whom it touched: the view is the one that all of it would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from smallcrm.store.touched import touched
from tests.store.conftest import MONDAY
from tests.store.test_letters import piece

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä", primary=True)


def birthday(day: date) -> tuple[Occasion, ...]:
    return (Occasion("birthday", day.month, day.day, 1980),)


@pytest.fixture(autouse=True)
def coffee(shop: Shop) -> int:
    """A programme on scan."""
    terms = Terms(goal=3, reward=Prize(3, "Coffee"))
    return shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=terms))


@pytest.fixture
def people(shop: Shop) -> list[int]:
    """Each with a day of her own, every other one at the same address."""
    return [
        shop.customers.add(
            Customer(
                given=f"P{n:02}",
                occasions=birthday(MONDAY + timedelta(days=n)),
                customer_since=date(2022, 5, 10) if n % 3 else None,
                addresses=(HOME,) if n % 2 else (),
            )
        )
        for n in range(-14, 9)
    ]


def _print(shop: Shop, person: int) -> None:
    found = [c for c in shop.letters.candidates(Selection()).chosen if c.customer.id == person]
    shop.letters.mark(shop.letters.start_run("a6-quarter", "coffee", [piece(c) for c in found]))


def _alter(**values: object) -> Callable[[Shop, int], object]:
    return lambda shop, person: shop.customers.save(replace(shop.customers.get(person), **values))  # type: ignore[arg-type]


def _new(shop: Shop, _person: int) -> None:
    shop.customers.add(Customer(given="New", occasions=birthday(MONDAY), addresses=(HOME,)))


def _redeem(shop: Shop, person: int) -> None:
    with shop.change("stamped", name="x"):
        shop.cards.redeem(shop.cards.stamp(person, count=3).earned[0].id)


CHANGES: dict[str, Callable[[Shop, int], object]] = {
    "greeted": lambda shop, person: shop.congratulations.greet(person, [(birthday(MONDAY)[0], MONDAY)]),
    "came": lambda shop, person: shop.timeline.add(person, "visit", "Cut"),
    "printed": _print,
    "binned": lambda shop, person: shop.customers.bin(person),
    "archived": _alter(archived=True),
    "no mail": _alter(no_mail=True),
    "moved": _alter(addresses=()),
    "other day": _alter(occasions=birthday(MONDAY + timedelta(days=3))),
    "new": _new,
    "stamped": lambda shop, person: shop.cards.stamp(person),
    "redeemed": _redeem,
}


@pytest.mark.parametrize("what", CHANGES)
def test_read_anew_are_those_who_were_touched_and_the_view_is_as_all_of_it_read(
    shop: Shop, people: list[int], what: str
) -> None:
    views = [shop.occasions.today()]
    steps: list[Callable[[], object]] = [lambda: CHANGES[what](shop, people[15]), shop.journal.undo, shop.journal.redo]
    for change in steps:
        before = shop.journal.change_no()
        change()
        told = touched(shop, before)
        assert told.alone
        assert len(told.customers) == 1
        views.append(shop.occasions.again(views[-1], told.customers))
        assert views[-1] == shop.occasions.today()
        old = {id(item) for item in views[-2].items}
        assert {i.customer_id for i in views[-1].items if id(i) not in old} <= told.customers  # nobody else was read
    assert views[2] == views[0]


def test_a_complaint_concerns_the_household_whatever_becomes_of_it(shop: Shop, people: list[int]) -> None:
    """What is written of it later names neither its kind nor that it is open: others' cards wait for it too."""
    number = shop.journal.change_no()

    def alone() -> bool:
        nonlocal number
        before, number = number, shop.journal.change_no()
        return touched(shop, before).alone

    complaint = shop.follow_ups.complain(people[15], "Broken").follow_up
    assert not alone()
    steps: list[Callable[[], object]] = [
        lambda: shop.follow_ups.solve(complaint),
        shop.journal.undo,
        shop.journal.redo,
    ]
    for change in steps:
        change()
        assert not alone()
    for _step in ("solved", "complained"):
        shop.journal.undo()
        assert not alone()


def test_a_moved_stamp_touches_both_and_a_programme_nobody(shop: Shop, people: list[int], coffee: int) -> None:
    made = shop.cards.stamp(people[0])
    steps: dict[Callable[[], object], frozenset[int]] = {
        lambda: shop.cards.move(made.entry_ids[0], people[1]): frozenset(people[:2]),
        shop.journal.undo: frozenset(people[:2]),
        lambda: shop.programmes.pause(coffee): frozenset(),
        lambda: shop.cards.reserve(5): frozenset(),
    }
    for change, whom in steps.items():
        before = shop.journal.change_no()
        change()
        assert (touched(shop, before).customers, touched(shop, before).alone) == (whom, True)


def test_of_settings_and_of_very_many_nobody_is_named(shop: Shop) -> None:
    before = shop.journal.change_no()
    shop.settings.save(replace(shop.settings.read(), leap_day="1"))
    assert not touched(shop, before).alone
    before = shop.journal.change_no()
    with shop.change("imported", bulk=True):
        shop.customers.add_many([Customer(given=f"P{n}", uid=f"p{n}") for n in range(300)])
    assert (touched(shop, before).customers, touched(shop, before).alone) == (frozenset(), False)
