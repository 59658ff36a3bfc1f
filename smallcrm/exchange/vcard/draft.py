"""A card while it is read: what is known so far, and what had to be left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smallcrm.domain.model import (
    Address,
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
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange import tidying
from smallcrm.exchange.vcard import names
from smallcrm.exchange.vcard.content_lines import Head, param_value
from smallcrm.exchange.vcard.kinds import label_word

_NOISE_PARAMS = frozenset({"VALUE", "LANGUAGE", "X-EVOLUTION-UI-SLOT", "X-COUCHDB-UUID", "X-CUSTOM"})
# Marks of writing direction and width that phones put around numbers.
_INVISIBLE = " \u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")


class Draft:
    """Collects one card; ``own`` cards were written by us and are taken word for word."""

    def __init__(self, today: date, *, own: bool) -> None:
        self.today = today
        self.own = own
        self.fields: dict[str, Any] = {}
        self.full_name = self.assistant = ""
        self.group_card = False
        self.phones: list[tuple[Phone, int]] = []
        self.emails: list[tuple[Email, int]] = []
        self.addresses: list[tuple[PostalAddress, int]] = []
        self.labels: list[tuple[str, str, bool]] = []  # LABEL properties: text, kind, preferred
        self.links: list[Link] = []
        self.tags: list[str] = []
        self.occasions: list[Occasion] = []
        self.consents: list[Any] = []
        self.entries: list[Entry] = []
        self.languages: list[tuple[str, int]] = []
        self.extra: list[tuple[str, str]] = []
        self.told: list[Reason] = []

    def text(self, value: str) -> str:
        """Give a one-line value as the shop keeps it."""
        if self.own:
            return value
        if "\n" in value or "\t" in value:
            value = " ".join(value.split())
        return value.strip() if value.isascii() else value.strip(_INVISIBLE).strip()

    def tell(self, code: str, **values: Any) -> None:
        """Say that a value was left behind."""
        self.told.append(reason(code, **values))

    def keep(self, head: Head, value: str, label: str = "") -> None:
        """Keep a property that we do not model."""
        if self.own or value.strip():
            self.extra.append((further_name(head, label), value))

    def day(self, kind: str, name: str, value: str, found: Any, label: str = "", **beside: Any) -> None:
        """Take a yearly day, or say that it is none; the same day twice is one. ``beside``: further parts of it."""
        if found is None:
            if value.strip():
                self.tell("bad_date", property=name, value=value.strip()[:100])
                self.extra.append((name, value.strip()))
            return
        occasion = Occasion(kind, found.month, found.day, found.year, label, **beside)
        if self.own or occasion not in self.occasions:
            self.occasions.append(occasion)

    def customer(self) -> Customer | None:
        """Finish: the customer, or None where nothing names one."""
        fields = self.fields
        if not self.own:
            self._name()
            self._labels()
        self._language()
        customer = Customer(
            **fields,
            phones=_primary(self.phones),
            emails=_primary(self.emails),
            addresses=_primary(self.addresses),
            links=tuple(self.links),
            tags=tuple(self.tags),
            occasions=tuple(self.occasions) if self.own else _with_spouse(self.occasions, self.extra),
            consents=tuple(self.consents),
            extra=tuple(self.extra),
        )
        if not self.own:
            customer = tidying.tidy(customer)
        return customer if customer.name else None

    def _name(self) -> None:
        fields = self.fields
        full, given, family = self.full_name, fields.get("given", ""), fields.get("family", "")
        company = fields.get("company", "")
        if company and not given and not family and full in {"", company}:
            fields.setdefault("kind", Kind.COMPANY)
            return
        is_person = fields.get("kind", Kind.PERSON) == Kind.PERSON
        if full and not given and not family and is_person and not fields.get("middle"):
            given, family = names.split_full(full)
            fields["given"], fields["family"] = given, family
        if full:
            display = names.display_name(full, given, family)
        elif given or family or company or fields.get("nickname"):
            display = ""
        else:
            display = self._any_name()
        if display and "display_name" not in fields:
            fields["display_name"] = display

    def _any_name(self) -> str:
        parts = (self.fields.get(part, "") for part in ("title", "middle", "suffix"))
        words = " ".join(part for part in parts if part)
        values = [words, *(email.raw for email, _pref in self.emails), *(phone.raw for phone, _pref in self.phones)]
        return next((value for value in values if value), "")

    def _labels(self) -> None:
        if not self.labels:
            return
        from smallcrm.exchange.vcard.addresses import from_label, says_more  # noqa: PLC0415 — Babel, when needed

        for text, kind, preferred in self.labels:
            same = [address for address, _pref in self.addresses if address.kind == kind]
            if not same:
                self.addresses.append((from_label(text, kind, primary=False), int(preferred)))
            elif says_more(text, same):
                self.extra.append(("LABEL;TYPE=" + kind if kind else "LABEL", text))

    def _language(self) -> None:
        chosen = ""
        for tag, _pref in sorted(self.languages, key=lambda pair: pair[1] or 101):
            code = tag.partition("-")[0].casefold()
            code = "nb" if code in {"no", "nn"} else code
            if not chosen and code in {"en", "fi", "nb", "pl"}:
                chosen = code
            elif tag:
                self.extra.append(("LANG", tag))
        if chosen:
            self.fields.setdefault("language", chosen)

    def choose_address_form(self, value: str) -> bool:
        """Take the form of address, if it is one of ours."""
        known = value in set(Address)
        if known:
            self.fields["address_form"] = value
        return known


def _primary(items: list[tuple[Any, int]]) -> tuple[Any, ...]:
    """Mark the first choice, if the card names one."""
    if not items:
        return ()
    chosen = min((pref for _item, pref in items if pref), default=0)
    if not chosen:
        return tuple(item for item, _pref in items)
    first = next(at for at, (_item, pref) in enumerate(items) if pref == chosen)
    return tuple(replace(item, primary=True) if at == first else item for at, (item, _pref) in enumerate(items))


def _with_spouse(days: Sequence[Occasion], extra: Sequence[tuple[str, str]]) -> tuple[Occasion, ...]:
    """Give the days, the wedding with the name of the spouse where the card names one."""
    named = {" ".join(value.split()) for name, value in extra if "SPOUSE" in name.upper() and ":" not in value}
    if len(named) != 1 or sum(o.kind == OccasionKind.WEDDING for o in days) != 1:
        return tuple(days)
    spouse = named.pop()
    return tuple(replace(o, partner=spouse) if o.kind == OccasionKind.WEDDING else o for o in days)


def further_name(head: Head, label: str = "") -> str:
    """Name a property that we do not model: ``RELATED;TYPE=spouse``, ``X-ABRELATEDNAMES;X-ABLABEL=spouse``."""
    if not (head.types or head.params or label):
        return head.name
    params = [f"TYPE={','.join(head.types)}"] if head.types else []
    params += [f"{key}={_param(value)}" for key, value in head.params if key not in _NOISE_PARAMS]
    if label:
        params.append(f"X-ABLABEL={_param(label_word(label))}")
    return ";".join((head.name, *params))


def _param(value: str) -> str:
    return value if value and _PLAIN.issuperset(value) else param_value(value)
