"""Two under one roof: one card to a couple, never to one who has died, and a hint where both get a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.store.households import Mate
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_letters import HOME, at, chosen, left_out, piece

WEDDING = Occasion(OccasionKind.WEDDING, 5, 18, 1999)
ELSEWHERE = PostalAddress("Koulutie 9", "37500", "Lempäälä")


@pytest.fixture(autouse=True)
def _cards_for_weddings(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "wedding_anniversary")))


def add(shop: Shop, given: str, *days: Occasion, home: PostalAddress = HOME, **more: Any) -> int:
    occasions = days or (WEDDING,)
    return shop.customers.add(Customer(given=given, family="Virtanen", addresses=(home,), occasions=occasions, **more))


def print_for(shop: Shop, *customers: int) -> None:
    found = shop.letters.candidates(Selection(customers=customers, also=customers)).chosen
    shop.letters.mark(
        shop.letters.start_run("a6-quarter", "wreath", [replace(piece(c), kind=c.occasion.kind) for c in found])
    )


def test_a_couple_gets_one_card_and_the_other_is_told_why(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero")
    assert (chosen(shop), left_out(shop)) == (["Aino"], {"Eero": "couple"})


def test_both_get_one_where_a_person_says_so(shop: Shop) -> None:
    _aino, eero = add(shop, "Aino"), add(shop, "Eero")
    assert chosen(shop, Selection(also=(eero,))) == ["Aino", "Eero"]


@pytest.mark.parametrize("first", ["Aino", "Eero"])
def test_whoever_of_them_got_it_the_other_gets_none_this_year(shop: Shop, first: str) -> None:
    ids = {"Aino": add(shop, "Aino"), "Eero": add(shop, "Eero")}
    print_for(shop, ids[first])
    other = "Eero" if first == "Aino" else "Aino"
    assert (chosen(shop), left_out(shop)) == ([], {first: "already_printed", other: "couple"})
    assert chosen(shop, Selection(customers=(ids[other],))) == []
    assert chosen(shop, Selection(also=(ids[other],))) == [other]
    at(shop, date(2028, 5, 10))
    assert chosen(shop) == ["Aino"]


@pytest.mark.parametrize(
    ("day", "home"),
    [
        (replace(WEDDING, year=2021), HOME),
        (replace(WEDDING, day=19), HOME),
        (WEDDING, ELSEWHERE),
        (replace(WEDDING, whose="child"), HOME),
        (Occasion("birthday", 5, 18, 1970), HOME),
    ],
)
def test_two_weddings_are_two(shop: Shop, day: Occasion, home: PostalAddress) -> None:
    """Those of parents and their daughter in one house, neighbours', and what is no wedding at all."""
    add(shop, "Aino"), add(shop, "Eero", day, home=home)
    assert chosen(shop) == (["Aino"] if day.whose else ["Aino", "Eero"])


