"""Whose open complaint holds what is posted: by customer and by home, whatever way the address was typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smallcrm import messages
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop

HOME = PostalAddress("Main St. 5", "30-001", "Kraków")


def somebody(shop: Shop, name: str, home: PostalAddress | None = HOME, day: date | None = None) -> int:
    days = (Occasion("birthday", day.month, day.day),) if day else ()
    return shop.customers.add(Customer(given=name, addresses=(home,) if home else (), occasions=days))


@pytest.mark.parametrize(
    ("street", "code", "town", "same"),
    [
        ("main st 5", "30-001", "KRAKOW", True),
        ("Main St. 5", "30001", "Kraków", True),
        ("Main St. 5", "30 001", "Kraków", True),
        ("Main St. 5", "", "Kraków", True),
        ("Main St. 5\nFlat 2", "30-001", "Kraków", True),
        ("Main St. 55", "30-001", "Kraków", False),
        ("Main St. 5", "30-002", "Kraków", False),
        ("Main St. 5", "30-001", "Gdynia", False),
        ("Side St. 5", "30-001", "Kraków", False),
        ("", "30-001", "Kraków", False),
    ],
)
def test_a_home_is_the_same_however_it_was_typed(shop: Shop, street: str, code: str, town: str, same: bool) -> None:
    anna, bob = somebody(shop, "Anna"), somebody(shop, "Bob", PostalAddress(street, code, town))
    made = shop.follow_ups.complain(anna, "torn").follow_up
    held = shop.follow_ups.households_with_open_complaint([anna, bob])
    assert (held[anna].follow_up, held[anna].name) == (made, "Anna")
    assert (bob in held) is same
    shop.follow_ups.solve(made)
    shop.follow_ups.complain(bob, "torn")
    assert (anna in shop.follow_ups.households_with_open_complaint([anna])) is same


def test_two_flats_are_two_homes_and_so_are_the_numbers_5_1_and_51(shop: Shop) -> None:
    anna = somebody(shop, "Anna", PostalAddress("Main St. 5\nFlat 2", "30-001", "Kraków"))
    other = somebody(shop, "Otto", PostalAddress("Main St. 5\nFlat 3", "30-001", "Kraków"))
    stairs = somebody(shop, "Tove", PostalAddress("Asematie 5 1", "00100", "Helsinki"))
    house = somebody(shop, "Timo", PostalAddress("Asematie 51", "00100", "Helsinki"))
    for one in (anna, stairs):
        shop.follow_ups.complain(one, "torn")
    assert shop.follow_ups.households_with_open_complaint([other, house]) == {}


def test_it_is_said_whose_complaint_it_is(shop: Shop) -> None:
    soon = shop.today + timedelta(days=8)
    anna, bob = somebody(shop, "Anna", day=soon), somebody(shop, "Bob", day=soon)
    shop.follow_ups.complain(anna, "torn")
    left = shop.letters.candidates(Selection(customers=(anna, bob))).left_out
    said = [(one.name, messages.reason(one.reason)) for one in left]
    assert said == [("Anna", "Open complaint"), ("Bob", "Open complaint: Anna")]


def test_the_oldest_complaint_of_a_home_is_named(shop: Shop) -> None:
    anna, bob, third = somebody(shop, "Anna"), somebody(shop, "Bob"), somebody(shop, "Cleo")
    first = shop.follow_ups.complain(bob, "torn").follow_up
    shop.follow_ups.complain(bob, "late")
    shop.follow_ups.complain(anna, "cold")
    held = shop.follow_ups.households_with_open_complaint([anna, third])
    assert (held[anna].name, held[third].follow_up, held[third].name) == ("Anna", first, "Bob")


def test_the_complaint_of_somebody_in_the_bin_holds_nothing_until_they_are_back(shop: Shop) -> None:
    anna, bob = somebody(shop, "Anna"), somebody(shop, "Bob")
    shop.follow_ups.complain(anna, "torn")
    shop.customers.bin(anna)
    assert shop.follow_ups.households_with_open_complaint([anna, bob]) == {}
    shop.customers.unbin(anna)
    assert set(shop.follow_ups.households_with_open_complaint([anna, bob])) == {anna, bob}


def test_a_card_that_a_complaint_holds_stays_on_today_and_is_not_printed(shop: Shop) -> None:
    day = shop.today + timedelta(days=2)
    anna, bob = somebody(shop, "Anna", day=day), somebody(shop, "Bob", day=day)
    assert [i.customer_id for i in shop.occasions.today().cards] == [anna, bob]
    made = shop.follow_ups.complain(anna, "torn").follow_up
    view = shop.occasions.today()
    assert view.cards == []
    assert [(i.customer_id, i.kind, i.hold.follow_up if i.hold else 0) for i in view.held] == [
        (anna, "card_held", made),
        (bob, "card_held", made),
    ]
    assert all(i.print_by and i.print_by <= shop.today for i in view.held)
    assert shop.occasions.cards_to_print() == []
    shop.follow_ups.solve(made)
    view = shop.occasions.today()
    assert ([i.customer_id for i in view.cards], view.held) == ([anna, bob], [])


def test_a_card_far_ahead_or_that_nobody_can_post_is_not_asked_about(shop: Shop) -> None:
    far = somebody(shop, "Anna", day=shop.today + timedelta(days=60))
    nowhere = somebody(shop, "Bob", None, day=shop.today + timedelta(days=2))
    for one in (far, nowhere):
        shop.follow_ups.complain(one, "torn")
    assert shop.occasions.today().held == []


def test_who_was_greeted_all_the_same_is_not_asked_about_again(shop: Shop) -> None:
    anna = somebody(shop, "Anna", day=shop.today)
    shop.follow_ups.complain(anna, "torn")
    (item,) = shop.occasions.today().held
    shop.congratulations.greet(anna, [(item.occasion, item.day)])
    assert shop.occasions.today().held == []
