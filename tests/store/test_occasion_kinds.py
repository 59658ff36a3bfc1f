"""The shop's own kinds of occasions: kept as one step, renamed with all their days, never gone while they are used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Customer, Occasion
from smallcrm.domain.occasion_kinds import ICONS, MOST_LEAD, TINTS, OwnKind, folded_name
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop


def image(shop: Shop) -> list[tuple[object, ...]]:
    """Give all that the kinds and days of a shop are."""
    kinds = shop.database.sql("SELECT * FROM occasion_kind ORDER BY id")
    return [*kinds, *shop.database.sql("SELECT * FROM occasion ORDER BY id")]


def labels(shop: Shop, customer_id: int) -> list[str]:
    """Give the labels of somebody's days."""
    return [day.label for day in shop.customers.get(customer_id).occasions]


def test_kinds_are_kept_in_their_order(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Koiran syntymäpäivä", "cake", "leaf", 3), OwnKind("Muistopäivä")])
    first, second = shop.occasion_kinds.all()
    assert (first.name, first.icon, first.tint, first.lead_days) == ("Koiran syntymäpäivä", "cake", "leaf", 3)
    shop.occasion_kinds.save([second, first])
    assert [one.name for one in shop.occasion_kinds.all()] == ["Muistopäivä", "Koiran syntymäpäivä"]
    assert shop.occasion_kinds.of(" KOIRAN   syntymäpäivä ") == shop.occasion_kinds.all()[1]
    assert shop.occasion_kinds.of("") is None
    assert shop.occasion_kinds.of("Kissan syntymäpäivä") is None


def test_who_is_renamed_takes_the_days_along_and_undo_brings_all_back(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Koiran päivä")])
    other = Occasion("birthday", 1, 2, label="Koiran päivä", whose="daughter")
    mine = Occasion("other", 5, 6, 2020, "koiran PÄIVÄ")
    anna = shop.customers.add(Customer(given="Anna", occasions=(mine, other, Occasion("other", 7, 8, label="Muu"))))
    before = image(shop)
    (kind,) = shop.occasion_kinds.all()
    shop.occasion_kinds.save([replace(kind, name="Hauvan päivä")])
    assert labels(shop, anna) == ["Hauvan päivä", "Koiran päivä", "Muu"]
    assert shop.occasion_kinds.used() == {kind.id: 1}
    shop.journal.undo()
    assert image(shop) == before
    assert shop.occasion_kinds.of("Koiran päivä") is not None


def test_names_that_change_places_take_each_their_own_days(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Dog"), OwnKind("Opening", card_wanted=True)])
    dog = shop.customers.add(Customer(given="Anna", occasions=(Occasion("other", 5, 6, label="Dog"),)))
    opening = shop.customers.add(Customer(given="Kari", occasions=(Occasion("other", 5, 6, label="Opening"),)))
    before = image(shop)
    first, second = shop.occasion_kinds.all()
    shop.occasion_kinds.save([replace(first, name="Opening"), replace(second, name="Dog")])
    assert (labels(shop, dog), labels(shop, opening)) == (["Opening"], ["Dog"])
    shop.journal.undo()
    assert image(shop) == before


def test_a_kind_that_is_used_is_only_offered_no_more(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Used", card_wanted=True), OwnKind("Idle")])
    shop.customers.add(Customer(given="Anna", occasions=(Occasion("other", 5, 6, label="used"),)))
    shop.occasion_kinds.save([])
    (left,) = shop.occasion_kinds.all()
    assert (left.name, left.active, left.card_wanted) == ("Used", False, False)
    with pytest.raises(BadInput) as told:
        shop.occasion_kinds.save([OwnKind("USED")])
    assert told.value.code == "kind_known"


def test_two_programs_that_save_at_once_keep_what_each_did(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Dog"), OwnKind("Opening"), OwnKind("Idle")])
    dog, opening, idle = known = shop.occasion_kinds.all()
    other = Shop.open(shop.file, clock=FixedClock(date(2027, 5, 10)))
    other.occasion_kinds.save([dog, replace(opening, card_wanted=True), OwnKind("Fair")])
    shop.occasion_kinds.save([replace(dog, name="Hound"), opening, idle, OwnKind("Boat")], known)
    kept = {one.name: one.card_wanted for one in shop.occasion_kinds.all()}
    assert kept == {"Hound": False, "Opening": True, "Boat": False, "Fair": False}
    with pytest.raises(BadInput) as told:
        shop.occasion_kinds.save([OwnKind("FAIR")], [])
    assert told.value.code == "kind_known"
    shop.journal.undo()
    assert {one.name for one in shop.occasion_kinds.all()} == {"Dog", "Opening", "Fair"}
    other.close()


def test_three_names_that_move_round_take_each_their_own_days(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("A"), OwnKind("B"), OwnKind("C")])
    people = [
        shop.customers.add(Customer(given=name, occasions=(Occasion("other", 5, 6, label=name),))) for name in "ABC"
    ]
    a, b, c = shop.occasion_kinds.all()
    shop.occasion_kinds.save([replace(a, name="B"), replace(b, name="C"), replace(c, name="A")])
    assert [labels(shop, person) for person in people] == [["B"], ["C"], ["A"]]


@pytest.mark.parametrize(("names", "code"), [(["A", " a "], "kind_known"), ([" \t "], "no_name")])
def test_names_that_cannot_be(shop: Shop, names: list[str], code: str) -> None:
    with pytest.raises(BadInput) as told:
        shop.occasion_kinds.save([OwnKind(name) for name in names])
    assert told.value.code == code
    assert not shop.occasion_kinds.all()


TYPED = st.tuples(st.text(min_size=1, max_size=90), st.integers(-5, 400), st.text(max_size=9))


@given(st.lists(TYPED, min_size=1, max_size=4))
def test_whatever_is_typed_is_kept_as_it_can_be(
    tmp_path_factory: pytest.TempPathFactory, typed: list[tuple[str, int, str]]
) -> None:
    file = tmp_path_factory.mktemp("kinds") / "shop.smallcrm"
    shop = Shop.open(file, clock=FixedClock(date(2027, 5, 10)), create=True)
    try:
        shop.occasion_kinds.save([OwnKind(name, look, look, lead) for name, lead, look in typed])
    except BadInput:
        assert not shop.occasion_kinds.all()
    else:
        kept = shop.occasion_kinds.all()
        assert len(kept) == len(typed)
        for one in kept:
            assert one.icon in ICONS
            assert one.tint in TINTS
            assert 0 <= one.lead_days <= MOST_LEAD
            assert shop.occasion_kinds.of(one.name) == one
            assert one.folded == folded_name(one.name)
        shop.journal.undo()
        assert not shop.occasion_kinds.all()
    finally:
        shop.close()
