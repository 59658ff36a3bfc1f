"""Our own JSON, both ways: everything that is known of customers, ``{"customers": [as in show]}``.

Reasons: ``no_name`` (rejected), ``bad_value`` (property, value), ``bad_date`` (property, value), ``bad_photo``
(property); a file that is not ours raises ``ShopError("unreadable_file", file, why)``.
"""

from __future__ import annotations

import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from smallcrm.domain.errors import ShopError
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.gifts import Gift
from smallcrm.domain.incoming import Guess, Problem, ReadFile, Record
from smallcrm.domain.model import Customer, Entry
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import reason
from smallcrm.exchange.json_cards import balances, cards_of
from smallcrm.exchange.json_record import FLAGS, TEXTS, RecordReader
from smallcrm.exchange.json_story import entries, entry_json, follow_up_json, follow_ups, gift_json, gifts
from smallcrm.store.shop import Shop

_STEP = 200
_ADDRESS = ("street", "postal_code", "city", "region", "country", "kind", "primary")
_OCCASION = ("kind", "month", "day", "year", "label", "whose", "card_wanted", "partner", "ended", "lead_days")
_CONSENT = ("purpose", "channel", "given", "on", "source", "wording")


@dataclass(frozen=True, slots=True)
class Story:
    """What belongs to a customer beside the record; ``staff`` are names by id."""

    entries: Sequence[Entry] = ()
    follow_ups: Sequence[FollowUp] = ()
    gifts: Sequence[Gift] = ()
    staff: Mapping[int, str] = field(default_factory=dict)
    cards: Sequence[Mapping[str, Any]] = ()


def story_of(shop: Shop, customer_id: int, entries: Sequence[Entry], staff: Mapping[int, str]) -> Story:
    """Give what belongs to a customer."""
    return Story(
        entries, shop.follow_ups.of(customer_id), shop.gifts.of(customer_id), staff, cards_of(shop, customer_id)
    )


def staff_names(shop: Shop) -> dict[int, str]:
    """Give the names of the staff by id."""
    return {one.id: one.name for one in shop.staff.all()}


def customer_json(customer: Customer, story: Story | None = None) -> dict[str, Any]:
    """Give one customer and what belongs to them as plain JSON: dates ISO, times ISO with offset, no year is null."""
    story = story or Story()
    texts = {field: str(getattr(customer, field)) for field in TEXTS}
    flags: dict[str, bool] = {field: getattr(customer, field) for field in FLAGS}
    return {
        "id": customer.id,
        "uid": customer.uid,
        "name": customer.name,
        **texts,
        **flags,
        "assistant": story.staff.get(customer.assistant, ""),
        "customer_since": _day(customer.customer_since),
        "deceased_on": _day(customer.deceased_on),
        "phones": [_facts(phone, "raw", "kind", "primary") for phone in customer.phones],
        "emails": [_facts(email, "raw", "kind", "primary") for email in customer.emails],
        "addresses": [_facts(address, *_ADDRESS) for address in customer.addresses],
        "links": [_facts(link, "url", "kind") for link in customer.links],
        "occasions": [_facts(occasion, *_OCCASION) for occasion in customer.occasions],
        "timeline": [entry_json(entry) for entry in story.entries],
        "follow_ups": [follow_up_json(one, story.staff) for one in story.follow_ups],
        "gifts": [gift_json(gift) for gift in story.gifts],
        "cards": [dict(card) for card in story.cards],
        "consents": [_facts(consent, *_CONSENT) for consent in customer.consents],
        "tags": list(customer.tags),
        "extra": [{"name": name, "value": value} for name, value in customer.extra],
        "photo": _photo_json(customer),
    }


def _facts(item: object, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value  # a StrEnum becomes its word


def write(customers: Iterable[tuple[Customer, Story]]) -> bytes:
    """Give our JSON file of customers and what belongs to them (UTF-8, indented, for people to read too)."""
    document = {"customers": [customer_json(customer, story) for customer, story in customers]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def is_ours(data: bytes) -> bool:
    """Whether a file looks like our JSON, by its first bytes."""
    head = data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b'"customers"' in head


def read(data: bytes, file: str, today: date, report: Report = silent) -> ReadFile:
    """Give the records and problems of our JSON; entries without a date are dated ``today``."""
    text, items = _items(data, file)
    places = _lines(text, len(items))
    records: list[Record] = []
    problems: list[Problem] = []
    for number, item in enumerate(items):
        if number % _STEP == 0:
            report(number, len(items))
        line = places[number]
        raw = json.dumps(item, ensure_ascii=False)
        reader = RecordReader(item if isinstance(item, dict) else {}, today)
        customer = reader.customer()
        if not customer.name:
            problems.append(Problem(file, line, reason("no_name"), rejected=True, raw=raw))
            continue
        stable = {key: value for key, value in item.items() if key not in {"id", "cards"}}
        fingerprint = sha256(json.dumps(stable, sort_keys=True).encode()).hexdigest()
        record = Record(customer, line, fingerprint, customer.uid, entries(reader), raw, own=True)
        assistant = reader.text(reader.item, "assistant")
        record = replace(record, follow_ups=follow_ups(reader), gifts=gifts(reader), balances=balances(reader))
        records.append(replace(record, assistant=assistant))
        problems += [Problem(file, line, why, rejected=False) for why in reader.told]
    report(len(items), len(items))
    return ReadFile(file, Guess("json", encoding="utf-8"), tuple(records), tuple(problems))


def _items(data: bytes, file: str) -> tuple[str, list[Any]]:
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise ShopError("unreadable_file", file=file, why="damaged") from trouble
    items = document.get("customers") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise ShopError("unreadable_file", file=file, why="not_a_table")
    return text, items


def _lines(text: str, count: int) -> list[int]:
    """Find the line on which each customer begins; 1 where the file's order of keys hides it."""
    decoder = json.JSONDecoder()
    at = text.find("[", text.find('"customers"')) + 1
    line, counted = 1, 0
    lines: list[int] = []
    while len(lines) < count:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        line += text.count("\n", counted, at)
        counted = at
        try:
            _value, at = decoder.raw_decode(text, at)
        except ValueError:
            return [1] * count
        lines.append(line)
    return lines


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _photo_json(customer: Customer) -> dict[str, str] | None:
    if not customer.photo:
        return None
    data = binascii.b2a_base64(customer.photo, newline=False).decode("ascii")
    return {"type": customer.photo_type, "data": data}
