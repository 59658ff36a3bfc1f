"""One customer of a JSON file, read without trust: what has the wrong form is told and left out."""

from __future__ import annotations

import binascii
from dataclasses import replace
from datetime import date
from typing import Any

from smallcrm.domain.model import (
    ENDINGS,
    Address,
    Consent,
    Customer,
    Email,
    Kind,
    Link,
    Occasion,
    Phone,
    PostalAddress,
)
from smallcrm.domain.occasion_kinds import MOST_LEAD
from smallcrm.domain.reason import reason
from smallcrm.exchange.json_fields import Fields, Item, clean, is_number
from smallcrm.exchange.vcard.pictures import picture_type

TEXTS = (
    "kind", "title", "given", "middle", "family", "suffix", "nickname", "display_name", "language", "address_form",
    "greeting_name", "company", "job_title", "business", "wishes", "alert", "channel",
)  # fmt: skip
FLAGS = ("prospect", "greeting_checked", "no_mail", "deceased", "archived")
_LEAP = 2000


class RecordReader(Fields):
    """Reads one customer; ``told`` holds what was left behind."""

    def customer(self) -> Customer:
        """Give the customer; without any name where the file has none."""
        item = self.item
        texts: dict[str, Any] = {field: self.text(item, field) for field in TEXTS}
        flags: dict[str, Any] = {field: self.flag(item, field) for field in FLAGS}
        if texts["kind"] not in set(Kind):
            texts["kind"] = self._unknown("kind", texts["kind"], Kind.PERSON)
        if texts["address_form"] not in set(Address):
            texts["address_form"] = self._unknown("address_form", texts["address_form"], Address.NONE)
        photo = self._photo(item.get("photo"))
        customer = Customer(
            uid=self.text(item, "uid"),
            **texts,
            **flags,
            customer_since=self.day(item, "customer_since"),
            deceased_on=self.day(item, "deceased_on"),
            phones=self.list("phones", lambda i: Phone(self.need(i, "raw"), *self._kind_primary(i))),
            emails=self.list("emails", lambda i: Email(self.need(i, "raw"), *self._kind_primary(i))),
            addresses=self.list("addresses", self._address),
            links=self.list("links", lambda i: Link(self.need(i, "url"), self.text(i, "kind"))),
            occasions=self.list("occasions", self._occasion),
            consents=self.list("consents", self._consent),
            tags=tuple(clean(tag) for tag in self.values("tags") if isinstance(tag, str)),
            extra=self.list("extra", lambda i: (self.need(i, "name"), self.text(i, "value"))),
            photo=photo,
            photo_type=picture_type(photo),
        )
        if not customer.name and self.text(item, "name"):
            return replace(customer, display_name=self.text(item, "name"))
        return customer

    def _address(self, item: Item) -> PostalAddress:
        parts = {part: self.text(item, part) for part in ("street", "postal_code", "city", "region", "country")}
        kind, primary = self._kind_primary(item)
        return PostalAddress(**parts, kind=kind, primary=primary)

    def _occasion(self, item: Item) -> Occasion:
        month, day, year = item.get("month"), item.get("day"), item.get("year")
        if not (is_number(month) and is_number(day) and (year is None or is_number(year))):
            raise TypeError
        date(_LEAP if year is None else year, month, day)
        label, whose = self.text(item, "label"), self.text(item, "whose")
        wanted, lead = item.get("card_wanted", True), item.get("lead_days")
        partner, ended = self.text(item, "partner"), self.text(item, "ended")
        if ended not in ENDINGS:
            ended = self._unknown("ended", ended, "")
        return Occasion(
            self.need(item, "kind"),
            month,
            day,
            year,
            label,
            whose,
            wanted is not False,
            partner=partner,
            ended=ended,
            lead_days=lead if is_number(lead) and 0 < lead <= MOST_LEAD else 0,
        )

    def _consent(self, item: Item) -> Consent:
        given = item.get("given")
        if not isinstance(given, bool):
            raise TypeError
        on = self.day(item, "on") or self.today
        source, wording = self.text(item, "source"), self.text(item, "wording")
        return Consent(self.need(item, "purpose"), self.need(item, "channel"), given, on, source, wording)

    def _kind_primary(self, item: Item) -> tuple[str, bool]:
        return self.text(item, "kind"), self.flag(item, "primary")

    def _photo(self, value: Any) -> bytes:
        if not isinstance(value, dict):
            return b""
        try:
            photo = binascii.a2b_base64(self.text(value, "data"))
        except ValueError:
            photo = b""
        if not picture_type(photo):
            self.told.append(reason("bad_photo", property="photo"))
            return b""
        return photo

    def _unknown(self, name: str, value: str, default: str) -> str:
        if value:
            self.tell(name, value)
        return default
