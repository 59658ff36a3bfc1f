"""Visits and the figures that follow from them: right after each line written, changed, undone or taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer, Entry
from smallcrm.domain.rhythm import CONTACT_KINDS, VISIT_KINDS, rhythm
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.timeline import KINDS
from smallcrm.store.visits import VisitFigures
from tests.store.conftest import MONDAY


@pytest.fixture
def aino(shop: Shop) -> int:
    for one in shop.rules.all():
        shop.rules.save(replace(one, active=False))
    return shop.customers.add(Customer(given="Aino"))


def came(shop: Shop, customer: int, *days_ago: int) -> None:
    for back in days_ago:
        shop.visits.visit(customer, on=MONDAY - timedelta(days=back))


def test_a_visit_is_one_key_and_one_step(shop: Shop, aino: int) -> None:
    made = shop.visits.visit(aino)
    (entry,) = shop.timeline.of(aino)
    assert (entry.id, entry.kind, entry.on, entry.text, entry.amount) == (made, "visit", MONDAY, "", None)
    assert entry.at == shop.now
    bought = shop.visits.purchase(aino, amount=1250, text=" Villalankaa ", on=date(2027, 5, 3))
    entry = shop.timeline.get(bought)
    assert (entry.kind, entry.amount, entry.text, entry.at) == ("purchase", 1250, "Villalankaa", None)
    assert shop.visits.figures(aino) == VisitFigures(2, MONDAY, MONDAY, 0, None, 1, 1250, date(2027, 5, 3))
    assert [s.label for s in shop.journal.steps(2)] == ["purchase_added", "visit_added"]
    shop.journal.undo()
    shop.journal.undo()
    assert shop.visits.figures(aino) == VisitFigures()
    assert shop.visits.figures(99) == VisitFigures()


def test_nobody_comes_tomorrow(shop: Shop, aino: int) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    with pytest.raises(BadInput, match="future_entry"):
        shop.visits.visit(aino, on=tomorrow)
    made = shop.visits.visit(aino)
    with pytest.raises(BadInput, match="future_entry"):
        shop.timeline.edit(made, on=tomorrow)
    with pytest.raises(NotFound):
        shop.visits.visit(99)


def test_a_visit_does_not_refuse_who_edits_the_customer(shop: Shop, aino: int) -> None:
    opened = shop.customers.get(aino)
    shop.visits.visit(aino)
    shop.customers.save(replace(opened, given="Aino Maria"))
    assert shop.customers.get(aino).given == "Aino Maria"
    assert shop.visits.figures(aino).visits == 1


def test_what_counts_as_contact(shop: Shop, aino: int) -> None:
    shop.timeline.add(aino, "note", "ei ole yhteys")
    shop.timeline.add(aino, "call", "", outcome="no_answer")
    assert shop.visits.figures(aino).last_contact_on is None
    shop.timeline.add(aino, "call", "", date(2027, 5, 1), outcome="message_left")
    assert shop.visits.figures(aino).last_contact_on == date(2027, 5, 1)
    shop.timeline.add(aino, "meeting", "")
    assert (shop.visits.figures(aino).last_contact_on, shop.visits.figures(aino).visits) == (MONDAY, 0)


def test_an_entry_is_changed_in_place(shop: Shop, aino: int) -> None:
    made = shop.timeline.add(aino, "purchase", "Lankaa", amount=900, detail="d")
    shop.timeline.edit(made, on=date(2027, 5, 1), amount=1000)
    entry = shop.timeline.get(made)
    assert (entry.on, entry.amount, entry.text, entry.at, entry.detail) == (date(2027, 5, 1), 1000, "Lankaa", None, "d")
    assert shop.visits.figures(aino).last_visit_on == date(2027, 5, 1)
    moment = datetime(2027, 5, 2, 14).astimezone()
    shop.timeline.edit(made, "Puikot", on=date(2027, 5, 2), at=moment, amount=None, outcome="x", kind="visit")
    entry = shop.timeline.get(made)
    assert (entry.text, entry.at, entry.amount, entry.outcome, entry.kind) == ("Puikot", moment, None, "x", "visit")
    assert shop.journal.steps()[0].label == "entry_edited"
    before = len(shop.journal.steps())
    shop.timeline.edit(made)
    assert len(shop.journal.steps()) == before
    shop.journal.undo()
    shop.journal.undo()
    assert shop.timeline.get(made).amount == 900
    shop.timeline.remove(made)
    assert shop.journal.steps()[0].label == "entry_removed"
    with pytest.raises(NotFound):
        shop.timeline.get(made)


def test_the_timeline_by_kinds_and_by_pages(shop: Shop, aino: int) -> None:
    days = [MONDAY - timedelta(days=n % 7) for n in range(23)]
    for n, on in enumerate(days):
        shop.timeline.add(aino, "note" if n % 3 else "visit", str(n), on)
    everything = shop.timeline.of(aino)
    assert [e.on for e in everything] == sorted(days, reverse=True)
    pages: list[Entry] = []
    while page := shop.timeline.of(aino, limit=4, before=pages[-1] if pages else None):
        pages += page
    assert pages == everything
    notes = shop.timeline.of(aino, kinds=["note"])
    assert notes == [e for e in everything if e.kind == "note"]
    assert shop.timeline.of(aino, kinds=[]) == []
    today = [(i, name, e.text) for i, name, e in shop.timeline.day(MONDAY)]
    assert today == [(aino, "Aino", str(n)) for n in (0, 7, 14, 21)]
    assert shop.timeline.day(date(2020, 1, 1)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_written_and_has_words(shop: Shop, aino: int, kind: str) -> None:
    from smallcrm.messages import label

    made = shop.timeline.add(aino, kind, "sanoja", amount=5)
    assert shop.timeline.get(made).kind == kind
    assert "Aino" in label(shop.journal.steps()[0])
    if kind in {"note", "complaint"}:
        with pytest.raises(BadInput, match="empty_note"):
            shop.timeline.add(aino, kind, " ")
    else:
        shop.timeline.add(aino, kind, " ")


# -- who stays away --------------------------------------------------------------------------------------------------


def people(shop: Shop, *names: str) -> list[int]:
    return [shop.customers.add(Customer(given=name)) for name in names]


def test_regulars_who_are_late_by_their_own_rhythm(shop: Shop, aino: int) -> None:
    weekly, late, long_gone, two_years = people(shop, "Viikko", "Myöhässä", "Kauan", "Kaksi")
    came(shop, weekly, 31, 24, 17, 10)  # 7 days; on the 11th day late
    came(shop, late, 33, 26, 19, 12)
    came(shop, long_gone, 400, 390, 380, 370)
    came(shop, two_years, 800, 790, 780)
    came(shop, aino, 5, 3)
    assert [d.name for d in shop.visits.drifting(9)] == ["Myöhässä", "Kauan"]
    assert shop.visits.drifting_count() == 2
    (first,) = shop.visits.drifting(1)
    assert (first.usual_days, first.days_since, first.visits, first.customer_id) == (7, 12, 4, late)
    assert [d.name for d in shop.visits.drifting(9, MONDAY + timedelta(days=12))] == ["Viikko", "Myöhässä"]
    shop.visits.visit(late)
    assert [d.name for d in shop.visits.drifting(9)] == ["Kauan"]


def test_came_once_or_twice_and_never_again(shop: Shop, aino: int) -> None:
    once, twice, lately, before = people(shop, "Kerran", "Kahdesti", "Hiljan", "Ennen")
    came(shop, once, 60)
    came(shop, twice, 110, 100)
    came(shop, lately, 59)
    came(shop, before, 366)
    came(shop, aino, 300, 200, 100)
    assert [d.name for d in shop.visits.once(9)] == ["Kerran", "Kahdesti"]
    assert shop.visits.once_count() == 2


LEFT_OUT: dict[str, Callable[[Shop, int], Any]] = {
    "archived": lambda s, i: s.customers.save(replace(s.customers.get(i), archived=True)),
    "deceased": lambda s, i: s.customers.save(replace(s.customers.get(i), deceased=True)),
    "binned": lambda s, i: s.customers.bin(i),
    "seen to": lambda s, i: s.follow_ups.add(FollowUp("drifting", i, "", MONDAY)),
    "left alone": lambda s, i: s.follow_ups.drop(s.follow_ups.add(FollowUp("drifting", i, "", MONDAY))),
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_who_is_not_listed(shop: Shop, aino: int, why: str) -> None:
    (once,) = people(shop, "Kerran")
    came(shop, aino, 130, 120, 110, 100)
    came(shop, once, 100)
    assert (shop.visits.drifting_count(), shop.visits.once_count()) == (1, 1)
    LEFT_OUT[why](shop, aino)
    LEFT_OUT[why](shop, once)
    assert (shop.visits.drifting_count(), shop.visits.once_count()) == (0, 0)
    assert shop.visits.drifting() == shop.visits.once() == []
    shop.journal.undo()
    assert shop.visits.once_count() == 1 or why == "left alone"
    if why in {"seen to", "left alone"}:  # until they come again, and stay away again
        shop.clock = FixedClock(MONDAY + timedelta(days=1))
        shop.visits.visit(aino)
        shop.clock = FixedClock(MONDAY + timedelta(days=200))
        assert [d.customer_id for d in shop.visits.drifting()] == [aino]


# -- always what follows from the timeline ---------------------------------------------------------------------------

_LINES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.sampled_from(("", "no_answer")), st.sampled_from("awem")),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_LINES)
def test_the_figures_follow_from_the_timeline(shop: Shop, lines: list[tuple[str, int, str, str]]) -> None:
    customer = shop.customers.add(Customer(given="Aino"))
    for kind, back, outcome, act in lines:
        on = MONDAY - timedelta(days=back)
        known = shop.timeline.of(customer)
        if act == "e" and known:
            shop.timeline.edit(known[back % len(known)].id, on=on)
        elif act == "m" and known:
            shop.timeline.remove(known[back % len(known)].id)
        elif act == "w":
            shop.journal.undo()
            if not shop.customers.get_many([customer]):
                shop.journal.redo()
        else:
            shop.timeline.add(customer, kind, "x", on, outcome=outcome)
        entries = shop.timeline.of(customer)
        wanted = rhythm([e.on for e in entries if e.kind in VISIT_KINDS])
        contacts = [e.on for e in entries if e.kind in CONTACT_KINDS and (e.kind, e.outcome) != ("call", "no_answer")]
        figures = shop.visits.figures(customer)
        assert (figures.visits, figures.last_visit_on) == (wanted.visits, wanted.last)
        assert (figures.usual_days, figures.late_on) == (wanted.usual_days, wanted.late_on)
        assert figures.last_contact_on == max(contacts, default=None)
    assert check(shop) == []
