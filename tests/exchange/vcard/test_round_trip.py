"""What we write we read back, whole."""

from __future__ import annotations

from datetime import date

import pytest
import vobject
from hypothesis import given, settings

from smallcrm.domain.model import Customer, Entry, Occasion, Phone
from smallcrm.exchange.vcard import reader, writer
from tests.exchange.strategies import ENTRY_LISTS, customers, tiny_png

TODAY = date(2026, 11, 21)


def back(customer: Customer, *entries: Entry) -> tuple[Customer, tuple[Entry, ...]]:
    """Write and read one customer."""
    result = reader.read(writer.write([(customer, entries)]), "a.vcf", TODAY)
    assert result.problems == ()
    (record,) = result.records
    assert record.source_id == customer.uid
    return record.customer, record.entries


@settings(max_examples=100, deadline=None)
@given(customers(), ENTRY_LISTS)
def test_any_customer_comes_back_equal(customer: Customer, entries: tuple[Entry, ...]) -> None:
    assert back(customer, *entries) == (customer, entries)


@settings(max_examples=40, deadline=None)
@given(customers())
def test_lines_are_folded_at_75_octets_within_letters_never(customer: Customer) -> None:
    for line in writer.write([(customer, ())]).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@pytest.mark.parametrize(
    "customer",
    [
        Customer(uid="u", given="Åsa", occasions=(Occasion("birthday", 2, 29),)),
        Customer(given="A;B,C\\D", family="line\nfeed \\n", nickname="=C3=A4"),
        Customer(display_name="👩‍👧 " + "ä" * 200),
        Customer(given="Anna", family="Berg", display_name="Anna Berg"),
        Customer(company="Kukka Oy", kind="company", phones=(Phone("09 1", "Keskus; 2. krs"),)),
        Customer(given="x", photo=tiny_png(1, 2, 3), photo_type="image/png"),
        Customer(given="x", extra=(("END", "VCARD"), ("AGENT", "BEGIN:VCARD"), ("Asiakasnro", "7"), ("TEL", "1"))),
        Customer(given="x", extra=(("NOTE", "BEGIN:VCARD\nEND:VCARD"), ("X-A;X-ABLABEL=spouse", "Eva"))),
    ],
)
def test_dangerous_values_come_back_equal(customer: Customer) -> None:
    assert back(customer) == (customer, ())


def test_two_customers_stay_two() -> None:
    people = [(Customer(uid=str(i), given=f"A{i}"), ()) for i in range(2)]
    result = reader.read(writer.write(people), "a.vcf", TODAY)
    assert [record.customer for record in result.records] == [customer for customer, _entries in people]


def test_another_reader_understands_what_we_write() -> None:
    customer = Customer(
        uid="1",
        given="Liisa",
        family="Mäkinen; Oy",
        company="Kukka, Oy",
        phones=(Phone("040 123 4567", "mobile", primary=True),),
        occasions=(Occasion("birthday", 5, 3, 1980),),
    )
    text = writer.write([(customer, (Entry("note", TODAY, "yksi\nkaksi"),))]).decode()
    card = vobject.readOne(text)
    assert card.fn.value == "Liisa Mäkinen; Oy"
    assert card.n.value.family == "Mäkinen; Oy"
    assert card.tel.value == "040 123 4567"
    assert card.bday.value == "19800503"
    assert card.note.value == "yksi\nkaksi"


def test_we_understand_what_another_writer_writes() -> None:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family="Nowak, jr", given="Paweł")
    card.add("fn").value = "Paweł Nowak, jr"
    card.add("email").value = "pawel@example.com"
    card.add("adr").value = vobject.vcard.Address(
        street="ul. Długa 1; m. 2", city="Gdańsk", code="80-827", country="Polska"
    )
    (record,) = reader.read(card.serialize().encode(), "a.vcf", TODAY).records
    customer = record.customer
    assert (customer.given, customer.family, customer.name) == ("Paweł", "Nowak, jr", "Paweł Nowak, jr")
    address = customer.addresses[0]
    assert (address.street, address.postal_code, address.city) == ("ul. Długa 1; m. 2", "80-827", "Gdańsk")
    assert address.country == "PL"
