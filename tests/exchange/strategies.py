"""Customers of every kind, for properties of import and export."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from smallcrm.domain.model import (
    ENDINGS,
    Address,
    Consent,
    Customer,
    Email,
    Entry,
    Kind,
    Link,
    Occasion,
    OccasionKind,
    Phone,
    PostalAddress,
)
from smallcrm.domain.occasion_kinds import MOST_LEAD

# Letters of our languages, signs that have a meaning in some format, and some of everything else.
_SIGNS = " ,;:\\\"'^=<>&|{}%@+-*#/.()[]_$!?~`\tåäöÅÄÖæøÆØąćęłńóśźżŁŚŻéüßđŠ€’–…😀👩‍👧🇫🇮漢字عربعב"
_LETTERS = st.sampled_from(_SIGNS) | st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))


def words(*, least: int = 0, most: int = 24) -> st.SearchStrategy[str]:
    """One line of text as a person could type it, without blanks at its ends."""
    text = st.text(_LETTERS, min_size=least, max_size=most).map(lambda t: " ".join(t.split()))
    return text.filter(lambda t: len(t) >= least)


def paragraphs() -> st.SearchStrategy[str]:
    """Text of some lines."""
    return st.lists(words(most=100), max_size=4).map("\n".join).map(str.strip)


def tiny_png(red: int, green: int, blue: int) -> bytes:
    """Give the bytes of a PNG of one dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes((0, red, green, blue)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


_BYTE = st.integers(0, 255)
_DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
_KINDS = st.sampled_from(["", "home", "work", "mobile", "fax", "kesämökki", "Other", "x, y; z"]) | words(most=8)
_ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-3, minutes=-30))])
MOMENTS = st.builds(
    lambda moment, zone: moment.replace(microsecond=0, tzinfo=zone),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    _ZONES,
)


def _first_primary(items: list[Any]) -> tuple[Any, ...]:
    """At most one of several is primary."""
    seen = False
    result = []
    for item in items:
        result.append(replace(item, primary=item.primary and not seen))
        seen = seen or item.primary
    return tuple(result)


def _some(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=3).map(tuple)


def _occasion_of(day: date, *, known: bool, **facts: Any) -> Occasion:
    return Occasion(month=day.month, day=day.day, year=day.year if known else None, **facts)


PHONES = st.builds(Phone, words(least=1), _KINDS, st.booleans())
EMAILS = st.builds(Email, words(least=1), _KINDS, st.booleans())
ADDRESSES = st.builds(
    PostalAddress,
    st.lists(words(least=1), min_size=1, max_size=3).map("\n".join),
    words(most=8),
    words(),
    words(most=8),
    st.sampled_from(["", "FI", "NO", "PL", "GB", "US", "SE", "DE"]),
    _KINDS,
    st.booleans(),
)
LINKS = st.builds(Link, words(least=1, most=60), _KINDS)
OCCASIONS = st.builds(
    _occasion_of,
    day=_DAYS | st.just(date(2000, 2, 29)),
    known=st.booleans(),
    kind=st.sampled_from([*OccasionKind]).map(str),
    label=words(),
    whose=st.sampled_from(["", "", "spouse", "child; 2"]),
    card_wanted=st.booleans(),
    partner=words(),
    ended=st.sampled_from(ENDINGS),
    lead_days=st.integers(0, MOST_LEAD),
)
CONSENTS = st.builds(
    Consent,
    st.sampled_from(["greetings", "offers"]),
    st.sampled_from(["post", "email", "sms", "phone"]),
    st.booleans(),
    _DAYS,
    words(),
    paragraphs(),
)
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["note", "visit", "letter", "import"]),
    _DAYS,
    paragraphs().filter(bool),
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    words(),
    amount=st.none() | st.integers(0, 10**9),
    outcome=st.sampled_from(["", "reached", "printed"]),
    detail=words(),
)
EXTRA = st.tuples(
    st.sampled_from(
        ["X-SPOUSE", "GENDER", "IMPP;X-SERVICE-TYPE=Skype", "RELATED;TYPE=child", "ORG", "END", "X-ABLABEL"]
    )
    | words(least=1),
    paragraphs(),
)


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    """Draw any customer with a name, as the shop could hold it (without database ids and normal forms)."""
    died = draw(st.none() | _DAYS)
    photo = draw(st.just(b"") | st.builds(tiny_png, _BYTE, _BYTE, _BYTE))
    texts: dict[str, Any] = {name: draw(words()) for name in _TEXTS}
    texts |= {name: draw(paragraphs()) for name in ("wishes", "alert", "business")}
    flags: dict[str, Any] = {name: draw(st.booleans()) for name in _FLAGS}
    customer = Customer(
        uid=draw(st.uuids().map(str) | words()),
        kind=str(draw(st.sampled_from([*Kind]))),
        address_form=str(draw(st.sampled_from([*Address]))),
        **texts,
        **flags,
        language=draw(st.sampled_from(["", "en", "fi", "nb", "pl"])),
        channel=draw(st.sampled_from(["", "post", "phone"])),
        customer_since=draw(st.none() | _DAYS),
        deceased=died is not None or draw(st.booleans()),
        deceased_on=died,
        phones=_first_primary(draw(st.lists(PHONES, max_size=3))),
        emails=_first_primary(draw(st.lists(EMAILS, max_size=3))),
        addresses=_first_primary(draw(st.lists(ADDRESSES, max_size=2))),
        links=draw(_some(LINKS)),
        tags=draw(_some(words(least=1))),
        occasions=draw(_some(OCCASIONS)),
        consents=draw(_some(CONSENTS)),
        extra=draw(_some(EXTRA)),
        photo=photo,
        photo_type="image/png" if photo else "",
    )
    return customer if customer.name else replace(customer, given="Anna")


_FLAGS = ("prospect", "greeting_checked", "no_mail", "archived")
_TEXTS = (
    "title", "given", "middle", "family", "suffix", "nickname", "display_name", "greeting_name", "company", "job_title",
)  # fmt: skip
ENTRY_LISTS = st.lists(ENTRIES, max_size=3).map(tuple)
