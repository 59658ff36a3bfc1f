"""Writes vCard 4.0: folded at 75 octets, and with properties of our own for what vCard has no word for."""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections.abc import Iterable, Mapping, Sequence

from smallcrm.domain.model import Customer, Entry, Kind, Occasion, OccasionKind, PostalAddress
from smallcrm.exchange.countries import english_name
from smallcrm.exchange.vcard import own
from smallcrm.exchange.vcard.cards import is_modelled
from smallcrm.exchange.vcard.charsets import OWN_MARK
from smallcrm.exchange.vcard.content_lines import escape, fold, param_value, parse_head
from smallcrm.exchange.vcard.days import write_day
from smallcrm.exchange.vcard.draft import further_name
from smallcrm.exchange.vcard.kinds import TYPES_OF
from smallcrm.exchange.vcard.pictures import picture_type

PRODUCT = f"PRODID:{OWN_MARK}SmallCRM//EN"
_STANDS_ALONE = re.compile(r'[A-Z][A-Z0-9-]*(?:;[A-Z0-9-]+=(?:"[^"\n]*"|[^";:\s]+))*')


def write(customers: Iterable[tuple[Customer, Sequence[Entry]]], staff: Mapping[int, str] | None = None) -> bytes:
    """Give a vCard 4.0 file (UTF-8, CRLF) of customers and their timelines; ``staff`` are names by id."""
    names = staff or {}
    cards = (card(customer, entries, names.get(customer.assistant, "")) for customer, entries in customers)
    return b"".join(one.encode("utf-8", "replace") for one in cards)


def card(customer: Customer, entries: Sequence[Entry] = (), assistant: str = "") -> str:
    """Give one customer's card, folded, with CRLF; ``assistant`` is who in the shop looks after them."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", PRODUCT, *_who(customer)]
    labelled = _Labelled()
    for phone in customer.phones:
        lines += labelled.lines("TEL", phone.kind, _pref(phone.primary), escape(phone.raw))
    for email in customer.emails:
        lines += labelled.lines("EMAIL", email.kind, _pref(email.primary), escape(email.raw))
    for address in customer.addresses:
        lines += labelled.lines("ADR", address.kind, _pref(address.primary) + _country(address), _parts(address))
    for link in customer.links:
        url = link.url.replace("\\", "\\\\").replace("\n", "\\n")
        lines += labelled.lines("URL", link.kind, "", url)
    lines += _days(customer.occasions)
    if customer.deceased and customer.deceased_on:
        lines.append(f"DEATHDATE:{customer.deceased_on:%Y%m%d}")
    if customer.tags:
        lines.append("CATEGORIES:" + ",".join(escape(tag) for tag in customer.tags))
    lines += own.private_lines(customer)
    lines += [own.assistant_line(assistant)] if assistant else []
    lines += [own.entry_line(entry) for entry in entries]
    lines += [_further(name, value) for name, value in customer.extra]
    if customer.photo and picture_type(customer.photo):
        data = b2a_base64(customer.photo, newline=False).decode("ascii")
        lines.append(f"PHOTO:data:{picture_type(customer.photo)};base64,{data}")
    return "\r\n".join([*map(fold, lines), "END:VCARD", ""])


def _who(customer: Customer) -> list[str]:
    lines = [f"UID;VALUE=text:{escape(customer.uid)}"] if customer.uid else []
    lines.append("KIND:org" if customer.kind == Kind.COMPANY else "KIND:individual")
    lines.append(f"FN:{escape(customer.name)}")
    parts = (customer.family, customer.given, customer.middle, customer.title, customer.suffix)
    if any(parts):
        lines.append("N:" + ";".join(escape(part) for part in parts))
    if customer.display_name:
        lines.append(f"{own.PREFIX}DISPLAY-NAME:{escape(customer.display_name)}")
    for name, value in (("NICKNAME", customer.nickname), ("ORG", customer.company), ("TITLE", customer.job_title)):
        if value:
            lines.append(f"{name}:{escape(value)}")
    if customer.language:
        known = customer.language in {"en", "fi", "nb", "pl"}
        lines.append(f"{'LANG' if known else own.PREFIX + 'LANGUAGE'}:{escape(customer.language)}")
    return lines


class _Labelled:
    """Writes properties with a kind: a type where vCard has one, else an Apple label in a group."""

    def __init__(self) -> None:
        self._groups = 0

    def lines(self, name: str, kind: str, params: str, value: str) -> list[str]:
        if not kind:
            return [f"{name}{params}:{value}"]
        known = TYPES_OF[name].get(kind)
        if known:
            return [f"{name};TYPE={known}{params}:{value}"]
        self._groups += 1
        group = f"item{self._groups}"
        return [f"{group}.{name}{params}:{value}", f"{group}.X-ABLabel:{escape(kind)}"]


def _pref(primary: bool) -> str:
    return ";PREF=1" if primary else ""


def _country(address: PostalAddress) -> str:
    return f";CC={param_value(address.country)}" if address.country else ""


def _parts(address: PostalAddress) -> str:
    parts = ("", "", address.street, address.city, address.region, address.postal_code, english_name(address.country))
    return ";".join(escape(part) for part in parts)


def _days(occasions: Sequence[Occasion]) -> list[str]:
    """Write the days in their order; vCard has one birthday and one anniversary, and no word for one that ended."""
    lines: list[str] = []
    free = {str(OccasionKind.BIRTHDAY): "BDAY", str(OccasionKind.WEDDING): "ANNIVERSARY"}
    for occasion in occasions:
        plain = not (occasion.label or occasion.whose or occasion.ended)
        name = free.pop(str(occasion.kind), "") if plain else ""
        if name:
            written = write_day(occasion.month, occasion.day, occasion.year)
            lines.append(f"{name}{_beside(occasion)}:{written}")
        else:
            lines.append(own.occasion_line(occasion))
    return lines


def _beside(occasion: Occasion) -> str:
    """Write what of a day other programs pass over: whether a card is wanted, whose wedding it is too, how early."""
    told = {
        "CARD": "" if occasion.card_wanted else "no",
        "WITH": param_value(occasion.partner) if occasion.partner else "",
        "LEAD": str(occasion.lead_days or ""),
    }
    return "".join(f";{own.PREFIX}{name}={value}" for name, value in told.items() if value)


def _further(name: str, value: str) -> str:
    """Write what we do not model: as it came where it reads back the same, else inside a property of ours."""
    if value and _STANDS_ALONE.fullmatch(name):
        head = parse_head(name)
        if not is_modelled(head.name) and not head.encoding and further_name(head) == name:
            return f"{name}:{escape(value)}"
    return own.further_line(name, value)
