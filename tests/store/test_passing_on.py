"""Passing on: whom, a note to each in one step, calls but to those who want none."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import CallOutcome, FollowUpKind
from smallcrm.domain.model import Consent, Customer, Phone
from smallcrm.store.bulk import insert_customers
from smallcrm.store.shop import Shop

MONDAY, TUESDAY = date(2027, 5, 10), date(2027, 5, 11)
NO = Consent("marketing", "phone", given=False, on=date(2026, 1, 1))


def add(shop: Shop, name: str, *tags: str, phone: str = "1", consents: tuple[Consent, ...] = ()) -> int:
    phones = (Phone(phone),) if phone else ()
    return shop.customers.add(Customer(display_name=name, tags=tags, phones=phones, consents=consents))


def test_commas_part_what_each_would_do_and_who_likes_both_comes_first(shop: Shop) -> None:
    orchid, both, tulip = add(shop, "A", "Orchids"), add(shop, "B", "Orchids", "Tulips"), add(shop, "C", "Tulips")
    add(shop, "D", "Roses")
    assert {one.customer_id for one in shop.passing_on.whom("orchid")} == {orchid, both}
    found = shop.passing_on.whom("orchid, tulip")
    assert found[0].customer_id == both
    assert {one.customer_id for one in found} == {orchid, both, tulip}
    assert found[0].because == (("tag", "Orchids"), ("tag", "Tulips"))
    assert shop.passing_on.whom(" , ; ") == []


def test_everybody_is_found_not_the_first_hundreds(shop: Shop) -> None:
    with shop.change("customers_imported"):
        ids = insert_customers(shop, [Customer(display_name=f"R{n}", tags=("Crime",)) for n in range(1_000)])
    assert {one.customer_id for one in shop.passing_on.whom("crime, novels")} == set(ids)


def test_a_note_to_each_is_one_step(shop: Shop) -> None:
    people = [add(shop, name) for name in ("A", "B", "C")]
    shop.passing_on.notes(people, " The {new} book ")
    assert [shop.timeline.of(one)[0].text for one in people] == ["The {new} book"] * 3
    shop.journal.undo()
    assert [shop.timeline.of(one) for one in people] == [[], [], []]


def test_calls_leave_out_who_cannot_be_called_or_does_not_want_it(shop: Shop) -> None:
    likes = add(shop, "A")
    again = add(shop, "B", consents=(NO, Consent("marketing", "phone", given=True, on=date(2026, 2, 1))))
    refuses, silent, cross = add(shop, "C", consents=(NO,)), add(shop, "D", phone=""), add(shop, "E")
    shop.follow_ups.complain(cross, "Cold coffee")
    passed = shop.passing_on.calls([likes, again, refuses, silent, cross], "The book", TUESDAY)
    assert passed.made == (likes, again)
    assert [(one.name, one.reason.code) for one in passed.left_out] == [
        ("C", "no_calls"),
        ("D", "no_phone"),
        ("E", "complaint_open"),
    ]
    (call,) = [one for one in shop.follow_ups.of(likes) if one.kind == FollowUpKind.CALL_BACK]
    assert (call.text, call.due, call.at) == ("The book", TUESDAY, None)
    shop.journal.undo()
    assert [one for one in shop.follow_ups.of(likes) if one.kind == FollowUpKind.CALL_BACK] == []


def test_who_is_to_be_called_about_it_already_is_not_called_twice(shop: Shop) -> None:
    people = [add(shop, name) for name in ("A", "B", "C")]
    shop.passing_on.calls(people, "The book", TUESDAY)
    again = shop.passing_on.calls(people, " The book ", TUESDAY)
    assert again.made == ()
    assert {one.reason.code for one in again.left_out} == {"to_be_called"}
    assert [len(shop.follow_ups.of(one)) for one in people] == [1, 1, 1]
    assert shop.passing_on.calls(people, "The film", TUESDAY).made == tuple(people)  # that is other news
    first = next(one for one in shop.follow_ups.of(people[0]) if one.text == "The book")
    shop.follow_ups.called(people[0], CallOutcome.REACHED, follow_up=first.id)
    assert shop.passing_on.calls(people, "The book", TUESDAY).made == (people[0],)


def test_nothing_to_tell_is_refused(shop: Shop) -> None:
    with pytest.raises(BadInput, match="empty_note"):
        shop.passing_on.notes([1], " ")
    with pytest.raises(BadInput, match="empty_note"):
        shop.passing_on.calls([1], "\n", TUESDAY)
