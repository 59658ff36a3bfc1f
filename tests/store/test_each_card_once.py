"""Cards of every kind of occasion: who gets one, once a year each, whoever plans at the same time."""

from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.model import Consent, Customer, Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_kinds, gets_card
from smallcrm.domain.occasion_kinds import OwnKind, folded_name
from smallcrm.domain.piece import Piece
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.pictures import picture
from tests.store.test_letters import HOME, at, left_out, piece

KINDS = [str(kind) for kind in OccasionKind]
DAY = date(2027, 5, 18)
"""A card for it is printed on the Monday."""
STATES: dict[str, tuple[dict[str, Any], str]] = {
    "active": ({}, ""),
    "no mail": ({"no_mail": True}, "no_mail"),
    "refused": ({"consents": (Consent("marketing", "post", given=False, on=MONDAY),)}, "no_mail"),
    "archived": ({"archived": True}, "archived"),
    "deceased": ({"deceased": True}, "deceased"),
    "prospect": ({"prospect": True}, "prospect"),
    "no address": ({"addresses": ()}, "no_address"),
    "complaint": ({}, "complaint_open"),
    "binned": ({}, "in_bin"),
}
"""As the table *Who appears where* says; the code is the reason that is told."""


def all_kinds(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=tuple(kind for kind in KINDS if kind != "other")))
    shop.occasion_kinds.save([OwnKind("Jubilee", card_wanted=True), OwnKind("Move")])


def somebody(kind: str, day: date = DAY, *, label: str = "Jubilee", wanted: bool = True, **more: Any) -> Customer:
    """Give somebody who has one day of a kind, seven years ago for the first time."""
    base = Customer(given="Aino", family="Virtanen", addresses=(HOME,))
    if kind == OccasionKind.CUSTOMER_SINCE:
        return replace(base, customer_since=day.replace(year=2020), **more)
    partner = "Eero" if kind == "wedding_anniversary" else ""
    one = Occasion(
        kind, day.month, day.day, 2020, label if kind == "other" else "", card_wanted=wanted, partner=partner
    )
    return replace(base, occasions=(one,), **more)


def of_kind(one: Candidate) -> Piece:
    return replace(piece(one), kind=str(one.occasion.kind))


def print_all(shop: Shop, selection: Selection | None = None) -> int:
    found = shop.letters.candidates(selection or Selection()).chosen
    return shop.letters.mark(shop.letters.start_run("a6-quarter", "wreath", [of_kind(one) for one in found]))


def kinds(shop: Shop, selection: Selection | None = None) -> list[str]:
    return sorted(str(c.occasion.kind) for c in shop.letters.candidates(selection or Selection()).chosen)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_appears_where(shop: Shop, kind: str, state: str) -> None:
    all_kinds(shop)
    more, code = STATES[state]
    made = shop.customers.add(somebody(kind, **more))
    if state == "complaint":
        shop.follow_ups.complain(made, "Colour too dark")
    if state == "binned":
        shop.customers.bin(made)
    asked = Selection(customers=(made,))
    assert kinds(shop, asked) == ([] if code else [kind])
    assert left_out(shop, asked) == ({"Aino": code} if code else {})
    view = shop.occasions.today(days=10)
    shown = state not in {"archived", "deceased", "binned"}
    assert [str(i.occasion.kind) for i in view.occasions("coming")] == ([kind] if shown else [])
    assert len(view.cards) == (not code)
    assert len(view.held) == (state == "complaint")
    assert kinds(shop, replace(asked, also=(made,))) == ([kind] if state in {"active", "complaint"} else [])


def test_only_birthdays_get_cards_unless_the_shop_says_more(shop: Shop) -> None:
    for kind in KINDS:
        shop.customers.add(somebody(kind))
    wide = Selection(start=MONDAY, end=date(2027, 5, 31))
    assert kinds(shop) == kinds(shop, wide) == ["birthday"]
    assert kinds(shop, replace(wide, kind="name_day")) == ["name_day"]
    assert kinds(shop, replace(wide, kind="other")) == []
    all_kinds(shop)
    assert kinds(shop) == kinds(shop, wide) == sorted(KINDS)
    assert kinds(shop, Selection(kind="birthday")) == ["birthday"]


