"""Customers as rows and back: one description of each list that belongs to a customer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from smallcrm.domain import model
from smallcrm.domain.text import fold, sort_key
from smallcrm.store import tables

TEXTS = (
    "title",
    "given",
    "middle",
    "family",
    "suffix",
    "nickname",
    "display_name",
    "language",
    "address_form",
    "greeting_name",
    "company",
    "job_title",
    "business",
    "wishes",
    "alert",
    "channel",
    "kind",
)
FLAGS = ("prospect", "greeting_checked", "no_mail", "deceased", "archived")
DATES = ("customer_since", "deceased_on")


def iso(day: date | None) -> str | None:
    """ISO text of a date, or None."""
    return day.isoformat() if day else None


def day(text: str | None) -> date | None:
    """Date of an ISO text, or None."""
    return date.fromisoformat(text) if text else None


def photo_hash(data: bytes) -> str:
    """Name of a picture by its content."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Child:
    """One list of a customer: which table, which columns after (id, customer, position), how a value becomes a row."""

    attribute: str
    table: type[tables.Table]
    columns: tuple[str, ...]
    row: Callable[[Any], tuple[Any, ...]]
    value: Callable[[dict[str, Any]], Any]
    positioned: bool = True


CHILDREN = (
    Child(
        "phones",
        tables.Phone,
        ("raw", "kind", "primary", "e164"),
        lambda p: (p.raw, p.kind, int(p.primary), p.e164),
        lambda r: model.Phone(r["raw"], r["kind"], bool(r["primary"]), r["e164"]),
    ),
    Child(
        "emails",
        tables.Email,
        ("raw", "kind", "primary", "normal"),
        lambda e: (e.raw, e.kind, int(e.primary), e.normal),
        lambda r: model.Email(r["raw"], r["kind"], bool(r["primary"]), r["normal"]),
    ),
    Child(
        "addresses",
        tables.Address,
        ("street", "postal_code", "city", "region", "country", "kind", "primary"),
        lambda a: (a.street, a.postal_code, a.city, a.region, a.country, a.kind, int(a.primary)),
        lambda r: model.PostalAddress(
            r["street"], r["postal_code"], r["city"], r["region"], r["country"], r["kind"], bool(r["primary"])
        ),
    ),
    Child(
        "links",
        tables.Link,
        ("url", "kind"),
        lambda k: (k.url, k.kind),
        lambda r: model.Link(r["url"], r["kind"]),
    ),
    Child("tags", tables.Tag, ("tag",), lambda t: (t,), lambda r: r["tag"]),
    Child(
        "occasions",
        tables.Occasion,
        ("kind", "month_day", "year", "label", "whose", "card_wanted", "partner", "ended", "lead_days"),
        lambda o: (
            str(o.kind),
            o.month * 100 + o.day,
            o.year,
            o.label,
            o.whose,
            int(o.card_wanted),
            o.partner,
            o.ended,
            o.lead_days,
        ),
        lambda r: model.Occasion(
            r["kind"],
            r["month_day"] // 100,
            r["month_day"] % 100,
            r["year"],
            r["label"],
            r["whose"],
            bool(r["card_wanted"]),
            r["id"],
            r["partner"],
            r["ended"],
            r["lead_days"],
        ),
        positioned=False,
    ),
    Child(
        "consents",
        tables.Consent,
        ("purpose", "channel", "given", "on_date", "source", "wording"),
        lambda c: (c.purpose, c.channel, int(c.given), c.on.isoformat(), c.source, c.wording),
        lambda r: model.Consent(
            r["purpose"], r["channel"], bool(r["given"]), date.fromisoformat(r["on_date"]), r["source"], r["wording"]
        ),
        positioned=False,
    ),
)


def customer_values(customer: model.Customer, language: str) -> dict[str, Any]:
    """Columns of the customer's own row, but id, uid, version, photo, bin and search text."""
    values: dict[str, Any] = {name: str(getattr(customer, name)) for name in TEXTS}
    values.update({name: int(getattr(customer, name)) for name in FLAGS})
    values.update({name: iso(getattr(customer, name)) for name in DATES})
    values["assistant"] = customer.assistant
    since = customer.customer_since
    values["since_month_day"] = since.month * 100 + since.day if since else 0
    values["name"] = customer.name
    values["sort_key"] = sort_key(customer.name, language)
    values["folded"] = folded_text(customer)
    return values


def folded_text(customer: model.Customer) -> str:
    """Everything a search may find inside of, folded, a line each."""
    parts: list[str] = [customer.name, customer.given, customer.middle, customer.family, customer.nickname]
    parts += [customer.company, *customer.tags]
    parts += [a.city for a in customer.addresses]
    lines = [fold(p) for p in parts if p.strip()]
    lines += [fold(e.raw) for e in customer.emails]
    for phone in customer.phones:
        lines += [d for d in (_digits(phone.raw), _digits(phone.e164)) if d]
    return "\n".join(dict.fromkeys(lines))


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def customer_from(
    row: dict[str, Any], children: dict[str, Iterable[Any]], extra: list[tuple[str, str]], photo: tuple[bytes, str]
) -> model.Customer:
    """The customer of a row and its lists."""
    values: dict[str, Any] = {name: row[name] for name in TEXTS}
    values.update({name: bool(row[name]) for name in FLAGS})
    values.update({name: day(row[name]) for name in DATES})
    values.update({name: tuple(items) for name, items in children.items()})
    return model.Customer(
        id=row["id"],
        uid=row["uid"],
        version=row["version"],
        assistant=row["assistant"],
        extra=tuple(extra),
        photo=photo[0],
        photo_type=photo[1],
        **values,
    )


def entry_from(row: dict[str, Any]) -> model.Entry:
    """The timeline entry of a row."""
    return model.Entry(
        kind=row["kind"],
        on=date.fromisoformat(row["on_date"]),
        text=row["text"],
        at=datetime.fromisoformat(row["at"]) if row["at"] else None,
        written_at=datetime.fromisoformat(row["written_at"]) if row["written_at"] else None,
        actor=row["actor"],
        id=row["id"],
        amount=row["amount"],
        outcome=row["outcome"],
        detail=row["detail"],
        follow_up=row["follow_up"],
    )


def properties(extra: Iterable[tuple[str, str]]) -> str:
    """Unmodelled properties as they are stored."""
    return json.dumps([list(pair) for pair in extra], ensure_ascii=False)
