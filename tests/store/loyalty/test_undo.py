"""Undo on punch cards: what came later is in the way and named, what others booked between stays, the ledger grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.errors import Conflict, FileTrouble
from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Unit
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from tests.store.loyalty.stamping import TERMS, Till, till
from tests.store.pictures import balances, picture


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Till]:
    made = till(tmp_path / "shop.smallcrm")
    yield made
    assert check(made.shop) == []
    made.shop.close()


def refused(at: Till, step: int, *, redo: bool = False) -> list[str]:
    """Labels of what is in the way of a step; nothing was changed."""
    before = picture(at.shop)
    with pytest.raises(Conflict, match="changed_later") as said:
        (at.shop.journal.redo_step if redo else at.shop.journal.undo_step)(step)
    assert picture(at.shop) == before
    assert said.value.values["steps"]
    return [label for label, _values in said.value.values["later"]]


def newest(at: Till) -> int:
    return at.shop.journal.steps(1)[0].id


def test_a_stamp_under_a_given_reward_is_not_undone(at: Till) -> None:
    made = at.stamp(count=3)
    at.shop.cards.redeem(made.earned[0].id)
    assert refused(at, made.step) == ["reward_redeemed"]
    at.shop.journal.undo()
    at.shop.journal.undo_step(made.step)
    assert at.stands() == []


def test_an_older_stamp_of_the_same_card_is_undone_alone(at: Till) -> None:
    first, _second = at.stamp(), at.stamp()
    at.shop.journal.undo_step(first.step)
    assert at.stands() == [(1, RoundState.OPEN)]
    at.shop.journal.redo_step(first.step)
    assert at.stands() == [(2, RoundState.OPEN)]


def test_a_stamp_that_somebody_reversed_waits_for_that_to_be_undone(at: Till) -> None:
    made = at.stamp()
    at.stamp()
    at.shop.cards.reverse(made.entry_ids[0], "mistake")
    reversal = newest(at)
    assert refused(at, made.step) == ["entry_reversed"]
    at.shop.journal.undo_step(reversal)
    at.shop.journal.undo_step(made.step)  # it is another entry by now that stands for it
    assert at.stands() == [(1, RoundState.OPEN)]
    assert refused(at, reversal, redo=True) == ["stamped"]
    at.shop.journal.redo_step(made.step)
    at.shop.journal.redo_step(reversal)
    assert at.stands() == [(1, RoundState.OPEN)]


def test_a_moved_stamp_is_undone_after_the_move(at: Till) -> None:
    made = at.stamp()
    at.shop.cards.move(made.entry_ids[0], at.bo)
    move = newest(at)
    assert refused(at, made.step) == ["stamp_moved"]
    at.shop.journal.undo_step(move)
    at.shop.journal.undo_step(made.step)
    assert (at.stands(), at.stands(at.bo)) == ([], [])


def test_what_was_undone_does_not_come_back_onto_a_card_that_is_full_by_now(at: Till) -> None:
    at.stamp(count=2)
    made = at.stamp()
    at.shop.journal.undo()
    at.stamp()
    assert refused(at, made.step, redo=True) == ["stamped"]
    assert at.stands() == [(3, RoundState.FULL)]


def test_turned_ever_so_often_it_stands_once(at: Till) -> None:
    at.stamp(count=2, note="Hei")
    at.full()
    before = balances(at.shop)
    for _time in range(4):
        at.shop.journal.undo()
        assert at.stands() == [(2, RoundState.OPEN)]
        at.shop.journal.redo()
        assert balances(at.shop) == before
    assert at.shop.database.sql("SELECT count(*) FROM ledger WHERE reverses > 0")[0][0] == 8
    noted = [note for _entry, _who, note in at.shop.cards.entries(1) if note]
    assert noted == ["Hei"]


def test_steps_turned_at_once_are_all_or_none(at: Till) -> None:
    steps = [at.stamp().step, at.stamp(at.bo).step, at.stamp().step]
    at.shop.journal.turn_all([*reversed(steps)], redo=False)
    assert (at.stands(), at.stands(at.bo)) == ([], [])
    at.shop.journal.turn_all(steps, redo=True)
    reward = at.stamp().earned[0].id
    at.shop.cards.redeem(reward)
    with pytest.raises(Conflict):
        at.shop.journal.turn_all([steps[1], steps[2]], redo=False)
    assert at.balance(at.bo) == 1


def test_another_till_stamps_the_same_card_between_do_and_undo(at: Till) -> None:
    other = Shop.open(at.shop.file, clock=at.shop.clock)
    at.stamp()
    mine = at.stamp()
    at.shop.journal.undo()
    at.on(minutes=1)
    theirs = other.cards.stamp(at.aino)
    assert theirs.view.standing.round.id == mine.view.standing.round.id
    at.shop.journal.redo_step(mine.step)
    assert at.stands() == [(3, RoundState.FULL)]
    other.journal.undo_step(theirs.step)
    other.close()
    assert at.stands() == [(2, RoundState.OPEN)]


def test_a_customer_is_not_undone_under_stamps_and_comes_back_with_them(at: Till) -> None:
    eero = at.shop.customers.add(replace(at.shop.customers.get(at.bo), id=0, uid="", given="Eero"))
    added = newest(at)
    made = at.stamp(eero)
    assert refused(at, added) == ["stamped"]
    at.shop.journal.undo()
    at.shop.journal.undo()
    assert check(at.shop) == []  # an empty card of nobody
    at.shop.journal.redo()
    at.shop.journal.redo()
    assert at.stands(eero) == [(1, RoundState.OPEN)]
    assert at.shop.cards.reverse(made.entry_ids[0], "mistake")


def test_a_programme_is_not_undone_under_stamps(at: Till) -> None:
    added = next(step.id for step in at.shop.journal.steps() if step.label == "programme_added")
    made = at.stamp()
    assert refused(at, added) == ["stamped"]
    at.shop.journal.undo_step(made.step)
    at.shop.journal.undo_step(added)
    assert at.shop.programmes.all() == []


def test_what_there_can_be_one_of_is_in_the_way_of_what_would_come_back(at: Till) -> None:
    """An edition of that number, the programme on scan, somebody's card, a number: who has it now is named."""
    other = at.shop.programmes.add(Programme("Pulla", ProgrammeState.RUNNING, terms=TERMS))
    at.shop.programmes.scan(0)
    given = number_of(50)
    before_and_after: list[tuple[Callable[[], object], Callable[[], object], str]] = [
        (lambda: at.change(replace(TERMS, goal=4)), lambda: at.change(replace(TERMS, goal=5)), "programme_changed"),
        (lambda: at.shop.programmes.scan(other), lambda: at.shop.programmes.scan(at.programme), "programme_scan"),
        (lambda: at.shop.cards.issue(at.aino), lambda: at.shop.cards.give(given, at.aino), "card_given"),
        (lambda: at.shop.cards.give(number_of(70), at.bo), lambda: at.shop.cards.issue(at.bo), "card_issued"),
    ]
    for first, later, label in before_and_after:
        first()
        step = newest(at)
        at.shop.journal.undo()
        later()
        assert refused(at, step, redo=True) == [label]


