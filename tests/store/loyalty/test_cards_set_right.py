"""Stamps taken back, moved and set right: with the reward they paid for, by whose paper card, to whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.errors import NotFound, Refused
from smallcrm.domain.loyalty import EntryKind, RoundState, Why
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Unit
from smallcrm.safety.check import check
from tests.store.loyalty.stamping import TERMS, Till, till
from tests.store.pictures import balances


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Till]:
    made = till(tmp_path / "shop.smallcrm")
    yield made
    assert check(made.shop) == []
    made.shop.close()


def test_a_stamp_that_paid_goes_back_together_with_its_reward_as_one_step(at: Till) -> None:
    made = at.stamp(count=3, key="K")
    at.shop.cards.redeem(made.earned[0].id)
    before, steps = balances(at.shop), len(at.shop.journal.steps())
    assert at.shop.cards.reverse(made.entry_ids[0], "mistake") == (2, 1)
    assert at.stands() == []
    assert len(at.shop.journal.steps()) == steps + 1
    at.shop.journal.undo()
    assert balances(at.shop) == before
    at.shop.journal.redo()
    assert at.stands() == []


def test_one_reversal_and_none_of_a_reversal(at: Till) -> None:
    first = at.stamp().entry_ids[0]
    at.shop.cards.reverse(first, "mistake")
    at.on(days=2)
    with pytest.raises(Refused) as said:
        at.shop.cards.reverse(first, "mistake")
    assert (said.value.code, said.value.values) == ("already_reversed", {"on": date(2027, 5, 10)})
    with pytest.raises(Refused, match="is_reversal"):
        at.shop.cards.reverse(first + 1, "mistake")
    with pytest.raises(NotFound, match="no_entry"):
        at.shop.cards.reverse(99, "mistake")


def test_an_entry_that_was_undone_and_redone_is_still_the_one_that_is_named(at: Till) -> None:
    first = at.stamp(note="Hyvä asiakas").entry_ids[0]
    at.shop.journal.undo()
    with pytest.raises(Refused, match="already_reversed"):
        at.shop.cards.reverse(first, "mistake")
    at.shop.journal.redo()
    stands = at.shop.ledger.standing_of(at.shop.ledger.get(first))
    assert stands is not None
    assert stands.id > first
    assert at.shop.cards.reverse(first, "mistake", "Väärä asiakas") == (stands.id,)
    assert at.stands() == []


def test_a_stamp_is_moved_to_whose_it_is(at: Till) -> None:
    wrong = at.stamp()
    at.on(days=1)
    at.stamp()
    assert at.shop.visits.figures(at.aino).visits == 2
    moved = at.shop.cards.move(wrong.entry_ids[0], at.bo)
    entry = at.shop.ledger.get(moved.entry_ids[0])
    assert (entry.reason, entry.source, entry.on) == (Why.MOVED, wrong.entry_ids[0], date(2027, 5, 10))
    assert (at.balance(), at.balance(at.bo)) == (1, 1)
    assert [at.shop.visits.figures(i).visits for i in (at.aino, at.bo)] == [1, 1]
    at.shop.journal.undo()
    assert [at.shop.visits.figures(i).visits for i in (at.aino, at.bo)] == [2, 0]
    at.shop.journal.redo()
    assert (at.balance(), at.balance(at.bo)) == (1, 1)


def test_who_was_stamped_by_mistake_never_joined_and_who_it_was_for_did(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, goal=5, reward=Prize(5, "Kahvi"), head_start=2))
    at.shop.cards.issue(at.bo)
    wrong = at.stamp()
    before = balances(at.shop)
    assert at.shop.cards.move(wrong.entry_ids[0], at.bo).balance == 3
    assert (at.stands(), at.stands(at.bo)) == ([], [(3, RoundState.OPEN)])
    at.shop.journal.undo()
    assert balances(at.shop) == before
    at.shop.journal.redo()
    back = at.shop.database.sql("SELECT max(id) FROM ledger WHERE kind = 'stamp'")[0][0]
    assert at.shop.cards.move(back, at.aino).balance == 3
    assert at.stands(at.bo) == []
    at.stamp()
    again = at.stamp()
    at.shop.cards.move(again.entry_ids[0], at.bo)
    assert (at.balance(), at.balance(at.bo)) == (4, 3)
    assert check(at.shop) == []
    at.shop.close()


def test_who_was_stamped_by_mistake_alone_never_joined(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, goal=5, reward=Prize(5, "Kahvi"), head_start=2))
    wrong = at.stamp()
    before = balances(at.shop)
    assert len(at.shop.cards.reverse(wrong.entry_ids[0], "mistake")) == 2
    assert at.stands() == []
    at.shop.journal.undo()
    assert balances(at.shop) == before
    at.shop.journal.redo()
    first, second = at.stamp(), at.stamp()
    assert second.balance == 4, "they join now"
    at.shop.cards.reverse(first.entry_ids[0], "mistake")
    assert at.balance() == 3, "a later visit stands"
    at.shop.cards.reverse(second.entry_ids[0], "mistake")
    assert at.stands() == []
    at.shop.cards.issue(at.bo, at.programme)
    on_the_spot = at.shop.cards.stamp(at.bo)  # in the second in which the card was handed over
    at.shop.cards.reverse(on_the_spot.entry_ids[0], "mistake")
    assert at.balance(at.bo) == 2, "they have the card"
    assert check(at.shop) == []
    at.shop.close()


def test_a_stamp_that_paid_is_not_moved(at: Till) -> None:
    made = at.stamp(count=3)
    at.shop.cards.redeem(made.earned[0].id)
    with pytest.raises(Refused, match="paid_reward"):
        at.shop.cards.move(made.entry_ids[0], at.bo)
    assert at.stands() == [(0, RoundState.DONE)]


@pytest.mark.parametrize("how", ["reverse", "move"])
def test_stamps_of_the_next_card_move_up_and_the_reward_is_there_still(at: Till, how: str) -> None:
    made = [at.stamp() for _ in range(3)]
    at.on(days=2)
    later = at.stamp(count=2)
    before = balances(at.shop)
    if how == "reverse":
        assert at.shop.cards.reverse(made[0].entry_ids[0], "mistake") == made[0].entry_ids
    else:
        at.shop.cards.move(made[0].entry_ids[0], at.bo)
    assert at.stands() == [(3, RoundState.FULL), (1, RoundState.OPEN)]
    (reward,) = at.shop.cards.view(at.aino, at.programme).ready
    assert reward.earned_on == at.shop.today, "it came with the first of the later ones"
    assert at.shop.visits.figures(at.aino).visits == 2
    if how == "reverse":
        assert [scan.step for scan in at.shop.cards.last_scans(2)] == [0, 0], "undo would bring the other one back"
    at.shop.journal.undo()
    assert balances(at.shop) == before
    at.shop.journal.redo()
    with pytest.raises(Refused, match="already_reversed"):
        at.shop.cards.reverse(later.entry_ids[0], "mistake")  # it stands in two parts now, each of which can
    (left,) = at.shop.database.sql("SELECT max(id) FROM ledger WHERE kind = 'stamp' AND round_id = 2")[0]
    at.shop.cards.reverse(left, "mistake")
    assert at.stands() == [(3, RoundState.FULL)]
    assert check(at.shop) == []


def test_a_key_whose_stamp_moved_up_tells_the_card_that_is_in_use(at: Till) -> None:
    first, *_two = [at.stamp() for _ in range(3)]
    at.on(days=2)
    later = at.stamp(key="till-7")
    at.shop.cards.reverse(first.entry_ids[0], "mistake")
    told = at.stamp(key="till-7")
    assert (told.counted, told.balance, told.needed) == (False, 3, 3)
    assert (later.counted, at.stands()) == (True, [(3, RoundState.FULL)])


def test_stamps_do_not_move_up_into_a_reward_that_would_be_too_late(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, reward_days=7))
    first = at.stamp()
    at.stamp(count=4)
    at.on(days=8)
    at.shop.cards.reverse(first.entry_ids[0], "mistake")
    assert at.stands() == [(2, RoundState.OPEN), (2, RoundState.OPEN)]
    assert check(at.shop) == []
    at.shop.close()


def test_what_a_reward_was_given_for_does_not_move_up(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, interim=Prize(2, "Pulla")))
    first = at.stamp()
    at.stamp(count=4)
    pulla = next(one for one in at.shop.cards.rewards_of(at.aino) if one.round_id == 2)
    at.shop.cards.redeem(pulla.reward_id)
    at.shop.cards.reverse(first.entry_ids[0], "mistake")
    assert at.stands() == [(2, RoundState.OPEN), (2, RoundState.OPEN)]
    assert check(at.shop) == []
    at.shop.close()


def test_the_paper_card_is_believed_by_the_difference(at: Till) -> None:
    at.stamp()
    assert at.shop.cards.believe_paper(at.aino, at.programme, 2, "Kortti mukana").standing.balance == 2
    assert at.shop.cards.believe_paper(at.aino, at.programme, 1).standing.balance == 1
    steps = len(at.shop.journal.steps())
    at.shop.cards.believe_paper(at.aino, at.programme, 1)
    assert len(at.shop.journal.steps()) == steps
    kept = at.shop.ledger.entries([1])[1]
    assert [(e.kind, e.qty, e.reason) for e in kept[1:]] == [
        (EntryKind.ADJUST, 1, Why.PAPER_CARD),
        (EntryKind.ADJUST, -1, Why.PAPER_CARD),
    ]
    with pytest.raises(Refused, match="would_be_negative"):
        at.shop.cards.believe_paper(at.aino, at.programme, -1)
    assert at.shop.visits.figures(at.aino).visits == 1


def test_the_paper_card_is_believed_although_what_is_left_of_a_full_one_expired(tmp_path: Path) -> None:
    terms = replace(TERMS, expiry=Expiry(ExpiryBasis.EACH, 3, ExpiryUnit.DAY))
    at = till(tmp_path / "a.smallcrm", terms)
    at.full()
    at.on(days=20)
    assert at.stands() == [(3, RoundState.FULL)]
    assert at.shop.cards.believe_paper(at.aino, at.programme, 2).standing.balance == 2
    assert at.stands() == [(2, RoundState.OPEN)]
    at.shop.journal.undo()
    assert at.stands() == [(3, RoundState.FULL)]
    assert check(at.shop) == []
    at.shop.close()


def test_stamps_given_as_a_present_fill_cards_and_are_no_visit(at: Till) -> None:
    assert at.shop.cards.adjust(at.aino, at.programme, 4, "goodwill").standing.balance == 1
    assert at.stands() == [(3, RoundState.FULL), (1, RoundState.OPEN)]
    with pytest.raises(Refused, match="would_be_negative"):
        at.shop.cards.adjust(at.aino, at.programme, -2, "correction")
    assert at.shop.visits.figures(at.aino).visits == 0


def test_words_beside_an_entry_go_and_the_entry_stays(at: Till) -> None:
    made = at.stamp(note="Salainen juttu")
    at.shop.journal.undo()
    at.shop.journal.redo()
    stands = at.shop.ledger.standing_of(at.shop.ledger.get(made.entry_ids[0]))
    assert stands is not None
    ledger = at.shop.database.sql("SELECT * FROM ledger")
    at.shop.cards.erase_note(stands.id)
    assert at.shop.database.sql("SELECT text FROM ledger_note") == [("",)]
    assert at.shop.database.sql("SELECT * FROM ledger") == ledger
    at.shop.journal.undo()
    assert at.shop.database.sql("SELECT text FROM ledger_note") == [("Salainen juttu",)]


@pytest.mark.parametrize("move", [False, True])
def test_two_purchases_that_made_a_stamp_together_go_back_one_by_one(tmp_path: Path, *, move: bool) -> None:
    terms = replace(TERMS, unit=Unit.AMOUNT, per_cents=1000, goal=5, reward=Prize(5, "Kahvi"))
    at = till(tmp_path / "a.smallcrm", terms)
    large = at.stamp(cents=5600)
    at.shop.cards.redeem(large.earned[0].id)
    small = at.stamp(cents=500)
    before = balances(at.shop)
    at.shop.cards.reverse(large.entry_ids[0], "returned")
    assert (at.balance(), at.shop.cards.view(at.aino, at.programme).remainder) == (0, 500)
    if move:
        at.shop.cards.move(small.entry_ids[0], at.bo)
        assert at.shop.cards.view(at.bo, at.programme).remainder == 500
    else:
        at.shop.cards.reverse(small.entry_ids[0], "returned")
    assert (at.stands(), at.shop.cards.view(at.aino, at.programme).remainder) == ([], 0)
    at.shop.journal.undo()
    at.shop.journal.undo()
    assert balances(at.shop) == before
    assert check(at.shop) == []
    at.shop.close()
