"""Special days beside birthdays: the shop's own kinds and events, weddings of couples, a marriage that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from smallcrm.domain.model import Kind, Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.sample.culture import Culture
from smallcrm.sample.people import Regular
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop

Known = Sequence[tuple[int, Regular]]
_SOON = (2, 11, 26, 55, 170)
"""Days ahead on which those few fall: some of them stand on the calendar of this month and the next."""
_LOOKED_AT = 2_000
"""Customers among whom couples are looked for."""


def write_special(shop: Shop, culture: Culture, rng: Random, regulars: Known) -> None:
    """Write kinds, events and such days, inside an open change."""
    kinds = [
        OwnKind(one["name"], one["icon"], one["tint"], int(one["lead"]), card_wanted=one.get("card") == "yes")
        for one in culture.own_kinds
    ]
    shop.occasion_kinds.save(kinds)
    for event in culture.events:
        on = shop.today + timedelta(days=int(event["in"]))
        until = on + timedelta(days=int(event["days"]) - 1) if "days" in event else None
        at = time.fromisoformat(event["at"]) if "at" in event else None
        shop.events.add(Event(event["title"], on, until, at))
    _weddings(shop, rng, regulars)
    people = [i for i, one in regulars if one.customer.kind == Kind.PERSON and _there(one)]
    companies = [i for i, one in regulars if one.customer.kind == Kind.COMPANY and _there(one)]
    for kind, ids in zip(kinds, (people, companies), strict=False):
        for ahead, customer_id in zip(_SOON, rng.sample(ids, min(len(_SOON), len(ids))), strict=False):
            day = shop.today + timedelta(days=ahead)
            _add(shop, customer_id, _yearly(OccasionKind.OTHER, day, day.year - rng.randint(1, 9), kind.name))


def _there(one: Regular) -> bool:
    return not (one.customer.archived or one.customer.deceased)


def _weddings(shop: Shop, rng: Random, regulars: Known) -> None:
    """Give a few couples who are customers both of them the day of their wedding; the last of them parted."""
    pairs = list(_couples(regulars[:_LOOKED_AT]))
    for number, (first, second) in enumerate(pairs[: len(_SOON)]):
        day = shop.today + timedelta(days=_SOON[number] + 3)
        wedding = _yearly(OccasionKind.WEDDING, day, day.year - rng.choice((3, 10, 25, 30, 40)))
        wedding = replace(wedding, ended="divorce" if number == len(_SOON) - 1 else "")
        for (customer_id, _one), (_id, other) in ((first, second), (second, first)):
            _add(shop, customer_id, replace(wedding, partner=other.customer.given))


def _couples(regulars: Known) -> Iterator[tuple[tuple[int, Regular], tuple[int, Regular]]]:
    """Find two people of about one age who live at one address."""
    homes: dict[tuple[str, str], tuple[int, Regular]] = {}
    for known in regulars:
        address = known[1].customer.postal_address
        if address is None or known[1].customer.kind != Kind.PERSON or not _there(known[1]):
            continue
        other = homes.pop((address.street, address.city), None)
        if other is None:
            homes[address.street, address.city] = known
        elif other[1].band == known[1].band != "young":
            yield other, known


def _yearly(kind: OccasionKind, day: date, year: int, label: str = "") -> Occasion:
    return Occasion(kind, day.month, min(day.day, 28), year, label)


def _add(shop: Shop, customer_id: int, occasion: Occasion) -> None:
    customer = shop.customers.get(customer_id)
    shop.customers.save(replace(customer, occasions=(*customer.occasions, occasion)))
