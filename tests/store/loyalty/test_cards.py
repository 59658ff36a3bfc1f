"""Stamping at the counter: a key counts once, guards ask, a reward is given once, undo leaves balances as before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.card_numbers import as_ean
from smallcrm.domain.errors import Conflict, Refused
from smallcrm.domain.loyalty import RoundState, Why
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Unit
from smallcrm.safety.check import check
from tests.store.loyalty.stamping import TERMS, Till, till


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Till]:
    made = till(tmp_path / "shop.smallcrm")
    yield made
    assert check(made.shop) == []
    made.shop.close()


def test_a_first_stamp_opens_a_card_without_a_number(at: Till) -> None:
    made = at.stamp()
    assert (made.counted, made.qty, made.balance, made.needed, made.earned) == (True, 1, 1, 3, ())
    assert made.step == at.shop.journal.steps(1)[0].id
    assert (made.view.number, at.stands()) == ("", [(1, RoundState.OPEN)])


def test_a_scanned_number_is_known_in_both_forms(at: Till) -> None:
    number = at.shop.cards.issue(at.aino)
    assert at.stamp(number).balance == 1
    assert at.stamp(as_ean(number)).balance == 2
    assert {entry.card for entry in at.shop.ledger.entries([1])[1]} == {at.shop.cards.find(number).id}


def test_the_same_key_counts_once(at: Till) -> None:
    first = at.stamp(count=2, key="K")
    again = at.shop.cards.stamp(at.aino, key="K")
    assert (again.counted, again.entry_ids, again.qty, again.step) == (False, first.entry_ids, 2, first.step)
    assert at.balance() == 2
    over = at.stamp(count=4, key="L")  # over three cards
    assert len(over.entry_ids) == 2
    assert at.stamp(key="L").entry_ids == over.entry_ids
    assert at.stands() == [(3, RoundState.FULL), (3, RoundState.FULL)]


def test_a_key_of_somebody_else_is_refused(at: Till) -> None:
    at.stamp(key="K")
    reward = at.full()
    for wrong in (
        lambda: at.stamp(at.bo, key="K"),
        lambda: at.shop.cards.redeem(reward, key="K"),
    ):
        with pytest.raises(Conflict, match="key_taken"):
            wrong()
    assert at.stands(at.bo) == []


def test_a_key_is_not_taken_for_a_part_of_another_booking(at: Till) -> None:
    over = at.stamp(count=4, key="bill-7/1")
    assert len(over.entry_ids) == 2
    assert at.stamp(key="bill-7").counted
    assert at.stamp(key="bill-7/1/2").counted
    assert not at.stamp(key=" bill-7/1\n").counted


def test_a_broken_key_or_reason_is_kept_as_what_can_be_read_of_it(at: Till) -> None:
    assert at.stamp(key="a\udcff\0b", force="Kä\udcffvi").counted
    assert not at.stamp(key="ab").counted
    assert at.shop.database.sql("SELECT text FROM ledger_note") == [("Kävi",)]
    assert all(at.stamp(key=key).counted for key in ("\udcff", " ", " "))  # nothing of it is left: it has none


def test_a_double_scan_asks_and_again_is_another_stamp(at: Till) -> None:
    at.stamp()
    at.on(seconds=2)
    with pytest.raises(Refused) as said:
        at.shop.cards.stamp(at.aino)
    assert (said.value.code, said.value.values) == ("same_card", {"seconds": 2})
    assert said.value.verdict.can_force
    assert said.value.view.standing.balance == 1
    assert at.shop.cards.stamp(at.aino, again=True).balance == 2
    assert at.shop.cards.stamp(at.bo).balance == 1  # somebody else's card is no double


def test_caps_and_pauses_can_be_lifted_by_a_reason_that_is_kept(at: Till) -> None:
    at.change(replace(TERMS, max_visit=1, max_day=1, wait_minutes=30))
    at.stamp()
    for code, said in (("too_soon", {}), ("cap_visit", {"count": 2}), ("cap_day", {})):
        if code != "too_soon":
            at.on(minutes=40)
        with pytest.raises(Refused, match=code):
            at.stamp(**said)
    forced = at.stamp(force="two_visits")
    entry = at.shop.ledger.get(forced.entry_ids[0])
    assert (entry.forced, forced.balance) == (Why.TWO_VISITS, 2)
    words = at.stamp(force="Oli eilen ilman korttia")
    assert at.shop.ledger.get(words.entry_ids[0]).forced is Why.OTHER
    assert [note for (note,) in at.shop.database.sql("SELECT text FROM ledger_note")] == ["Oli eilen ilman korttia"]
    at.shop.programmes.pause(at.programme)
    with pytest.raises(Refused, match="paused"):
        at.stamp()
    assert at.stamp(force="goodwill").counted


def test_what_nobody_can_lift(at: Till) -> None:
    at.shop.programmes.end(at.programme, at.shop.today, None)
    assert at.stamp().counted  # its last day
    at.on(days=1)
    with pytest.raises(Refused, match="ended"):
        at.stamp(force="goodwill")


def test_over_stamps_open_the_next_card_under_the_terms_of_today(at: Till) -> None:
    at.stamp(count=2)
    at.change(replace(TERMS, goal=5, reward=Prize(5, "Pulla")))
    made = at.stamp(count=3)
    assert at.stands() == [(3, RoundState.FULL), (2, RoundState.OPEN)]
    assert [reward.prize.name for reward in made.earned] == ["Kahvi"]
    assert (made.needed, made.balance) == (5, 2)


def test_over_stamps_never_fall_on_a_card_that_is_dead_already(at: Till) -> None:
    at.stamp()
    at.change(replace(TERMS, expiry=Expiry(ExpiryBasis.DATE, on=date(2027, 5, 20))))
    at.on(days=11)
    for said in ({"count": 3}, {"count": 3, "force": "goodwill"}):
        with pytest.raises(Refused, match="ended"):
            at.stamp(**said)
    with pytest.raises(Refused, match="ended"):
        at.shop.cards.adjust(at.aino, at.programme, 3, "goodwill")
    assert at.stamp(count=2).earned


def test_a_slip_of_the_hand_fills_no_hundred_cards(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, unit=Unit.AMOUNT, per_cents=100))
    for said in ({"cents": 10_000_000_00}, {"count": 100_000}):
        with pytest.raises(Refused, match="cap_visit"):
            at.stamp(**said, force="goodwill")
    for wrong in ({"count": 0}, {"count": -1}, {"cents": -5}):
        with pytest.raises(ValueError, match=r"\("):
            at.stamp(**wrong)
    with pytest.raises(Refused, match="overfull"):
        at.shop.cards.believe_paper(at.aino, at.programme, 4)
    assert at.stands() == []
    at.shop.close()


def test_a_head_start_is_given_once(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, head_start=1))
    number = at.shop.cards.issue(at.aino, at.programme)
    assert (at.balance(), at.shop.cards.issue(at.aino, at.programme)) == (1, number)
    assert at.stamp().balance == 2
    assert at.stamp(at.bo).balance == 2
    at.stamp(at.bo, count=2)
    assert at.stands(at.bo)[1:] == [(1, RoundState.OPEN)]
    assert at.shop.visits.figures(at.bo).visits == 1
    assert check(at.shop) == []
    at.shop.close()


def test_money_left_over_is_carried(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, unit=Unit.AMOUNT, per_cents=5000))
    assert (at.stamp(cents=3000).balance, at.stamp(cents=2000).balance) == (0, 1)
    made = at.stamp(cents=12_000)
    assert (made.balance, made.view.remainder) == (3, 2000)
    at.shop.cards.reverse(1, "mistake")  # 30 of what became the first stamp
    assert at.shop.cards.view(at.aino, at.programme).remainder == 4000
    assert at.stands() == [(2, RoundState.OPEN)]
    at.shop.journal.undo()
    assert at.stands() == [(3, RoundState.FULL)]
    assert check(at.shop) == []
    at.shop.close()


def test_a_reward_is_given_once_and_takes_the_stamps(at: Till) -> None:
    reward = at.full()
    assert [one.id for one in at.shop.cards.redeem(reward, key="R").ready] == []
    at.shop.cards.redeem(reward, key="R")  # the same tap again
    with pytest.raises(Refused, match="reward_used") as said:
        at.shop.cards.redeem(reward)
    assert said.value.view.ready == ()
    with pytest.raises(Refused, match="reward_used"):
        at.shop.cards.void(reward, "mistake")
    assert at.stands() == [(0, RoundState.DONE)]
    assert at.shop.database.sql("SELECT sum(qty) FROM ledger") == [(0,)]


@pytest.mark.parametrize("reward", [0, 1003, 7, 999_003])
def test_what_was_never_earned_is_not_given(at: Till, reward: int) -> None:
    at.stamp()
    with pytest.raises(Refused, match="no_reward"):
        at.shop.cards.redeem(reward)


def test_uses_are_given_one_by_one(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, reward=Prize(3, "Kahvi", 350, uses=3)))
    reward = at.full()
    assert at.shop.cards.redeem(reward).ready[0].used == 1
    with pytest.raises(Refused, match="reward_used"):
        at.shop.cards.redeem(reward, uses=3)
    with pytest.raises(Refused, match="reward_used"):
        at.shop.cards.redeem(reward, uses=0)
    assert at.shop.cards.redeem(reward, uses=2).ready == ()
    assert at.shop.database.sql("SELECT qty, used FROM ledger WHERE kind = 'redeem'") == [(-3, 1), (0, 2)]
    at.shop.close()


def test_an_interim_reward_costs_no_stamps(tmp_path: Path) -> None:
    at = till(tmp_path / "a.smallcrm", replace(TERMS, interim=Prize(2, "Keksi")))
    made = at.stamp(count=2)
    assert [one.prize.name for one in made.earned] == ["Keksi"]
    at.shop.cards.redeem(made.earned[0].id)
    assert at.stamp().balance == 3
    assert at.shop.cards.reverse(made.entry_ids[0], "mistake") == (2, 1)
    assert at.stands() == [(1, RoundState.OPEN)]
    at.shop.close()


def test_a_reward_expires_with_its_day_and_a_programme_with_its(at: Till) -> None:
    at.change(replace(TERMS, reward_days=7))
    reward = at.full()
    at.on(days=7)
    assert at.shop.cards.view(at.aino, at.programme).ready[0].valid_until == at.shop.today
    at.on(days=1)
    with pytest.raises(Refused, match="reward_expired"):
        at.shop.cards.redeem(reward)
    other = at.stamp(at.bo, count=3).earned[0].id
    at.shop.programmes.end(at.programme, at.shop.today, at.shop.today + timedelta(days=3))
    at.on(days=4)
    with pytest.raises(Refused, match="programme_over"):
        at.shop.cards.redeem(other)


def test_a_cancelled_reward_is_gone_and_comes_back_by_undo(at: Till) -> None:
    reward = at.full()
    assert at.shop.cards.void(reward, "returned", "Tuote palautettiin").ready == ()
    with pytest.raises(Refused, match="no_reward"):
        at.shop.cards.redeem(reward)
    at.shop.journal.undo()
    assert at.shop.cards.redeem(reward).ready == ()


def test_a_card_expires_and_a_new_one_is_begun(tmp_path: Path) -> None:
    terms = replace(TERMS, expiry=Expiry(ExpiryBasis.LAST, 1, ExpiryUnit.MONTH))
    at = till(tmp_path / "a.smallcrm", terms)
    at.stamp(count=2)
    at.on(days=31)
    assert at.balance() == 2
    at.on(days=1)
    assert at.stamp().balance == 1
    assert at.stands() == [(0, RoundState.EXPIRED), (1, RoundState.OPEN)]
    assert at.shop.cards.view(at.aino, at.programme).standing.state is RoundState.OPEN
    assert check(at.shop) == []
    at.shop.close()
