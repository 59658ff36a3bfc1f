"""Address lines as each country's post wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.addressing import address_lines, initial, tidy_postal_code, town_lines
from smallcrm.domain.model import LANGUAGES, Address, Customer, Kind, PostalAddress


def person(
    street: str, code: str, city: str, country: str, region: str = "", kind: str = "", company: str = ""
) -> Customer:
    address = PostalAddress(street, code, city, region, country, kind)
    return Customer(title="Dr", given="Aino", family="Berg", company=company, addresses=(address,))


@pytest.mark.parametrize(
    ("country", "street", "code", "city", "region", "lines"),
    [
        ("FI", "Katu 1 A 5", "00100", "Helsinki", "Uusimaa", ("Katu 1 A 5", "00100 HELSINKI")),
        ("AX", "Storagatan 1", "22100", "Mariehamn", "", ("Storagatan 1", "AX-22100 MARIEHAMN")),
        ("NO", "Storgata 1", "0161", "Oslo", "", ("Storgata 1", "0161 Oslo")),
        ("PL", "ul. Długa 5/7", "80831", "Gdańsk", "", ("ul. Długa 5/7", "80-831 GDAŃSK")),
        ("SE", "Storgatan 1", "11122", "Stockholm", "", ("Storgatan 1", "111 22  STOCKHOLM")),
        ("DK", "Gade 1", "1050", "København K", "", ("Gade 1", "1050 København K")),
        ("DE", "Weg 1", "10115", "Berlin", "", ("Weg 1", "10115 Berlin")),
        (
            "GB",
            "1 High St\nLittle Town",
            "sw1a1aa",
            "London",
            "Kent",
            ("1 High St", "Little Town", "LONDON", "SW1A 1AA"),
        ),
        ("US", "1 Main St APT 2", "123456789", "Reno", "nv", ("1 Main St APT 2", "RENO NV 12345-6789")),
        ("EE", "Pikk 1-2", "10123", "Tallinn", "Harju", ("Pikk 1-2", "10123 Tallinn")),
        ("FR", "1 rue A", "75001", "Paris", "", ("1 rue A", "75001 Paris")),
        ("CA", "1 A St", "K1A 0B1", "Ottawa", "ON", ("1 A St", "Ottawa ON K1A 0B1")),
        ("IE", "1 A St", "D02 AF30", "Bray", "Wicklow", ("1 A St", "D02 AF30 Bray", "Wicklow")),
        ("AT", "Weg 1", "1010", "Wien", "Wien", ("Weg 1", "1010 Wien")),
    ],
)
def test_at_home(country: str, street: str, code: str, city: str, region: str, lines: tuple[str, ...]) -> None:
    customer = person(street, code, city, country, region)
    assert address_lines(customer, country, "NEVER AT HOME") == ("Aino Berg", *lines)
    assert address_lines(person(street, code, city, "", region), country) == ("Aino Berg", *lines)


@pytest.mark.parametrize(
    ("country", "code", "city", "town"),
    [
        ("FI", "00100", "Helsinki", "FI-00100 HELSINKI"),
        ("SE", "111 22", "Stockholm", "SE-111 22  STOCKHOLM"),
        ("AX", "AX-22100", "Mariehamn", "AX-22100 MARIEHAMN"),
        ("NO", "N-0161", "Oslo", "0161 Oslo"),
        ("PL", "80-831", "Gdańsk", "80-831 GDAŃSK"),
        ("FI", "", "Helsinki", "HELSINKI"),
        ("FI", "odd", "Helsinki", "odd HELSINKI"),
        ("SE", "SE 1", "Ystad", "SE 1  YSTAD"),
    ],
)
def test_abroad_the_country_is_the_last_line(country: str, code: str, city: str, town: str) -> None:
    lines = address_lines(person("Street 1", code, city, country.lower()), "GB", "COUNTRY")
    assert lines == ("Aino Berg", "Street 1", town, "COUNTRY")


def test_the_company_follows_the_name_but_not_at_home() -> None:
    at_work = person("Katu 1", "00100", "Helsinki", "FI", kind="work", company="Oy Ab")
    assert address_lines(at_work, "FI")[:3] == ("Aino Berg", "Oy Ab", "Katu 1")
    at_home = person("Katu 1", "00100", "Helsinki", "FI", kind="Home", company="Oy Ab")
    assert address_lines(at_home, "FI")[:2] == ("Aino Berg", "Katu 1")
    assert address_lines(person("Katu 1", "1", "H", "FI", company="Aino Berg"), "FI")[:2] == ("Aino Berg", "Katu 1")


@pytest.mark.parametrize(("country", "line"), [("NO", "Att: Kari Nes"), ("FI", "Kari Nes")])
def test_a_company_comes_first_and_then_its_person(country: str, line: str) -> None:
    address = (PostalAddress("Gate 1", "0161", "Oslo", country=country),)
    company = Customer(kind=Kind.COMPANY, company="Nes AS", given="Kari", family="Nes", addresses=address)
    assert address_lines(company, country)[:3] == ("Nes AS", line, "Gate 1")
    alone = Customer(kind=Kind.COMPANY, display_name="Nes AS", addresses=address)
    assert address_lines(alone, country)[:2] == ("Nes AS", "Gate 1")
    same = Customer(kind=Kind.COMPANY, given="Nes", addresses=address)
    assert address_lines(same, country)[:2] == ("Nes", "Gate 1")


@pytest.mark.parametrize(
    "care", ["c/o Virtanen", "℅ Virtanen", "v/ Kari", "v/Kari", "Att: Kari", "ATTN Kari", "z.Hd. Berg", "z. Hd. Berg"]
)
def test_care_of_stands_above_the_street(care: str) -> None:
    customer = person(f"Katu 1\r\n {care} \n\nas 5", "00100", "Helsinki", "FI")
    assert address_lines(customer, "FI") == ("Aino Berg", care, "Katu 1", "as 5", "00100 HELSINKI")


def test_a_street_that_only_begins_like_care_of_stays() -> None:
    customer = person("Attilankatu 1\nB 2", "33100", "Tampere", "FI")
    assert address_lines(customer, "FI")[1:3] == ("Attilankatu 1", "B 2")


def test_no_complete_address_no_lines() -> None:
    assert address_lines(Customer(given="Aino"), "FI") == ()
    assert address_lines(Customer(given="Aino", addresses=(PostalAddress("Katu 1"),)), "FI") == ()


def test_the_name_as_the_shop_writes_it() -> None:
    address = (PostalAddress("Katu 1", "00100", "Helsinki"),)
    assert (
        address_lines(Customer(display_name="Dr Aino  Berg", given="Aino", addresses=address), "FI")[0]
        == "Dr Aino Berg"
    )


@pytest.mark.parametrize(
    ("country", "typed", "tidy"),
    [
        ("PL", "00950", "00-950"),
        ("PL", "00 950", "00-950"),
        ("PL", "PL 00-950", "00-950"),
        ("PL", "00–950", "00-950"),
        ("PL", "0950", "0950"),
        ("SE", "S-11122", "111 22"),
        ("SE", "se-111 22", "111 22"),
        ("FI", "FIN-00100", "00100"),
        ("AX", "FI-22100", "22100"),
        ("DE", "D-10115", "10115"),
        ("NO", " 0161 ", "0161"),
        ("NO", "161", "161"),
        ("US", "12345 6789", "12345-6789"),
        ("US", "1234", "1234"),
        ("GB", "ec1a  1bb", "EC1A 1BB"),
        ("GB", "m1 1ae", "M1 1AE"),
        ("GB", "bfpo 12", "BFPO 12"),
        ("FR", "75 001", "75 001"),
        ("FI", "٠٠١٠٠", "٠٠١٠٠"),
    ],
)
def test_postal_codes_are_tidied_and_never_lost(country: str, typed: str, tidy: str) -> None:
    assert tidy_postal_code(typed, country) == tidy


@given(st.text(), st.sampled_from(["FI", "AX", "NO", "PL", "SE", "DK", "DE", "GB", "US", "EE", "FR"]), st.booleans())
def test_whatever_was_typed_for_a_code_stands_in_the_address(code: str, country: str, abroad: bool) -> None:
    written = "".join(town_lines(code, "Town", "", country, abroad=abroad))
    assert [c for c in code if c.isdigit()] == [c for c in written if c.isdigit()]


@pytest.mark.parametrize(
    ("customer", "letter"),
    [
        (Customer(given="åse"), "Å"),
        (Customer(given="A\u030ase"), "Å"),
        (Customer(given="'t Anna"), "T"),
        (Customer(given="Łucja", family="Nowak"), "Ł"),
        (Customer(given="Aleksandra", nickname="Kasia", family="Nowak"), "K"),
        (Customer(given="William", nickname="Bill"), "B"),
        (Customer(given="William", nickname="Bill", greeting_name="Guillaume"), "G"),
        (Customer(given="Jane", family="Vale", greeting_name="Mrs. Vale"), "V"),
        (Customer(given="Piotr", greeting_name="Panie Piotrze"), "P"),
        (Customer(given="Zofia", greeting_name="Pani Zofio"), "Z"),
        (Customer(given="Anna I"), "A"),
        (Customer(given="ßeta"), "ß"),
        (Customer(given="123"), ""),
        (Customer(family="Vale"), ""),
        (Customer(), ""),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_initial_is_that_of_the_name_that_is_greeted(language: str, customer: Customer, letter: str) -> None:
    assert initial(customer, language) == letter


@pytest.mark.parametrize(
    "customer",
    [
        Customer(kind=Kind.HOUSEHOLD, display_name="The Marstons", greeting_name="Sarah and Andrew"),
        Customer(kind=Kind.HOUSEHOLD, display_name="Perhe Virtanen"),
        Customer(given="Anna i Piotr", address_form=Address.FAMILY),
        Customer(display_name="Familien Nordmann"),
        Customer(given="Sarah & Andrew"),
        Customer(kind=Kind.COMPANY, company="Berg Oy"),
        Customer(kind=Kind.COMPANY, company="Berg Oy", given="Aino"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_several_people_and_companies_have_no_initial(language: str, customer: Customer) -> None:
    assert initial(customer, language) == ""


@given(st.sampled_from("AĆKŁŻ"), st.text("aąceikłmnórsśtyzż", min_size=2, max_size=9))
def test_the_initial_is_of_the_nominative_behind_a_polish_vocative(first: str, rest: str) -> None:
    assert initial(Customer(given=first + rest), "pl") == first


@pytest.mark.parametrize("country", ["FI", "NO", "SE", "DE", "GB", "US"])
def test_a_polish_code_keeps_its_hyphen_where_nobody_typed_the_country(country: str) -> None:
    assert tidy_postal_code("30-001", country) == "30-001"
