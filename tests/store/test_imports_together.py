"""Several files in one import, rows that look alike, and a plan that is used twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smallcrm.domain.errors import Conflict
from smallcrm.domain.model import Customer, Email, Occasion, Phone
from smallcrm.store.shop import Shop
from tests.store.test_imports import AINO, contacts, only, record, take_in, totals


def test_the_same_person_in_two_files_of_one_import_comes_in_once(shop: Shop) -> None:
    google = contacts(record(replace(AINO, emails=(), tags=())), file="google.csv")
    phone = contacts(record(replace(AINO, given=AINO.given, emails=(Email("new@example.com"),))), file="phone.vcf")
    plan = take_in(shop, google, phone)
    assert totals(plan) == (2, 1, 1, 0, 0)
    assert only(shop).emails[0].raw == "new@example.com"
    assert totals(take_in(shop, google, phone)) == (2, 0, 0, 2, 0)


def test_two_rows_of_one_file_that_look_like_one_person_are_told(shop: Shop) -> None:
    rows = (record(AINO, line=2), record(replace(AINO, occasions=()), line=7))
    plan = take_in(shop, contacts(*rows))
    assert totals(plan) == (2, 2, 0, 0, 0)
    assert [(p.line, p.reason.code, dict(p.reason.values)["line"]) for p in plan.problems] == [(7, "same_person", 2)]


def test_a_plan_used_twice_makes_nobody_twice(shop: Shop) -> None:
    plan = take_in(shop, contacts(record(AINO)))
    with pytest.raises(Conflict) as caught:
        shop.imports.apply(plan)
    assert caught.value.code == "import_stale"
    assert shop.customers.count() == 1


def test_rows_of_one_file_with_one_name_phone_and_birthday_are_one_person(shop: Shop) -> None:
    more = replace(AINO, phones=(Phone("+358 40 1234567"),), emails=(Email("new@example.com"),))
    rows = (record(AINO, line=2), record(more, line=3), record(replace(more, emails=()), line=4))
    plan = take_in(shop, contacts(*rows))
    assert totals(plan) == (3, 1, 1, 1, 0)
    assert plan.problems == ()
    assert {e.raw for e in only(shop).emails} == {"Aino@Example.com", "new@example.com"}
    assert totals(take_in(shop, contacts(*rows))) == (3, 0, 0, 3, 0)


@pytest.mark.parametrize(
    "other",
    [
        replace(AINO, given="Aina"),
        replace(AINO, phones=(Phone("040 765 4321"),)),
        replace(AINO, phones=()),
        replace(AINO, occasions=()),
        replace(AINO, occasions=(Occasion("birthday", 5, 20, 2005),)),
        replace(AINO, occasions=(Occasion("birthday", 5, 20),)),
    ],
)
def test_rows_of_one_file_that_agree_in_less_are_two(shop: Shop, other: Customer) -> None:
    for pair in ((AINO, other), (other, other)):
        rows = (record(pair[0], line=2), record(replace(pair[1], tags=("b",)), line=3))
        plan = shop.imports.plan([contacts(*rows)])
        sure = pair[0] is other and bool(other.phones and other.occasions and other.occasions[0].year)
        assert totals(plan) == ((2, 1, 1, 0, 0) if sure else (2, 2, 0, 0, 0))


def test_a_person_brought_twice_by_the_second_file_comes_in_once(shop: Shop) -> None:
    first = contacts(record(replace(AINO, given="Somebody", phones=())), file="a.csv")
    twice = (record(AINO, line=2), record(replace(AINO, tags=("b",)), line=3))
    plan = take_in(shop, first, contacts(*twice, file="b.csv"))
    assert totals(plan) == (3, 2, 1, 0, 0)
    assert shop.customers.count() == 2
