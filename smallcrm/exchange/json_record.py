"""One customer of a JSON file, read without trust: what has the wrong form is told and left out."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar

from smallcrm.domain.model import (
    Address,
    Consent,
    Customer,
    Email,
    Entry,
    Kind,
    Link,
    Occasion,
    Phone,
    PostalAddress,
)
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange.vcard.pictures import picture_type

TEXTS = (
    "kind", "title", "given", "middle", "family", "suffix", "nickname", "display_name", "language", "address_form",
    "greeting_name", "company", "job_title", "business", "wishes", "alert", "channel",
)  # fmt: skip
FLAGS = ("prospect", "greeting_checked", "no_mail", "deceased", "archived")
_LEAP = 2000
T = TypeVar("T")
Item = Mapping[str, Any]


class RecordReader:
    """Reads one customer; ``told`` holds what was left behind."""

    def __init__(self, item: Item, today: date) -> None:
        self._item = item
        self._today = today
        self.told: list[Reason] = []

    def customer(self) -> Customer:
        """Give the customer; without any name where the file has none."""
        item = self._item
        texts: dict[str, Any] = {field: self._text(item, field) for field in TEXTS}
        flags: dict[str, Any] = {field: self._flag(item, field) for field in FLAGS}
        if texts["kind"] not in set(Kind):
            texts["kind"] = self._unknown("kind", texts["kind"], Kind.PERSON)
        if texts["address_form"] not in set(Address):
            texts["address_form"] = self._unknown("address_form", texts["address_form"], Address.NONE)
        photo = self._photo(item.get("photo"))
        customer = Customer(
            uid=self._text(item, "uid"),
            **texts,
            **flags,
            customer_since=self._day(item, "customer_since"),
            deceased_on=self._day(item, "deceased_on"),
            phones=self._list("phones", lambda i: Phone(self._need(i, "raw"), *self._kind_primary(i))),
            emails=self._list("emails", lambda i: Email(self._need(i, "raw"), *self._kind_primary(i))),
            addresses=self._list("addresses", self._address),
            links=self._list("links", lambda i: Link(self._need(i, "url"), self._text(i, "kind"))),
            occasions=self._list("occasions", self._occasion),
            consents=self._list("consents", self._consent),
            tags=tuple(clean(tag) for tag in self._values("tags") if isinstance(tag, str)),
            extra=self._list("extra", lambda i: (self._need(i, "name"), self._text(i, "value"))),
            photo=photo,
            photo_type=picture_type(photo),
        )
        if not customer.name and self._text(item, "name"):
            return replace(customer, display_name=self._text(item, "name"))
        return customer

    def entries(self) -> tuple[Entry, ...]:
        """Give the timeline."""
        return self._list("timeline", self._entry)

    def _entry(self, item: Item) -> Entry:
        return Entry(
            self._text(item, "kind") or "note",
            self._day(item, "on") or self._today,
            self._text(item, "text"),
            self._moment(item, "at"),
            self._moment(item, "written_at"),
            self._text(item, "actor"),
        )

    def _address(self, item: Item) -> PostalAddress:
        parts = {part: self._text(item, part) for part in ("street", "postal_code", "city", "region", "country")}
        kind, primary = self._kind_primary(item)
        return PostalAddress(**parts, kind=kind, primary=primary)

    def _occasion(self, item: Item) -> Occasion:
        month, day, year = item.get("month"), item.get("day"), item.get("year")
        if not (_is_number(month) and _is_number(day) and (year is None or _is_number(year))):
            raise TypeError
        date(_LEAP if year is None else year, month, day)
        label, whose = self._text(item, "label"), self._text(item, "whose")
        wanted = item.get("card_wanted", True)
        return Occasion(self._need(item, "kind"), month, day, year, label, whose, wanted is not False)

    def _consent(self, item: Item) -> Consent:
        given = item.get("given")
        if not isinstance(given, bool):
            raise TypeError
        on = self._day(item, "on") or self._today
        source, wording = self._text(item, "source"), self._text(item, "wording")
        return Consent(self._need(item, "purpose"), self._need(item, "channel"), given, on, source, wording)

    def _kind_primary(self, item: Item) -> tuple[str, bool]:
        return self._text(item, "kind"), self._flag(item, "primary")

    def _text(self, item: Item, name: str) -> str:
        value = item.get(name)
        if isinstance(value, str):
            return clean(value)
        if _is_number(value):
            return str(value)
        if value is not None:
            self._tell(name, value)
        return ""

    def _need(self, item: Item, name: str) -> str:
        text = self._text(item, name)
        if not text:
            raise ValueError
        return text

    def _flag(self, item: Item, name: str) -> bool:
        value = item.get(name)
        if value is not None and not isinstance(value, bool):
            self._tell(name, value)
        return value is True

    def _day(self, item: Item, name: str) -> date | None:
        text = self._text(item, name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.told.append(reason("bad_date", property=name, value=text[:100]))
            return None

    def _moment(self, item: Item, name: str) -> datetime | None:
        text = self._text(item, name)
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            self.told.append(reason("bad_date", property=name, value=text[:100]))
            return None

    def _values(self, name: str) -> list[Any]:
        value = self._item.get(name)
        if isinstance(value, list):
            return value
        if value is not None:
            self._tell(name, value)
        return []

    def _list(self, name: str, one: Callable[[Item], T]) -> tuple[T, ...]:
        found: list[T] = []
        for item in self._values(name):
            try:
                if not isinstance(item, dict):
                    raise TypeError
                found.append(one(item))
            except (TypeError, ValueError, OverflowError):
                self._tell(name, item)
        return tuple(found)

    def _photo(self, value: Any) -> bytes:
        if not isinstance(value, dict):
            return b""
        try:
            photo = binascii.a2b_base64(self._text(value, "data"))
        except ValueError:
            photo = b""
        if not picture_type(photo):
            self.told.append(reason("bad_photo", property="photo"))
            return b""
        return photo

    def _unknown(self, name: str, value: str, default: str) -> str:
        if value:
            self._tell(name, value)
        return default

    def _tell(self, name: str, value: Any) -> None:
        self.told.append(reason("bad_value", property=name, value=clean(str(value))[:100]))


def clean(text: str) -> str:
    """Give text that can be stored: a lone half of a letter pair, which JSON allows, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15
