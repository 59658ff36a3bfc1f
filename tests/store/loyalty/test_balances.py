"""Stamps that people bring: booked once, where nobody has any, and taken back as one step."""

from __future__ import annotations

from dataclasses import replace

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty import EntryKind, RoundState, Why
from smallcrm.domain.reason import Reason, reason
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from tests.store.loyalty.punching import COFFEE, card, person, programme, stamps

NUMBER = number_of(77_777)


def brought(shop: Shop, *rows: tuple[int, Balance]) -> list[Reason]:
    with shop.change("imported", bulk=True):
        return shop.balances.write(rows)


def shown(shop: Shop, customer: int) -> list[tuple[int, RoundState]]:
    (view,) = shop.cards.views(customer)
    return [(s.balance, s.state) for s in (view.standing, *view.older)]


def test_what_people_bring_is_booked_with_a_reason_and_is_no_visit(shop: Shop) -> None:
    made = programme(shop, replace(COFFEE.terms, head_start=2))
    aino, bo = person(shop), person(shop, "Bo")
    assert brought(shop, (aino, Balance("kahvikortti", 3)), (bo, Balance("Kahvikortti", 12, NUMBER))) == []
    assert shown(shop, aino) == [(3, RoundState.OPEN)], "no head start"
    assert shown(shop, bo) == [(2, RoundState.OPEN), (5, RoundState.FULL), (5, RoundState.FULL)]
    assert shop.cards.number(bo) == NUMBER
    assert len(shop.cards.rewards_of(bo)) == 2
    entries = [e for own in shop.ledger.entries([1, 2, 3, 4]).values() for e in own]
    assert {(e.kind, e.reason, e.on) for e in entries} == {(EntryKind.ADJUST, Why.IMPORT, shop.today)}
    assert shop.visits.figures(bo).visits == 0
    assert shop.balances.known(aino, made)
    assert check(shop) == []
    shop.journal.undo()
    assert shown(shop, bo) == [(0, RoundState.EMPTY)]
    assert (shop.cards.number(bo), shop.balances.known(aino, made)) == ("", False)
    assert check(shop) == []
    shop.journal.redo()
    assert shown(shop, bo) == [(2, RoundState.OPEN), (5, RoundState.FULL), (5, RoundState.FULL)]
    assert check(shop) == []


def test_what_was_booked_here_counts(shop: Shop) -> None:
    made, aino, bo = programme(shop), person(shop), person(shop, "Bo")
    stamps(shop, card(shop, aino, made), 1)
    told = brought(
        shop, (aino, Balance("Kahvikortti", 4)), (bo, Balance("Kahvikortti", 2)), (bo, Balance("Kahvikortti", 3))
    )
    assert told == [
        reason("has_balance", name="Aino", programme="Kahvikortti"),
        reason("has_balance", name="Bo", programme="Kahvikortti"),
    ]
    assert (shown(shop, aino), shown(shop, bo)) == ([(1, RoundState.OPEN)], [(2, RoundState.OPEN)])
    assert brought(shop, (bo, Balance("Kahvikortti", 2))) == [reason("has_balance", name="Bo", programme="Kahvikortti")]


def test_a_number_alone_and_numbers_that_cannot_be_given(shop: Shop) -> None:
    programme(shop)
    aino, bo = person(shop), person(shop, "Bo")
    assert brought(shop, (aino, Balance("", 0, NUMBER))) == []
    assert (shop.cards.number(aino), shown(shop, aino)) == (NUMBER, [(0, RoundState.EMPTY)])
    assert brought(shop, (bo, Balance("Kahvikortti", 2, NUMBER))) == [reason("number_taken", number=NUMBER)]
    assert shown(shop, bo) == [(2, RoundState.OPEN)], "the stamps are theirs all the same"
    assert [r.code for r in brought(shop, (aino, Balance("", 0, number_of(88_888))))] == ["has_card"]
    assert brought(shop, (aino, Balance("Muu", 2))) == [reason("no_programme", programme="Muu")]
