"""A nickname out of somebody's telephone is kept, and no letter greets by it unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smallcrm.domain.incoming import Guess, ReadFile, Record
from smallcrm.domain.model import Customer
from smallcrm.domain.salutations import greeting_name
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.vcard.writer import write
from smallcrm.store.greetings import greet_by_first_name
from smallcrm.store.shop import Shop

TODAY = date(2026, 5, 6)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nowak;Jan;;;\r\nNICKNAME:Gruby\r\nTEL:601 234 567\r\nEND:VCARD\r\n"


def _take_in(shop: Shop, *records: Record) -> list[Customer]:
    shop.imports.apply(shop.imports.plan([ReadFile("x", Guess("vcard"), records)]))
    return list(shop.customers.every())


def test_a_card_with_a_nickname(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), language="pl", country="PL"))
    (jan,) = _take_in(shop, *read_bytes(CARD.encode(), "x.vcf", today=TODAY).records)
    assert (jan.nickname, jan.greeting_name, greeting_name(jan, "pl")) == ("Gruby", "Janie", "Janie")


def test_a_nickname_that_comes_to_somebody_known(shop: Shop) -> None:
    shop.customers.add(Customer(given="Jan", family="Nowak", uid="u1"))
    known = _take_in(shop, Record(Customer(given="Jan", family="Nowak", nickname="Fatso", uid="u1"), 1, "a"))
    assert [(c.nickname, c.greeting_name) for c in known] == [("Fatso", "Jan")]


def test_what_the_shop_chose_stays(shop: Shop) -> None:
    jan = Customer(given="Jan", family="Nowak", nickname="Jasio")
    assert greet_by_first_name(jan, "pl", known=jan) == jan
    named = replace(jan, greeting_name="Jasiu")
    assert greet_by_first_name(named, "pl") == named
    (own,) = _take_in(shop, Record(jan, 1, "a", own=True))
    assert own.greeting_name == ""


def test_our_own_cards_are_known_as_such() -> None:
    jan = Customer(given="Jan", family="Nowak", nickname="Jasio", uid="u1")
    (ours,) = read_bytes(write([(jan, ())]), "x.vcf", today=TODAY).records
    (theirs,) = read_bytes(CARD.encode(), "x.vcf", today=TODAY).records
    assert (ours.own, theirs.own) == (True, False)
