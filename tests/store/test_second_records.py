"""One person on record twice gets one card, and none where the other record says that they have died."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from smallcrm.domain.model import Customer, Occasion
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.test_each_card_once import all_kinds, of_kind
from tests.store.test_letters import HOME, at, left_out

BORN = Occasion("birthday", 5, 18, 1980)
NO_YEAR = replace(BORN, year=None)


def add(shop: Shop, *days: Occasion, **more: Any) -> int:
    base = Customer(given="Aino", family="Virtanen", addresses=(HOME,), occasions=days or (BORN,))
    return shop.customers.add(replace(base, **more))


def who(shop: Shop, selection: Selection | None = None) -> list[int]:
    return [one.customer.id for one in shop.letters.candidates(selection or Selection()).chosen]


def print_for(shop: Shop, customer: int) -> None:
    found = shop.letters.candidates(Selection(customers=(customer,), also=(customer,))).chosen
    shop.letters.mark(shop.letters.start_run("a6-quarter", "wreath", [of_kind(one) for one in found]))


@pytest.mark.parametrize("year", [BORN, NO_YEAR], ids=["year", "no year"])
def test_a_second_record_gets_no_second_card(shop: Shop, year: Occasion) -> None:
    first, _second = add(shop), add(shop, year)
    assert who(shop) == [first]
    assert left_out(shop) == {"Aino": "on_record_twice"}


def test_whichever_record_had_the_card_the_other_gets_none_this_year(shop: Shop) -> None:
    first, second = add(shop), add(shop)
    print_for(shop, second)
    assert who(shop) == []
    assert who(shop, Selection(customers=(first,))) == []
    assert who(shop, Selection(also=(first,))) == [first]
    at(shop, date(2028, 5, 10))
    assert who(shop) == [first]


def test_the_bin_does_not_forget_a_card(shop: Shop) -> None:
    first, second = add(shop), add(shop)
    print_for(shop, second)
    shop.customers.bin(second)
    assert who(shop) == []
    shop.customers.unbin(second)
    shop.customers.bin(first)
    assert who(shop) == []


def test_both_get_one_where_a_person_says_so(shop: Shop) -> None:
    first, second = add(shop), add(shop)
    assert who(shop, Selection(also=(second,))) == [first, second]


@pytest.mark.parametrize(
    "other",
    [
        {"given": "Aini"},
        {"occasions": (replace(BORN, year=1950),)},
        {"occasions": (replace(BORN, day=17),)},
        {"addresses": (replace(HOME, street="Koulutie 9"),)},
        {"kind": "household"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whoever_is_told_apart_gets_a_card_of_their_own(shop: Shop, other: dict[str, Any]) -> None:
    first, second = add(shop), add(shop, **other)
    assert set(who(shop)) == {first, second}


def test_another_kind_of_day_is_once_too_where_the_birthday_is_the_same(shop: Shop) -> None:
    all_kinds(shop)
    born, name_day = replace(BORN, month=2), Occasion("name_day", 5, 18)
    first, _second = add(shop, born, name_day), add(shop, born, replace(name_day, day=17))
    mother, _daughter = (
        add(shop, *days, given="Liisa") for days in ((born, name_day), (replace(born, year=1999), name_day))
    )
    found = who(shop)
    assert first in found
    assert mother in found
    assert len(found) == 3


@pytest.mark.parametrize("binned", [False, True])
def test_nobody_gets_a_card_of_whom_another_record_says_that_they_died(shop: Shop, binned: bool) -> None:
    dead, living = add(shop, deceased=True), add(shop)
    if binned:
        shop.customers.bin(dead)
    assert who(shop) == []
    assert (living, "other_record_deceased") in {
        (one.customer_id, one.reason.code) for one in shop.letters.candidates(Selection()).left_out
    }
    assert who(shop, Selection(also=(living,))) == [living]


def test_days_of_posting_count_one_card(shop: Shop) -> None:
    all_kinds(shop)
    add(shop), add(shop), add(shop, Occasion("birthday", 1, 2), Occasion("name_day", 5, 18), given="Liisa")
    add(shop, Occasion("birthday", 1, 2), Occasion("name_day", 5, 18), given="Liisa")
    assert sum(shop.agenda.post_days(date(2027, 5, 1), date(2027, 5, 31)).values()) == 2


def test_what_is_said_with_one_record_holds_for_the_other(shop: Shop) -> None:
    late = date(2027, 5, 8)
    yesterday = replace(BORN, month=late.month, day=late.day)
    add(shop, no_mail=True), add(shop)
    add(shop, replace(BORN, card_wanted=False), given="Liisa"), add(shop, given="Liisa")
    greeted, _other = add(shop, yesterday, given="Eero"), add(shop, yesterday, given="Eero")
    shop.congratulations.greet(greeted, [(shop.customers.get(greeted).occasions[0], late)])
    found = shop.letters.candidates(Selection())
    assert found.chosen == ()
    assert {(one.name.split()[0], one.reason.code) for one in found.left_out} == {
        ("Aino", "no_mail"),
        ("Aino", "other_record_no_mail"),
        ("Liisa", "card_not_wanted"),
        ("Eero", "greeted"),
    }
    assert len(found.left_out) == 6


def test_envelopes_are_for_whoever_had_the_card_whichever_record_that_was(shop: Shop) -> None:
    first, second = add(shop), add(shop)
    print_for(shop, first)
    assert who(shop, Selection(again=True)) == [first]
    print_for(shop, second)
    assert who(shop, Selection(again=True)) == [first]


@pytest.mark.parametrize("years", list(permutations((None, 1980, 1981))), ids=str)
def test_without_a_year_nobody_is_one_of_two(shop: Shop, years: tuple[int | None, ...]) -> None:
    ids = [add(shop, replace(BORN, year=year)) for year in years]
    assert set(who(shop)) == set(ids)


def test_whoever_is_asked_for_by_name_gets_a_card_though_greeted_by_either_record(shop: Shop) -> None:
    late = date(2027, 5, 8)
    day = replace(BORN, month=late.month, day=late.day)
    first, second = add(shop, day), add(shop, day)
    shop.congratulations.greet(first, [(shop.customers.get(first).occasions[0], late)])
    assert who(shop) == []
    for one in (first, second):
        assert who(shop, Selection(customers=(one,))) == [one]