def test_an_older_change_of_terms_that_was_done_again_is_named_where_it_took_the_place(at: Till) -> None:
    at.change(replace(TERMS, goal=4, reward=Prize(4, "Kahvi")))
    older = newest(at)
    at.shop.journal.undo()
    at.change(replace(TERMS, goal=5, reward=Prize(5, "Kahvi")))
    later = newest(at)
    at.shop.journal.undo()
    at.shop.journal.redo_step(older)
    with pytest.raises(Conflict) as said:
        at.shop.journal.redo_step(later)
    assert said.value.values["steps"] == [older]


def test_new_terms_go_whole_or_not_at_all(at: Till) -> None:
    at.stamp(count=2)
    at.stamp(at.bo, count=2)
    bos = at.shop.cards.view(at.bo, at.programme).standing.round.id
    before = balances(at.shop)
    low = replace(TERMS, goal=2, reward=Prize(2, "Tee"))
    at.shop.programmes.change(at.programme, low, award=[1, bos])
    change = newest(at)
    assert at.stands(at.bo) == [(2, RoundState.FULL)]
    at.shop.journal.undo()
    assert balances(at.shop) == before
    at.shop.journal.redo()
    later = at.stamp(at.bo)
    assert refused(at, change) == ["stamped"]
    at.shop.journal.undo_step(later.step)
    at.shop.journal.undo_step(change)
    assert balances(at.shop) == before


