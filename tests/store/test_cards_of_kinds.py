"""Cards for every kind of occasion: who gets one, never twice, never to the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm import messages
from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.domain.occasion_cards import which_day
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.domain.piece import Piece, Wording
from smallcrm.paper.printing import prepare
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop

HOME = PostalAddress("Katu 1", "33100", "Tampere")
WORDS = Wording("", "", "", "", (), "", "", "", "")
TODAY = date(2027, 5, 10)
ALL = tuple(str(kind) for kind in OccasionKind if kind != OccasionKind.OTHER)


def on(kind: str, day: date, **more: object) -> Occasion:
    """Give a yearly day."""
    return Occasion(kind, day.month, day.day, **more)  # type: ignore[arg-type]


def send_all(shop: Shop, *own: OwnKind) -> None:
    """Let the shop send cards for everything."""
    shop.settings.save(replace(shop.settings.read(), card_kinds=ALL))
    shop.occasion_kinds.save(own)


def chosen(shop: Shop, selection: Selection | None = None) -> list[tuple[int, str]]:
    """Give who gets a card now and for which kind of day."""
    found = shop.letters.candidates(selection or Selection()).chosen
    return [(one.customer.id, str(one.occasion.kind)) for one in found]


def reasons(shop: Shop, selection: Selection | None = None) -> dict[int, str]:
    """Give why the others get none."""
    return {out.customer_id: out.reason.code for out in shop.letters.candidates(selection or Selection()).left_out}


def print_them(shop: Shop, cards: Sequence[Candidate]) -> int:
    """Print these cards and say that they came out; the run."""
    pieces = [
        Piece(
            c.customer.id,
            c.customer.name,
            "fi",
            WORDS,
            (),
            occasion_id=c.occasion.id,
            which=which_day(c.occasion),
            year=c.day.year,
            kind=str(c.occasion.kind),
        )
        for c in cards
    ]
    run = shop.letters.start_run("a6-quarter", "wreath", pieces)
    shop.letters.mark(run)
    return run


def test_a_shop_that_chose_nothing_sends_birthday_cards_alone(shop: Shop) -> None:
    days = [on(kind, TODAY, year=2000, label="Dog") for kind in (*ALL[:3], "other")]
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=tuple(days), customer_since=TODAY))
    assert chosen(shop) == [(anna, "birthday")]
    assert chosen(shop, Selection(kind="name_day")) == [(anna, "name_day")]  # who asks for it gets it
    assert chosen(shop, Selection(kind="other")) == []  # but a day in own words may be a sad one
    assert chosen(shop, Selection(kind="other", customers=(anna,))) == [(anna, "other")]


def test_every_kind_that_the_shop_chose_is_to_be_printed(shop: Shop) -> None:
    send_all(shop, OwnKind("Dog", card_wanted=True), OwnKind("Cat"))
    days = tuple(on(kind, TODAY, year=2000, partner="Otto") for kind in ALL[:3])
    since = TODAY.replace(year=2019)
    own = (on("other", TODAY, label="dog"), on("other", TODAY, label="Cat"), on("other", TODAY, label="Owl"))
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=(*days, *own), customer_since=since))
    assert sorted(kind for _who, kind in chosen(shop)) == sorted([*ALL, "other"])
    assert {who for who, _kind in chosen(shop)} == {anna}
    assert len(shop.occasions.today().cards) == 5
    assert sorted(kind for _who, kind in chosen(shop, Selection(customers=(anna,)))) == sorted([*ALL, "other"])


def test_each_card_once_a_year_whatever_is_typed_anew(shop: Shop) -> None:
    send_all(shop, OwnKind("Dog", card_wanted=True))
    days = (
        on("birthday", TODAY),
        on("name_day", TODAY),
        on("other", TODAY, label="Dog"),
        on("other", TODAY + timedelta(days=1), label="Dog"),
    )
    since = TODAY.replace(year=2019)
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=days, customer_since=since))
    print_them(shop, shop.letters.candidates(Selection()).chosen)
    assert chosen(shop) == []
    assert not shop.occasions.today().cards
    customer = shop.customers.get(anna)
    shop.customers.save(replace(customer, occasions=tuple(replace(day, id=0) for day in days[:2])))
    assert chosen(shop) == []
    assert set(reasons(shop, Selection(customers=(anna,))).values()) == {"already_printed"}
    shop.journal.undo()
    shop.journal.undo()  # the printing too: then all are to be printed again
    assert len(chosen(shop)) == 5


def test_nobody_is_planned_twice_for_being_a_customer(shop: Shop) -> None:
    send_all(shop)
    shop.customers.add(Customer(given="Anna", addresses=(HOME,), customer_since=TODAY.replace(year=2019)))
    (card,) = shop.letters.candidates(Selection()).chosen
    piece = Piece(card.customer.id, "Anna", "fi", WORDS, (), year=card.day.year, kind="customer_since")
    first = shop.letters.start_run("a6-quarter", "wreath", [piece, piece])
    second = shop.letters.start_run("a6-quarter", "wreath", [piece])  # taken over, not planned once more
    assert [run.id for run in shop.letters.unfinished()] == [second]
    assert shop.letters.mark(first) == 0
    assert shop.letters.mark(second) == 1
    assert shop.database.sql("SELECT count(*) FROM letter") == [(1,)]


def test_what_was_printed_is_called_by_its_name(shop: Shop) -> None:
    send_all(shop, OwnKind("Dog", card_wanted=True))
    days = tuple(on(kind, TODAY, label="Dog" if kind == "other" else "") for kind in ("birthday", "name_day", "other"))
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=days))
    print_them(shop, shop.letters.candidates(Selection()).chosen)
    said = sorted((entry.text, entry.detail) for entry in shop.timeline.of(anna))
    assert said == [("printed", ""), ("printed", "Dog"), ("printed", "name_day")]


@pytest.mark.parametrize("kind", ["name_day", "customer_since"])
def test_small_days_that_went_by_get_no_card(shop: Shop, kind: str) -> None:
    send_all(shop)
    gone = TODAY - timedelta(days=1)
    occasions = (on("name_day", gone),) if kind == "name_day" else ()
    since = gone.replace(year=2019) if kind == "customer_since" else None
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=occasions, customer_since=since))
    assert chosen(shop) == []
    assert [(c.day.year, c.late) for c in shop.letters.candidates(Selection(customers=(anna,))).chosen] == [
        (2028, False)
    ]


def couple_of(shop: Shop, **more: object) -> tuple[int, int]:
    """Give two customers at one address with one wedding."""
    day = on("wedding_anniversary", TODAY + timedelta(days=1), year=2000, **more)
    anna = Customer(given="Anna", addresses=(HOME,), occasions=(replace(day, partner="Pekka"),))
    pekka = Customer(given="Pekka", addresses=(replace(HOME, street="KATU 1"),), occasions=(day,))
    return shop.customers.add(anna), shop.customers.add(pekka)


def test_one_card_goes_to_a_couple(shop: Shop) -> None:
    send_all(shop)
    anna, pekka = couple_of(shop)
    assert chosen(shop) == [(anna, "wedding_anniversary")]
    assert reasons(shop) == {pekka: "couple"}
    assert chosen(shop, Selection(also=(pekka,))) == [(anna, "wedding_anniversary"), (pekka, "wedding_anniversary")]
    print_them(shop, shop.letters.candidates(Selection()).chosen)
    assert chosen(shop) == []
    assert reasons(shop, Selection(customers=(pekka,))) == {pekka: "couple"}


def test_a_marriage_that_ended_is_in_no_list(shop: Shop) -> None:
    send_all(shop)
    anna, _pekka = couple_of(shop, ended="death")
    assert chosen(shop) == []
    assert not shop.occasions.today().items
    assert not shop.occasions.between(TODAY, TODAY + timedelta(days=400))
    assert len(shop.customers.get(anna).occasions) == 1


def test_two_of_one_household_are_told_of_each_other(shop: Shop) -> None:
    first, second = TODAY, TODAY + timedelta(days=1)
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=(on("birthday", first),)))
    pekka = shop.customers.add(Customer(given="Pekka", addresses=(HOME,), occasions=(on("birthday", second),)))
    shop.customers.add(
        Customer(given="Ville", addresses=(replace(HOME, street="Katu 2"),), occasions=(on("birthday", first),))
    )
    cards = {c.customer.given: c for c in shop.letters.candidates(Selection()).chosen}
    assert {name: c.household and c.household.name for name, c in cards.items()} == {
        "Anna": "Pekka",
        "Pekka": "Anna",
        "Ville": None,
    }
    print_them(shop, [cards["Anna"]])
    left = next(c for c in shop.letters.candidates(Selection()).chosen if c.customer.id == pekka)
    assert left.household is not None
    assert (left.household.customer_id, left.household.had) == (anna, True)


STATES = {
    "archived": {"archived": True},
    "deceased": {"deceased": True},
    "no_mail": {"no_mail": True},
    "no_address": {"addresses": ()},
}


@pytest.mark.parametrize("kind", [*ALL, "other"])
@pytest.mark.parametrize("state", [*STATES])
def test_who_gets_no_post_gets_no_card_of_any_kind(shop: Shop, kind: str, state: str) -> None:
    send_all(shop, OwnKind("Dog", card_wanted=True))
    since = TODAY.replace(year=2019) if kind == "customer_since" else None
    occasions = () if since else (on(kind, TODAY, label="Dog" if kind == "other" else "", year=1990),)
    person = Customer(given="Anna", addresses=(HOME,), occasions=occasions, customer_since=since)
    who = shop.customers.add(replace(person, **STATES[state]))  # type: ignore[arg-type]
    assert who not in {i for i, _kind in chosen(shop)}
    assert who not in {i for i, _kind in chosen(shop, Selection(customers=(who,)))}
    assert who not in {item.customer_id for item in shop.occasions.today().cards}


def test_an_own_kind_says_which_text_its_card_bears(shop: Shop) -> None:
    send_all(shop, OwnKind("Dog", template="congratulations", card_wanted=True), OwnKind("Owl", card_wanted=True))
    days = (on("other", TODAY, label="Dog"), on("other", TODAY, label="Owl"))
    shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=days))
    cards = {c.occasion.label: c.template for c in shop.letters.candidates(Selection()).chosen}
    assert cards == {"Dog": "congratulations", "Owl": "special_day"}
    said = {p.occasion_id: p.wording.title for p in prepare(shop, Selection(), "a6-quarter").pieces}
    assert sorted(said.values()) == ["Lämpimät onnittelut!", "Lämpimät terveiset!"]


def test_who_was_greeted_gets_no_late_card_of_a_period_either(shop: Shop) -> None:
    gone = TODAY - timedelta(days=2)
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=(on("birthday", gone),)))
    period = Selection(start=gone, end=TODAY)
    assert chosen(shop, period) == [(anna, "birthday")]
    shop.congratulations.greet(anna, [(shop.customers.get(anna).occasions[0], gone)])
    assert chosen(shop, period) == []
    assert reasons(shop, period) == {anna: "greeted"}
    assert chosen(shop, Selection(customers=(anna,))) == [(anna, "birthday")]  # who is named gets one


def test_a_day_of_a_kind_that_is_gone_keeps_a_name_in_the_timeline(shop: Shop) -> None:
    send_all(shop, OwnKind("Dog", card_wanted=True))
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=(on("other", TODAY, label="Dog"),)))
    cards = shop.letters.candidates(Selection()).chosen
    piece = Piece(anna, "Anna", "fi", WORDS, (), occasion_id=cards[0].occasion.id, year=2027, kind="other")
    run = shop.letters.start_run("a6-quarter", "wreath", [piece])
    shop.customers.save(replace(shop.customers.get(anna), occasions=()))
    shop.letters.mark(run)
    (entry,) = shop.timeline.of(anna)
    assert "Birthday" not in messages.entry_title(entry)


def test_a_leapling_abroad_is_listed_once(tmp_path: Path) -> None:
    shop = Shop.open(tmp_path / "leap.smallcrm", clock=FixedClock(date(2027, 2, 17)), create=True, language="fi")
    away = replace(HOME, country="SE")
    shop.customers.add(Customer(given="Leap", addresses=(away,), occasions=(Occasion("birthday", 2, 29, 1960),)))
    assert len(shop.letters.candidates(Selection()).chosen) <= 1
    for number in range(16):
        shop.clock = FixedClock(date(2027, 2, 10) + timedelta(days=number))
        assert len(shop.letters.candidates(Selection()).chosen) <= 1
    shop.close()


def test_only_the_days_that_were_ticked_are_offered(shop: Shop) -> None:
    send_all(shop)
    soon, later = TODAY + timedelta(days=20), TODAY + timedelta(days=27)
    days = (on("birthday", soon), on("name_day", later))
    anna = shop.customers.add(Customer(given="Anna", addresses=(HOME,), occasions=days))
    kari = shop.customers.add(Customer(given="Kari", addresses=(HOME,), occasions=(on("birthday", later),)))
    period = Selection(start=soon, end=later, customers=(anna, kari))
    assert len(chosen(shop, period)) == 3
    ticked = replace(period, only=frozenset({(anna, soon), (kari, later)}))
    assert sorted(chosen(shop, ticked)) == [(anna, "birthday"), (kari, "birthday")]
