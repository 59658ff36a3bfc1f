"""Streets with numbers, postal codes and telephone numbers as people of the country write them.

Numbers are those kept free for fiction (GB), or lie in ranges that nobody has been given (NO and PL mobiles), or are
plainly made up (FI: 123 4…).
"""

from __future__ import annotations

from random import Random

from smallcrm.domain.model import PostalAddress
from smallcrm.sample.culture import Town

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


def home(town: Town, country: str, rng: Random) -> PostalAddress:
    """Give an address in the town."""
    street, code = rng.choice(town.streets), rng.choice(town.codes)
    if country == "GB":
        code += rng.choice(_INWARD) + rng.choice(_INWARD)
    return PostalAddress(_STREETS[country](street, rng), code, town.city, kind="home", primary=True)


def mobile(country: str, rng: Random) -> str:
    """Give a mobile number."""
    n = rng.randrange(1000)
    if country == "GB":
        return f"07700 900{n:03d}"
    if country == "FI":
        return f"0{rng.choice((40, 44, 45, 50))} 123 4{n:03d}"
    if country == "NO":
        return f"{rng.choice((42, 43, 44, 49))}{rng.randrange(10)} {rng.randrange(100):02d} {n:03d}"
    return f"64{rng.randrange(10)} {rng.randrange(1000):03d} {n:03d}"


def landline(country: str, rng: Random) -> str:
    """Give a number at home or at work."""
    n = rng.randrange(1000)
    if country == "GB":
        return rng.choice((f"01632 960{n:03d}", f"0121 496 0{n:03d}"))
    if country == "FI":
        return f"03 123 4{n:03d}"
    if country == "NO":
        return f"77 00 {rng.randrange(100):02d} {n % 100:02d}"
    return f"12 100 {rng.randrange(100):02d} {n % 100:02d}"


def _british(street: str, rng: Random) -> str:
    house = f"{rng.randint(1, 94)} {street}"
    return f"Flat {rng.randint(1, 6)}\n{house}" if rng.random() < 0.06 else house


def _finnish(street: str, rng: Random) -> str:
    house = f"{street} {rng.randint(1, 48)}"
    return f"{house} {rng.choice('AABBCD')} {rng.randint(1, 64)}" if rng.random() < 0.7 else house


def _norwegian(street: str, rng: Random) -> str:
    house = f"{street} {rng.randint(1, 140)}"
    return house + rng.choice("ABC") if rng.random() < 0.15 else house


def _polish(street: str, rng: Random) -> str:
    house, flat = f"{street} {rng.randint(1, 96)}", rng.randint(1, 48)
    return rng.choice((house, f"{house}/{flat}", f"{house}/{flat}", f"{house} m. {flat}"))


_STREETS = {"GB": _british, "FI": _finnish, "NO": _norwegian, "PL": _polish}
