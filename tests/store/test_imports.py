"""Imports: who is the same person, what is added to whom, and that everything can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput, Cancelled, Conflict
from smallcrm.domain.incoming import Guess, Problem, ReadFile, Record
from smallcrm.domain.model import Consent, Customer, Email, Entry, Occasion, Phone, PostalAddress
from smallcrm.domain.reason import reason
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.imports import ImportPlan
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.pictures import picture

AINO = Customer(
    given="Aino",
    family="Virtanen",
    phones=(Phone("040 123 4567"),),
    emails=(Email("Aino@Example.com"),),
    occasions=(Occasion("birthday", 5, 20, 1980),),
)


def record(customer: Customer, *, source_id: str = "", line: int = 1, notes: Sequence[str] = ()) -> Record:
    fingerprint = repr((customer, source_id, tuple(notes)))
    entries = tuple(Entry("note", MONDAY, n) for n in notes)
    return Record(customer, line, fingerprint, source_id, entries, raw=customer.name)


def contacts(*records: Record, file: str = "a.csv", problems: tuple[Problem, ...] = ()) -> ReadFile:
    return ReadFile(file, Guess("csv"), tuple(records), problems)


def take_in(shop: Shop, *files: ReadFile, matches: str = "fill") -> ImportPlan:
    plan = shop.imports.plan(files, matches)
    shop.imports.apply(plan)
    return plan


def totals(plan: ImportPlan) -> tuple[int, ...]:
    return tuple(plan.total(c) for c in ("read", "created", "updated", "unchanged", "rejected"))


def only(shop: Shop) -> Customer:
    (i,) = shop.customers.all_ids("listed")
    return shop.customers.get(i)


# -- who is the same person ------------------------------------------------------------------------------------------


def test_the_same_row_is_unchanged_even_after_edits_here(shop: Shop) -> None:
    take_in(shop, contacts(record(AINO)))
    edited = replace(only(shop), given="Maria", family="Muu", phones=(), emails=(), occasions=())
    shop.customers.save(edited)
    plan = take_in(shop, contacts(record(AINO)))
    assert totals(plan) == (1, 0, 0, 1, 0)
    assert only(shop).given == "Maria"


def test_the_row_counts_before_the_uid_and_the_uid_before_the_source_id(shop: Shop) -> None:
    row = record(replace(AINO, uid="u-1"), source_id="7")
    take_in(shop, contacts(row))
    first = only(shop)
    other = shop.customers.add(Customer(given="Aino", family="Toinen", uid="u-2"))
    by_row = shop.imports.plan([contacts(replace(row, customer=replace(row.customer, uid="u-2")))])
    assert by_row.items[0].customer_id == first.id
    by_uid = shop.imports.plan([contacts(record(Customer(given="Aino", family="X", uid="u-2"), source_id="7"))])
    assert by_uid.items[0].customer_id == other
    by_source = shop.imports.plan([contacts(record(Customer(given="Aino", family="Uusinimi"), source_id="7"))])
    assert by_source.items[0].customer_id == first.id


def test_the_source_id_counts_before_the_name(shop: Shop) -> None:
    take_in(shop, contacts(record(Customer(given="Aino", family="Virtanen"), source_id="7")))
    first = only(shop).id
    shop.customers.add(replace(AINO, uid=""))
    plan = shop.imports.plan([contacts(record(AINO, source_id="7"))])
    assert plan.items[0].customer_id == first


def test_two_lists_that_both_count_from_one_do_not_mix_people(shop: Shop) -> None:
    take_in(shop, contacts(record(AINO, source_id="1")))
    plan = take_in(shop, contacts(record(Customer(given="Eero", family="Mäki"), source_id="1"), file="b.csv"))
    assert totals(plan) == (1, 1, 0, 0, 0)
    renamed = Customer(given="A.", family="Lahtinen", phones=AINO.phones)
    take_in(shop, contacts(record(replace(AINO, uid=""), source_id="k-9"), file="c.csv"))
    plan = shop.imports.plan([contacts(record(renamed, source_id="1"), file="d.csv")])
    assert plan.items[0].action == "create"  # the newest owner of that number is Eero


def test_a_source_id_with_the_same_phone_is_the_same_person_under_a_new_name(shop: Shop) -> None:
    take_in(shop, contacts(record(AINO, source_id="1")))
    plan = shop.imports.plan([contacts(record(Customer(nickname="Mummi", phones=AINO.phones), source_id="1"))])
    assert plan.items[0].customer_id == only(shop).id


def test_nobody_is_matched_by_an_empty_or_dashed_id(shop: Shop) -> None:
    shop.customers.add(Customer(given="Dash", uid="-"))
    plan = take_in(shop, contacts(record(Customer(given="Eero")), record(Customer(given="Liisa"), source_id="-")))
    assert totals(plan) == (2, 2, 0, 0, 0)


@pytest.mark.parametrize(
    "more",
    [
        {"phones": (Phone("+358 40 1234567"),)},
        {"emails": (Email("aino@example.com"),)},
        {"occasions": (Occasion("birthday", 5, 20, 1980),)},
        {"occasions": (Occasion("birthday", 5, 20),)},
    ],
)
def test_the_same_name_and_one_thing_more_is_the_same_person(shop: Shop, more: dict[str, object]) -> None:
    mine = shop.customers.add(AINO)
    theirs = replace(Customer(given="AINO", family="virtanen", company="Kerä"), **more)  # type: ignore[arg-type]
    plan = shop.imports.plan([contacts(record(theirs))])
    assert (plan.items[0].action, plan.items[0].customer_id) == ("update", mine)


def test_a_birthday_without_its_year_here_is_the_same_person_too(shop: Shop) -> None:
    mine = shop.customers.add(Customer(given="Aino", family="Virtanen", occasions=(Occasion("birthday", 5, 20),)))
    plan = take_in(shop, contacts(record(replace(AINO, phones=(), emails=()))))
    assert plan.items[0].customer_id == mine
    assert only(shop).birthday == Occasion("birthday", 5, 20, 1980, id=only(shop).occasions[0].id)


@pytest.mark.parametrize(
    "theirs",
    [
        Customer(given="Aino", family="Virtanen"),
        Customer(given="Aino", family="Virtanen", phones=(Phone("050 1"), Phone(""))),
        Customer(given="Aino", family="Virtanen", occasions=(Occasion("birthday", 5, 20, 1981),)),
        Customer(given="Aino", family="Virtanen", occasions=(Occasion("birthday", 5, 20, 1980, whose="son"),)),
        Customer(given="Aino", family="Virtanen", occasions=(Occasion("name_day", 5, 20),)),
        replace(AINO, given="Aini"),
    ],
)
def test_a_like_name_alone_is_never_a_match(shop: Shop, theirs: Customer) -> None:
    shop.customers.add(AINO)
    plan = shop.imports.plan([contacts(record(theirs))])
    assert plan.items[0].action == "create"


def test_two_that_fit_are_nobody(shop: Shop) -> None:
    shop.customers.add(AINO)
    shop.customers.add(replace(AINO, uid=""))
    assert shop.imports.plan([contacts(record(AINO))]).items[0].action == "create"


def test_somebody_in_the_bin_is_told_and_not_revived(shop: Shop) -> None:
    binned = shop.customers.add(AINO)
    shop.customers.bin(binned)
    before = picture(shop)
    row = record(AINO, line=4)
    plan = take_in(shop, contacts(row, row))
    assert totals(plan) == (2, 0, 0, 0, 2)
    assert {(p.reason.code, p.line, p.rejected, p.raw) for p in plan.problems} == {("in_bin", 4, True, "Aino Virtanen")}
    assert picture(shop) == before


def test_who_is_here_counts_before_a_namesake_in_the_bin(shop: Shop) -> None:
    shop.customers.bin(shop.customers.add(AINO))
    here = shop.customers.add(replace(AINO, uid=""))
    assert shop.imports.plan([contacts(record(AINO))]).items[0].customer_id == here


def test_rows_of_one_file_with_other_phones_match_only_when_equal(shop: Shop) -> None:
    twin = replace(AINO, phones=(Phone("040 765 4321"),))
    plan = take_in(shop, contacts(record(AINO), record(AINO, line=2), record(twin, line=3)))
    assert totals(plan) == (3, 2, 0, 1, 0)


def test_two_people_under_one_uid_both_come_in_and_once(shop: Shop) -> None:
    files = (
        contacts(record(replace(AINO, uid="same")), record(Customer(given="Eero", uid="same"))),
        contacts(record(Customer(given="Liisa", uid="same")), file="b.csv"),
    )
    assert totals(take_in(shop, *files)) == (3, 3, 0, 0, 0)
    assert totals(take_in(shop, *files)) == (3, 0, 0, 3, 0)
    assert len({c.uid for c in shop.customers.every()}) == 3


def test_two_rows_for_one_customer_both_add(shop: Shop) -> None:
    shop.customers.add(AINO)
    rows = [replace(AINO, phones=(*AINO.phones, Phone(p))) for p in ("050 111 2222", "050 333 4444")]
    plan = take_in(shop, contacts(*(record(r) for r in rows)))
    assert totals(plan) == (2, 0, 2, 0, 0)
    assert [p.raw for p in only(shop).phones] == ["040 123 4567", "050 111 2222", "050 333 4444"]


# -- what is added ---------------------------------------------------------------------------------------------------

THEIRS = replace(
    AINO,
    family="Virtanen",
    company="Kerä Oy",
    wishes="Villaa",
    phones=(Phone("050 999 8888", primary=True),),
    addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),),
    occasions=(Occasion("birthday", 5, 20, 1980), Occasion("name_day", 5, 10)),
    tags=("langat",),
    extra=(("X-SHOE", "39"),),
)


def test_fill_adds_changes_nothing_and_tells_what_differs(shop: Shop) -> None:
    shop.customers.add(replace(AINO, company="Muu Oy"))
    plan = take_in(shop, contacts(record(THEIRS, notes=("Pitää teestä",))))
    mine = only(shop)
    assert (mine.company, mine.wishes, mine.tags) == ("Muu Oy", "Villaa", ("langat",))
    assert [(p.raw, p.primary) for p in mine.phones] == [("040 123 4567", True), ("050 999 8888", False)]
    assert [(d.field, d.ours, d.theirs) for d in plan.items[0].differing] == [("company", "Muu Oy", "Kerä Oy")]
    assert mine.extra == (("X-SHOE", "39"),)
    assert [e.text for e in shop.timeline.of(mine.id)] == ["Pitää teestä"]
    assert check(shop) == []


def test_overwrite_lets_the_file_win_and_an_empty_cell_never_deletes(shop: Shop) -> None:
    shop.customers.add(replace(AINO, company="Muu Oy", alert="Allerginen"))
    take_in(shop, contacts(record(THEIRS)), matches="overwrite")
    mine = only(shop)
    assert (mine.company, mine.alert) == ("Kerä Oy", "Allerginen")
    assert "040 123 4567" in [p.raw for p in mine.phones]


def test_skip_leaves_known_people_alone(shop: Shop) -> None:
    shop.customers.add(AINO)
    before = picture(shop)
    plan = take_in(shop, contacts(record(THEIRS)), matches="skip")
    assert totals(plan) == (1, 0, 0, 1, 0)
    assert picture(shop) == before


def test_only_three_ways_are_known(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        shop.imports.plan([], "merge")
    assert caught.value.code == "bad_matches"


def test_a_file_with_nothing_new_makes_no_step(shop: Shop) -> None:
    take_in(shop, contacts(record(THEIRS)))
    steps = len(shop.journal.steps())
    take_in(shop, contacts(record(THEIRS)))
    assert len(shop.journal.steps()) == steps


def test_values_that_only_differ_are_told_of_an_unchanged_customer(shop: Shop) -> None:
    shop.customers.add(replace(AINO, nickname="Aikku"))
    plan = take_in(shop, contacts(record(replace(AINO, nickname="Ainska"))))
    assert totals(plan) == (1, 0, 0, 1, 0)
    assert [d.field for d in plan.items[0].differing] == ["nickname"]


@pytest.mark.parametrize("matches", ["fill", "overwrite"])
@pytest.mark.parametrize("known", [True, False])
def test_every_no_is_kept_and_no_yes_is_made(shop: Shop, matches: str, known: bool) -> None:
    if known:
        shop.customers.add(AINO)
    no = Consent("marketing", "post", given=False, on=date(2026, 1, 1))
    yes = Consent("marketing", "email", given=True, on=date(2026, 1, 1))
    take_in(shop, contacts(record(replace(AINO, no_mail=True, consents=(yes, no)))), matches=matches)
    assert (only(shop).no_mail, only(shop).consents) == (True, (no,))


def test_a_no_here_is_never_taken_back_by_a_file(shop: Shop) -> None:
    shop.customers.add(replace(AINO, no_mail=True, deceased=True))
    take_in(shop, contacts(record(replace(AINO, company="X"))), matches="overwrite")
    assert (only(shop).no_mail, only(shop).deceased) == (True, True)


def test_a_note_that_is_here_already_comes_once(shop: Shop) -> None:
    take_in(shop, contacts(record(AINO, notes=("Sama",))))
    plan = take_in(shop, contacts(record(replace(AINO, company="Kerä"), notes=("Sama", "Uusi", ""))))
    assert totals(plan) == (1, 0, 1, 0, 0)
    assert sorted(e.text for e in shop.timeline.of(only(shop).id)) == ["Sama", "Uusi"]


def test_what_no_program_can_store_comes_in_without_it(shop: Shop) -> None:
    odd = record(replace(AINO, family="Virta\0nen\udcff", company="\udce4"), source_id="\udcff", notes=("a\0b",))
    take_in(shop, contacts(odd, file="l\udcffhde.csv"))
    assert only(shop).family == "Virtanen"
    assert shop.timeline.of(only(shop).id)[0].text == "ab"
    assert check(shop) == []


# -- all of it or nothing, and back ------------------------------------------------------------------------------------


def test_undo_takes_back_an_import_updates_included(shop: Shop) -> None:
    shop.customers.add(replace(AINO, company="Muu Oy"))
    before = picture(shop)
    files = (contacts(record(THEIRS, notes=("n",)), record(Customer(given="Eero"), notes=("m",))), contacts(file="b"))
    take_in(shop, *files, matches="overwrite")
    after = picture(shop)
    shop.journal.undo()
    assert picture(shop) == before
    shop.journal.redo()
    assert picture(shop) == after
    assert check(shop) == []


def test_stopped_in_the_middle_nothing_came_in(shop: Shop) -> None:
    shop.customers.add(AINO)
    before = picture(shop)
    people = [record(Customer(given=f"N{i}", family="X"), line=i) for i in range(1500)]
    plan = shop.imports.plan([contacts(record(THEIRS), *people)])

    def stop(done: int, total: int) -> None:
        if done >= 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        shop.imports.apply(plan, stop)
    assert picture(shop) == before
    assert not shop.in_change
    with pytest.raises(Cancelled):
        shop.imports.plan([contacts(*people)], report=lambda d, _t: stop(1000 * (d > 0), 0))


def test_what_somebody_changed_since_the_plan_is_not_overwritten(shop: Shop) -> None:
    mine = shop.customers.add(AINO)
    plan = shop.imports.plan([contacts(record(THEIRS), record(Customer(given="Eero")))])
    shop.customers.save(replace(shop.customers.get(mine), company="Tällä välin"))
    with pytest.raises(Conflict) as caught:
        shop.imports.apply(plan)
    assert caught.value.code == "changed_meanwhile"
    assert only(shop).company == "Tällä välin"


def test_a_bulk_undo_keeps_who_was_changed_later(shop: Shop) -> None:
    take_in(shop, contacts(record(AINO), record(Customer(given="Eero"))))
    kept = next(c.id for c in shop.customers.every() if c.given == "Eero")
    shop.timeline.add(kept, "note", "oma")
    step = next(s for s in shop.journal.steps() if s.bulk)
    assert shop.journal.undo_step(step.id).kept == (kept,)
    assert shop.customers.all_ids() == [kept]


PEOPLE = st.builds(
    Customer,
    given=st.sampled_from(["Aino", "Eero", "Łukasz", "Øyvind"]),
    family=st.sampled_from(["", "Virtanen", "Mäki"]),
    phones=st.lists(st.builds(Phone, st.sampled_from(["040 123 4567", "040 1234567", "050 1"])), max_size=2).map(tuple),
    uid=st.sampled_from(["", "", "u1", "u2"]),
    company=st.sampled_from(["", "Kerä"]),
    occasions=st.lists(
        st.builds(Occasion, st.just("birthday"), st.just(5), st.integers(1, 3), st.sampled_from([None, 1980])),
        max_size=1,
    ).map(tuple),
)


@given(
    st.lists(st.lists(st.tuples(PEOPLE, st.sampled_from(["", "7", "8"])), max_size=6), min_size=1, max_size=3),
    st.sampled_from(["fill", "overwrite", "skip"]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_files_add_up_come_in_once_and_go_back(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[list[tuple[Customer, str]]], matches: str
) -> None:
    shop = Shop.open(tmp_path_factory.mktemp("i") / "a.smallcrm", clock=FixedClock(MONDAY), create=True, language="fi")
    shop.customers.add(AINO)
    bad = Problem("f0", 9, reason("no_name"))
    files = [
        contacts(*(record(c, source_id=s, line=n) for n, (c, s) in enumerate(rows)), file=f"f{i}", problems=(bad,))
        for i, rows in enumerate(drawn)
    ]
    before = picture(shop)
    plan = take_in(shop, *files, matches=matches)
    for counts in plan.files:
        assert counts.read == counts.created + counts.updated + counts.unchanged + counts.rejected
    assert [c.read for c in plan.files] == [f.read for f in files]
    assert check(shop) == []
    assert take_in(shop, *files, matches=matches).total("created") == 0
    for _step in shop.journal.steps()[:-1]:
        shop.journal.undo()
    assert picture(shop) == before
    shop.close()
