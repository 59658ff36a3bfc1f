"""A name day is entered with the days that a list has for the first name. All days are invented."""

from __future__ import annotations

from smallcrm.domain.model import Customer, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.name_days import Candidates, NameDay
from smallcrm.ui.pages.customers.fact import Fact, Part
from smallcrm.ui.pages.customers.fact_days import occasion
from smallcrm.ui.pages.customers.fact_list import Setting
from tests.ui.plain_pages import TODAY

BOTH = (NameDay(7, 3, "Maija"), NameDay(7, 4, "Liisa"))
MAIJA = Customer(id=1, given="Maija-Liisa", family="Koskela")


def _fact(customer: Customer, offered: Candidates, number: int = 0) -> Fact:
    return occasion(customer, number, Setting(ShopSettings(language="en", country="FI"), TODAY, name_days=offered))


def _parts(fact: Fact) -> dict[str, Part]:
    return {part.key: part for part in fact.parts}


def _typed(fact: Fact, **values: str) -> dict[str, str]:
    return {part.key: part.value for part in fact.parts} | values


def test_without_a_list_there_is_one_field_for_the_day() -> None:
    parts = _parts(_fact(MAIJA, Candidates()))
    assert "name_day" not in parts
    assert parts["day"].only == frozenset()


def test_the_days_of_the_list_are_offered_for_a_name_day_alone() -> None:
    parts = _parts(_fact(MAIJA, Candidates(BOTH)))
    assert [words for _value, words in parts["name_day"].choices] == ["3 July", "4 July"]
    assert parts["name_day"].free
    assert parts["name_day"].only == {"name_day"}
    assert "name_day" not in parts["day"].only
    assert {"birthday", "wedding_anniversary"} <= parts["day"].only
    assert parts["name_day"].value == ""


def test_the_likeliest_is_filled_in_unless_there_is_one_already() -> None:
    offered = Candidates(BOTH, BOTH[1])
    assert _parts(_fact(MAIJA, offered))["name_day"].value == "4 July"
    has_one = Customer(id=1, given="Maija", occasions=(Occasion(OccasionKind.NAME_DAY, 1, 2),))
    assert _parts(_fact(has_one, offered, 1))["name_day"].value == ""
    assert _parts(_fact(has_one, offered))["name_day"].value == "2 January"


def test_what_is_chosen_or_typed_is_kept() -> None:
    fact = _fact(MAIJA, Candidates(BOTH))
    for said, kept in (("3 July", (7, 3)), ("5.6.", (6, 5))):
        (day,) = fact.keep(MAIJA, _typed(fact, name_day=said)).occasions
        assert (day.kind, day.month, day.day, day.whose) == (OccasionKind.NAME_DAY, *kept, "")


def test_another_kind_takes_its_own_day_and_loses_none() -> None:
    offered = Candidates(BOTH, BOTH[0])
    fact = _fact(MAIJA, offered)
    (day,) = fact.keep(MAIJA, _typed(fact, kind="wedding_anniversary", day="5.6.2001")).occasions
    assert (day.kind, day.month, day.day, day.year) == (OccasionKind.WEDDING, 6, 5, 2001)
    has_one = Customer(id=1, given="Maija", occasions=(Occasion(OccasionKind.NAME_DAY, 1, 2),))
    other = _fact(has_one, offered)
    (kept,) = other.keep(has_one, _typed(other, kind="birthday")).occasions
    assert (kept.kind, kept.month, kept.day) == (OccasionKind.BIRTHDAY, 1, 2)
