"""The shops that no sample has: an empty one, a calm one, and one whose customers have the longest names of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer, Email, Occasion, OccasionKind, Phone, PostalAddress
from smallcrm.store.shop import Shop

LONG = (
    ("Maximiliana-Konstancja", "Brzęczyszczykiewicz-Chrząszczyżewoszycka", "Chrząszczyżewoszyce, powiat Łękołody"),
    (
        "Åse-Björg Aurora",
        "von Højgaard-Øverland Strømsnes",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    ),
    ("Hyväntekeväisyysmyyjäistoimikunnan", "Puheenjohtaja-Lappalainen", "Äteritsiputeritsipuolilautatsijänkä"),
    ("Anna", "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren", "Ii"),
    ("O", "Ó", "Å"),
    ("<b>Ada & Co</b>", "%s {name} &amp; \u05d0\u05d1\u05d2", "100 % “Town”"),
)
NOTE = "Powiadomienie o urodzinach · Syntymäpäiväkortit · Bursdagskortutskrift · " * 6


def _empty(_shop: Shop) -> None:
    """Nobody at all."""


def _calm(shop: Shop) -> None:
    """Customers, and nothing to do for any of them."""
    settings = shop.settings.read()
    shop.settings.save(replace(settings, name="Kampaamo Helmi", sender_name="Sanna", city="Tampere"))
    far = shop.today + timedelta(days=170)
    day = Occasion(OccasionKind.BIRTHDAY, far.month, min(far.day, 28), 1980)
    for given, family in (("Minna", "Peltonen"), ("Łukasz", "Łuczak"), ("Åse", "Ødegård")):
        shop.customers.add(Customer(given=given, family=family, phones=(Phone("050 555 0101"),), occasions=(day,)))


def _long(shop: Shop) -> None:
    """The longest names, towns, tags and notes, with cards due for all of them."""
    settings = shop.settings.read()
    name = "Hyväntekeväisyysmyyjäisten Kahvila-Konditoria & Kirjakauppa Brzęczyszczykiewicz"
    shop.settings.save(replace(settings, name=name, sender_name=name, city=LONG[0][2]))
    for number, (given, family, town) in enumerate(LONG):
        day = shop.today + timedelta(days=number * 3)
        shop.customers.add(
            Customer(
                given=given,
                family=family,
                company=f"{family} Sp. z o.o. Spółka komandytowa" if number == 1 else "",
                alert=NOTE[:160] if number == 0 else "",
                tags=("Asiakastapahtuman poistaminen", "Odzyskiwanie klientów", "x") if number < 2 else (),
                phones=(Phone("+48 601 234 518 / 22 555 01 02 (after five)", "mobile"), Phone("+47 900 12 345")),
                emails=(Email(f"{'very.long.address.' * 3}{number}@subdomain.of.a.long.example.com"),),
                addresses=(
                    PostalAddress(
                        street="c/o Leppäkosken kartanon puutarhurin asunto\nPitkäsillanranta 3 B 117", city=town
                    ),
                ),
                occasions=(Occasion(OccasionKind.BIRTHDAY, day.month, min(day.day, 28), 1950 + number),),
            )
        )
    first = shop.customers.page(0, 1)[0].id
    people = [one.id for one in shop.customers.page(0, 5)]
    for number, kind in enumerate(("call_back", "reminder", "promise", "complaint")):
        due = shop.today - timedelta(days=number % 2)
        shop.follow_ups.add(FollowUp(kind, people[number], NOTE[:300], due, time(16) if not number else None))
    for words in (NOTE, "x", "https://example.com/" + "a" * 120):
        shop.timeline.add(first, "note", words)


MAKERS: dict[str, Callable[[Shop], None]] = {"empty": _empty, "calm": _calm, "long": _long}
