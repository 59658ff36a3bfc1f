"""From the shop's people to pieces: words, addresses and who is left out, through a real shop file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.model import Customer, Kind, Occasion, OccasionKind, PostalAddress, ShopSettings
from smallcrm.domain.piece import Piece
from smallcrm.paper.document import write
from smallcrm.paper.printing import country_line, prepare, sender_of
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.paper.letter_samples import page_text

TODAY = date(2027, 6, 7)
SETTINGS = ShopSettings(
    name="Lankakauppa Kerä",
    sender_name="Päivi Hämäläinen",
    street="Hämeenkatu 21",
    postal_code="33200",
    city="Tampere",
    country="FI",
    language="fi",
)
HOME = PostalAddress("Rautatienkatu 3", "33100", "Tampere")
ALL = Selection(start=date(2027, 6, 1), end=date(2027, 12, 31))


def person(given: str, family: str = "Virtanen", *, day: int = 20, month: int = 6, **more: object) -> Customer:
    birthday = Occasion(OccasionKind.BIRTHDAY, month, day)
    return replace(
        Customer(given=given, family=family, addresses=(HOME,), occasions=(birthday,)),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(TODAY), create=True, country="FI", language="fi")
    made.settings.save(SETTINGS)
    yield made
    made.close()


def only(shop: Shop, layout: str = "a6-quarter") -> Piece:
    prepared = prepare(shop, ALL, layout)
    assert not prepared.left_out
    (piece,) = prepared.pieces
    return piece


def reasons(shop: Shop, *layouts: str) -> dict[str, str]:
    return {item.name: item.reason.code for item in prepare(shop, ALL, *layouts).left_out}


def test_a_piece_has_the_words_of_the_shops_language_and_the_address(shop: Shop) -> None:
    customer = shop.customers.add(person("Aino"))
    piece = only(shop)
    assert piece.customer_id == customer
    assert piece.wording.title == "Hyvää syntymäpäivää, Aino!"
    assert piece.wording.stop_line.startswith("Tällaisen postin")
    assert piece.address == ("Aino Virtanen", "Rautatienkatu 3", "33100 TAMPERE")
    assert (piece.language, piece.initial, piece.year, piece.place_and_date) == ("fi", "A", 2027, "7.6.2027")
    assert piece.occasion_id > 0


@pytest.mark.parametrize(
    ("language", "title", "dated"),
    [
        ("en", "Happy birthday, Anna!", "7\xa0June 2027"),
        ("nb", "Gratulerer med dagen, Anna!", "Tampere, 7.\xa0juni 2027"),
        ("pl", "Wszystkiego najlepszego z okazji urodzin!", "Tampere, 7\xa0czerwca 2027\xa0r."),
    ],
)
def test_each_customer_reads_their_own_language(shop: Shop, language: str, title: str, dated: str) -> None:
    shop.customers.add(person("Anna", language=language))
    piece = only(shop, "letter-fi")
    assert piece.language == language
    assert piece.wording.title.replace("\xa0", " ") == title
    assert piece.place_and_date == dated


def test_a_day_gone_by_gets_the_belated_text(shop: Shop) -> None:
    shop.customers.add(person("Aino", day=3))
    shop.customers.add(person("Bertta", day=7))
    late, today = prepare(shop, ALL, "a6-quarter").pieces
    assert late.wording.title != today.wording.title
    assert late.wording.title.replace("Aino", "") != "Hyvää syntymäpäivää, !"
    assert today.wording.title == "Hyvää syntymäpäivää, Bertta!"


@pytest.mark.parametrize("gift", ["", "kerä käsinvärjättyä villaa"])
@pytest.mark.parametrize(("language", "greeting"), [("fi", "Aino ja Pekka"), ("nb", "Kari og Ola")])
def test_a_birthday_card_to_a_household_speaks_to_several_and_has_room(
    shop: Shop, language: str, greeting: str, gift: str
) -> None:
    shop.settings.save(replace(SETTINGS, language=language, gift=gift, gift_days=30))
    for day in (3, 20):
        shop.customers.add(
            person("", "", day=day, kind=Kind.HOUSEHOLD, display_name="Virtanen", greeting_name=greeting)
        )
    prepared = prepare(shop, ALL, "a6-quarter", "letter-fi", "letter-no")
    assert not prepared.left_out
    assert gift in "".join(span.text for part in prepared.pieces[1].wording.body for span in part)
    for piece in prepared.pieces:
        words = " ".join((piece.wording.title, *(span.text for part in piece.wording.body for span in part)))
        assert not re.search(r"(?i)\b(sin[äu]\w*|\w*päivää?si|sait|käyt|deg|du|din)\b", words)
        assert piece.initial == ""
        assert gift in words or piece.year == 2027
        assert greeting in piece.wording.salutation


@pytest.mark.parametrize(
    ("sender", "names", "wanted"),
    [
        ("FI", "", "POLAND"),
        ("FI", "fi", "PUOLA"),
        ("NO", "", "POLEN"),
        ("SE", "", "POLAND"),
        ("GB", "", "POLAND"),
        ("PL", "", ""),
    ],
)
def test_the_country_line_is_in_the_language_of_the_sending_country(sender: str, names: str, wanted: str) -> None:
    customer = person("Anna", addresses=(PostalAddress("ul. Długa 5", "80-831", "Gdańsk", country="PL"),))
    settings = replace(SETTINGS, country=sender, country_names=names)
    assert country_line(customer, settings) == wanted


def test_abroad_the_country_is_the_last_line(shop: Shop) -> None:
    shop.customers.add(person("Anna", addresses=(PostalAddress("ul. Długa 5", "80-831", "Gdańsk", country="PL"),)))
    assert only(shop).address == ("Anna Virtanen", "ul. Długa 5", "80-831 GDAŃSK", "POLAND")


def test_a_letter_that_no_face_has_is_told_and_not_printed(shop: Shop) -> None:
    shop.customers.add(person("Ἀρχιμήδης"))
    shop.customers.add(person("Aino"))
    prepared = prepare(shop, ALL, "a6-quarter")
    assert [piece.name for piece in prepared.pieces] == ["Aino Virtanen"]
    (out,) = prepared.left_out
    values = dict(out.reason.values)
    assert (out.reason.code, values["field"]) == ("no_glyph", "name")
    assert "Ἀ" in values["letters"].split()


def test_a_strange_address_keeps_nobody_from_a_card_but_from_a_label(shop: Shop) -> None:
    shop.customers.add(person("Aino", addresses=(PostalAddress("東京都千代田区 1-1", "100", "Tokyo"),)))
    assert reasons(shop, "a6-quarter") == {}
    assert reasons(shop, "a6-quarter", "label:L7160") == {"Aino Virtanen": "no_glyph"}


def test_an_address_too_long_for_one_of_the_layouts_is_told(shop: Shop) -> None:
    shop.customers.add(person("Aino", addresses=(PostalAddress("K" * 120, "33100", "Tampere"),)))
    assert reasons(shop, "a6-quarter") == {}
    assert reasons(shop, "letter-fi") == {"Aino Virtanen": "address_too_long"}
    assert reasons(shop, "a6-quarter", "envelope:C6") == {"Aino Virtanen": "address_too_long"}


def test_reasons_of_the_shop_and_of_the_paper_stand_together(shop: Shop) -> None:
    shop.customers.add(person("Nimetön", addresses=()))
    shop.customers.add(person("Kuollut", deceased=True))
    shop.customers.add(person("日本"))
    shop.customers.add(person("Aino"))
    assert len(prepare(shop, ALL, "letter-fi").pieces) == 1
    assert set(reasons(shop, "letter-fi").values()) == {"no_address", "deceased", "no_glyph"}


def test_the_sender_is_written_as_its_country_writes() -> None:
    assert sender_of(SETTINGS).town == "33200 Tampere"
    assert sender_of(replace(SETTINGS, country="GB", postal_code="sy81bn", city="Ludlow")).town == "Ludlow SY8 1BN"
    assert sender_of(replace(SETTINGS, country="PL", postal_code="80831", city="Gdańsk")).town == "80-831 Gdańsk"
    assert sender_of(ShopSettings()).town == ""


def test_from_the_shop_to_the_page(shop: Shop, tmp_path: Path) -> None:
    for name in ("<Anna>", "100 % {first_name}", "O'Brien & Sons"):
        shop.customers.add(person(name, family=""))
    prepared = prepare(shop, ALL, "letter-fi", "label:L7160")
    out = tmp_path / "letters.pdf"
    assert write(prepared.pieces, prepared.sender, "letter-fi", "wreath", out) == 3
    for page, piece in enumerate(prepared.pieces):
        assert f"Hyvää syntymäpäivää, {piece.name}!" in page_text(out, page).replace("\n", " ")


def test_a_gift_without_its_last_day_is_flagged(shop: Shop) -> None:
    shop.settings.save(replace(SETTINGS, gift="kahvi", gift_days=-1))
    shop.customers.add(person("Aino"))
    assert reasons(shop, "a6-quarter") == {"Aino Virtanen": "missing_field"}


def test_a_text_too_long_for_a_card_still_makes_a_letter(shop: Shop) -> None:
    shop.settings.save(replace(SETTINGS, gift="kerä villaa ja " * 80 + "kahvi"))
    shop.customers.add(person("Aino"))
    assert reasons(shop, "a6-quarter") == {"Aino Virtanen": "text_too_long"}
    assert reasons(shop, "letter-fi") == {}
