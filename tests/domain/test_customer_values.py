"""What a record answers about itself: its name, and what to call, write and post to."""

from __future__ import annotations

import pytest

from smallcrm.domain.incoming import Guess, Problem, ReadFile, Record
from smallcrm.domain.model import Customer, Email, Occasion, Phone, PostalAddress
from smallcrm.domain.progress import silent
from smallcrm.domain.reason import reason


@pytest.mark.parametrize(
    ("customer", "name"),
    [
        (Customer(display_name=" Berg, Ada ", given="Ada", family="Berg"), "Berg, Ada"),
        (Customer(given=" Ada", family="Berg ", company="Oy"), "Ada Berg"),
        (Customer(family="Berg"), "Berg"),
        (Customer(company="Oy", nickname="Oo"), "Oy"),
        (Customer(nickname="Oo"), "Oo"),
        (Customer(), ""),
    ],
)
def test_name(customer: Customer, name: str) -> None:
    assert customer.name == name


def test_the_primary_one_else_the_first() -> None:
    customer = Customer(
        phones=(Phone("1"), Phone("2", primary=True)),
        emails=(Email("a@b.fi"), Email("c@d.fi")),
        addresses=(PostalAddress("Katu 1", city="Oulu"), PostalAddress("", "1", "Turku", primary=True)),
    )
    assert customer.primary_phone == Phone("2", primary=True)
    assert customer.primary_email == Email("a@b.fi")
    assert customer.postal_address == PostalAddress("", "1", "Turku", primary=True)


def test_nothing_known_is_none() -> None:
    customer = Customer(addresses=(PostalAddress("Katu 1", primary=True),))
    assert customer.primary_phone is None
    assert customer.primary_email is None
    assert customer.postal_address is None
    assert customer.birthday is None


def test_an_incomplete_primary_address_gives_way() -> None:
    complete = PostalAddress("Katu 1", city="Oulu")
    assert Customer(addresses=(PostalAddress("Katu 9", primary=True), complete)).postal_address == complete


def test_the_birthday_of_a_child_is_not_the_customers() -> None:
    own = Occasion("birthday", 5, 6)
    customer = Customer(occasions=(Occasion("name_day", 1, 1), Occasion("birthday", 2, 3, whose="child"), own))
    assert customer.birthday == own


def test_read_counts_what_was_understood_and_what_was_rejected() -> None:
    problems = (
        Problem("f", 1, reason("no_name")),
        Problem("f", 2, reason("bad_date", value="31.2."), rejected=False),
    )
    read = ReadFile("f", Guess("csv"), (Record(Customer(), 2, "x"),), problems)
    assert read.read == 2


def test_telling_nobody_never_stops_the_work() -> None:
    for done in range(3):
        silent(done, 2)
