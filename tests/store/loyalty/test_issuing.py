"""Card numbers: made, given, replaced, printed; a dead one stays dead, and none is ever given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.errors import BadInput, Conflict, Refused
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop
from tests.store.loyalty.stamping import Till, till


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Till]:
    made = till(tmp_path / "shop.smallcrm")
    yield made
    assert check(made.shop) == []
    made.shop.close()


def test_a_lost_card_is_dead_and_its_stamps_stay(at: Till) -> None:
    old = at.shop.cards.issue(at.aino)
    at.stamp(old)
    new = at.shop.cards.lost(old)
    found = at.shop.cards.find(old)
    assert (found.state, found.replaced_by, found.ended_on) == ("lost", new, at.shop.today)
    assert at.shop.cards.lost(old) == new  # said once more
    kept = at.shop.database.sql(
        "SELECT o.replaced_by, n.id FROM card_number o, card_number n WHERE n.digits = ?", [new]
    )
    assert kept[0][0] == kept[0][1] == found.id + 1
    with pytest.raises(Refused) as said:
        at.stamp(old, force="goodwill")
    assert (said.value.code, said.value.values["replaced_by"]) == ("dead_card", new)
    assert at.stamp(new).balance == 2
    at.shop.journal.undo()
    at.shop.journal.undo()
    assert at.stamp(old).balance == 2


def beside(at: Till, theirs: Callable[[], object], mine: Callable[[Shop], object]) -> object:
    """What another till gets that asks while this one still writes."""
    ready, writing, got = Event(), Event(), []

    def ask() -> None:
        shop = Shop.open(at.shop.file, clock=at.shop.clock)
        ready.set()
        writing.wait(10)
        got.append(mine(shop))
        shop.close()

    other = Thread(target=ask)
    other.start()
    ready.wait(10)
    with at.shop.transaction():
        theirs()
        writing.set()
        sleep(0.2)  # it may have read by then, and waits for the lock
    other.join()
    return got[0]


def test_of_two_tills_that_call_a_card_lost_at_once_the_second_is_told_the_same_number(at: Till) -> None:
    old = at.shop.cards.issue(at.aino)
    made: list[str] = []
    told = beside(at, lambda: made.append(at.shop.cards.lost(old)), lambda shop: shop.cards.lost(old))
    assert told == made[0] == at.shop.cards.number(at.aino)


def test_a_card_is_stamped_for_whose_it_is_when_the_stamp_is_written(at: Till) -> None:
    (number,) = at.shop.cards.reserve(1)
    at.shop.cards.give(number, at.aino)

    def to_bo() -> None:
        at.shop.journal.undo()
        at.shop.cards.give(number, at.bo)

    beside(at, to_bo, lambda shop: shop.cards.stamp(number))
    assert (at.balance(), at.balance(at.bo)) == (0, 1)


def test_numbers_made_in_advance_are_given_later(at: Till) -> None:
    made = at.shop.cards.reserve(3)
    assert [at.shop.cards.find(number).state for number in made] == ["free"] * 3
    with pytest.raises(Refused, match="unknown_card"):
        at.stamp(made[1])
    at.shop.cards.give(made[1], at.aino)
    at.shop.cards.give(made[1], at.aino)  # a second Enter
    assert at.stamp(made[1]).balance == 1
    with pytest.raises(Conflict, match="number_taken"):
        at.shop.cards.give(made[1], at.bo)
    with pytest.raises(Conflict, match="has_card"):
        at.shop.cards.give(made[0], at.aino)
    early = next(step.id for step in at.shop.journal.steps() if step.label == "numbers_made")
    with pytest.raises(Conflict, match="changed_later"):
        at.shop.journal.undo_step(early)


def test_a_number_never_seen_here_can_be_given_and_is_then_not_made_again(at: Till) -> None:
    printed_elsewhere = number_of(3)
    at.shop.cards.give(printed_elsewhere, at.aino)
    assert at.shop.cards.find(printed_elsewhere).customer_id == at.aino
    assert printed_elsewhere not in at.shop.cards.reserve(3)
    assert at.shop.cards.issue(at.bo) != printed_elsewhere


def test_an_undone_number_is_never_made_again(at: Till) -> None:
    first = at.shop.cards.issue(at.aino)
    at.shop.journal.undo()
    assert at.shop.cards.find(first).state == "unknown"
    assert at.shop.cards.issue(at.aino) != first


def test_a_number_that_was_read_is_not_undone_under_the_stamp(at: Till) -> None:
    number = at.shop.cards.issue(at.aino)
    issued = at.shop.journal.steps(1)[0].id
    at.stamp(number)
    with pytest.raises(Conflict) as said:
        at.shop.journal.undo_step(issued)
    assert said.value.values["later"] == [("stamped", {"name": "Aino"})]
    at.shop.journal.undo()
    at.shop.journal.undo_step(issued)


@pytest.mark.parametrize(("code", "kind"), [("4006381333931", "product"), ("1234567890", "bad"), ("", "bad")])
def test_what_is_no_card_says_so(at: Till, code: str, kind: str) -> None:
    with pytest.raises(BadInput) as said:
        at.stamp(code)
    assert (said.value.code, said.value.values["kind"]) == ("not_a_card", kind)


def test_an_unknown_card_and_no_programme_on_scan(at: Till) -> None:
    with pytest.raises(Refused, match="unknown_card"):
        at.stamp(number_of(77))
    at.shop.programmes.scan(0)
    with pytest.raises(Refused, match="nothing_on_scan"):
        at.shop.cards.stamp(at.aino)


def test_somebody_in_the_bin_is_brought_back_first(at: Till) -> None:
    number = at.shop.cards.issue(at.aino)
    at.shop.customers.bin(at.aino)
    assert at.shop.cards.find(number).hidden == "binned"
    with pytest.raises(Refused) as said:
        at.stamp(number, force="goodwill")
    assert (said.value.code, said.value.values) == ("in_bin", {"name": "Aino"})
    at.shop.customers.unbin(at.aino)
    assert at.stamp(number).counted


@pytest.mark.parametrize("hidden", ["archived", "deceased"])
def test_somebody_archived_or_deceased_is_stamped_for_a_reason_only(at: Till, hidden: str) -> None:
    known = at.shop.customers.get(at.aino)
    at.shop.customers.save(replace(known, archived=hidden == "archived", deceased=hidden == "deceased"))
    with pytest.raises(Refused, match=hidden):
        at.stamp()
    assert at.stamp(force="other").counted


def test_printed_cards_are_remembered(at: Till) -> None:
    numbers = [at.shop.cards.issue(who) for who in (at.aino, at.bo)]
    at.shop.cards.printed(numbers)
    assert at.shop.database.sql("SELECT DISTINCT printed_on FROM card_number") == [("2027-05-10",)]
    assert at.shop.journal.steps(1)[0].values == {"count": 2}
    at.shop.journal.undo()
    assert at.shop.database.sql("SELECT DISTINCT printed_on FROM card_number") == [(None,)]


def test_a_card_given_instead_ends_the_one_before(at: Till) -> None:
    old, new = at.shop.cards.issue(at.aino), number_of(7_000)
    at.shop.cards.stamp(old)
    with pytest.raises(Conflict):
        at.shop.cards.give(new, at.aino)
    at.shop.cards.give(new, at.aino, instead=True)
    ended = at.shop.cards.find(old)
    assert (ended.state, ended.replaced_by, at.shop.cards.number(at.aino)) == ("lost", new, new)
    assert at.shop.cards.view(at.aino, at.programme).standing.balance == 1
    at.shop.journal.undo()
    assert (at.shop.cards.find(old).state, at.shop.cards.find(old).replaced_by) == ("active", "")
    assert at.shop.cards.find(new).state == "unknown"
    at.shop.journal.redo()
    assert at.shop.cards.number(at.aino) == new


def test_no_card_is_begun_in_a_programme_that_has_ended(at: Till) -> None:
    at.shop.programmes.end(at.programme, at.shop.today, None)
    at.on(days=1)
    with pytest.raises(Refused, match="ended"):
        at.shop.cards.issue(at.aino, at.programme)
    assert at.shop.cards.number(at.aino) == ""
    assert at.shop.cards.issue(at.aino)


def test_of_a_dead_card_the_number_in_use_is_told_however_many_came_between(at: Till) -> None:
    oldest = at.shop.cards.issue(at.aino)
    at.shop.cards.replace(at.aino)
    newest = at.shop.cards.replace(at.aino, "void")
    assert at.shop.cards.find(oldest).replaced_by == newest
    assert at.shop.cards.find(newest).replaced_by == ""
    assert at.shop.cards.find(at.shop.cards.reserve(1)[0]).replaced_by == ""
    with pytest.raises(ValueError, match="lol"):
        at.shop.cards.replace(at.aino, "lol")