def test_stamps_from_a_list_go_back_as_one_step_but_not_under_a_given_reward(at: Till) -> None:
    name = at.shop.programmes.get(at.programme).name
    rows = [(who, Balance(name, 4)) for who in (at.aino, at.bo)]
    with at.shop.change("imported", bulk=True, created=0, updated=2, files=["a.csv"]):
        assert at.shop.balances.write(rows) == []
    step = newest(at)
    at.shop.journal.undo()
    assert (at.stands(), at.stands(at.bo)) == ([], [])
    at.shop.journal.redo()
    at.shop.cards.redeem(at.shop.cards.view(at.bo, at.programme).ready[0].id)
    at.stamp()
    undone = at.shop.journal.undo_step(step)
    assert undone.kept == (at.bo,)
    assert at.stands() == [(1, RoundState.OPEN)]
    assert at.stands(at.bo) == [(0, RoundState.DONE), (1, RoundState.OPEN)]
    assert at.shop.visits.figures(at.aino).visits == 1


def test_who_edits_a_customer_is_not_refused_because_of_a_stamp(at: Till) -> None:
    number = at.shop.cards.issue(at.aino)
    edited = at.shop.customers.get(at.aino)
    at.stamp(number)
    at.shop.journal.undo()
    at.shop.journal.redo()
    at.shop.cards.lost(number)
    at.shop.customers.save(replace(edited, given="Aino Maria"))
    assert at.shop.customers.get(at.aino).given == "Aino Maria"


def test_a_stamp_while_somebody_else_writes_is_told_to_nobody_and_counts_once_later(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm")
    at.shop.close()
    shop = Shop.open(at.shop.file, clock=at.shop.clock, busy_ms=20)
    told: list[str] = []
    shop.on_trouble = told.append
    moment = shop.now
    with closing(sqlite3.connect(shop.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileTrouble, match="locked"):
            shop.cards.stamp(at.aino, key="K", at=moment)
        assert told == []
        with pytest.raises(FileTrouble, match="locked"):
            shop.visits.visit(at.aino)
        assert told == ["locked"]
        other.execute("ROLLBACK")
    at.on(minutes=3)
    first = shop.cards.stamp(at.aino, key="K", at=moment)
    assert first.counted
    assert shop.ledger.get(first.entry_ids[0]).at == moment
    assert not shop.cards.stamp(at.aino, key="K", at=moment).counted
    shop.close()


def test_a_purchase_is_not_undone_under_a_stamp_that_its_money_made(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, unit=Unit.AMOUNT, per_cents=5000))
    first, second = at.stamp(cents=1000), at.stamp(cents=4000)
    assert refused(at, first.step) == ["stamped"]
    third = at.stamp(cents=1000)  # enough again without the first
    at.shop.journal.undo_step(first.step)
    assert (at.balance(), at.shop.cards.view(at.aino, at.programme).remainder) == (1, 0)
    assert refused(at, third.step) == ["stamped"]
    at.shop.journal.undo_step(second.step)
    at.shop.journal.undo_step(third.step)
    assert refused(at, second.step, redo=True)
    assert check(at.shop) == []
    at.shop.close()