@given(
    st.sampled_from(KINDS), st.sets(st.sampled_from(KINDS[:-1])), st.sampled_from(["", "child"]),
    st.sampled_from(["", "divorce", "death"]), st.sampled_from(["Jubilee", "jubilee ", "Move", "Dog", ""]),
)  # fmt: skip
def test_a_kind_is_asked_for_wherever_a_day_of_it_gets_a_card(
    kind: str, sent: set[str], whose: str, ended: str, label: str
) -> None:
    from smallcrm.domain.model import ShopSettings

    own = [OwnKind("Jubilee", card_wanted=True), OwnKind("Move")]
    settings = ShopSettings(card_kinds=tuple(sorted(sent)))
    day = Occasion(kind, 5, 18, label=label, whose=whose, ended=ended)
    gets = gets_card(day, settings, {one.folded: one for one in own})
    asks = folded_name(label) == "jubilee" if kind == "other" else kind in sent
    assert gets == (asks and not whose and not ended)
    assert not gets or kind in card_kinds(settings, own)


@pytest.mark.parametrize("kind", [*KINDS[:-2], "other"])
def test_a_day_for_which_no_card_is_wanted_gets_none(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    shop.customers.add(somebody(kind, wanted=False))
    assert (kinds(shop), left_out(shop)) == ([], {"Aino": "card_not_wanted"})


def test_days_in_own_words_get_cards_by_their_kind_or_by_name_of_the_customer(shop: Shop) -> None:
    all_kinds(shop)
    sad = [shop.customers.add(somebody("other", label=label)) for label in ("Move", "The day Eero died", "")]
    assert kinds(shop) == kinds(shop, Selection(kind="other")) == kinds(shop, Selection(customers=tuple(sad))) == []
    assert kinds(shop, Selection(kind="other", customers=(sad[0],))) == ["other"]


# -- never twice -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_once_a_year_each(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    made = shop.customers.add(somebody(kind))
    assert print_all(shop) == 1
    for asked in (Selection(), Selection(customers=(made,)), Selection(start=MONDAY, end=DAY)):
        assert (kinds(shop, asked), left_out(shop, asked)) == ([], {"Aino": "already_printed"})
    assert [i.printed for i in shop.occasions.today(days=10).occasions("coming")] == [True]
    assert shop.occasions.today(days=10).cards == []
    at(shop, date(2028, 5, 10))
    assert kinds(shop) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_undo_of_a_printed_card_is_identity(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    shop.customers.add(somebody(kind))
    found = shop.letters.candidates(Selection()).chosen
    run = shop.letters.start_run("a6-quarter", "wreath", [of_kind(one) for one in found])
    before = picture(shop)
    shop.letters.mark(run)
    shop.journal.undo()
    assert picture(shop) == before
    assert kinds(shop) == [kind]


def test_all_days_of_one_person_are_cards_of_their_own(shop: Shop) -> None:
    all_kinds(shop)
    days = tuple(
        Occasion(kind, 5, 18, 2020, "Jubilee" if kind == "other" else "", partner="Eero")
        for kind in KINDS
        if kind != "customer_since"
    )
    twice = (*days, Occasion("other", 5, 17, 2015, "Jubilee"))
    shop.customers.add(replace(somebody("customer_since"), occasions=twice))
    assert kinds(shop) == sorted([*KINDS, "other"])
    assert print_all(shop, Selection(kind="other")) == 2
    assert kinds(shop) == sorted(KINDS[:-1])
    assert print_all(shop) == 4
    assert kinds(shop) == []


def test_what_is_typed_anew_is_the_same_in_own_words_too(shop: Shop) -> None:
    all_kinds(shop)
    for kind in ("name_day", "other"):
        made = shop.customers.add(somebody(kind))
        print_all(shop)
        days = shop.customers.get(made).occasions
        shop.customers.save(replace(shop.customers.get(made), occasions=()))
        anew = tuple(replace(day, id=0) for day in days)
        shop.customers.save(replace(shop.customers.get(made), occasions=anew))
    assert kinds(shop) == []


@pytest.mark.parametrize(("before", "after"), [((12, 31), (1, 1)), ((1, 1), (12, 31)), ((12, 28), (1, 9))])
@pytest.mark.parametrize("kind", [*KINDS[:3], "other"])
def test_a_day_corrected_over_new_year_gets_no_second_card(
    shop: Shop, kind: str, before: tuple[int, int], after: tuple[int, int]
) -> None:
    all_kinds(shop)
    at(shop, date(2026, 12, 21))
    made = shop.customers.add(somebody(kind, date(2020, *before)))
    around = Selection(start=date(2026, 12, 21), end=date(2027, 1, 20))
    assert print_all(shop, around) == 1
    one = shop.customers.get(made)
    moved = replace(one.occasions[0], month=after[0], day=after[1])
    shop.customers.save(replace(one, occasions=(moved,)))
    assert (kinds(shop, around), left_out(shop, around)) == ([], {"Aino": "already_printed"})
    at(shop, date(2028, 12, 20))
    assert kinds(shop, Selection(start=date(2028, 12, 21), end=date(2029, 1, 20))) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_card_of_this_year_is_not_that_of_the_next(shop: Shop, kind: str) -> None:
    """Asked long ahead, around New Year too: a card printed half a year ago was for the day of this year."""
    all_kinds(shop)
    at(shop, date(2026, 1, 2))
    made = shop.customers.add(somebody(kind, date(2020, 1, 14)))
    assert print_all(shop) == 1
    for today in (date(2026, 6, 1), date(2026, 12, 28)):
        at(shop, today)
        assert kinds(shop, Selection(start=date(2027, 1, 1), end=date(2027, 1, 31))) == [kind]
        assert kinds(shop, Selection(customers=(made,))) == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_crash_between_neither_repeats_nor_forgets(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    ids = [shop.customers.add(replace(somebody(kind), given=name)) for name in ("A", "B", "C")]
    others = Selection(also=tuple(ids))  # of a couple both, where it is a wedding
    found = shop.letters.candidates(others).chosen
    run = shop.letters.start_run("a6-quarter", "wreath", [of_kind(one) for one in found])
    shop.letters.mark(run, cards=[of_kind(one).key for one in found if one.customer.id == ids[0]])
    again = Shop.open(shop.file, clock=FixedClock(MONDAY))
    (left,) = again.letters.unfinished()
    assert (left.kind, left.customer_ids) == (kind, tuple(ids[1:]))
    rest = [one for one in again.letters.candidates(others).chosen if one.customer.id in ids[1:]]
    assert again.letters.mark(again.letters.start_run("a6-quarter", "wreath", [of_kind(one) for one in rest])) == 2
    assert again.letters.unfinished() == []
    assert again.database.sql("SELECT count(*), count(DISTINCT customer_id) FROM letter") == [(3, 3)]
    again.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_itself_refuses_a_second_row(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    shop.customers.add(somebody(kind))
    print_all(shop)
    file = sqlite3.connect(shop.file)
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(
            "INSERT INTO letter (run_id, customer_id, kind, occasion, which, year, state)"
            " SELECT run_id, customer_id, kind, occasion + 1, which, year, 'planned' FROM letter"
        )
    file.close()


def _plan(file: Path, start: Any) -> None:
    shop = Shop.open(file, clock=FixedClock(MONDAY))
    pieces = [of_kind(one) for one in shop.letters.candidates(Selection()).chosen]
    start.wait(60)
    shop.letters.start_run("a6-quarter", "wreath", pieces)
    shop.close()


def test_two_programs_that_plan_at_once_make_one_row_each(shop: Shop) -> None:
    all_kinds(shop)
    for number in range(5):
        for kind in KINDS:
            made = somebody(kind, DAY - timedelta(days=number))
            shop.customers.add(replace(made, addresses=(replace(HOME, street=f"Koulutie {number}"),)))
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    both = [spawn.Process(target=_plan, args=(shop.file, start)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(120)
    assert [one.exitcode for one in both] == [0, 0]
    rows = shop.database.sql("SELECT customer_id, kind, state FROM letter")
    assert (len(rows), len({row[:2] for row in rows}), {row[2] for row in rows}) == (25, 25, {"planned"})


# -- after the day ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_after_the_day_name_days_and_years_as_a_customer_are_over(shop: Shop, kind: str) -> None:
    all_kinds(shop)
    small = kind in {"name_day", "customer_since"}
    made = shop.customers.add(somebody(kind))
    at(shop, DAY)
    assert (kinds(shop), kinds(shop, Selection(customers=(made,)))) == ([kind], [kind])
    at(shop, DAY + timedelta(days=1))
    assert kinds(shop) == ([] if small else [kind])
    (one,) = shop.letters.candidates(Selection(customers=(made,))).chosen
    assert one.day == (DAY.replace(year=2028) if small else DAY)


# -- told early -------------------------------------------------------------------------------------------------------


def told(shop: Shop, days: int = 7) -> list[str]:
    return [f"{i.day:%m-%d}" for i in shop.occasions.today(days).occasions("coming")]


def test_a_day_is_told_as_early_as_is_said_with_it_or_with_its_kind(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Jubilee", lead_days=30), OwnKind("Move", lead_days=3)])
    late = MONDAY + timedelta(days=30)
    plain, early = somebody("birthday", late), somebody("birthday", late + timedelta(days=10))
    shop.customers.add(plain)
    shop.customers.add(replace(early, occasions=(replace(early.occasions[0], lead_days=40),)))
    jubilee = shop.customers.add(somebody("other", late))
    shop.customers.add(somebody("other", late + timedelta(days=1)))
    move = somebody("other", MONDAY + timedelta(days=12), label="move ")
    shop.customers.add(move)
    assert told(shop) == ["06-09", "06-19"]
    at(shop, MONDAY - timedelta(days=1))
    assert told(shop) == []
    at(shop, MONDAY)
    assert told(shop, 40) == ["05-22", "06-09", "06-09", "06-10", "06-19"]  # each once
    one = shop.customers.get(jubilee)
    shop.customers.save(replace(one, occasions=(replace(one.occasions[0], lead_days=29),)))
    assert told(shop) == ["06-19"]
    shop.customers.save(replace(shop.customers.get(jubilee), archived=True))
    at(shop, MONDAY + timedelta(days=2))
    assert told(shop) == ["06-10", "06-19"]


@pytest.mark.parametrize("today", [date(2027, 12, 20), date(2028, 2, 1), date(2027, 5, 10)])
def test_early_is_by_days_over_any_turn_of_the_year(shop: Shop, today: date) -> None:
    """Of all leads and days ahead, each in turn; nothing is told more than ninety days ahead."""
    at(shop, today)
    leads = (0, 1, 7, 8, 20, 45, 90, 200)
    for ahead in range(100):
        day = today + timedelta(days=ahead)
        each = tuple(Occasion("name_day", day.month, day.day, lead_days=lead) for lead in leads)
        shop.customers.add(replace(somebody("name_day"), given=f"{ahead}", occasions=each))
    for days in (0, 7, 30):
        items = shop.occasions.today(days).items
        shown = sorted(((i.day - today).days, i.occasion.lead_days) for i in items if i.day >= today)
        leap = {n for n in range(100) if (today + timedelta(days=n)).strftime("%m%d") == "0229"}
        expected = [(n, lead) for n in range(100) for lead in leads if n <= max(days, min(lead, 90))]
        assert [one for one in shown if one[0] not in leap] == [one for one in expected if one[0] not in leap]


def test_29_february_is_told_early_in_a_common_year(shop: Shop) -> None:
    born = replace(somebody("birthday"), occasions=(Occasion("birthday", 2, 29, 1980, lead_days=20),))
    shop.customers.add(born)
    for leap_day, day in (("28", "02-28"), ("1", "03-01")):
        shop.settings.save(replace(shop.settings.read(), leap_day=leap_day))
        at(shop, date(2027, 2, 10))
        assert told(shop) == [day]


def test_what_is_told_early_is_the_same_read_again(shop: Shop) -> None:
    day = somebody("birthday", MONDAY + timedelta(days=30))
    made = shop.customers.add(replace(day, occasions=(replace(day.occasions[0], lead_days=40),)))
    view = shop.occasions.today()
    shop.customers.save(replace(shop.customers.get(made), no_mail=True))
    assert shop.occasions.again(view, [made]).items == shop.occasions.today().items
    assert told(shop) == ["06-09"]


# -- what it is called ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_each_card_is_called_by_its_day(shop: Shop, kind: str) -> None:
    from smallcrm import messages

    all_kinds(shop)
    made = shop.customers.add(somebody(kind))
    print_all(shop)
    (entry,) = shop.timeline.of(made)
    said = messages.entry_title(entry)
    assert ("Birthday" in said) == (kind == "birthday")
    assert (messages.occasion(kind, "Jubilee") in said) or kind == "birthday"
    assert "irthday" not in messages.label(shop.journal.steps(1)[0])