def test_a_year_that_only_one_of_them_knows_is_no_difference(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero", replace(WEDDING, year=None))
    assert chosen(shop) == ["Aino"]


def test_one_of_whom_nothing_may_be_posted_leaves_the_card_to_the_other(shop: Shop) -> None:
    add(shop, "Aino", no_mail=True), add(shop, "Eero")
    assert (chosen(shop), left_out(shop)) == (["Eero"], {"Aino": "no_mail"})


@pytest.mark.parametrize(
    ("more", "day", "code"),
    [({"deceased": True}, WEDDING, "partner_deceased"), ({}, replace(WEDDING, ended="divorce"), "wedding_ended")],
)
def test_no_card_goes_to_both_where_one_has_died_or_parted(
    shop: Shop, more: dict[str, Any], day: Occasion, code: str
) -> None:
    add(shop, "Eero", day, **more)
    aino = add(shop, "Aino")
    assert chosen(shop) == chosen(shop, Selection(customers=(aino,), also=(aino,))) == []
    assert left_out(shop)["Aino"] == code


def test_an_ended_marriage_is_kept_and_nowhere_told(shop: Shop) -> None:
    aino = add(shop, "Aino", replace(WEDDING, ended="divorce"))
    assert (chosen(shop), left_out(shop), shop.occasions.today(days=90).items) == ([], {}, ())
    assert left_out(shop, Selection(customers=(aino,))) == {"Aino": "no_occasion"}
    assert shop.customers.get(aino).occasions[0].ended == "divorce"


def test_two_weddings_of_one_customer_are_both_looked_at(shop: Shop) -> None:
    later = replace(WEDDING, day=19, year=2020)
    add(shop, "Aino", WEDDING, later), add(shop, "Eero", later)
    found = shop.letters.candidates(Selection(start=MONDAY, end=date(2027, 5, 31))).chosen
    assert [(c.customer.given, c.day.day) for c in found] == [("Aino", 18), ("Aino", 19)]


def test_two_years_at_once_are_one_card_each(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero")
    found = shop.letters.candidates(Selection(start=MONDAY, end=date(2028, 5, 31))).chosen
    assert [(c.customer.given, c.day.year) for c in found] == [("Aino", 2027), ("Aino", 2028)]


def test_today_read_again_for_one_of_them_is_today_read_anew(shop: Shop) -> None:
    aino, eero = add(shop, "Aino"), add(shop, "Eero")
    before = shop.occasions.today()
    print_for(shop, aino)
    for changed in ({aino}, {eero}, {aino, eero}):
        assert shop.occasions.again(before, changed).items == shop.occasions.today().items
    shop.customers.save(replace(shop.customers.get(aino), deceased=True))
    assert shop.occasions.again(before, {aino}).items == shop.occasions.today().items


def test_nobody_is_called_about_a_wedding_whose_card_went_to_the_other(shop: Shop) -> None:
    aino, _eero = add(shop, "Aino"), add(shop, "Eero")
    print_for(shop, aino)
    at(shop, date(2027, 5, 20))
    view = shop.occasions.today()
    assert [(i.name, i.printed) for i in view.items] == [("Aino Virtanen", True), ("Eero Virtanen", True)]
    assert view.waiting("missed") == []


# -- a hint ---------------------------------------------------------------------------------------------------------


def hints(shop: Shop, selection: Selection | None = None) -> dict[str, Mate | None]:
    return {c.customer.given: c.household for c in shop.letters.candidates(selection or Selection()).chosen}


def test_who_lives_together_and_gets_a_card_too_is_told_and_left_out_by_nobody(shop: Shop) -> None:
    birthday = Occasion("birthday", 5, 18, 1970)
    aino, eero = add(shop, "Aino", birthday), add(shop, "Eero", replace(birthday, day=17))
    add(shop, "Liisa", birthday, home=ELSEWHERE)
    assert hints(shop) == {
        "Aino": Mate(eero, "Eero Virtanen"),
        "Eero": Mate(aino, "Aino Virtanen"),
        "Liisa": None,
    }


def test_whose_card_was_printed_these_days_is_a_hint_for_two_weeks(shop: Shop) -> None:
    aino = add(shop, "Aino", Occasion("birthday", 5, 18, 1970))
    add(shop, "Eero", Occasion("birthday", 5, 26, 1970))
    print_for(shop, aino)
    both = Selection(start=MONDAY, end=date(2027, 6, 30))
    assert hints(shop, both) == {"Eero": Mate(aino, "Aino Virtanen", had=True)}
    at(shop, MONDAY + timedelta(days=15))
    assert hints(shop, both) == {"Eero": None}


def test_the_card_says_the_name_that_the_other_record_has(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero", nickname="Eki")
    (one,) = shop.letters.candidates(Selection()).chosen
    assert (one.customer.given, one.occasion.partner) == ("Aino", "Eki")
    shop.customers.save(replace(shop.customers.get(one.customer.id), occasions=(replace(WEDDING, partner="Erkki"),)))
    assert [c.occasion.partner for c in shop.letters.candidates(Selection()).chosen] == ["Erkki"]


def test_nobody_is_named_where_more_than_two_have_one_wedding(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero"), add(shop, "Liisa")
    (one,) = shop.letters.candidates(Selection()).chosen
    assert (one.customer.given, one.occasion.partner) == ("Aino", "")


@pytest.mark.parametrize("kind", ["household", "company", "person"])
def test_weddings_without_another_one_are_read_everywhere(shop: Shop, kind: str) -> None:
    who = add(shop, "Aino", kind=kind)
    days = (MONDAY - timedelta(days=20), MONDAY + timedelta(days=40))
    assert sum(shop.agenda.post_days(*days).values()) == 1
    assert shop.agenda.post_marks(*days)
    assert [i.customer_id for i in shop.occasions.today().cards] == [who]
    assert len(shop.worklist.now().late) + sum(len(group.lines) for group in shop.worklist.now().groups) == 1
    print_for(shop, who)
    assert sum(shop.agenda.post_days(*days).values()) == 0
    assert shop.agenda.post_marks(*days)
