"""Awarding those past a lowered goal: nobody loses a stamp, a visit or a cent, and one step takes it all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.loyalty import EntryKind, RewardState, RoundState, Why
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms, Unit
from smallcrm.safety.check import check
from smallcrm.store.loyalty.views import CardView
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, book, card, person, programme, redeem, reverse, stamps

TEN = replace(COFFEE.terms, goal=10)


def facts(view: CardView) -> tuple[object, ...]:
    """What of a person's card a person sees: not by which entries it came about."""
    cards = [view.standing, *view.older]
    shown = [(s.balance, s.needed, s.state, s.total, s.first_on, s.last_on) for s in cards]
    return shown, view.remainder, [(r.prize, r.state, r.valid_until, r.used) for r in view.ready]


def swept(shop: Shop, made: int, terms: Terms) -> None:
    past = [one.round_id for one in shop.programmes.effects(made, terms).past_goal]
    shop.programmes.change(made, terms, award=past)


def test_who_is_past_the_new_goal_has_the_reward_today_and_keeps_what_is_over(shop: Shop) -> None:
    made, aino, bo = programme(shop, TEN), person(shop), person(shop, "Bo")
    stamps(shop, card(shop, aino, made), 70, 60, 50, 40, 30, 20, 10)
    stamps(shop, card(shop, bo, made), 20, 10)
    before = [shop.visits.figures(i) for i in (aino, bo)]
    said = shop.programmes.effects(made, replace(TEN, goal=5))
    assert (said.keeping, [(one.customer_id, one.balance) for one in said.past_goal]) == (2, [(aino, 7)])
    swept(shop, made, replace(TEN, goal=5))
    now = shop.cards.view(aino, made)
    assert [(s.balance, s.needed, s.state) for s in (now.standing, *now.older)] == [
        (2, 5, RoundState.OPEN), (5, 5, RoundState.FULL),
    ]  # fmt: skip
    assert [(r.earned_on, r.state) for r in now.ready] == [(MONDAY, RewardState.OPEN)]
    assert shop.cards.view(bo, made).standing.needed == 10, "running cards keep their promise"
    assert [shop.visits.figures(i) for i in (aino, bo)] == before
    assert shop.journal.steps()[0].label == "programme_changed"
    assert check(shop) == []
    again = shop.programmes.effects(made, replace(TEN, goal=5))
    assert (again.keeping, again.past_goal) == (2, ())


def test_one_step_takes_it_back_and_brings_it_again(shop: Shop) -> None:
    made, aino = programme(shop, TEN), person(shop)
    stamps(shop, card(shop, aino, made), 7, 6, 5, 4, 3, 2)
    before = facts(shop.cards.view(aino, made))
    swept(shop, made, replace(TEN, goal=5))
    after = facts(shop.cards.view(aino, made))
    shop.journal.undo()
    assert facts(shop.cards.view(aino, made)) == before
    assert shop.programmes.get(made).terms.goal == 10
    assert check(shop) == []
    shop.journal.redo()
    assert facts(shop.cards.view(aino, made)) == after
    assert check(shop) == []


def test_a_till_that_was_started_anew_takes_it_back_as_well(shop: Shop) -> None:
    made, aino = programme(shop, TEN), person(shop)
    stamps(shop, card(shop, aino, made), 7, 6, 5, 4, 3, 2)
    before = facts(shop.cards.view(aino, made))
    swept(shop, made, replace(TEN, goal=5))
    after = facts(shop.cards.view(aino, made))
    for turn, seen in (("undo", before), ("redo", after), ("undo", before)):
        other = Shop.open(shop.file, clock=shop.clock)
        getattr(other.journal, turn)()
        assert facts(other.cards.view(aino, made)) == seen
        assert len(other.cards.rewards_ready()[0]) == (seen == after)
        assert check(other) == []
        other.close()


def test_a_reward_of_few_days_counts_them_from_the_award(shop: Shop) -> None:
    made, aino = programme(shop, TEN), person(shop)
    stamps(shop, card(shop, aino, made), 90, 80, 70, 60, 50)
    swept(shop, made, replace(TEN, goal=5, reward_days=7))
    (reward,) = shop.cards.view(aino, made).ready
    assert (reward.earned_on, reward.valid_until) == (MONDAY, MONDAY + timedelta(days=7))


