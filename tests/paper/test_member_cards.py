"""Whose membership card is printed, from a real shop: numbers, the second run, who is left out, the screen's twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Programme, Terms
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.paper.card_sheets import write
from smallcrm.paper.member_cards import SAMPLE, free_card, prepare, programme_for
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.paper.bar_readers import READERS, cut_out, rendered
from tests.paper.letter_samples import page_text

TODAY = date(2027, 6, 7)
TERMS = Terms(reward=Prize(10, "en gratis kaffe"), expiry=Expiry(ExpiryBasis.DATE, on=date(2027, 12, 31)))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(TODAY), create=True, country="NO", language="nb")
    made.settings.save(ShopSettings(name="Fjellro Kaffe", kind="cafe", country="NO", language="nb"))
    yield made
    made.close()


def programme(shop: Shop, name: str = "Kaffekortet", terms: Terms = TERMS) -> int:
    number = shop.programmes.add(Programme(name, terms=terms))
    shop.programmes.start(number)
    return number


def somebody(shop: Shop, name: str = "Kari Nordmann", **more: object) -> int:
    return shop.customers.add(Customer(display_name=name, **more))  # type: ignore[arg-type]


def reasons(shop: Shop, *people: int, again: bool = False) -> list[str]:
    return [out.reason.code for out in prepare(shop, people, again=again).left_out]


def test_a_card_bears_what_the_shop_knows(shop: Shop) -> None:
    number = programme(shop)
    kari = somebody(shop, customer_since=date(2019, 3, 1))
    digits = shop.cards.issue(kari, number)
    (card,) = prepare(shop, [kari, kari]).cards
    assert (card.number, card.name, card.since, card.customer_id) == (digits, "Kari Nordmann", 2019, kari)
    assert (card.shop_name, card.language, card.programme.name) == ("Fjellro Kaffe", "nb", "Kaffekortet")
    assert card.valid_until == date(2027, 12, 31)


def test_no_number_is_made_by_printing(shop: Shop) -> None:
    programme(shop)
    kari = somebody(shop)
    assert reasons(shop, kari) == ["no_card_number"]
    assert shop.cards.number(kari) == ""


def test_a_second_run_leaves_out_who_has_a_card(shop: Shop) -> None:
    number = programme(shop)
    kari, ola = somebody(shop), somebody(shop, "Ola Nordmann")
    for one in (kari, ola):
        shop.cards.issue(one, number)
    assert set(shop.cards.unprinted()) == {kari, ola}
    shop.cards.printed([shop.cards.number(kari)])
    assert shop.cards.unprinted() == [ola]
    found = prepare(shop, [kari, ola])
    assert [card.customer_id for card in found.cards] == [ola]
    assert reasons(shop, kari) == ["card_printed_before"]
    assert reasons(shop, kari, again=True) == []
    shop.journal.undo()
    assert reasons(shop, kari) == []


def test_a_replacement_is_printed_with_its_own_number(shop: Shop) -> None:
    number, kari = programme(shop), somebody(shop)
    old = shop.cards.issue(kari, number)
    shop.cards.printed([old])
    new = shop.cards.replace(kari)
    (card,) = prepare(shop, [kari]).cards
    assert card.number == new != old


def test_a_card_printed_anew_keeps_what_it_promised(shop: Shop) -> None:
    number, kari, ola = programme(shop), somebody(shop), somebody(shop, "Ola Nordmann")
    for one in (kari, ola):
        shop.cards.issue(one, number)
    shop.cards.stamp(kari, programme_id=number)
    shop.programmes.change(number, replace(TERMS, goal=8, reward=Prize(8, "en bolle"), expiry=Expiry()))
    shop.cards.replace(kari)
    goals = {card.name: card.programme.terms.goal for card in prepare(shop, [kari, ola]).cards}
    assert goals == {"Kari Nordmann": 10, "Ola Nordmann": 8}
    dates = {card.name: card.valid_until for card in prepare(shop, [kari, ola]).cards}
    assert dates == {"Kari Nordmann": date(2027, 12, 31), "Ola Nordmann": None}


def test_a_last_day_counted_from_the_first_stamp_stands_on_a_card_in_use(shop: Shop) -> None:
    number = programme(shop, terms=replace(TERMS, expiry=Expiry(ExpiryBasis.FIRST, 12)))
    kari, ola = somebody(shop), somebody(shop, "Ola Nordmann")
    for one in (kari, ola):
        shop.cards.issue(one, number)
    shop.cards.stamp(kari, programme_id=number)
    dates = {card.name: card.valid_until for card in prepare(shop, [kari, ola]).cards}
    assert dates == {"Kari Nordmann": date(2028, 6, 7), "Ola Nordmann": None}
    assert dates["Kari Nordmann"] == shop.cards.view(kari, number).standing.valid_until


@pytest.mark.parametrize(
    ("change", "code"), [({"deceased": True}, "deceased"), ({"archived": True}, "archived"), ({}, "in_bin")]
)
def test_who_is_not_there_gets_no_card(shop: Shop, change: dict[str, bool], code: str) -> None:
    number, kari = programme(shop), somebody(shop)
    shop.cards.issue(kari, number)
    if change:
        shop.customers.save(replace(shop.customers.get(kari), **change))  # type: ignore[arg-type]
    else:
        shop.customers.bin(kari)
    assert reasons(shop, kari, again=True) == [code]
    assert kari not in shop.cards.unprinted()


def test_a_name_that_cannot_be_printed_is_told(shop: Shop) -> None:
    number, kari = programme(shop), somebody(shop, "喫茶 店")
    shop.cards.issue(kari, number)
    (out,) = prepare(shop, [kari]).left_out
    assert dict(out.reason.values) == {"letters": "喫 店 茶", "field": "name"}
    assert prepare(shop, [kari], layout="card-label:L7160").left_out == prepare(shop, [kari]).left_out


def test_terms_too_long_for_a_card_do_not_keep_a_label(shop: Shop) -> None:
    number = programme(shop, terms=replace(TERMS, words="Et stempel for hver kopp. " * 20))
    kari = somebody(shop)
    shop.cards.issue(kari, number)
    assert reasons(shop, kari) == ["card_text_too_long"]
    assert prepare(shop, [kari], layout="card-label:L7160").cards


def test_the_programme_on_scan_comes_first_then_one_that_runs(shop: Shop) -> None:
    with pytest.raises(BadInput, match="nothing_on_scan"):
        programme_for(shop)
    first, second = programme(shop), programme(shop, "Lørdagsfrokost")
    shop.programmes.scan(0)
    assert programme_for(shop).id == first
    shop.programmes.scan(second)
    assert programme_for(shop).id == second
    assert programme_for(shop, first).name == "Kaffekortet"
    with pytest.raises(NotFound):
        prepare(shop, [99])


@pytest.mark.parametrize("reader", READERS)
def test_numbers_made_in_advance_are_printed_and_read(shop: Shop, tmp_path: Path, reader: str) -> None:
    """As printed stock they are nobody's until somebody gets one at the till."""
    from smallcrm.paper.card_stock import stock

    blank = free_card("", programme_for(shop, programme(shop)), shop.settings.read())
    numbers = shop.cards.reserve(10)
    out = tmp_path / "cards.pdf"
    write([replace(blank, number=number) for number in numbers], "cards:C32011", out)
    page = rendered(out)
    assert [READERS[reader](cut_out(page, stock("C32011").cell(n)))[0] for n in range(1, 11)] == numbers
    shop.cards.printed(numbers)
    kari = somebody(shop)
    shop.cards.give(numbers[3], kari)
    assert shop.cards.unprinted() == []
    assert shop.cards.find(numbers[3]).customer_id == kari


