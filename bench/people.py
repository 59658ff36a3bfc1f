"""Customers by the thousand, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from smallcrm.domain.model import Customer, Email, Occasion, Phone, PostalAddress

_STARTS = [
    "Aa",
    "Be",
    "Da",
    "Ei",
    "El",
    "Fri",
    "Ha",
    "Ing",
    "Ju",
    "Ka",
    "La",
    "Ma",
    "Mi",
    "Ni",
    "Ol",
    "Pe",
    "Ra",
    "Sa",
    "Sol",
    "Ti",
    "Vi",
    "Åse",
    "Øy",
    "Łu",
]
_ENDS = ["na", "rik", "mo", "ja", "li", "vi", "ne", "ra", "no", "sa", "ta", "kko", "nen", "ska", "lla", "mar"]
_TOWNS = ["Turku", "Ålesund", "Łódź", "Bergen", "Leeds", "Oulu", "Kraków", "York", "Tampere", "Bath"]


def people(count: int, seed: int = 7) -> Iterator[Customer]:
    """Give customers with a phone, an e-mail, an address, a tag and a birthday each."""
    dice = random.Random(seed)

    def word() -> str:
        return dice.choice(_STARTS) + "".join(dice.choice(_ENDS) for _ in range(dice.randint(1, 3)))

    for number in range(count):
        given, family, town = word(), word().capitalize() + dice.choice(_ENDS), dice.choice(_TOWNS)
        birthday = Occasion("birthday", dice.randint(1, 12), dice.randint(1, 28), dice.randint(1940, 2010))
        yield Customer(
            given=given,
            family=family,
            phones=(Phone(f"+3584{number + 10_000_000}"),),
            emails=(Email(f"{given}.{number}@example.org".lower()),),
            addresses=(PostalAddress(f"Street {number % 90 + 1}", f"{number % 90000 + 10000}", town, country="FI"),),
            tags=("regular",) if number % 3 else (),
            occasions=(birthday,),
        )


def vcards(count: int, seed: int = 8) -> bytes:
    """Give a vCard 3.0 file as a phone writes it."""
    return "".join(
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"N:{c.family};{c.given};;;\r\nFN:{c.given} {c.family}\r\nTEL;TYPE=CELL:{c.phones[0].raw}\r\n"
        f"EMAIL;TYPE=INTERNET:{c.emails[0].raw}\r\n"
        f"ADR;TYPE=HOME:;;{c.addresses[0].street};{c.addresses[0].city};;{c.addresses[0].postal_code};Finland\r\n"
        f"BDAY:{c.occasions[0].year}-{c.occasions[0].month:02}-{c.occasions[0].day:02}\r\nEND:VCARD\r\n"
        for c in people(count, seed)
    ).encode()


def rows(count: int, seed: int = 9) -> bytes:
    """Give a CSV file as a spreadsheet writes it."""
    head = "First name;Last name;Phone;E-mail;Street;Postcode;Town;Birthday\r\n"
    return (
        head
        + "".join(
            f"{c.given};{c.family};{c.phones[0].raw};{c.emails[0].raw};{c.addresses[0].street};"
            f"{c.addresses[0].postal_code};{c.addresses[0].city};"
            f"{c.occasions[0].day}.{c.occasions[0].month}.{c.occasions[0].year}\r\n"
            for c in people(count, seed)
        )
    ).encode()
