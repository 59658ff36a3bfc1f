"""How one stays in touch with one customer: their own rule before that of a tag, set and taken back from their page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smallcrm.domain.errors import Conflict
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.touching import Touch
from tests.store.conftest import MONDAY

TAGS = frozenset({"regular"})


@pytest.fixture
def anna(shop: Shop) -> int:
    return shop.customers.add(Customer(given="Anna", family="Laine", tags=tuple(TAGS)))


def touch(shop: Shop, customer: int) -> Touch:
    return shop.touch.of(shop.customers.get(customer))


def due(shop: Shop, customer: int) -> list[date]:
    return [f.due for f in shop.follow_ups.of(customer) if f.live]


def test_a_rule_of_ones_own_is_set_changed_and_taken_away_each_in_one_step(shop: Shop, anna: int) -> None:
    assert touch(shop, anna) == Touch()
    shop.touch.set(anna, 42)
    assert due(shop, anna) == [MONDAY + timedelta(days=42)]
    shop.touch.set(anna, 14)
    assert due(shop, anna) == [MONDAY + timedelta(days=14)]
    shop.touch.set(anna, None)
    assert touch(shop, anna) == Touch()
    assert due(shop, anna) == []
    for days in (14, 42):
        shop.journal.undo()
        assert due(shop, anna) == [MONDAY + timedelta(days=days)]
    shop.journal.undo()
    assert touch(shop, anna) == Touch()
    shop.touch.set(anna, None)  # where there is none nothing happens, and no step is made
    shop.journal.redo()
    assert due(shop, anna) == [MONDAY + timedelta(days=42)]


@pytest.mark.parametrize("gone", ["deceased", "archived"])
def test_nobody_stays_in_touch_with_who_is_gone(shop: Shop, anna: int, gone: str) -> None:
    shop.touch.set(anna, 42)
    shop.customers.save(replace(shop.customers.get(anna), **{gone: True}))  # type: ignore[arg-type]
    assert touch(shop, anna) == Touch(over=True)
    shop.journal.undo()
    assert touch(shop, anna).next is not None


@pytest.mark.parametrize("begun", [None, 28])
def test_what_was_set_again_later_is_not_taken_back_by_half(shop: Shop, anna: int, begun: int | None) -> None:
    shop.touch.set(anna, begun)
    shop.touch.set(anna, 42)
    first = shop.journal.steps(1)[0]
    shop.touch.set(anna, 14)
    now = touch(shop, anna)
    with pytest.raises(Conflict, match="changed_later"):
        shop.journal.undo_step(first.id)
    assert touch(shop, anna) == now
    shop.journal.undo()
    shop.journal.undo_step(first.id)
    assert due(shop, anna) == ([MONDAY + timedelta(days=begun)] if begun else [])


def test_ones_own_goes_before_that_of_a_tag_which_comes_back_after_it(shop: Shop, anna: int) -> None:
    tagged = shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(56,), tag="regular"))
    shop.touch.set(anna, 7)
    now = touch(shop, anna)
    assert now.rule == now.own
    assert now.by_tag == shop.rules.get(tagged)
    assert due(shop, anna) == [MONDAY + timedelta(days=7)]
    shop.touch.set(anna, None)
    assert touch(shop, anna).rule == shop.rules.get(tagged)
    assert due(shop, anna) == [MONDAY + timedelta(days=56)]


def test_somebody_with_whom_one_does_not_stay_in_touch_is_left_in_peace_whatever_their_tags(
    shop: Shop, anna: int
) -> None:
    tagged = shop.rules.get(shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(56,), tag="regular")))
    shop.touch.set(anna, 0)
    assert due(shop, anna) == []
    shop.clock = FixedClock(MONDAY + timedelta(days=200))
    shop.visits.visit(anna)
    shop.rules.save(replace(tagged, days=(28,)))
    shop.rules.run()
    assert not [f for f in shop.follow_ups.of(anna) if f.kind == "stay_in_touch"]
    rule = touch(shop, anna).rule
    assert rule is not None
    assert rule.days == ()
    shop.touch.set(anna, 7)
    assert touch(shop, anna).next is not None


def test_a_reminder_that_was_dropped_rests_until_the_next_contact(shop: Shop, anna: int) -> None:
    shop.touch.set(anna, 42)
    (made,) = shop.follow_ups.of(anna)
    shop.follow_ups.drop(made.id)
    assert (touch(shop, anna).next, touch(shop, anna).resting) == (None, True)
    shop.clock = FixedClock(MONDAY + timedelta(days=1))
    shop.timeline.add(anna, "call", "")
    now = touch(shop, anna)
    assert now.next is not None
    assert (now.next.due, now.resting, now.made_by) == (MONDAY + timedelta(days=43), False, now.own)


def test_a_rule_that_is_off_does_not_hold_and_setting_it_switches_it_on(shop: Shop, anna: int) -> None:
    shop.touch.set(anna, 42)
    own = touch(shop, anna).own
    assert own is not None
    shop.rules.save(replace(own, active=False))
    assert touch(shop, anna).rule is None
    shop.touch.set(anna, 42)
    assert touch(shop, anna).rule == own
    assert due(shop, anna) == [MONDAY + timedelta(days=42)]


def test_a_reminder_of_somebody_made_by_hand_is_the_next_one_too(shop: Shop, anna: int) -> None:
    shop.follow_ups.add(FollowUp("stay_in_touch", anna, "Ask about the dog", MONDAY + timedelta(days=3)))
    now = touch(shop, anna)
    assert now.next is not None
    assert (now.rule, now.made_by, now.next.due) == (None, None, MONDAY + timedelta(days=3))