def test_stamps_that_would_have_expired_under_the_new_terms_are_awarded_all_the_same(shop: Shop) -> None:
    made, aino = programme(shop, TEN), person(shop)
    stamps(shop, card(shop, aino, made), 90, 80, 70, 60, 50, 40)
    visits = shop.visits.figures(aino)
    swept(shop, made, replace(TEN, goal=5, expiry=Expiry(ExpiryBasis.EACH, 30, ExpiryUnit.DAY)))
    now = shop.cards.view(aino, made)
    assert (len(now.ready), now.standing.balance) == (1, 1)
    assert shop.visits.figures(aino) == visits
    assert check(shop) == []


def test_money_that_is_no_stamp_yet_stays_to_the_cent(shop: Shop) -> None:
    terms = replace(TEN, unit=Unit.AMOUNT, per_cents=5000)
    made, aino = programme(shop, terms), person(shop)
    on_card = card(shop, aino, made)
    book(shop, on_card, qty=6, amount=33300, on=MONDAY - timedelta(days=3))
    assert shop.cards.view(aino, made).remainder == 3300
    swept(shop, made, replace(terms, goal=4, per_cents=7000))
    now = shop.cards.view(aino, made)
    assert (now.remainder, now.standing.balance, len(now.ready)) == (3300, 2, 1)
    assert check(shop) == []


def test_money_said_with_a_stamp_is_told_once_however_many_cards_it_fills(shop: Shop) -> None:
    made, aino = programme(shop, replace(TEN, unit=Unit.ITEM)), person(shop)
    entry = book(shop, card(shop, aino, made), qty=7, amount=2500, on=MONDAY - timedelta(days=2))
    swept(shop, made, replace(TEN, unit=Unit.ITEM, goal=3))
    standing = [line.entry for line in shop.cards.timeline(aino, 99) if line.entry.source == entry]
    assert [e.qty for e in standing] == [1, 2, 2]
    assert [e.amount for e in standing] == [0, 0, 2500]
    assert {(e.on, e.at) for e in standing} == {(MONDAY - timedelta(days=2), shop.ledger.get(entry).at)}


def test_an_interim_reward_that_was_given_is_not_given_again(shop: Shop) -> None:
    terms = replace(TEN, interim=Prize(2, "Pulla", 200))
    made, aino, bo = programme(shop, terms), person(shop), person(shop, "Bo")
    for who in (aino, bo):
        on_card = card(shop, who, made)
        stamps(shop, on_card, 9, 8, 7, 6, 5, 4)
        if who == aino:
            redeem(shop, on_card, reward=2)
    swept(shop, made, replace(terms, goal=5, interim=Prize(3, "Munkki", 250)))
    assert [r.prize for r in shop.cards.rewards_of(aino)] == ["Ilmainen kahvi"]
    assert [r.prize for r in shop.cards.rewards_of(bo)] == ["Pulla", "Ilmainen kahvi"]
    assert check(shop) == []


def test_a_reward_on_the_way_stays_as_it_was_promised(shop: Shop) -> None:
    """With its days, and given or not: new terms that have none take none away."""
    terms = replace(TEN, interim=Prize(2, "Pulla", 200), reward_days=90)
    made, aino, bo, cy = programme(shop, terms), person(shop), person(shop, "Bo"), person(shop, "Cy")
    for who in (aino, bo, cy):
        on_card = card(shop, who, made)
        stamps(shop, on_card, 60, 50, 40, 30, 20, 10)
        if who == bo:
            redeem(shop, on_card, reward=2)
        if who == cy:
            reverse(shop, stamps(shop, on_card, 5)[0])
    before = [shop.visits.figures(who) for who in (aino, bo, cy)]
    given, pictured = shop.card_report.of(made).redeemed, [facts(shop.cards.view(who, made)) for who in (aino, bo, cy)]
    swept(shop, made, replace(TEN, goal=5, reward_days=7))
    for who, waits in ((aino, True), (bo, False), (cy, True)):
        now = shop.cards.view(who, made)
        ready = [(r.prize.name, r.earned_on, r.valid_until) for r in now.ready]
        pulla = ("Pulla", MONDAY - timedelta(days=50), MONDAY + timedelta(days=40))
        kahvi = ("Ilmainen kahvi", MONDAY, MONDAY + timedelta(days=7))
        assert ready == [kahvi, *([pulla] if waits else [])]
        assert (now.standing.balance, now.standing.needed) == (1, 5)
    assert [shop.visits.figures(who) for who in (aino, bo, cy)] == before
    assert shop.card_report.of(made).redeemed == given
    assert "void" not in {line.entry.kind for line in shop.cards.timeline(aino, 99)}, "nothing was cancelled"
    assert check(shop) == []
    shop.cards.redeem(shop.cards.view(aino, made).ready[1].id)
    shop.journal.undo()
    shop.journal.undo()
    assert [facts(shop.cards.view(who, made)) for who in (aino, bo, cy)] == pictured
    assert check(shop) == []


