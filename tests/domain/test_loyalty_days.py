"""Punch cards by the day, one example after the other: what ends when, what a reward waits for, what cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.loyalty import (
    EntryKind,
    LedgerEntry,
    RewardStanding,
    RewardState,
    Round,
    RoundState,
    Standing,
    Why,
    broken,
    fold,
    live,
    next_to_redeem,
    price,
)
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms

D = date.fromisoformat
TEN = Terms(reward=Prize(10, "coffee"))
TWO = Terms(goal=2, reward=Prize(2, "coffee"))


def entry(number: int, on: str, qty: int = 1, kind: str = "stamp", **more: object) -> LedgerEntry:
    return replace(LedgerEntry(number, f"k{number}", 1, EntryKind(kind), qty, D(on)), **more)  # type: ignore[arg-type]


def stamps(*days: str) -> list[LedgerEntry]:
    return [entry(number, day) for number, day in enumerate(days, 1)]


def stand(terms: Terms, entries: list[LedgerEntry], today: str, redeem_until: date | None = None) -> Standing:
    return fold(Round(1, 1, 1, terms, D("2024-01-01")), entries, D(today), redeem_until=redeem_until)


def lasting(basis: str, count: int = 1, unit: str = "month", on: date | None = None, terms: Terms = TEN) -> Terms:
    return replace(terms, expiry=Expiry(ExpiryBasis(basis), count, ExpiryUnit(unit), on))


def test_an_empty_card() -> None:
    standing = stand(TEN, [], "2026-11-22")
    assert (standing.balance, standing.needed, standing.total, standing.entries) == (0, 10, 0, 0)
    assert standing.state is RoundState.EMPTY
    assert not standing.rewards
    assert not standing.stamps
    assert standing.valid_until is standing.first_on is standing.last_on is None


@pytest.mark.parametrize(
    ("basis", "third", "last_days"),
    [
        ("each", "2027-02-28", [(3, "2027-02-28"), (2, "2027-03-28")]),
        ("first", "2027-02-28", [(3, "2027-02-28")]),
        ("last", "2027-03-28", [(3, "2027-04-28")]),
        ("date", "2027-03-31", [(3, "2027-06-30")]),
    ],
)
def test_every_basis_to_the_day(basis: str, third: str, last_days: list[tuple[int, str]]) -> None:
    terms, entries = lasting(basis, on=D("2027-06-30")), stamps("2027-01-31", "2027-02-28", third)
    for balance, last in last_days:
        standing = stand(terms, entries, last)
        assert (standing.balance, standing.valid_until) == (balance, D(last))
    last_day = D(last_days[-1][1])
    over = stand(terms, entries, (last_day + timedelta(days=1)).isoformat())
    assert (over.balance, over.total, over.state, over.valid_until) == (0, 3, RoundState.EXPIRED, last_day)


def test_without_expiry_it_is_good_for_ever() -> None:
    standing = stand(TEN, stamps("2027-01-31", "2027-02-28"), "9999-12-31")
    assert (standing.balance, standing.state, standing.valid_until) == (2, RoundState.OPEN, None)


def test_29_february_and_twelve_months() -> None:
    terms, entries = lasting("each", 12), stamps("2028-02-29")
    assert stand(terms, entries, "2029-02-28").balance == 1
    assert stand(terms, entries, "2029-03-01").balance == 0


def test_valid_to_31_december_works_until_the_shop_closes_that_day() -> None:
    terms = lasting("each", 0, "year_end")
    assert stand(terms, stamps("2026-01-01"), "2026-12-31").balance == 1
    assert stand(terms, stamps("2026-01-01", "2026-12-31"), "2027-01-01").balance == 0


def test_a_card_that_ended_begins_anew_with_the_next_stamp() -> None:
    for basis in ("first", "last"):
        standing = stand(lasting(basis), stamps("2027-01-31", "2027-02-01", "2027-03-02"), "2027-03-02")
        assert (standing.balance, standing.stamps, standing.total) == (1, (3,), 3)
    each = stand(lasting("each"), stamps("2027-01-31", "2027-02-01", "2027-03-01"), "2027-03-01")
    assert (each.balance, each.stamps) == (2, (2, 3))


def test_a_card_of_a_day_that_is_over_takes_nothing_more() -> None:
    terms = lasting("date", on=D("2026-12-31"))
    money = [entry(1, "2026-12-01", 0, amount=300)]
    assert stand(terms, money, "2026-12-31").state is RoundState.OPEN
    assert stand(terms, money, "2027-01-01").state is RoundState.EXPIRED


def test_a_full_card_keeps_its_stamps_and_its_reward_has_days_of_its_own() -> None:
    terms = lasting("each", terms=replace(TWO, reward_days=30))
    entries = stamps("2027-01-31", "2027-02-28")
    full = stand(terms, entries, "2027-03-30")
    assert (full.state, full.balance, full.valid_until) == (RoundState.FULL, 2, D("2027-03-30"))
    over = stand(terms, entries, "2027-03-31")
    assert (over.state, over.balance, over.rewards[0].state) == (RoundState.EXPIRED, 0, RewardState.EXPIRED)
    assert over.rewards[0].earned_on == D("2027-02-28")


def test_a_stamp_too_many_is_seen_however_late_it_comes() -> None:
    entries = stamps("2027-01-31", "2027-01-31", "2027-12-31")
    assert broken(stand(lasting("each", terms=TWO), entries, "2027-12-31"), entries) == "overfull"


def test_an_interim_reward_outlives_the_stamps_that_earned_it() -> None:
    terms = lasting("each", terms=replace(TEN, interim=Prize(2, "cake")))
    entries = stamps("2027-01-31", "2027-02-01", "2027-04-01", "2027-04-02")
    standing = stand(terms, entries, "2027-04-02")
    assert standing.balance == 2
    assert [(r.id, r.prize.name, r.earned_on) for r in standing.rewards] == [(1002, "cake", D("2027-02-01"))]


def test_both_rewards_of_a_card_may_wait_at_once() -> None:
    terms = replace(TWO, interim=Prize(1, "cake"))
    standing = stand(terms, stamps("2027-01-01", "2027-01-02"), "2027-01-02")
    assert [(r.id, r.state) for r in standing.rewards] == [(1001, RewardState.OPEN), (1002, RewardState.OPEN)]


def test_the_programme_s_last_day_ends_rewards_too() -> None:
    entries = stamps("2027-01-01", "2027-01-02")
    for days, last in ((0, "2027-01-31"), (10, "2027-01-12"), (100, "2027-01-31")):
        terms = replace(TWO, reward_days=days)
        assert stand(terms, entries, last, D("2027-01-31")).state is RoundState.FULL
        after = (D(last) + timedelta(days=1)).isoformat()
        assert stand(terms, entries, after, D("2027-01-31")).state is RoundState.EXPIRED


def redeem(number: int, on: str, qty: int, reward: int = 2, used: int = 1) -> LedgerEntry:
    return entry(number, on, qty, "redeem", reward=reward, used=used)


def test_two_coffees_one_after_the_other() -> None:
    terms = replace(TWO, reward=Prize(2, "coffee", uses=2))
    entries = stamps("2027-01-01", "2027-01-02")
    full = stand(terms, entries, "2027-01-02")
    assert price(full, 2) == 2
    entries.append(redeem(3, "2027-01-02", -2))
    half = stand(terms, entries, "2027-01-02")
    assert (half.state, half.balance, half.total, price(half, 2)) == (RoundState.FULL, 0, 0, 0)
    assert (half.rewards[0].state, half.rewards[0].used) == (RewardState.OPEN, 1)
    entries.append(redeem(4, "2027-01-03", 0))
    done = stand(terms, entries, "2027-01-03")
    assert (done.state, done.rewards[0].state, done.total) == (RoundState.DONE, RewardState.USED, 0)
    assert broken(done, entries) == ""
    entries.append(redeem(5, "2027-01-03", 0))
    assert broken(stand(terms, entries, "2027-01-03"), entries) == "reward_used"


def test_a_voided_reward() -> None:
    entries = [*stamps("2027-01-01", "2027-01-02"), entry(3, "2027-01-03", -2, "void", reward=2)]
    standing = stand(TWO, entries, "2027-01-03")
    assert (standing.state, standing.rewards[0].state, standing.balance) == (RoundState.DONE, RewardState.VOID, 0)
    assert broken(standing, entries) == ""


def reversed_(what: LedgerEntry, number: int) -> LedgerEntry:
    return replace(what, id=number, kind=EntryKind.REVERSAL, qty=-what.qty, used=-what.used, reverses=what.id)


def test_what_cannot_be() -> None:
    paid = [*stamps("2027-01-01", "2027-01-02"), redeem(3, "2027-01-02", -2)]
    without = [*paid, reversed_(paid[1], 4)]
    assert broken(stand(TWO, without, "2027-01-02"), without) == "paid_reward"
    together = [*paid, reversed_(paid[2], 4), reversed_(paid[1], 5)]
    standing = stand(TWO, together, "2027-01-02")
    assert (broken(standing, together), standing.balance, standing.rewards) == ("", 1, ())
    less = [entry(1, "2027-01-01"), entry(2, "2027-01-01", -2, "adjust")]
    assert broken(stand(TWO, less, "2027-01-01"), less) == "would_be_negative"
    more = stamps("2027-01-01", "2027-01-01", "2027-01-01")
    assert broken(stand(TWO, more, "2027-01-01"), more) == "overfull"
    assert stand(TWO, more, "2027-01-01").balance == 2


def test_a_correction_takes_back_the_newest_stamps_as_if_never_given() -> None:
    terms = replace(TEN, interim=Prize(2, "cake"))
    entries = [*stamps("2027-01-01", "2027-01-02"), entry(3, "2027-01-03", -1, "adjust", reason=Why.PAPER_CARD)]
    standing = stand(terms, entries, "2027-01-03")
    assert (standing.stamps, standing.rewards) == ((1,), ())
    again = stand(terms, [*entries, entry(4, "2027-01-09")], "2027-01-09")
    assert (again.stamps, again.rewards[0].earned_on) == ((1, 4), D("2027-01-09"))


def test_what_one_entry_gives_fills_so_many_fields() -> None:
    standing = stand(TEN, [entry(1, "2027-01-01", 3), entry(2, "2027-01-02", 2, "head_start")], "2027-01-02")
    assert standing.stamps == (1, 1, 1, 2, 2)
    assert (standing.first_on, standing.last_on) == (D("2027-01-01"), D("2027-01-01"))


def test_the_clock_is_in_doubt() -> None:
    terms = lasting("each")
    entries = [*stamps("2027-01-31"), entry(2, "2099-01-01", suspect=True), entry(3, "1980-01-01", suspect=True)]
    assert stand(terms, entries, "2027-02-28").balance == 3
    assert fold(Round(1, 1, 1, terms, D("2027-01-31")), entries, D("2099-01-01"), as_of=D("2027-02-28")).balance == 3
    assert stand(terms, entries, "2027-03-01").stamps == (2,)
    assert stand(terms, [*entries, entry(4, "2027-03-01")], "2027-03-01").stamps == (2, 4)


def test_a_stamp_of_an_earlier_day_that_comes_later_ends_nothing() -> None:
    terms = lasting("last", terms=TWO)
    standing = stand(terms, [entry(1, "2027-03-01"), entry(2, "2026-01-01", reason=Why.MOVED)], "2027-03-01")
    assert (standing.state, standing.rewards[0].earned_on) == (RoundState.FULL, D("2027-03-01"))


@pytest.mark.parametrize("sources", [(1, 2), (2, 1), (2, 3)])
def test_a_damaged_file_has_an_end(sources: tuple[int, int]) -> None:
    entries = [entry(1, "2027-01-01", source=sources[0]), entry(2, "2027-01-01", source=sources[1])]
    assert {one.id for one in live(entries)} == {1, 2}


def test_a_copy_from_another_card_counts_from_now_on() -> None:
    entries = [entry(1, "2027-01-01", round_id=9), entry(2, "2027-01-02"), entry(3, "2027-01-01", source=1)]
    assert [one.id for one in live(entries)] == [1, 2, 3]


REWARDS = st.lists(
    st.builds(
        RewardStanding,
        st.integers(1, 10**6),
        st.just(Prize(10, "coffee")),
        st.sampled_from(list(RewardState)),
        st.just(D("2027-01-01")),
        st.none() | st.dates(D("2027-01-01"), D("2027-01-10")),
        st.just(0),
    ),
    unique_by=lambda reward: reward.id,
    max_size=8,
)


@given(REWARDS, st.dates(D("2027-01-01"), D("2027-01-10")))
def test_the_reward_that_expires_soonest_is_given_first(rewards: list[RewardStanding], today: date) -> None:
    first = next_to_redeem(rewards, today)
    good = [r for r in rewards if r.state == "open" and (r.valid_until is None or r.valid_until >= today)]
    assert (first is None) == (not good)
    for other in good:
        assert first is not None
        if first.valid_until is None:
            assert other.valid_until is None
        elif other.valid_until is not None:
            assert first.valid_until <= other.valid_until
        if first.valid_until == other.valid_until:
            assert first.id <= other.id
