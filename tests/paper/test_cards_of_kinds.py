"""The words of every kind of card, in four languages: whom they greet, what they say late, and that they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.marriage import couple
from smallcrm.domain.model import Address, Customer, Kind, Occasion, OccasionKind, PostalAddress, ShopSettings
from smallcrm.domain.occasion_cards import years_text
from smallcrm.domain.piece import Piece
from smallcrm.paper.document import write
from smallcrm.paper.printing import make_piece, prepare, sender_of
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.paper.letter_samples import page_text

TODAY = date(2027, 6, 7)
DAY = date(2027, 6, 20)
COUNTRIES = {"en": "GB", "fi": "FI", "nb": "NO", "pl": "PL"}
KINDS = [str(kind) for kind in OccasionKind]
ALL = [(language, kind) for language in COUNTRIES for kind in KINDS]
HOME = PostalAddress("Rautatienkatu 3", "33100", "Tampere", country="FI")


def settings(language: str, country: str = "") -> ShopSettings:
    return ShopSettings(
        name="Kerä", sender_name="Päivi", street="Hämeenkatu 21", postal_code="33200", city="Tampere",
        country=country or COUNTRIES[language], language=language, gift="villasukat", gift_days=30,
    )  # fmt: skip


def anna(**more: object) -> Customer:
    values = {"id": 1, "given": "Anna", "family": "Nowak", "addresses": (HOME,), **more}
    return Customer(**values)  # type: ignore[arg-type]


def made(
    kind: str, language: str, *, partner: str = "", today: date = TODAY, country: str = "", who: Customer | None = None
) -> Piece:
    day = Occasion(kind, DAY.month, DAY.day, 2017, "Jubilee" if kind == "other" else "", partner=partner, id=5)
    found = make_piece(who or anna(), day, DAY, settings(language, country), today=today, layout="a6-quarter")
    assert isinstance(found, Piece), found
    return found


def words(piece: Piece) -> str:
    said = piece.wording
    body = ("".join(span.text for span in part) for part in said.body)
    return " ".join(part for part in (said.title, said.salutation, *body, said.closing) if part)


@pytest.mark.parametrize(("language", "kind"), ALL)
@pytest.mark.parametrize("late", [0, 1])
def test_each_card_says_what_it_is_for(language: str, kind: str, late: int) -> None:
    if late and kind in {OccasionKind.NAME_DAY, OccasionKind.CUSTOMER_SINCE}:
        return  # none is sent late
    piece = made(kind, language, today=DAY + timedelta(days=late))
    said = words(piece)
    if kind != "birthday":
        assert not re.search(r"(?i)birthday|syntymä|fødsel|bursdag|urodzin|villasukat", said)
    elif not late:
        assert "villasukat" in said
    assert "{" not in said
    assert "  " not in said
    assert (piece.kind, piece.occasion_id, piece.year) == (kind, 5, 2027)


@pytest.mark.parametrize("language", COUNTRIES)
def test_a_late_card_says_other_words_than_one_in_time(language: str) -> None:
    for kind in ("birthday", OccasionKind.WEDDING, "other"):
        assert made(kind, language).wording.title != made(kind, language, today=DAY + timedelta(days=1)).wording.title


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "Dear Anna and Piotr,"),
        ("fi", "Hyvät Anna ja Piotr"),
        ("nb", "Kjære Anna og Piotr"),
        ("pl", "Drodzy Państwo!"),
    ],
)
@pytest.mark.parametrize("partner", ["Piotr", "Piotr Nowak", " Piotr  Nowak "])
def test_the_card_of_a_wedding_greets_both(language: str, opening: str, partner: str) -> None:
    piece = made(OccasionKind.WEDDING, language, partner=partner)
    assert piece.wording.salutation == opening
    assert piece.address[0].split()[0] == "Anna"
    assert ("Piotr" in piece.address[0]) == (" " in partner.strip())  # a first name alone is on no envelope
    assert "Anna" not in piece.wording.title
    late = made(OccasionKind.WEDDING, language, partner=partner, today=DAY + timedelta(days=2))
    assert late.wording.salutation == opening
    assert piece.name == "Anna Nowak"


@pytest.mark.parametrize(("language", "opening"), [("en", "Dear Anna,"), ("fi", "Hei Anna!"), ("nb", "Kjære Anna")])
def test_without_a_known_partner_the_customer_is_greeted(language: str, opening: str) -> None:
    piece = made(OccasionKind.WEDDING, language)
    assert (piece.wording.salutation, piece.address[0]) == (opening, "Anna Nowak")


def test_a_household_and_a_company_are_greeted_as_they_are() -> None:
    for kind in (Kind.HOUSEHOLD, Kind.COMPANY):
        one = anna(kind=kind, display_name="Virtaset")
        assert couple(one, "Piotr", "fi") is one


def test_the_couple_is_greeted_by_the_names_they_are_called_by() -> None:
    one = anna(nickname="Ania", address_form=Address.MS)
    assert made(OccasionKind.WEDDING, "en", partner="Piotr", who=one).wording.salutation == "Dear Ania and Piotr,"


@pytest.mark.parametrize("kind", KINDS)
def test_an_american_card_has_american_words(kind: str) -> None:
    said = words(made(kind, "en", country="US"))
    assert not re.search("neighbourhood|call in", said)
    assert "Warm regards," in said


@pytest.mark.parametrize(
    ("language", "years", "said"),
    [
        ("en", 1, "a\xa0year"), ("en", 12, "twelve\xa0years"), ("en", 13, "13\xa0years"),
        ("fi", 1, "vuosi"), ("fi", 2, "2\xa0vuotta"), ("nb", 1, "ett\xa0år"), ("nb", 5, "fem\xa0år"),
        ("pl", 1, "rok"), ("pl", 2, "2\xa0lata"), ("pl", 5, "5\xa0lat"), ("pl", 12, "12\xa0lat"),
        ("nb", 22, "22\xa0år"), ("pl", 22, "22\xa0lata"),
        ("pl", 21, "21\xa0lat"), ("pl", 112, "112\xa0lat"), ("pl", 102, "102\xa0lata"), ("en", None, ""), ("fi", 0, ""),
    ],
)  # fmt: skip
def test_years_as_the_texts_say_them(language: str, years: int | None, said: str) -> None:
    assert years_text(years, language) == said


@pytest.mark.parametrize(("language", "said"), [("en", "ten\xa0years"), ("fi", "10\xa0vuotta"), ("pl", "10\xa0lat")])
def test_years_as_a_customer_are_said(language: str, said: str) -> None:
    assert said in words(made(OccasionKind.CUSTOMER_SINCE, language))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(TODAY), create=True, country="FI", language="fi")
    opened.settings.save(replace(settings("fi"), card_kinds=tuple(kind for kind in KINDS if kind != "other")))
    yield opened
    opened.close()


def test_all_kinds_go_into_one_file_each_whole(shop: Shop, tmp_path: Path) -> None:
    for language in COUNTRIES:
        days = tuple(Occasion(kind, DAY.month, DAY.day, 2017, partner="Piotr") for kind in KINDS[:3])
        who = anna(id=0, family=f"Nowak-{language.title()}", language=language, occasions=days)
        shop.customers.add(replace(who, customer_since=DAY.replace(year=2017)))
    found = prepare(shop, Selection(start=DAY, end=DAY), "a6-quarter")
    assert found.left_out == ()
    assert len(found.pieces) == 16
    file = tmp_path / "cards.pdf"
    assert write(found.pieces, sender_of(shop.settings.read()), "a6-quarter", "candles", file) == 16
    text = page_text(file, 0)
    assert found.pieces[0].wording.closing in text


def test_a_couple_that_are_both_customers_is_named_as_an_envelope_names_them(shop: Shop) -> None:
    day = Occasion(OccasionKind.WEDDING, DAY.month, DAY.day, 2017)
    shop.customers.add(anna(id=0, language="fi", occasions=(replace(day, partner="Pelle"),)))
    shop.customers.add(anna(id=0, language="fi", given="Peter", nickname="Pelle", occasions=(day,)))
    (piece,) = prepare(shop, Selection(start=DAY, end=DAY), "a6-quarter").pieces
    assert piece.address[0] == "Anna ja Peter Nowak"
    assert piece.wording.salutation == "Hyvät Anna ja Pelle"


def test_where_the_card_of_one_cannot_be_set_the_other_gets_it(shop: Shop) -> None:
    day = Occasion(OccasionKind.WEDDING, DAY.month, DAY.day, 2017)
    odd = anna(id=0, language="en", given="\u674e", family="Nowak", greeting_name="")
    first = shop.customers.add(replace(odd, occasions=(replace(day, partner="Piotr"),)))
    other = shop.customers.add(anna(id=0, language="en", given="Piotr", occasions=(replace(day, partner="Lee"),)))
    found = prepare(shop, Selection(start=DAY, end=DAY), "a6-quarter")
    assert [
        (piece.customer_id, one.customer.id) for piece, one in zip(found.pieces, found.candidates, strict=True)
    ] == [(other, other)]
    assert [(out.customer_id, out.reason.code) for out in found.left_out] == [(first, "no_glyph")]
