"""The check finds each figure that does not follow from what is stored, and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.domain.errors import Cancelled
from smallcrm.domain.name_days import NameDay, NameList
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.safety.check import check
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from tests.safety.conftest import digest


def test_a_whole_shop_has_no_findings_and_is_not_touched(shop: Shop) -> None:
    before = digest(shop.file)
    assert check(shop) == []
    assert digest(shop.file) == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE customer SET name = 'Other' WHERE id = 3", "derived_differs"),
        ("UPDATE customer SET sort_key = 'zzz' WHERE id = 3", "derived_differs"),
        ("UPDATE customer SET folded = '' WHERE id = 3", "derived_differs"),
        ("UPDATE customer SET since_month_day = 101 WHERE id = 3", "derived_differs"),
        ("DELETE FROM word WHERE customer_id = 3 AND field = 'town'", "derived_differs"),
        ("INSERT INTO word VALUES ('stray', 3, 'name')", "derived_differs"),
        ("UPDATE customer SET given = 'Maija' WHERE id = 3", "derived_differs"),
        ("DROP INDEX customer_uid", "schema_differs"),
        ("CREATE TABLE stray (id INTEGER)", "schema_differs"),
        ("CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM customer; END", "schema_differs"),
        ("DROP TRIGGER ledger_not_changed", "schema_differs"),
        ("ALTER TABLE staff ADD COLUMN stray TEXT", "schema_differs"),
    ],
)
def test_what_was_planted_is_found(shop: Shop, statement: str, code: str) -> None:
    with shop.transaction():
        shop.database.sql(statement)
    found = check(shop)
    assert {f.code for f in found} == {code}
    if code == "derived_differs":
        assert {dict(f.values)["id"] for f in found} == {3}


CALENDAR = {
    "Koulun alku": "UPDATE occasion_kind SET folded = 'x'",
    "koulun  alku": "INSERT INTO occasion_kind (name, folded) SELECT 'koulun  alku', folded FROM occasion_kind",
    "Aino": "UPDATE name_day SET folded = 'ainoa' WHERE name = 'Aino'",
    "Eino": "UPDATE name_day SET month_day = 230 WHERE name = 'Eino'",
    "Onni": "UPDATE name_day SET list_id = 99 WHERE name = 'Onni'",
    "Messut": "UPDATE event SET until = on_date",
    " ": "UPDATE event SET title = ' '",
}


@pytest.mark.parametrize("name", CALENDAR)
def test_what_was_planted_in_the_calendar_is_found(shop: Shop, name: str) -> None:
    shop.occasion_kinds.save([OwnKind("Koulun alku")])
    days = [NameDay(5, 10, "Aino"), NameDay(2, 29, "Eino"), NameDay(12, 31, "Onni")]
    shop.name_days.add(NameList("FI", "Oma", "itse", "oma"), days)
    shop.events.add(Event("Messut", date(2027, 5, 10), date(2027, 5, 12)))
    assert check(shop) == []
    with shop.transaction():
        shop.database.sql(CALENDAR[name])
    assert [(found.code, dict(found.values)) for found in check(shop)] == [("calendar_differs", {"name": name})]


def test_an_event_on_no_day_is_damage(shop: Shop) -> None:
    shop.events.add(Event("Messut", date(2027, 5, 10)))
    with shop.transaction():
        shop.database.sql("UPDATE event SET at = 'noon'")
    assert [found.code for found in check(shop)] == ["file_damaged"]


def test_a_reference_into_nothing_is_found(shop: Shop) -> None:
    shop.database.sql("PRAGMA foreign_keys = 0")
    with shop.transaction():
        shop.database.sql("UPDATE phone SET customer_id = 9999 WHERE id = 5")
    found = next(f for f in check(shop) if f.code == "lost_reference")
    assert (found.code, dict(found.values)) == ("lost_reference", {"table": "phone", "row": 5, "parent": "customer"})


def test_a_check_can_be_stopped(shop: Shop) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(shop, stop)
