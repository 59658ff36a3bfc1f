"""Couples: by what two weddings are known to be one, and how a card names both of them."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.agenda import Layer, Mark, MarkKind
from smallcrm.domain.marriage import Partner, are_couple, called, couple, couples_once, first_name
from smallcrm.domain.model import Customer, Occasion
from smallcrm.domain.salutations import to_household

ANNA, PETER = Customer(given="Anna", family="Moe"), "Peter Moe"


@pytest.mark.parametrize(
    ("language", "partner", "other", "greeting", "name"),
    [
        ("en", " Peter  Lie ", "", "Anna and Peter", "Anna Moe and Peter Lie"),
        ("fi", "Peter Lie", "", "Anna ja Peter", "Anna Moe ja Peter Lie"),
        ("nb", "Pelle", "Peter Moe", "Anna og Pelle", "Anna og Peter Moe"),
        ("en", "Peter", "", "Anna and Peter", "Anna Moe"),  # no family name is guessed
        ("en", "Dr. Peter Moe", "", "Anna and Peter", "Anna and Peter Moe"),
        ("en", "Lie, Dr Peter", "", "Anna and Peter", "Anna Moe and Peter Lie"),
        ("pl", "Piotr Moe", "", "", "Anna Moe i Piotr Moe"),
        ("pl", "Piotr", "", "", "Anna Moe"),
    ],
)
def test_a_couple_is_greeted_together(language: str, partner: str, other: str, greeting: str, name: str) -> None:
    both = couple(ANNA, partner, language, other=other)
    assert (both.greeting_name, both.name, to_household(both)) == (greeting, name, True)


def test_who_is_alone_or_a_household_already_is_greeted_as_they_are() -> None:
    house = Customer(kind="household", display_name="Anna & Peter Moe")
    assert couple(ANNA, " ", "en") == ANNA
    assert couple(house, "Peter", "en") == house


@given(st.text(max_size=30))
def test_a_first_name_is_a_word_of_what_was_typed(typed: str) -> None:
    assert first_name(typed) in {*typed.replace(",", " ").split(), ""}


@pytest.mark.parametrize(
    ("written", "fits"),
    [("Peter", True), ("peter moe", True), ("Pelle", True), ("Dr. Peter", True), ("Peter-Olav", True), ("Olav", True),
     ("Per", False), ("", False), ("Moe", False)],
)  # fmt: skip
def test_somebody_is_named_by_a_first_name_or_what_they_are_called(written: str, fits: bool) -> None:
    assert called(written, Partner("Peter Olav Moe", "Peter Olav", "Moe", "Pelle")) == fits


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Partner("", "Kari", "Moe"), Partner("", "Per", "moe"), True),
        (Partner("", "Urszula", "Gajewska"), Partner("", "Tadeusz", "Gajewski"), True),
        (Partner("", "Kari", "Moe"), Partner("", "Per", "Lie", partner="Dr. Kari Anne Moe"), True),
        (Partner("", "Kari", "Moe"), Partner("", "Per", "Lie", partner="Kari"), False),
        (Partner("", "Kari", ""), Partner("", "Per", ""), False),
    ],
)
def test_a_family_name_is_the_same_as_written_or_as_named(one: Partner, other: Partner, same: bool) -> None:
    assert one.shares_family(other) == same


YEARS, NAMES = (None, 1999, 2000, 2021), ("", "Anna", "Peter", "Kari")


def test_the_order_in_which_two_are_looked_at_does_not_matter() -> None:
    for year, other, named, back, home in product(YEARS, YEARS, NAMES, NAMES, (True, False)):
        one = Partner("Anna Moe", "Anna", "Moe", year=year, partner=named)
        two = Partner("Peter Moe", "Peter", "Moe", year=other, partner=back)
        assert are_couple(one, two, one_home=home) == are_couple(two, one, one_home=home)
        if named == "Peter" and back == "Anna" and year == other:
            assert are_couple(one, two, one_home=home)
        if home and year == other is not None:
            assert are_couple(one, two, one_home=True)
        if not home and named != "Peter" and back != "Anna":
            assert not are_couple(one, two, one_home=False)
        if year and other and abs(year - other) > 1 and (named, back) != ("Peter", "Anna"):
            assert not are_couple(one, two, one_home=home)  # parents and their daughter in one house


def test_a_couple_that_are_both_customers_stands_once_on_a_day() -> None:
    def wedding(name: str, partner: str) -> Mark:
        day = Occasion("wedding_anniversary", 5, 18, 1999, partner=partner)
        return Mark(MarkKind.OCCASION, date(2027, 5, 18), Layer.DAYS, name=name, occasion=day)

    birthday = Mark(
        MarkKind.OCCASION, date(2027, 5, 18), Layer.BIRTHDAYS, name="Anna Moe", occasion=Occasion("birthday", 5, 18)
    )
    anna, peter, other = wedding("Anna Moe", "Peter"), wedding("Peter Moe", "Anna"), wedding("Per Lie", "Anna")
    event = Mark(MarkKind.EVENT, date(2027, 5, 18), Layer.EVENTS, name="Fair")
    assert couples_once([birthday, anna, peter, other, event]) == [birthday, anna, other, event]
