"""Gifts and whom something might interest; words begun and not saved; who was here, and what changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain import stems
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.gifts import Gift
from smallcrm.domain.model import Customer, Phone
from smallcrm.store.clock import FixedClock
from smallcrm.store.gifts import excerpt
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY


@pytest.fixture
def aino(shop: Shop) -> int:
    return shop.customers.add(Customer(given="Aino", tags=("langat", "runot"), phones=(Phone("040 1"),)))


def test_gifts_are_kept_changed_and_undone(shop: Shop, aino: int) -> None:
    idea = shop.gifts.add(Gift(aino, " Puikot "))
    given_one = shop.gifts.add(Gift(aino, "Kirja", "given", "birthday", date(2027, 1, 2), "Luki heti", 2500))
    planned = shop.gifts.add(Gift(aino, "Lahjakortti", "planned"))
    assert [g.id for g in shop.gifts.of(aino)] == [planned, idea, given_one]
    assert shop.gifts.of(aino)[2] == Gift(
        aino, "Kirja", "given", "birthday", date(2027, 1, 2), "Luki heti", 2500, given_one
    )
    shop.gifts.save(Gift(aino, "Puikot", "given", on=MONDAY, id=idea))
    assert [g.id for g in shop.gifts.of(aino)] == [planned, idea, given_one]
    shop.gifts.remove(planned)
    assert [s.label for s in shop.journal.steps(3)] == ["gift_removed", "gift_edited", "gift_added"]
    for _step in range(2):
        shop.journal.undo()
    assert [g.state for g in shop.gifts.of(aino)] == ["planned", "idea", "given"]
    with pytest.raises(BadInput, match="empty_gift"):
        shop.gifts.add(Gift(aino, " "))
    with pytest.raises(NotFound):
        shop.gifts.remove(99)
    with pytest.raises(NotFound):
        shop.gifts.save(Gift(aino, "x", id=99))


def test_ideas_come_from_purchases_and_never_from_tags(shop: Shop, aino: int) -> None:
    assert "langat" in shop.customers.get(aino).tags
    shop.visits.purchase(aino, text="Villalankaa\npunaista", on=date(2027, 1, 1))
    shop.visits.purchase(aino, text="RUNOT")
    shop.visits.purchase(aino, text="")
    assert shop.gifts.ideas_from(aino) == ["RUNOT", "Villalankaa"]
    shop.gifts.add(Gift(aino, "villalankaa"))
    assert shop.gifts.ideas_from(aino) == ["RUNOT"]


def test_whom_would_this_interest(shop: Shop, aino: int) -> None:
    eero = shop.customers.add(Customer(given="Eero", business="Lankakauppa", wishes="Lankoja Virosta"))
    gone = shop.customers.add(Customer(given="Poissa", tags=("langat",), archived=True))
    shop.timeline.add(aino, "note", "Neuloo villalangat loppuun\nja odottaa uusia LANKÄ-värejä")
    shop.visits.purchase(eero, text="Lankaa", amount=900)
    found = shop.gifts.interested("lank")
    assert [i.name for i in found] == ["Eero", "Aino"]
    assert found[0].because == (("business", "Lankakauppa"), ("wishes", "Lankoja Virosta"), ("purchase", "Lankaa"))
    assert found[1].because == (("note", "ja odottaa uusia LANKÄ-värejä"),)
    assert found[1].phone == "040 1"
    assert [i.name for i in shop.gifts.interested("langat")] == ["Aino"]
    assert shop.gifts.interested("lank viro")[0].because == (("wishes", "Lankoja Virosta"),)
    assert shop.gifts.interested("  ") == shop.gifts.interested("%") == shop.gifts.interested("purjehdus") == []
    assert gone


@given(st.text(max_size=300), st.text(alphabet="abcä ", min_size=1, max_size=6))
def test_an_excerpt_is_short_whatever_the_text(text: str, sought: str) -> None:
    assert len(excerpt(text, stems.sought(sought, "fi") or stems.sought("a", "fi"))) <= 84


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=20))
def test_any_words_may_be_looked_for(shop: Shop, text: str) -> None:
    assert isinstance(shop.gifts.interested(text), list)


def test_drafts_are_kept_without_a_step_and_nobody_is_told(shop: Shop, aino: int) -> None:
    heard: list[object] = []
    shop.on_change(heard.append)
    steps = len(shop.journal.steps())
    shop.drafts.keep(f"composer/{aino}", {"text": "Kesken\0", "due": None})
    shop.drafts.keep(f"composer/{aino}", {"text": "Kesken jää"})
    shop.drafts.keep("complaint/1", {"text": "%"})
    assert shop.drafts.take(f"composer/{aino}") == shop.drafts.take(f"composer/{aino}") == {"text": "Kesken jää"}
    assert shop.drafts.all("composer/") == {f"composer/{aino}": {"text": "Kesken jää"}}
    assert len(shop.drafts.all()) == 2
    again = Shop.open(shop.file)
    assert again.drafts.take("complaint/1") == {"text": "%"}
    again.close()
    shop.drafts.drop("complaint/1")
    shop.drafts.drop("complaint/1")
    assert shop.drafts.take("complaint/1") is None
    assert (heard, len(shop.journal.steps())) == ([], steps)


def test_what_changed_since_somebody_was_here(shop: Shop, aino: int) -> None:
    sanna = shop.staff.add("Sanna Mäki")
    assert [shop.staff.id_of(name) for name in ("sanna mäki", "SM", "", "Ola")] == [sanna, sanna, 0, 0]
    assert shop.staff.seen(sanna) is None
    steps = len(shop.journal.steps())
    shop.staff.see(sanna)
    seen = shop.staff.seen(sanna)
    assert seen == shop.now
    assert len(shop.journal.steps()) == steps
    eero = shop.customers.add(Customer(given="Eero"))
    shop.customers.save(replace(shop.customers.get(aino), assistant=sanna))
    assert shop.customers.of_assistant(sanna) == [aino]
    shop.clock = FixedClock(seen + timedelta(hours=2))
    shop.timeline.add(aino, "note", "uutta")
    shop.timeline.add(eero, "note", "toista")
    shop.timeline.add(aino, "note", "peruttu")
    shop.journal.undo()
    both = shop.journal.since(seen, [aino, eero])
    assert [(s.label, s.customers) for s in both] == [("note_added", (eero,)), ("note_added", (aino,))]
    assert [s.customers for s in shop.journal.since(seen, shop.customers.of_assistant(sanna))] == [(aino,)]
    assert shop.journal.since(seen, []) == []
    assert len(shop.journal.since(datetime(2000, 1, 1).astimezone(), [aino, eero], limit=1)) == 1


def test_whom_somebody_lost_and_by_which_step(shop: Shop, aino: int) -> None:
    sanna, ola = shop.staff.add("Sanna"), shop.staff.add("Ola")
    eero = shop.customers.add(Customer(given="Eero"))

    def give(customer: int, assistant: int) -> int:
        shop.customers.save(replace(shop.customers.get(customer), assistant=assistant))
        return shop.journal.newest

    give(aino, sanna)
    give(eero, sanna)
    shop.staff.see(sanna)
    then = shop.now
    shop.clock = FixedClock(then + timedelta(hours=1))
    assert shop.journal.parted(then, sanna) == {}
    taken = give(aino, ola)
    give(aino, 0)  # that was Ola's loss
    shop.customers.bin(eero)
    assert shop.journal.parted(then, sanna) == {aino: taken, eero: shop.journal.newest}
    assert set(shop.journal.parted(then, ola)) == {aino}
    assert shop.journal.parted(shop.now, sanna) == {}
    shop.journal.undo()
    give(aino, sanna)
    assert shop.journal.parted(then, sanna) == {}