def test_the_picture_of_a_number_to_come_is_no_number(shop: Shop, tmp_path: Path) -> None:
    programme(shop)
    out = tmp_path / "card.pdf"
    write([free_card(SAMPLE, programme_for(shop), shop.settings.read())], "card:single", out)
    assert "0000 0000 00" in page_text(out).replace("\xa0", " ")
    with pytest.raises(BadInput, match="not_a_card"):
        shop.cards.find(SAMPLE)


def test_a_programme_that_ends_one_day_still_has_cards(shop: Shop) -> None:
    number = programme(shop)
    shop.programmes.end(number, TODAY + timedelta(days=30), TODAY + timedelta(days=60))
    assert programme_for(shop).id == number
    shop.clock = FixedClock(TODAY + timedelta(days=31))
    with pytest.raises(BadInput, match="nothing_on_scan"):
        programme_for(shop)


def test_a_replacement_bears_the_stamps_of_the_lost_card(shop: Shop) -> None:
    number, kari = programme(shop), somebody(shop)
    shop.cards.issue(kari, number)
    shop.cards.stamp(kari, programme_id=number, count=6, force="correction")
    shop.cards.replace(kari)
    (card,) = prepare(shop, [kari]).cards
    assert card.filled == shop.cards.view(kari, number).standing.balance == 6


def test_a_first_card_bears_the_stamps_given_for_joining_and_a_next_one_none(shop: Shop) -> None:
    number = programme(shop, terms=replace(TERMS, goal=3, reward=Prize(3, "en bolle"), head_start=2))
    kari, ola = somebody(shop), somebody(shop, "Ola Nordmann")
    for one in (kari, ola):
        shop.cards.issue(one, number)
    shop.cards.stamp(ola, programme_id=number)
    assert {card.name: card.filled for card in prepare(shop, [kari, ola]).cards} == {
        "Kari Nordmann": 2,
        "Ola Nordmann": 0,
    }
    assert free_card("", programme_for(shop, number), shop.settings.read()).filled == 2
    (reward,) = shop.cards.view(ola, number).ready
    shop.cards.redeem(reward.id)
    (card,) = prepare(shop, [ola]).cards
    assert card.filled == 0
