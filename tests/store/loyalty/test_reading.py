"""What people ask of punch cards: a person's cards, the last scans, what waits, what expires, what was booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import NotFound
from smallcrm.domain.loyalty import EntryKind, RewardState, RoundState, Why
from smallcrm.domain.loyalty_booking import remainder
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, ProgrammeState, Terms, Unit
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, book, card, person, programme, redeem, reverse, stamps

ONE = timedelta(days=1)
INTERIM = replace(COFFEE.terms, interim=Prize(2, "Pulla", 200))


def aino_with(shop: Shop, *days_ago: int, terms: Terms | None = None) -> tuple[int, int]:
    """A person with stamps so many days ago, and the programme."""
    made, aino = programme(shop, terms), person(shop)
    stamps(shop, card(shop, aino, made), *days_ago)
    return aino, made


# -- the cards of a person -------------------------------------------------------------------------------------------


def test_who_has_nothing_sees_the_empty_card_of_the_programme_on_scan(shop: Shop) -> None:
    aino = person(shop)
    assert shop.cards.views(aino) == []
    made = programme(shop)
    programme(shop, name="Leipäkortti", on_scan=False)
    (view,) = shop.cards.views(aino)
    assert (view.programme.id, view.name, view.number, view.ready, view.older) == (made, "Aino", "", (), ())
    assert (view.standing.round.id, view.standing.balance, view.standing.needed) == (0, 0, 5)
    assert view.standing.state is RoundState.EMPTY
    planned = shop.programmes.add(replace(COFFEE, name="Syksyllä", state=ProgrammeState.PLANNED))
    assert shop.cards.views(aino) == [], "it has not begun"
    shop.programmes.start(planned)
    assert [v.programme.id for v in shop.cards.views(aino)] == [planned]
    shop.programmes.scan(made)
    assert shop.cards.view(aino, made) == view
    with pytest.raises(NotFound):
        shop.cards.view(99, made)
    with pytest.raises(NotFound):
        shop.cards.view(aino, 99)


def test_the_card_that_is_stamped_next_is_shown_then_the_full_one_then_a_new_one(shop: Shop) -> None:
    aino, made = aino_with(shop, 4, 3, 2, 1)
    first = shop.cards.view(aino, made).standing
    assert (first.balance, first.state, first.last_on) == (4, RoundState.OPEN, MONDAY - ONE)
    stamps(shop, first.round, 0)
    full = shop.cards.view(aino, made)
    assert (full.standing.round.id, full.standing.state) == (first.round.id, RoundState.FULL)
    assert [(r.prize.name, r.id) for r in full.ready] == [("Ilmainen kahvi", first.round.id * 1000 + 5)]
    second = card(shop, aino, made)
    stamps(shop, second, 0)
    both = shop.cards.view(aino, made)
    assert (both.standing.round.id, [s.round.id for s in both.older]) == (second.id, [first.round.id])
    assert both.ready == full.ready
    redeem(shop, first.round)
    given = shop.cards.view(aino, made)
    assert given.ready == ()
    assert [(s.state, s.total) for s in given.older] == [(RoundState.DONE, 0)]


def test_the_programme_on_scan_comes_first_and_an_ended_one_only_while_it_gives(shop: Shop) -> None:
    bread = programme(shop, name="Leipäkortti", on_scan=False)
    coffee, aino = programme(shop), person(shop)
    on_bread = card(shop, aino, bread)
    stamps(shop, on_bread, 1)
    assert [v.programme.id for v in shop.cards.views(aino)] == [coffee, bread]
    shop.programmes.end(bread, MONDAY - ONE, MONDAY + ONE)
    assert [v.programme.id for v in shop.cards.views(aino)] == [coffee]
    assert [v.programme.id for v in shop.cards.views(aino, over=True)] == [coffee, bread]
    book(shop, on_bread, qty=4)
    assert [v.programme.id for v in shop.cards.views(aino)] == [coffee, bread], "there is a reward to give"
    shop.clock = FixedClock(MONDAY + 2 * ONE)
    assert [v.programme.id for v in shop.cards.views(aino)] == [coffee]
    (old,) = [v for v in shop.cards.views(aino, over=True) if v.programme.id == bread]
    assert [r.state for r in old.older[0].rewards] == [RewardState.EXPIRED]


def test_what_expired_is_said_on_the_day_of_asking(shop: Shop) -> None:
    terms = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.LAST, 10, ExpiryUnit.DAY))
    aino, made = aino_with(shop, 9, 3, terms=terms)
    shop.clock = FixedClock(MONDAY + 7 * ONE)
    assert shop.cards.view(aino, made).standing.balance == 2
    shop.clock = FixedClock(MONDAY + 8 * ONE)
    now = shop.cards.view(aino, made)
    assert (now.standing.round.id, now.standing.balance) == (0, 0)
    assert [s.state for s in now.older] == [RoundState.EXPIRED]


def test_money_that_is_no_stamp_yet_is_told(shop: Shop) -> None:
    made, aino = programme(shop, replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=5000)), person(shop)
    on_card = card(shop, aino, made)
    book(shop, on_card, qty=0, amount=3000)
    assert shop.cards.view(aino, made).remainder == 3000
    book(shop, on_card, qty=1, amount=2500)
    assert shop.cards.view(aino, made).remainder == 500


def test_many_people_at_once_as_one_by_one(shop: Shop) -> None:
    assert shop.cards.on_scan_of([1, 2]) == {}
    made, aino, bo, cy = programme(shop), person(shop), person(shop, "Bo"), person(shop, "Cy")
    stamps(shop, card(shop, aino, made), 3, 2)
    full = card(shop, bo, made)
    book(shop, full, qty=5)
    card(shop, cy, made)
    assert shop.cards.on_scan_of([aino, bo, cy, 99]) == {aino: (2, 5, False), bo: (5, 5, True)}
    redeem(shop, full)
    assert shop.cards.on_scan_of([bo]) == {bo: (0, 5, False)}
    assert shop.cards.on_scan_of([]) == {}


def test_somebody_who_came_for_years_has_a_dozen_used_cards_and_all_that_waits(shop: Shop) -> None:
    made, aino = programme(shop, INTERIM), person(shop)
    used = []
    for back in range(20, 0, -1):
        used.append(card(shop, aino, made))
        book(shop, used[-1], qty=5, on=MONDAY - back * ONE)
        redeem(shop, used[-1], on=MONDAY - back * ONE)
        if back < 20:
            redeem(shop, used[-1], reward=2, on=MONDAY - back * ONE)
    view = shop.cards.view(aino, made)
    assert [s.round.id for s in view.older] == [*(one.id for one in reversed(used[8:])), used[0].id]
    assert [r.id for r in view.ready] == [used[0].id * 1000 + 2], "its interim reward was never given"
    assert [r.reward_id for r in shop.cards.rewards_of(aino)] == [used[0].id * 1000 + 2]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9000), st.booleans()), max_size=9))
def test_money_that_waits_is_what_the_domain_says(shop: Shop, amounts: list[tuple[int, bool]]) -> None:
    aino = person(shop)
    made = programme(shop, replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=3000), name=f"P{aino}", on_scan=False)
    for cents, back in amounts:
        booked = shop.cards.stamp(aino, programme_id=made, cents=cents, again=True)
        if back:
            reverse(shop, booked.entry_ids[-1])
    entries = shop.ledger.entries([one.id for one in shop.ledger.rounds_of(aino, made)])
    pairs = [(e, one.terms) for one in shop.ledger.rounds_of(aino, made) for e in entries[one.id]]
    assert shop.cards.view(aino, made).remainder == remainder(pairs)


# -- what waits and what expires -------------------------------------------------------------------------------------


def test_rewards_that_can_be_given_the_soonest_expiring_first(shop: Shop) -> None:
    forever = programme(shop)
    month = programme(shop, replace(COFFEE.terms, reward_days=30), name="Kuukausi", on_scan=False)
    aino, bo, cy = person(shop), person(shop, "Bo"), person(shop, "Cy")
    cards = [card(shop, aino, forever), card(shop, bo, month), card(shop, cy, month)]
    for on_card, back in zip(cards, (0, 5, 9), strict=True):
        book(shop, on_card, qty=5, on=MONDAY - back * ONE)
    ready, count = shop.cards.rewards_ready()
    assert count == 3
    assert [(r.name, r.valid_until) for r in ready] == [
        ("Cy", MONDAY + 21 * ONE), ("Bo", MONDAY + 25 * ONE), ("Aino", None),
    ]  # fmt: skip
    assert ready[0] == shop.cards.rewards_of(cy)[0]
    assert (ready[0].programme, ready[0].prize, ready[0].balance, ready[0].needed) == (
        "Kuukausi",
        "Ilmainen kahvi",
        5,
        5,
    )
    assert (ready[0].reward_id, ready[0].round_id) == (cards[2].id * 1000 + 5, cards[2].id)
    assert [r.name for r in shop.cards.rewards_ready(1)[0]] == ["Cy"]
    assert shop.cards.rewards_ready(1)[1] == 3
    assert shop.cards.owed() == (3, 1050)
    assert shop.cards.owed(month) == (2, 700)
    shop.customers.bin(cy)
    assert [r.name for r in shop.cards.rewards_ready()[0]] == ["Bo", "Aino"]
    assert shop.cards.owed() == (2, 700), "as many as are listed"
    shop.clock = FixedClock(MONDAY + 26 * ONE)
    assert [r.name for r in shop.cards.rewards_ready()[0]] == ["Aino"]
    shop.programmes.end(forever, MONDAY + 26 * ONE, MONDAY + 30 * ONE)
    assert [r.valid_until for r in shop.cards.rewards_ready()[0]] == [MONDAY + 30 * ONE]
    assert [r.valid_until for r in shop.cards.rewards_of(aino)] == [MONDAY + 30 * ONE]
    shop.clock = FixedClock(MONDAY + 31 * ONE)
    assert shop.cards.rewards_ready() == ([], 0)
    assert shop.cards.owed() == (0, 0)
    assert shop.cards.rewards_of(aino) == []


def test_the_worth_of_a_reward_used_in_part_is_what_is_left(shop: Shop) -> None:
    made = programme(shop, replace(COFFEE.terms, reward=Prize(5, "Kaksi kahvia", 600, uses=2)))
    on_card = card(shop, person(shop), made)
    book(shop, on_card, qty=5)
    redeem(shop, on_card)
    assert shop.cards.owed() == (1, 300)


def test_both_rewards_of_a_card_the_interim_first_and_each_by_its_own_name(shop: Shop) -> None:
    made, aino = programme(shop, INTERIM), person(shop)
    on_card = card(shop, aino, made)
    book(shop, on_card, qty=5)
    assert [r.prize for r in shop.cards.rewards_of(aino)] == ["Pulla", "Ilmainen kahvi"]
    assert [r.prize for r in shop.cards.rewards_ready()[0]] == ["Pulla", "Ilmainen kahvi"]
    redeem(shop, on_card, reward=2)
    assert [r.prize for r in shop.cards.rewards_of(aino)] == ["Ilmainen kahvi"]


def test_what_expires_within_days_rewards_and_half_full_cards(shop: Shop) -> None:
    terms = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.LAST, 40, ExpiryUnit.DAY), reward_days=20)
    made, aino, bo = programme(shop, terms), person(shop), person(shop, "Bo")
    half = card(shop, aino, made)
    stamps(shop, half, 20)
    book(shop, card(shop, bo, made), qty=5, on=MONDAY - 5 * ONE)
    found, count = shop.cards.expiring()
    assert count == 2
    assert [(r.name, r.reward_id > 0, r.valid_until, r.balance) for r in found] == [
        ("Bo", True, MONDAY + 15 * ONE, 5), ("Aino", False, MONDAY + 20 * ONE, 1),
    ]  # fmt: skip
    assert [r.name for r in shop.cards.expiring(15)[0]] == ["Bo"]
    assert shop.cards.expiring(14) == ([], 0)
    assert [r.name for r in shop.cards.expiring(30, 1)[0]] == ["Bo"]
    stamps(shop, half, 0)
    assert [r.name for r in shop.cards.expiring()[0]] == ["Bo"], "a stamp keeps them good"
    shop.clock = FixedClock(MONDAY + 41 * ONE)
    assert shop.cards.expiring() == ([], 0), "what has expired is not said to expire"


def test_nothing_expires_while_the_date_is_in_doubt(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.LAST, 10, ExpiryUnit.DAY), reward_days=10)
    aino, made = aino_with(shop, 0, terms=terms)
    book(shop, card(shop, aino, made), qty=5)
    shop.clock = FixedClock(date(2099, 1, 1))
    assert shop.cards.rewards_ready()[1] == 0
    monkeypatch.setattr(shop.clock_guard, "as_of", lambda: MONDAY)
    assert shop.cards.rewards_ready()[1] == 1
    assert shop.cards.expiring()[1] == 2
    view = shop.cards.view(aino, made)
    assert (view.standing.balance, len(view.ready)) == (1, 1)


# -- what was booked -------------------------------------------------------------------------------------------------


def test_the_last_scans_with_the_count_right_after_each(shop: Shop) -> None:
    made, aino, bo = programme(shop), person(shop), person(shop, "Bo")
    on_card = card(shop, aino, made)
    first, second = stamps(shop, on_card, 1, 0)
    other = book(shop, card(shop, bo, made), hour=11)
    scans = shop.cards.last_scans()
    assert [(s.entry_id, s.name, s.balance, s.needed, s.kind) for s in scans] == [
        (other, "Bo", 1, 5, "stamp"), (second, "Aino", 2, 5, "stamp"), (first, "Aino", 1, 5, "stamp"),
    ]  # fmt: skip
    assert [s.step for s in scans] == [step.id for step in shop.journal.steps()[0:1]] + [
        shop.cards.step_of(second), shop.cards.step_of(first)
    ]  # fmt: skip
    assert len({s.step for s in scans}) == 3
    assert [s.entry_id for s in shop.cards.last_scans(1)] == [other]
    reverse(shop, second)
    assert [s.entry_id for s in shop.cards.last_scans()] == [other, first]
    shop.journal.undo_step(shop.cards.step_of(other))
    assert [s.entry_id for s in shop.cards.last_scans()] == [first]
    shop.journal.trim(0)
    assert [s.step for s in shop.cards.last_scans()] == [0], "history only: it can be reversed"


def test_what_was_undone_and_brought_back_stands_with_its_own_moment(shop: Shop) -> None:
    made = programme(shop)
    on_card = card(shop, person(shop), made)
    first, _second = stamps(shop, on_card, 1, 0)
    step = shop.cards.step_of(first)
    shop.journal.undo_step(step)
    shop.journal.redo_step(step)
    scans = shop.cards.last_scans()
    assert [(s.at.date(), s.balance) for s in scans] == [(MONDAY, 2), (MONDAY - ONE, 1)]
    assert scans[1].step == step


def test_the_entries_of_a_card_each_reversal_above_what_it_reversed(shop: Shop) -> None:
    shop.staff.add("Anna Korhonen")
    shop.actor = "Anna Korhonen"
    on_card = card(shop, person(shop), programme(shop))
    first = book(shop, on_card, note="Väärä kortti")
    second = book(shop, on_card, hour=10)
    back = reverse(shop, first)
    found = shop.cards.entries(on_card.id)
    assert [entry.id for entry, _who, _note in found] == [second, back, first]
    assert [who for _entry, who, _note in found] == ["AK", "AK", "AK"]
    assert [note for _entry, _who, note in found] == ["", "", "Väärä kortti"]


def test_the_timeline_tells_what_stands_and_what_was_taken_back_for_a_reason(shop: Shop) -> None:
    made, aino = programme(shop), person(shop)
    assert not shop.cards.any(aino)
    on_card = card(shop, aino, made)
    assert not shop.cards.any(aino), "an empty card is nothing to tell"
    first, second, third = stamps(shop, on_card, 2, 1, 0)
    assert shop.cards.any(aino)
    reverse(shop, second)
    shop.journal.undo_step(shop.cards.step_of(third))
    lines = shop.cards.timeline(aino, 9)
    assert [(line.entry.id, line.reversed_on) for line in lines] == [(second, MONDAY), (first, None)]
    assert lines[0].programme == "Kahvikortti"
    assert [(line.balance, line.needed) for line in lines] == [(0, 5), (1, 5)]
    assert [line.entry.id for line in shop.cards.timeline(aino, 1)] == [second]
    at = lines[0].entry.at
    assert at is not None
    older = shop.cards.timeline(aino, 9, before=(lines[0].entry.on, at.isoformat()))
    assert [line.entry.id for line in older] == [first]


def test_a_stamp_that_was_moved_says_from_whom(shop: Shop) -> None:
    made, aino, bo = programme(shop), person(shop), person(shop, "Bo")
    entry = book(shop, card(shop, aino, made))
    to = card(shop, bo, made)
    with shop.change("stamp_moved", name="Aino", other="Bo"):
        shop.ledger.reverse(shop.ledger.get(entry), Why.MOVED)
        shop.ledger.copy(shop.ledger.get(entry), to.id, Why.MOVED)
    (line,) = shop.cards.timeline(bo, 9)
    assert (line.source_name, line.reversed_on) == ("Aino", None)
    (line,) = shop.cards.timeline(aino, 9)
    assert (line.source_name, line.reversed_on) == ("", MONDAY)


def test_a_day_by_its_hours_and_not_of_the_bin(shop: Shop) -> None:
    made, aino, bo = programme(shop), person(shop), person(shop, "Bo")
    late = book(shop, card(shop, aino, made), qty=5, hour=15)
    early = book(shop, card(shop, bo, made), hour=8)
    given = redeem(shop, shop.cards.view(aino, made).standing.round)
    assert [(name, line.entry.id) for _who, name, line in shop.cards.day(MONDAY)] == [
        ("Bo", early), ("Aino", given), ("Aino", late),
    ]  # fmt: skip
    prizes = [line.prize for _who, _name, line in shop.cards.day(MONDAY) if line.entry.kind is EntryKind.REDEEM]
    assert prizes == ["Ilmainen kahvi"]
    shop.customers.bin(aino)
    reverse(shop, early)
    assert shop.cards.day(MONDAY) == []
    assert shop.cards.day(MONDAY - ONE) == []


def test_who_has_no_card_and_whose_was_never_printed(shop: Shop) -> None:
    aino, bo = person(shop), person(shop, "Bo")
    assert shop.cards.without_card() == [aino, bo]
    for days in range(3):
        shop.visits.visit(bo, on=shop.today - days * ONE)
    assert (shop.cards.without_card(3), shop.cards.without_card(4)) == ([bo], [])
    number = shop.cards.issue(bo)
    assert shop.cards.without_card(3) == []
    assert (shop.cards.number(bo), shop.cards.number(aino)) == (number, "")
    assert shop.cards.without_card() == [aino]
    assert shop.cards.unprinted() == [bo]
    shop.cards.printed([number])
    assert shop.cards.unprinted() == []
    shop.customers.bin(aino)
    assert shop.cards.without_card() == []
