"""Punch cards from a list: booked once where nobody has stamps yet, told where not, taken back by reversals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.incoming import Balance, Record
from smallcrm.domain.loyalty import EntryKind, RoundState, Why
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Email
from smallcrm.exchange import json_format
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.imports import ImportPlan
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_imports import AINO, contacts, only, record, take_in, totals

COFFEE, LUNCH = "Kahvikortti", "Lounaskortti"
NUMBER = number_of(900)
BO = Customer(given="Bo", emails=(Email("bo@example.com"),))


@pytest.fixture(autouse=True)
def coffee(shop: Shop) -> int:
    """A programme on scan."""
    return add(shop, COFFEE, on_scan=True)


def add(shop: Shop, name: str, *, on_scan: bool = False) -> int:
    terms = Terms(goal=5, reward=Prize(5, "Kahvi", 300), head_start=2)
    made = Programme(name, ProgrammeState.RUNNING, on_scan=on_scan, started_on=MONDAY, terms=terms)
    return shop.programmes.add(made)


def brings(*balances: Balance, customer: Customer = AINO) -> Record:
    made = record(customer)
    return replace(made, balances=balances, fingerprint=repr((customer, balances)))


def stands(shop: Shop, customer_id: int) -> dict[str, int]:
    """Stamps by programme, over all cards."""
    found: dict[str, int] = {}
    for view in shop.cards.views(customer_id):
        cards = [one for one in (view.standing, *view.older) if one.entries]
        found |= {view.programme.name: sum(one.balance for one in cards)} if cards else {}
    return found


def told(plan: ImportPlan) -> list[tuple[str, bool]]:
    return [(p.reason.code, p.rejected) for p in plan.problems]


def test_a_newcomer_brings_stamps_a_number_and_no_head_start(shop: Shop, coffee: int) -> None:
    plan = take_in(shop, contacts(brings(Balance("kahviKORTTI", 4, NUMBER))))
    assert (totals(plan), told(plan)) == ((1, 1, 0, 0, 0), [])
    aino = only(shop).id
    assert stands(shop, aino) == {COFFEE: 4}
    assert shop.cards.number(aino) == NUMBER
    (card,) = shop.ledger.rounds_of(aino, coffee)
    assert [(e.kind, e.qty, e.reason) for e in shop.ledger.entries([card.id])[card.id]] == [
        (EntryKind.ADJUST, 4, Why.IMPORT)
    ]
    assert shop.visits.figures(aino).visits == 0
    assert check(shop) == []


def test_without_a_name_it_is_the_programme_on_scan_and_more_than_one_card_takes_fills_the_next(shop: Shop) -> None:
    take_in(shop, contacts(brings(Balance("", 12))))
    view = shop.cards.views(only(shop).id)[0]
    assert [one.state for one in (view.standing, *view.older)] == [RoundState.OPEN, RoundState.FULL, RoundState.FULL]
    assert (view.standing.balance, len(view.ready)) == (2, 2)


def test_an_unknown_programme_is_told_the_person_and_the_number_come_in(shop: Shop) -> None:
    plan = take_in(shop, contacts(brings(Balance("Teekortti", 4, NUMBER))))
    assert told(plan) == [("no_programme", False)]
    assert (stands(shop, only(shop).id), shop.cards.number(only(shop).id)) == ({}, NUMBER)


def test_stamps_of_no_programme_are_told(shop: Shop, coffee: int) -> None:
    shop.programmes.end(coffee, MONDAY - timedelta(days=1), None)
    shop.programmes.scan(0)
    plan = take_in(shop, contacts(brings(Balance("", 4))))
    assert told(plan) == [("no_programme_yet", False)]


def test_the_same_list_again_adds_nothing_and_says_nothing(shop: Shop) -> None:
    take_in(shop, contacts(brings(Balance(COFFEE, 4, NUMBER))))
    plan = take_in(shop, contacts(brings(Balance(COFFEE, 4, NUMBER))))
    assert (totals(plan), told(plan)) == ((1, 0, 0, 1, 0), [])
    assert stands(shop, only(shop).id) == {COFFEE: 4}


def test_a_list_never_adds_to_stamps_that_stand_and_says_so(shop: Shop) -> None:
    take_in(shop, contacts(brings(Balance(COFFEE, 2))))
    plan = take_in(shop, contacts(brings(Balance(COFFEE, 3))))
    assert told(plan) == [("has_balance", False)]
    assert stands(shop, only(shop).id) == {COFFEE: 2}
    assert told(take_in(shop, contacts(brings(Balance(COFFEE, 4))), matches="skip")) == []


def test_a_row_that_brings_stamps_alone_updates_somebody_who_is_here(shop: Shop) -> None:
    shop.customers.add(AINO)
    plan = take_in(shop, contacts(brings(Balance(COFFEE, 3))))
    assert totals(plan) == (1, 0, 1, 0, 0)
    assert stands(shop, only(shop).id) == {COFFEE: 3}


def test_a_row_known_before_brings_its_stamps_once_the_programme_is_there(shop: Shop) -> None:
    row = brings(Balance(LUNCH, 3))
    take_in(shop, contacts(row))
    add(shop, LUNCH)
    plan = take_in(shop, contacts(row))
    assert (totals(plan), told(plan)) == ((1, 0, 1, 0, 0), [])
    assert stands(shop, only(shop).id) == {LUNCH: 3}
    assert shop.database.sql("SELECT count(*) FROM source") == [(1,)]


def test_two_rows_of_one_person_bring_two_programmes_and_never_one_twice(shop: Shop) -> None:
    add(shop, LUNCH)
    rows = [brings(Balance(COFFEE, 2)), brings(Balance(LUNCH, 3)), brings(Balance(COFFEE, 4))]
    plan = take_in(shop, contacts(*rows))
    aino = only(shop).id
    assert stands(shop, aino) == {COFFEE: 2, LUNCH: 3}
    assert (plan.total("created"), plan.total("updated")) == (1, 1)


def test_two_rows_about_somebody_who_is_here_are_not_booked_twice(shop: Shop) -> None:
    shop.customers.add(AINO)
    plan = take_in(shop, contacts(brings(Balance(COFFEE, 2)), brings(Balance(COFFEE, 4))))
    assert (totals(plan), told(plan)) == ((2, 0, 1, 1, 0), [("has_balance", False)])
    assert stands(shop, only(shop).id) == {COFFEE: 2}


def test_a_number_of_somebody_else_stays_theirs(shop: Shop) -> None:
    bo = shop.customers.add(Customer(given="Bo"))
    shop.cards.give(NUMBER, bo)
    plan = take_in(shop, contacts(brings(Balance(COFFEE, 2, NUMBER))))
    assert told(plan) == [("number_taken", False)]
    aino = next(c.id for c in shop.customers.every() if c.given == "Aino")
    assert (shop.cards.number(bo), shop.cards.number(aino), stands(shop, aino)) == (NUMBER, "", {COFFEE: 2})


def test_of_two_rows_with_one_number_the_first_gets_it_and_the_other_is_told(shop: Shop) -> None:
    plan = take_in(shop, contacts(brings(Balance("", 0, NUMBER)), brings(Balance("", 3, NUMBER), customer=BO)))
    assert told(plan) == [("number_taken", False)]
    numbers = {c.given: (shop.cards.number(c.id), stands(shop, c.id)) for c in shop.customers.every()}
    assert numbers == {"Aino": (NUMBER, {}), "Bo": ("", {COFFEE: 3})}
    assert told(take_in(shop, contacts(brings(Balance("", 4, NUMBER), customer=BO), file="b.csv"))) == [
        ("has_balance", False),
        ("number_taken", False),
    ]


def test_whoever_has_stamps_gets_the_number_and_whoever_has_a_number_no_second(shop: Shop) -> None:
    aino = shop.customers.add(AINO)
    shop.cards.adjust(aino, shop.programmes.named(COFFEE).id, 4, "goodwill")
    plan = take_in(shop, contacts(brings(Balance("", 2, NUMBER))))
    assert (told(plan), shop.cards.number(aino)) == ([("has_balance", False)], NUMBER)
    plan = take_in(shop, contacts(brings(Balance("", 0, number_of(901))), file="b.csv"))
    assert (told(plan), shop.cards.number(aino)) == ([("has_card", False)], NUMBER)
    rows = [brings(Balance("", 0, number_of(n)), customer=BO) for n in (902, 903)]
    plan = take_in(shop, contacts(rows[0]), contacts(rows[1], file="b.csv"))
    assert told(plan) == [("has_card", False)]
    assert shop.cards.number(next(c.id for c in shop.customers.every() if c.given == "Bo")) == number_of(902)


def test_an_import_goes_back_as_one_step_by_reversals_and_can_come_again(shop: Shop, coffee: int) -> None:
    here = shop.customers.add(Customer(given="Bo", phones=AINO.phones))
    file = contacts(brings(Balance(COFFEE, 7, NUMBER)), brings(Balance("", 2), customer=shop.customers.get(here)))
    take_in(shop, file)
    assert stands(shop, here) == {COFFEE: 2}
    shop.journal.undo()
    assert [c.id for c in shop.customers.every()] == [here]
    assert stands(shop, here) == {}
    (card,) = shop.ledger.rounds_of(here, coffee)
    assert [(e.kind, e.qty) for e in shop.ledger.entries([card.id])[card.id]] == [
        (EntryKind.ADJUST, 2),
        (EntryKind.REVERSAL, -2),
    ]
    assert check(shop) == []
    shop.journal.redo()
    assert stands(shop, here) == {COFFEE: 2}
    shop.journal.undo()
    take_in(shop, file)
    assert stands(shop, here) == {COFFEE: 2}
    assert check(shop) == []


def test_json_brings_stamps_and_the_number_to_another_shop(shop: Shop) -> None:
    take_in(shop, contacts(brings(Balance(COFFEE, 7, NUMBER))))
    aino = only(shop)
    story = json_format.story_of(shop, aino.id, [], {})
    written = json_format.write([(aino, story)])
    assert [(c["balance"], c["state"]) for c in story.cards] == [(2, "open"), (5, "full")]
    back = json_format.read(written, "a.json", MONDAY)
    assert back.records[0].balances == (Balance("", 0, NUMBER), Balance(COFFEE, 7))
    same = take_in(shop, back)
    assert (totals(same), told(same)) == ((1, 0, 0, 1, 0), [])
    shop.journal.undo()  # as if it were another shop with the same programme
    again = take_in(shop, back)
    assert totals(again) == (1, 1, 0, 0, 0)
    assert stands(shop, only(shop).id) == {COFFEE: 7}
    assert shop.cards.number(only(shop).id) == NUMBER


def test_a_shop_that_reads_its_own_cards_again_says_nothing_of_them(shop: Shop) -> None:
    """Of somebody with stamps that expired, rewards that did, and an older programme of the same name."""
    terms = Terms(goal=3, reward=Prize(3, "Kahvi"), expiry=Expiry(ExpiryBasis.EACH, 30, ExpiryUnit.DAY), reward_days=9)
    aino = shop.customers.add(AINO)
    clock = cast("FixedClock", shop.clock)
    for days, stamps in ((0, 4), (20, 4)):
        shop.programmes.end(shop.programmes.named(COFFEE).id, shop.today, None)
        made = shop.programmes.add(Programme(COFFEE, ProgrammeState.RUNNING, started_on=shop.today, terms=terms))
        clock.when = MONDAY + timedelta(days=days)
        shop.cards.adjust(aino, made, stamps, "goodwill")
    for days in (25, 32, 70):
        clock.when = MONDAY + timedelta(days=days)
        written = json_format.write([(shop.customers.get(aino), json_format.story_of(shop, aino, [], {}))])
        assert told(take_in(shop, json_format.read(written, "a.json", shop.today))) == []
        assert check(shop) == []


def test_without_a_name_one_that_will_end_is_the_programme_as_long_as_it_gives_stamps(shop: Shop, coffee: int) -> None:
    shop.programmes.scan(0)
    shop.programmes.end(coffee, MONDAY + timedelta(days=9), None)
    take_in(shop, contacts(brings(Balance("", 4))))
    assert stands(shop, only(shop).id) == {COFFEE: 4}


def test_a_reward_on_the_way_that_was_given_is_not_given_again_in_another_shop(shop: Shop) -> None:
    interim = Terms(goal=5, reward=Prize(5, "Kahvi", 300), interim=Prize(2, "Pulla", 200))
    shop.programmes.add(
        Programme(LUNCH, ProgrammeState.RUNNING, started_on=MONDAY, terms=interim),
    )
    lunch = shop.programmes.named(LUNCH).id
    take_in(shop, contacts(brings(Balance(LUNCH, 3))))
    aino = only(shop)
    (pulla,) = shop.cards.view(aino.id, lunch).ready
    shop.cards.redeem(pulla.id)
    written = json_format.write([(aino, json_format.story_of(shop, aino.id, [], {}))])
    shop.journal.undo()
    shop.journal.undo()
    back = json_format.read(written, "a.json", MONDAY)
    assert back.records[0].balances == (Balance(LUNCH, 3, given=1),)
    take_in(shop, back)
    view = shop.cards.view(only(shop).id, lunch)
    assert (view.standing.balance, view.ready) == (3, ())
    assert check(shop) == []
