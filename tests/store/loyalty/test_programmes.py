"""Programmes and their terms: each change is a new edition, one is on scan, and every step can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.loyalty_terms import (
    Expiry,
    ExpiryBasis,
    ExpiryUnit,
    Prize,
    Programme,
    ProgrammeState,
    Terms,
    Unit,
    check_terms,
)
from smallcrm.domain.model import Customer
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

COFFEE = Programme("Kahvikortti", ProgrammeState.RUNNING, on_scan=True, terms=Terms(reward=Prize(10, "Ilmainen kahvi")))


def labels(shop: Shop) -> list[str]:
    return [step.label for step in reversed(shop.journal.steps())]


def test_a_programme_comes_back_as_it_was_given(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    found = shop.programmes.get(made)
    assert found == replace(
        COFFEE,
        id=made,
        started_on=MONDAY,
        terms=replace(COFFEE.terms, id=1, programme_id=made, edition=1, from_on=MONDAY),
    )
    assert shop.programmes.all() == [found]
    assert shop.programmes.named(" kahviKORTTI ") == found
    assert shop.programmes.on_scan() == found
    assert labels(shop) == ["programme_added"]
    shop.journal.undo()
    assert shop.programmes.all() == []
    assert shop.programmes.on_scan() is None
    shop.journal.redo()
    assert shop.programmes.all() == [found]


_PRIZES = st.builds(Prize, st.just(0), st.sampled_from(("Kahvi", "Leipä")), st.integers(0, 9900), st.just(1))
_TERMS = st.builds(
    Terms,
    unit=st.sampled_from(Unit),
    per_cents=st.integers(1, 9000),
    goal=st.integers(2, 20),
    reward=_PRIZES.map(lambda prize: replace(prize, uses=3)),
    interim=st.none() | _PRIZES.map(lambda prize: replace(prize, at_stamp=1)),
    expiry=st.builds(
        Expiry,
        st.sampled_from(ExpiryBasis),
        st.integers(1, 30),
        st.sampled_from(ExpiryUnit),
        st.just(date(2028, 2, 29)),
    ),
    reward_days=st.integers(0, 400),
    max_visit=st.integers(0, 9),
    max_day=st.integers(0, 9),
    wait_minutes=st.integers(0, 99),
    least_cents=st.integers(0, 999),
    words=st.sampled_from(("", "Yksi\nkaksi")),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TERMS)
def test_terms_come_back_as_they_were_given_and_the_same_terms_are_no_step(shop: Shop, terms: Terms) -> None:
    made = shop.programmes.add(replace(COFFEE, name=f"P{shop.journal.change_no()}", on_scan=False, terms=terms))
    found = shop.programmes.get(made).terms
    assert replace(found, id=0, programme_id=0, edition=0, from_on=None) == check_terms(terms)
    before = len(shop.journal.steps())
    assert shop.programmes.change(made, terms) == 1
    assert shop.programmes.change(made, found) == 1
    assert len(shop.journal.steps()) == before


def test_a_change_is_a_new_edition_from_today_on(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    old = shop.programmes.get(made).terms
    shop.clock = FixedClock(MONDAY + timedelta(days=7))
    assert shop.programmes.change(made, replace(old, goal=8)) == 2
    assert shop.programmes.get(made).terms.goal == 8
    assert shop.programmes.get(made, 1).terms == old
    assert shop.programmes.on(made, MONDAY + timedelta(days=6)).terms == old
    assert shop.programmes.on(made, MONDAY + timedelta(days=7)).terms.goal == 8
    assert shop.programmes.on(made, MONDAY - timedelta(days=7)).terms == old, "before the first one there is none else"
    assert shop.programmes.terms([1, 2, 99]) == {1: old, 2: shop.programmes.get(made).terms}
    with pytest.raises(NotFound):
        shop.programmes.get(made, 3)
    shop.journal.undo()
    assert shop.programmes.get(made).terms == old
    assert shop.programmes.change(made, replace(old, goal=9)) == 2
    assert shop.programmes.get(made).terms.id == 3, "an id is never given twice"


def test_only_one_programme_is_on_scan(shop: Shop) -> None:
    first = shop.programmes.add(COFFEE)
    second = shop.programmes.add(replace(COFFEE, name="Leipäkortti"))
    assert [p.id for p in shop.programmes.all() if p.on_scan] == [second]
    shop.programmes.scan(first)
    assert [p.id for p in shop.programmes.all() if p.on_scan] == [first]
    shop.programmes.scan(0)
    assert shop.programmes.on_scan() is None
    shop.journal.undo()
    shop.journal.undo()
    found = shop.programmes.on_scan()
    assert found is not None
    assert found.id == second
    before = len(shop.journal.steps())
    shop.programmes.scan(second)
    assert len(shop.journal.steps()) == before


def test_start_pause_and_end(shop: Shop) -> None:
    made = shop.programmes.add(replace(COFFEE, state=ProgrammeState.PLANNED, on_scan=False))
    assert shop.programmes.get(made).started_on is None
    shop.programmes.pause(made)
    assert labels(shop) == ["programme_added"], "what does not run cannot be paused"
    shop.programmes.start(made)
    now = shop.programmes.get(made)
    assert (now.state, now.started_on, now.on_scan) == (ProgrammeState.RUNNING, MONDAY, True)
    shop.programmes.pause(made)
    assert shop.programmes.get(made).state is ProgrammeState.PAUSED
    shop.clock = FixedClock(MONDAY + timedelta(days=3))
    shop.programmes.start(made)
    assert shop.programmes.get(made).started_on == MONDAY
    with pytest.raises(BadInput, match="bad_terms"):
        shop.programmes.end(made, MONDAY + timedelta(days=9), MONDAY + timedelta(days=8))
    shop.programmes.end(made, MONDAY + timedelta(days=9), MONDAY + timedelta(days=9))
    now = shop.programmes.get(made)
    assert (now.state, now.ends_on, now.redeem_until) == (
        ProgrammeState.ENDED, MONDAY + timedelta(days=9), MONDAY + timedelta(days=9),
    )  # fmt: skip
    assert now.on_scan, "it still gives stamps"
    shop.programmes.end(made, MONDAY, None)
    now = shop.programmes.get(made)
    assert (now.ends_on, now.redeem_until, now.on_scan) == (MONDAY, None, False)
    shop.programmes.start(made)
    now = shop.programmes.get(made)
    assert (now.state, now.ends_on) == (ProgrammeState.RUNNING, None)
    assert labels(shop)[1:] == [
        "programme_started", "programme_paused", "programme_started", "programme_ended", "programme_ended",
        "programme_started",
    ]  # fmt: skip
    for _step in range(6):
        shop.journal.undo()
    assert shop.programmes.get(made).state is ProgrammeState.PLANNED


def test_one_that_starts_takes_the_scans_of_one_that_is_over(shop: Shop) -> None:
    summer = shop.programmes.add(COFFEE)
    shop.programmes.end(summer, MONDAY + timedelta(days=3), None)
    first, second = (
        shop.programmes.add(replace(COFFEE, name=name, state=ProgrammeState.PLANNED, on_scan=False)) for name in "AB"
    )
    shop.programmes.start(first)
    assert not shop.programmes.get(first).on_scan, "the other one gives stamps for three days yet"
    shop.clock = FixedClock(MONDAY + timedelta(days=4))
    shop.programmes.start(second)
    assert [p.id for p in shop.programmes.all() if p.on_scan] == [second]


def test_what_is_refused(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    with pytest.raises(BadInput, match="no_name"):
        shop.programmes.add(replace(COFFEE, name=" "))
    with pytest.raises(BadInput, match="programme_named_so"):
        shop.programmes.add(replace(COFFEE, name="KAHVIKORTTI"))
    with pytest.raises(BadInput, match="bad_terms"):
        shop.programmes.add(replace(COFFEE, name="Muu", terms=Terms(goal=1)))
    with pytest.raises(BadInput, match="bad_terms"):
        shop.programmes.change(made, Terms(goal=21))
    with pytest.raises(NotFound, match="no_programme"):
        shop.programmes.named("Muu")
    with pytest.raises(NotFound):
        shop.programmes.get(99)
    with pytest.raises(NotFound):
        shop.programmes.on(99, MONDAY)
    assert len(shop.journal.steps()) == 1
    shop.programmes.rename(made, "  Kahvi  kortti ", "cup-soda", "rose")
    now = shop.programmes.get(made)
    assert (now.name, now.icon, now.ink) == ("Kahvi kortti", "cup-soda", "rose")
    shop.programmes.change(made, replace(COFFEE.terms, reward=Prize(10, "Kahvi\n ja\tpulla")))
    assert shop.programmes.get(made).terms.reward.name == "Kahvi ja pulla", "names are one line"
    shop.programmes.end(made, MONDAY - timedelta(days=1), None)
    again = shop.programmes.add(replace(COFFEE, name="Kahvi kortti"))
    assert shop.programmes.named("kahvi kortti").id == again, "the one that runs is meant"


def test_what_other_terms_would_mean_is_said_before_and_writes_nothing(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    old = shop.programmes.get(made).terms
    said = shop.programmes.effects(made, replace(old, goal=8, head_start=2))
    assert (said.fewer, said.gains, said.loses, said.keeping) == (2, ("goal", "head_start"), (), 0)
    assert not shop.programmes.effects(made, old)
    with pytest.raises(BadInput, match="bad_terms"):
        shop.programmes.effects(made, Terms(goal=0))
    assert len(shop.journal.steps()) == 1


def test_who_keeps_what_and_who_is_past_a_lowered_goal(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    old = shop.programmes.get(made).terms
    people = [shop.customers.add(Customer(given=f"Aino {n}")) for n in range(7)]
    for who, stamps in zip(people, (7, 9, 8, 10, 10, 0, 12), strict=True):
        if stamps:
            shop.cards.adjust(who, made, stamps, "goodwill")
    shop.cards.redeem(shop.cards.rewards_of(people[4])[0].reward_id)  # nothing on it any more, as on the full one
    said = shop.programmes.effects(made, replace(old, goal=8))
    assert [(one.customer_id, one.balance) for one in said.past_goal] == [(people[1], 9), (people[2], 8)]
    assert (said.keeping, said.fewer, said.more) == (4, 2, 0)
    other = shop.programmes.effects(made, replace(old, goal=8, unit=Unit.ITEM))
    assert (other.keeping, other.past_goal) == (4, ()), "stamps for visits are not those for cups"


def test_an_edition_whose_writing_failed_is_not_remembered_for_the_next_one_of_its_id(shop: Shop) -> None:
    made = shop.programmes.add(COFFEE)
    terms = shop.programmes.get(made).terms

    def fails() -> None:
        with shop.change("programme_changed"):
            shop.programmes.change(made, replace(terms, goal=7))
            assert shop.programmes.terms([2])[2].goal == 7
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fails()
    shop.programmes.change(made, replace(terms, goal=4))
    assert shop.programmes.terms([2])[2].goal == 4
