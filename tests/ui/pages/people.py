"""A small shop in Tampere with birthdays around the day of the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from smallcrm.domain.model import Customer, Email, Occasion, OccasionKind, Phone, PostalAddress
from smallcrm.store.shop import Shop

PEOPLE = (
    ("Minna", "Peltonen", 0, 1977, ("regular",)),
    ("Olli", "Nieminen", 3, None, ()),
    ("Maija-Liisa", "Koskela", 9, 1957, ("regular", "colour")),
    ("Leena", "Kinnunen", -5, 1947, ()),
    ("Łukasz", "Łuczak", 20, 1990, ()),
    ("Outi", "Järvinen", 100, 1988, ("colour",)),
)


def fill(shop: Shop) -> list[int]:
    """Fill the shop; the ids in the order of ``PEOPLE``, then one without an address and one who wants no mail."""
    settings = shop.settings.read()
    shop.settings.save(replace(settings, name="Kampaamo Helmi", sender_name="Sanna", city="Tampere", country="FI"))
    made = [_customer(shop, *person) for person in PEOPLE]
    made.append(replace(_customer(shop, "Sirpa", "Laine", 8, 1960, ()), addresses=()))
    made.append(replace(_customer(shop, "Kimmo", "Rantala", 8, 1970, ()), no_mail=True))
    with shop.change("sample_made"):
        return shop.customers.add_many(made)


def _customer(shop: Shop, given: str, family: str, days: int, year: int | None, tags: tuple[str, ...]) -> Customer:
    day = shop.today + timedelta(days=days)
    return Customer(
        given=given,
        family=family,
        tags=tags,
        language="fi",
        phones=(Phone(f"040 555 {len(given):02}{len(family):02}", "mobile"),),
        emails=(Email(f"{family.lower()}@example.com"),),
        addresses=(PostalAddress(street="Hämeenkatu 3", postal_code="33100", city="Tampere"),),
        occasions=(Occasion(OccasionKind.BIRTHDAY, day.month, day.day, year),),
    )
