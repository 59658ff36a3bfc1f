"""Several files in one import, rows that look alike, and a plan that is used twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smallcrm.domain.errors import Conflict
from smallcrm.domain.model import Email
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
    rows = (record(AINO, line=2), record(replace(AINO, tags=("other",)), line=7))
    plan = take_in(shop, contacts(*rows))
    assert totals(plan) == (2, 2, 0, 0, 0)
    assert [(p.line, p.reason.code, dict(p.reason.values)["line"]) for p in plan.problems] == [(7, "same_person", 2)]


def test_a_plan_used_twice_makes_nobody_twice(shop: Shop) -> None:
    plan = take_in(shop, contacts(record(AINO)))
    with pytest.raises(Conflict) as caught:
        shop.imports.apply(plan)
    assert caught.value.code == "import_stale"
    assert shop.customers.count() == 1
