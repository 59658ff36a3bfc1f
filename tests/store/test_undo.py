"""Undo is identity on every table but the journal and row versions, whatever was done; redo brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm import messages
from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.errors import Conflict, NotFound
from smallcrm.domain.follow_up import CallOutcome, FollowUp, Repeat, Unit
from smallcrm.domain.gifts import Gift, Remedy
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Email, Occasion, Phone, PostalAddress
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.undoing import redoable
from tests.store.pictures import picture

AINO = Customer(
    given="Aino",
    family="Ålesund",
    phones=(Phone("040 123 4567", "mobile"), Phone("03 555 0142", "work")),
    emails=(Email("aino@example.com"),),
    addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),),
    tags=("langat",),
    occasions=(Occasion("birthday", 5, 12, 1980), Occasion("name_day", 5, 10)),
    photo=b"\x89PNG not really",
    photo_type="image/png",
)


def edited(c: Customer) -> Customer:
    return replace(
        c,
        given="Aino Maria",
        no_mail=True,
        phones=(c.phones[1], Phone("050 999")),
        tags=(),
        occasions=(replace(c.occasions[0], year=None), Occasion("other", 12, 24, label="Joulu")),
        photo=b"",
        photo_type="",
    )


COFFEE = Programme("Kahvikortti", ProgrammeState.RUNNING, on_scan=True, terms=Terms(goal=3, reward=Prize(3, "Kahvi")))
ACTIONS: dict[str, Callable[[Shop, int], Any]] = {
    "add": lambda s, _i: s.customers.add(replace(AINO, given="Other", uid="")),
    "save": lambda s, i: s.customers.save(edited(s.customers.get(i))),
    "photo": lambda s, i: s.customers.save(replace(s.customers.get(i), photo=b"another", photo_type="image/gif")),
    "note": lambda s, i: s.timeline.add(i, "note", "Pitää teestä", date(2027, 1, 2)),
    "note edited": lambda s, i: s.timeline.edit(s.timeline.of(i)[0].id, "Pitää kahvista"),
    "note removed": lambda s, i: s.timeline.remove(s.timeline.of(i)[0].id),
    "note moved": lambda s, i: s.timeline.edit(s.timeline.of(i)[0].id, on=date(2027, 1, 3), kind="visit", amount=500),
    "visit": lambda s, i: s.visits.visit(i, amount=1250),
    "purchase": lambda s, i: s.visits.purchase(i, text="Lankaa", amount=50_000),
    "promise": lambda s, i: s.follow_ups.note(i, "Soita", date(2027, 5, 20), time(16), kind="promise"),
    "complaint": lambda s, i: s.follow_ups.complain(i, "Rikki"),
    "solved": lambda s, i: s.follow_ups.solve(s.follow_ups.of(i)[0].id, "Uusi tilalle"),
    "done and next": lambda s, i: s.follow_ups.done(s.follow_ups.of(i)[-1].id),
    "snoozed": lambda s, i: s.follow_ups.snooze(s.follow_ups.of(i)[0].id, datetime(2027, 6, 1)),
    "called": lambda s, i: s.follow_ups.called(i, CallOutcome.MESSAGE_LEFT, "x", follow_up=s.follow_ups.of(i)[0].id),
    "call-back": lambda s, i: s.follow_ups.called(i, CallOutcome.NO_ANSWER, again=datetime(2027, 6, 1, 9)),
    "line of a promise removed": lambda s, i: s.timeline.remove(next(e for e in s.timeline.of(i) if e.follow_up).id),
    "remedy": lambda s, i: s.follow_ups.give(i, Remedy("Kahvi", 500), 300, complaint=s.follow_ups.of(i)[0].id),
    "remedies": lambda s, _i: s.remedies.save([Remedy("Kahvi", 500)]),
    "gift": lambda s, i: s.gifts.add(Gift(i, "Puikot")),
    "bin": lambda s, i: s.customers.bin(i),
    "settings": lambda s, _i: s.settings.save(replace(s.settings.read(), name="Kerä", post_days=4)),
    "language": lambda s, _i: s.settings.save(replace(s.settings.read(), language="nb")),
    "staff": lambda s, _i: s.staff.add("Sanna"),
    "programme": lambda s, _i: s.programmes.add(replace(COFFEE, name="Pullakortti", on_scan=True)),
    "programme renamed": lambda s, _i: s.programmes.rename(1, "Teekortti", "cup", "sage"),
    "programme paused": lambda s, _i: s.programmes.pause(1),
    "programme ended": lambda s, _i: s.programmes.end(1, s.today, s.today),
    "programme started": lambda s, _i: s.programmes.start(3),
    "programme on scan": lambda s, _i: s.programmes.scan(2),
    "new terms": lambda s, _i: s.programmes.change(1, replace(COFFEE.terms, goal=2, reward=Prize(2, "Kahvi"))),
    "awarded": lambda s, _i: s.programmes.change(1, replace(COFFEE.terms, goal=2, reward=Prize(2, "K")), award=[1]),
    "card": lambda s, i: s.cards.issue(i),
    "card and round": lambda s, i: s.cards.issue(i, 2),
    "card given": lambda s, i: s.cards.give(number_of(9), i),
    "free number given": lambda s, i: s.cards.give(number_of(1), i),
    "numbers": lambda s, _i: s.cards.reserve(3),
    "card replaced": lambda s, i: s.cards.replace(i + 1),
    "card printed": lambda s, _i: s.cards.printed([number_of(1)]),
    "stamped": lambda s, i: s.cards.stamp(i, force="x", note="y"),
    "stamped over cards": lambda s, i: s.cards.stamp(i, count=8, again=True),
    "reward": lambda s, _i: s.cards.redeem(2003),
    "reward cancelled": lambda s, _i: s.cards.void(2003, "mistake", "x"),
    "stamp reversed": lambda s, _i: s.cards.reverse(1, "mistake", "x"),
    "reward reversed": lambda s, _i: s.cards.reverse(s.database.sql("SELECT max(id) FROM ledger")[0][0], "mistake"),
    "stamp that paid reversed": lambda s, _i: s.cards.reverse(4, "mistake"),
    "stamp moved": lambda s, i: s.cards.move(5, i + 1),
    "paper card": lambda s, i: s.cards.believe_paper(i, 1, 2, "x"),
    "adjusted": lambda s, i: s.cards.adjust(i, 1, 7, "goodwill"),
    "words erased": lambda s, _i: s.cards.erase_note(1),
}


@pytest.fixture
def aino(shop: Shop) -> int:
    made = shop.customers.add(AINO)
    shop.timeline.add(made, "note", "Ensimmäinen", date(2027, 1, 1))
    shop.follow_ups.complain(made, "Myöhässä", due=date(2027, 5, 11))
    shop.follow_ups.add(FollowUp("reminder", made, "Kuukausittain", date(2027, 5, 12), repeat=Repeat(1, Unit.MONTH)))
    return made


@pytest.fixture
def stamped(shop: Shop, aino: int) -> int:
    """Aino has stamps, words beside the first, and a reward taken; Bo a number; there is a free one, too."""
    bo = shop.customers.add(Customer(given="Bo"))
    shop.programmes.add(COFFEE)
    shop.programmes.add(replace(COFFEE, name="Toinen", terms=replace(COFFEE.terms, head_start=1)))
    shop.programmes.add(replace(COFFEE, name="Kolmas", state=ProgrammeState.PLANNED))
    shop.programmes.scan(1)
    shop.cards.reserve(1)
    shop.cards.issue(bo)
    shop.cards.stamp(aino, note="Sataa")
    shop.cards.adjust(aino, 1, 5, "goodwill")
    shop.cards.redeem(1003)
    shop.cards.stamp(aino, again=True)
    return aino


@pytest.mark.parametrize("name", ACTIONS)
def test_undo_is_identity_and_redo_brings_it_back(shop: Shop, stamped: int, name: str) -> None:
    before = picture(shop)
    ACTIONS[name](shop, stamped)
    after = picture(shop)
    assert after != before
    shop.journal.undo()
    assert picture(shop) == before
    shop.journal.redo()
    assert picture(shop) == after
    shop.journal.undo()
    assert picture(shop) == before
    assert check(shop) == []


def test_row_versions_only_rise(shop: Shop, aino: int) -> None:
    seen = [shop.customers.get(aino).version]
    shop.customers.save(edited(shop.customers.get(aino)))
    seen.append(shop.customers.get(aino).version)
    shop.journal.undo()
    seen.append(shop.customers.get(aino).version)
    shop.journal.redo()
    seen.append(shop.customers.get(aino).version)
    assert seen == sorted(set(seen))


def test_ids_are_never_given_twice(shop: Shop) -> None:
    first = shop.customers.add(Customer(given="Aino"))
    shop.journal.undo()
    assert shop.customers.add(Customer(given="Eero")) > first


def test_several_steps_go_back_one_by_one_and_come_again(shop: Shop) -> None:
    pictures = [picture(shop)]
    made = shop.customers.add(AINO)
    pictures.append(picture(shop))
    shop.timeline.add(made, "note", "eka")
    pictures.append(picture(shop))
    shop.customers.save(edited(shop.customers.get(made)))
    pictures.append(picture(shop))
    for wanted in reversed(pictures[:-1]):
        shop.journal.undo()
        assert picture(shop) == wanted
    for wanted in pictures[1:]:
        shop.journal.redo()
        assert picture(shop) == wanted
    with pytest.raises(NotFound):
        shop.journal.redo()


def test_something_new_ends_redo(shop: Shop, aino: int) -> None:
    shop.timeline.add(aino, "note", "toinen")
    shop.journal.undo()
    shop.timeline.add(aino, "note", "kolmas")
    with pytest.raises(NotFound):
        shop.journal.redo()


def test_what_is_named_comes_back_after_something_new_unless_that_touched_it(shop: Shop, aino: int) -> None:
    assert redoable(shop) == 0
    note = shop.timeline.add(aino, "note", "toinen")
    shop.timeline.edit(note, "kolmas")
    shop.journal.undo()
    edited_step = shop.journal.steps(1)[0].id
    assert redoable(shop) == edited_step
    shop.timeline.add(aino, "note", "muu")
    assert redoable(shop) == edited_step
    shop.journal.redo_step(edited_step)
    assert "kolmas" in {entry.text for entry in shop.timeline.of(aino)}
    assert redoable(shop) == 0
    shop.journal.undo_step(edited_step)
    shop.timeline.edit(note, "neljäs")
    assert redoable(shop) == 0
    with pytest.raises(Conflict) as refused:
        shop.journal.redo_step(edited_step)
    assert refused.value.values["later"] == [("note_edited", {"name": "Aino Ålesund"})]


def test_what_a_rule_made_anew_is_in_the_way_of_the_same_and_named(shop: Shop) -> None:
    bo = shop.customers.add(Customer(given="Bo"))
    shop.visits.visit(bo)  # the first one: a thank-you is to be written
    first = shop.journal.steps(1)[0].id
    shop.journal.undo()
    shop.visits.visit(bo)
    again = shop.journal.steps(1)[0].id
    assert len(shop.follow_ups.of(bo)) == 1
    assert redoable(shop) == 0
    with pytest.raises(Conflict) as refused:
        shop.journal.redo_step(first)
    assert refused.value.values["steps"] == [again]
    shop.journal.undo()
    shop.journal.redo_step(first)
    assert len(shop.follow_ups.of(bo)) == 1


def test_a_large_step_is_offered_again_only_right_away(shop: Shop) -> None:
    with shop.change("imported", bulk=True, created=60, updated=0, files=[]):
        shop.customers.add_many([Customer(given=f"N{n}") for n in range(60)])
    shop.journal.undo()
    assert redoable(shop) == shop.journal.steps(1)[0].id
    shop.customers.add(AINO)
    assert redoable(shop) == 0


def test_nothing_to_undo_is_told(shop: Shop) -> None:
    with pytest.raises(NotFound) as caught:
        shop.journal.undo()
    assert caught.value.code == "nothing_to_undo"


def test_what_changes_nothing_makes_no_step(shop: Shop, aino: int) -> None:
    before = len(shop.journal.steps())
    shop.customers.save(shop.customers.get(aino))
    shop.settings.save(shop.settings.read())
    assert len(shop.journal.steps()) == before


def test_a_single_step_changed_later_is_refused_and_names_the_later(shop: Shop, aino: int) -> None:
    shop.customers.save(replace(shop.customers.get(aino), given="Maria"))
    early = shop.journal.steps()[0].id
    shop.customers.save(replace(shop.customers.get(aino), given="Helena"))
    late = shop.journal.steps()[0].id
    before = picture(shop)
    with pytest.raises(Conflict) as caught:
        shop.journal.undo_step(early)
    assert (caught.value.code, caught.value.values["steps"]) == ("changed_later", [late])
    assert messages.error(caught.value).endswith("Undo this first: Changed: Helena Ålesund")
    assert picture(shop) == before


def test_adding_a_customer_is_not_undone_under_a_later_note(shop: Shop) -> None:
    made = shop.customers.add(AINO)
    step = shop.journal.steps()[0].id
    shop.timeline.add(made, "note", "tärkeä")
    with pytest.raises(Conflict):
        shop.journal.undo_step(step)
    assert shop.timeline.of(made)[0].text == "tärkeä"


def test_an_older_step_of_somebody_else_is_undone(shop: Shop, aino: int) -> None:
    shop.timeline.add(aino, "note", "vanha")
    step = shop.journal.steps()[0].id
    shop.customers.add(Customer(given="Eero"))
    shop.journal.undo_step(step)
    assert [e.text for e in shop.timeline.of(aino)] == ["Myöhässä", "Ensimmäinen"]
    assert shop.customers.count() == 2
    with pytest.raises(Conflict):
        shop.journal.undo_step(step)


def test_a_bulk_step_keeps_whom_somebody_changed_since_and_tells(shop: Shop) -> None:
    with shop.change("imported", bulk=True, created=3, files=["a.vcf"]):
        ids = shop.customers.add_many([replace(AINO, given=f"N{i}", uid="") for i in range(3)])
    shop.timeline.add(ids[1], "note", "kirjoitettu käsin")
    step = next(s for s in shop.journal.steps() if s.bulk)
    undone = shop.journal.undo_step(step.id)
    assert undone.kept == (ids[1],)
    kept = shop.customers.get(ids[1])
    assert (kept.given, len(kept.phones), len(kept.occasions)) == ("N1", 2, 2)
    assert shop.customers.all_ids() == [ids[1]]
    assert check(shop) == []
    shop.journal.redo()
    assert len(shop.customers.all_ids()) == 3
    assert check(shop) == []


def test_steps_before_a_migration_are_history_only(shop: Shop, aino: int) -> None:
    step = shop.journal.steps()[0]
    with shop.transaction():
        shop.database.sql("UPDATE journal SET migration = '0'")
    assert not shop.journal.steps()[0].undoable
    with pytest.raises(Conflict) as caught:
        shop.journal.undo_step(step.id)
    assert caught.value.code == "history_only"


def test_images_go_after_ninety_days_and_labels_stay(tmp_path: Path) -> None:
    clock = FixedClock(date(2027, 1, 1))
    shop = Shop.open(tmp_path / "a.smallcrm", clock=clock, create=True)
    made = shop.customers.add(AINO)
    shop.customers.save(replace(shop.customers.get(made), given="CANARY", photo=b"", photo_type=""))
    shop.customers.save(replace(shop.customers.get(made), given="Aino"))
    clock.when = date(2027, 3, 1)
    shop.timeline.add(made, "note", "later")
    clock.when = date(2027, 4, 15)
    shop.journal.trim()
    images = [r[0] for r in shop.database.sql("SELECT image FROM journal_row WHERE image IS NOT NULL")]
    assert not any("CANARY" in image for image in images)
    assert shop.database.sql("SELECT count(*) FROM journal_photo") == [(0,)]
    assert [s.label for s in shop.journal.steps()] == [
        "note_added",
        "customer_changed",
        "customer_changed",
        "customer_added",
    ]
    assert "given" in shop.journal.steps()[1].fields
    shop.close()


def test_history_of_one_customer(shop: Shop, aino: int) -> None:
    shop.customers.add(Customer(given="Eero"))
    assert {s.label for s in shop.journal.steps(customer=aino)} == {
        "customer_added",
        "note_added",
        "complaint_added",
        "follow_up_added",
    }


def test_the_change_number_rises_with_undo_too(shop: Shop, aino: int) -> None:
    numbers = [shop.journal.change_no()]
    shop.journal.undo()
    numbers.append(shop.journal.change_no())
    shop.journal.redo()
    numbers.append(shop.journal.change_no())
    assert numbers == sorted(set(numbers))


def test_an_error_inside_a_change_leaves_nothing(shop: Shop, aino: int) -> None:
    before = picture(shop)
    with pytest.raises(ValueError, match="half way"):
        _add_and_fail(shop)
    assert picture(shop) == before
    assert not shop.in_change


def _add_and_fail(shop: Shop) -> None:
    with shop.change("x"):
        shop.customers.add_many([Customer(given="Eero")])
        raise ValueError("half way")


NAMES = st.sampled_from(["Aino", "Łukasz", "Øyvind", "O'Brien", "Äijä", "x_%", "Ö"])


@given(st.lists(NAMES, min_size=1, max_size=4))
@settings(max_examples=10)
def test_bulk_undo_is_identity(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    shop = Shop.open(tmp_path_factory.mktemp("bulk") / "a.smallcrm", create=True)
    before = picture(shop)
    with shop.change("imported", bulk=True):
        shop.customers.add_many([Customer(given=n, phones=(Phone("1"),), extra=(("X-A", "b"),)) for n in names])
    after = picture(shop)
    shop.journal.undo()
    assert picture(shop) == before
    shop.journal.redo()
    assert picture(shop) == after
    shop.close()


def test_a_clock_that_jumps_ahead_makes_nothing_old(tmp_path: Path) -> None:
    clock = FixedClock(date(2027, 1, 1))
    shop = Shop.open(tmp_path / "a.smallcrm", clock=clock, create=True)
    shop.customers.add(AINO)
    clock.when = date(2099, 1, 1)
    shop.journal.trim()
    assert shop.journal.undo().step.label == "customer_added"
    shop.close()