def test_a_card_whose_first_stamp_was_taken_back_after_one_was_taken_off(shop: Shop) -> None:
    """What is left of it begins below nothing: it is taken back in an order in which it never gets there."""
    made, aino = programme(shop, TEN), person(shop)
    on_card = card(shop, aino, made)
    (first,) = stamps(shop, on_card, 9)
    book(shop, on_card, EntryKind.ADJUST, -1, reason=Why.CORRECTION)
    stamps(shop, on_card, 0, 0, 0, 0, 0)
    reverse(shop, first)
    before = facts(shop.cards.view(aino, made))
    swept(shop, made, replace(TEN, goal=4))
    now = shop.cards.view(aino, made)
    assert (now.standing.balance, now.standing.state, len(now.ready)) == (4, RoundState.FULL, 1)
    for _turn in range(2):
        shop.journal.undo()
        assert facts(shop.cards.view(aino, made)) == before
        shop.journal.redo()
        assert len(shop.cards.view(aino, made).ready) == 1
    assert check(shop) == []


def test_only_those_who_were_named_and_are_past_it(shop: Shop) -> None:
    made, aino, bo, cy = programme(shop, TEN), person(shop), person(shop, "Bo"), person(shop, "Cy")
    cards = [card(shop, who, made) for who in (aino, bo, cy)]
    for on_card, count in zip(cards, (6, 6, 2), strict=True):
        book(shop, on_card, qty=count)
    shop.programmes.change(made, replace(TEN, goal=5), award=[cards[0].id, cards[2].id, 999])
    assert [len(shop.cards.view(who, made).ready) for who in (aino, bo, cy)] == [1, 0, 0]
    shop.programmes.change(made, replace(TEN, goal=5), award=[cards[1].id])
    assert [len(shop.cards.view(who, made).ready) for who in (aino, bo, cy)] == [1, 1, 0], "later too"
    assert shop.programmes.get(made).terms.edition == 2


_GIVEN = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 90)), min_size=1, max_size=10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_GIVEN, st.integers(2, 9), st.sampled_from(tuple(ExpiryBasis)[:4]), st.booleans())
def test_no_stamp_no_visit_and_no_cent_is_lost(
    shop: Shop, given_: list[tuple[int, int]], goal: int, basis: ExpiryBasis, by_amount: bool
) -> None:
    unit = Unit.AMOUNT if by_amount else Unit.ITEM
    terms = replace(TEN, goal=20, reward=Prize(20, "Kahvi"), unit=unit, per_cents=1000 if by_amount else 0)
    aino = person(shop)
    made = programme(shop, terms, name=f"P{aino}", on_scan=False)
    on_card = card(shop, aino, made)
    room = 19
    for qty, back in sorted(given_, key=lambda one: -one[1]):
        taken = min(qty, room)
        book(shop, on_card, qty=taken, amount=taken * 1000 + 100, on=MONDAY - timedelta(days=back))
        room -= taken
    was, figures = shop.cards.view(aino, made), shop.visits.figures(aino)
    per = 2000 if by_amount else 0
    swept(shop, made, replace(terms, goal=goal, per_cents=per, expiry=Expiry(basis, 1, ExpiryUnit.MONTH)))
    now = shop.cards.view(aino, made)
    cards = [now.standing, *now.older]
    assert sum(s.total for s in cards) == was.standing.balance
    assert len(now.ready) == was.standing.balance // goal
    assert now.remainder == was.remainder
    assert shop.visits.figures(aino) == figures
    assert check(shop) == []
    shop.journal.undo()
    assert facts(shop.cards.view(aino, made)) == facts(was)
