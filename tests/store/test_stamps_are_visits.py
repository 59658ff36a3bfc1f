"""A stamp is a visit: in the figures of a customer, for who stays away, and for what the rules make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.loyalty import EntryKind
from smallcrm.domain.model import Customer
from smallcrm.domain.rhythm import rhythm
from smallcrm.domain.rules import RuleKind
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.rule_facts import RuleFacts
from smallcrm.store.shop import Shop
from smallcrm.store.visits import VisitFigures
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, book, card, person, programme, reverse, stamps

ONE = timedelta(days=1)
ROOMY = replace(COFFEE.terms, goal=20)


def test_figures_count_days_with_a_stamp_and_no_money(shop: Shop) -> None:
    aino = person(shop)
    on_card = card(shop, aino, programme(shop))
    book(shop, on_card, on=MONDAY - 9 * ONE, amount=1250)
    book(shop, on_card, qty=2, on=MONDAY - 9 * ONE, hour=12)
    last = book(shop, on_card, on=MONDAY - 2 * ONE)
    book(shop, on_card, EntryKind.ADJUST, on=MONDAY)
    shop.visits.visit(aino, on=MONDAY - 2 * ONE)
    assert shop.visits.figures(aino) == VisitFigures(
        2, MONDAY - 2 * ONE, MONDAY - 2 * ONE, 0, None, 0, 0, MONDAY - 9 * ONE
    )
    shop.visits.purchase(aino, amount=500, on=MONDAY - 5 * ONE)
    reverse(shop, last)
    assert shop.visits.figures(aino).visits == 3, "the visit of that day stands"
    assert (shop.visits.figures(aino).purchases, shop.visits.figures(aino).spent_cents) == (1, 500)
    assert check(shop) == []


def test_who_only_ever_has_their_card_stamped_is_missed_too(shop: Shop) -> None:
    aino = person(shop)
    on_card = card(shop, aino, programme(shop, ROOMY))
    stamps(shop, on_card, 33, 26, 19, 12)
    assert [d.customer_id for d in shop.visits.drifting()] == [aino]
    stamps(shop, on_card, 0)
    assert shop.visits.drifting() == []
    shop.journal.undo()
    assert [d.customer_id for d in shop.visits.drifting()] == [aino]


def test_who_has_a_card_stamped_again_is_not_called_because_they_stayed_away(shop: Shop) -> None:
    aino = person(shop)
    on_card = card(shop, aino, programme(shop, ROOMY))
    stamps(shop, on_card, 33, 26, 19, 12)
    call = shop.follow_ups.add(FollowUp(FollowUpKind.DRIFTING, aino, "", MONDAY))
    stamps(shop, on_card, 3)
    assert shop.follow_ups.get(call).state == "open", "that was before"
    stamps(shop, on_card, 0)
    assert shop.follow_ups.get(call).state == "done"


def thanks(shop: Shop, *, amount: int = 0) -> None:
    """Thank for the first visit, or for an amount, and nothing else."""
    for one in shop.rules.all():
        wanted = one.kind == RuleKind.THANK_YOU and (one.amount > 0) == (amount > 0)
        shop.rules.save(replace(one, active=wanted, days=(3,) if wanted else one.days, amount=amount if wanted else 0))


def keys(shop: Shop) -> list[tuple[str, int, date]]:
    rows = shop.database.sql("SELECT rule_key, entry, due FROM follow_up WHERE rule > 0 ORDER BY id")
    return [(key, entry, date.fromisoformat(due)) for key, entry, due in rows]


def test_the_first_stamp_is_a_first_visit(shop: Shop) -> None:
    thanks(shop)
    aino = shop.customers.add(Customer(given="Aino"))
    on_card = card(shop, aino, programme(shop, ROOMY))
    stamps(shop, on_card, 0)
    assert keys(shop) == [("first", 0, MONDAY + 3 * ONE)]
    shop.clock = FixedClock(MONDAY + ONE)
    stamps(shop, on_card, 0)
    shop.rules.run()
    assert len(keys(shop)) == 1
    shop.journal.undo()
    assert len(keys(shop)) == 1
    assert check(shop) == []


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_stamps_of_a_day_for_much_money_are_thanked_for_once_however_often_they_were_undone(
    shop: Shop, turns: int
) -> None:
    thanks(shop, amount=10000)
    on_card = card(shop, person(shop), programme(shop, ROOMY))
    book(shop, on_card, amount=6000)
    assert keys(shop) == []
    book(shop, on_card, amount=6000, hour=12)
    assert keys(shop) == [("stamp:2027-05-10", 0, MONDAY + 3 * ONE)]
    for _turn in range(turns):
        shop.journal.undo()
        assert keys(shop) == []
        shop.journal.redo()
    shop.rules.run()
    assert keys(shop) == [("stamp:2027-05-10", 0, MONDAY + 3 * ONE)]
    assert check(shop) == []


def test_of_all_who_have_stamps_the_rules_look_only_at_new_people_and_much_money(shop: Shop) -> None:
    """Hundreds have their cards stamped each day: a shop must not look at all of them whenever it is opened."""
    regular, rich, new = person(shop), person(shop, "Bo"), person(shop, "Cy")
    made = programme(shop, ROOMY)
    for who in (regular, rich):
        stamps(shop, card(shop, who, made), 400)
    shop.clock = FixedClock(MONDAY + 5 * ONE)
    thanks(shop, amount=10000)
    thanks_first = [replace(r, active=True) for r in shop.rules.all() if r.kind == RuleKind.THANK_YOU and not r.amount]
    shop.rules.save(replace(thanks_first[0], days=(3,)))
    for who, cents in ((regular, 500), (rich, 9000), (rich, 2000), (new, 0)):
        book(shop, shop.cards.view(who, made).standing.round if who != new else card(shop, new, made), amount=cents)
    assert RuleFacts(shop).lately(shop.rules.all()) == {rich, new}
    assert [key for key, _entry, _due in keys(shop)] == ["stamp:2027-05-15", "first"]


_ACTS = st.lists(
    st.tuples(st.sampled_from(("stamp", "visit", "reverse", "undo", "redo")), st.integers(0, 40)), max_size=14
)


BOOKED = ("stamped", "visit_added", "entry_reversed")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS)
def test_the_figures_follow_from_the_timeline_and_the_cards(shop: Shop, acts: list[tuple[str, int]]) -> None:
    aino = person(shop)
    made = programme(shop, ROOMY, name=f"P{aino}", on_scan=False)
    for act, number in acts:
        standing = shop.cards.view(aino, made).standing
        on_card = standing.round if standing.round.id else card(shop, aino, made)
        booked = [line.entry.id for line in shop.cards.timeline(aino, 99) if line.reversed_on is None]
        if act == "stamp":
            stamps(shop, on_card, number)
        elif act == "visit":
            shop.visits.visit(aino, on=MONDAY - number * ONE)
        elif act == "reverse" and booked:
            reverse(shop, booked[number % len(booked)])
        elif act == "undo" and next(s.label for s in shop.journal.steps() if not s.undone) in BOOKED:
            shop.journal.undo()
        elif act == "redo" and any(step.undone for step in shop.journal.steps(1)):
            shop.journal.redo()
        days = [entry.on for entry in shop.timeline.of(aino)]
        days += [line.entry.on for line in shop.cards.timeline(aino, 99) if line.reversed_on is None]
        known, figures = rhythm(days), shop.visits.figures(aino)
        assert (figures.visits, figures.last_visit_on, figures.late_on) == (known.visits, known.last, known.late_on)
        assert figures.last_contact_on == known.last
        assert figures.first_visit_on == min(days, default=None)
    assert check(shop) == []
