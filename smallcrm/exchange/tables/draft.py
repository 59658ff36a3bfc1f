"""One row becoming one customer: each column puts its cell where it belongs; what fits nowhere is kept beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from smallcrm.domain.incoming import Balance
from smallcrm.domain.model import Consent, Customer, Email, Entry, Kind, Link, Occasion, OccasionKind, Phone
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange import tidying
from smallcrm.exchange.tables import days, identity, naming, postal, values
from smallcrm.exchange.tables.columns import Placed
from smallcrm.exchange.tables.headings import SECOND, key, kind_of
from smallcrm.exchange.tables.places import CodeMender
from smallcrm.exchange.tables.words import DAY_KINDS, says_nothing_new

_LEAST_DIGITS = 5
"""Digits of a number that can stand for a person without a name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row needs to know beyond its own cells."""

    today: date
    country: str
    layout: str
    codes: CodeMender


@dataclass(slots=True)
class Draft:
    """A customer in the making."""

    setting: Setting
    texts: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, bool, str]] = field(default_factory=list)
    places: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    headings: dict[tuple[tuple[int, str], str], str] = field(default_factory=dict)
    kinds: dict[tuple[str, int], str] = field(default_factory=dict)
    phones: list[tuple[int, str, str]] = field(default_factory=list)
    emails: list[tuple[int, str, str]] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    events: list[tuple[int, str, days.Day]] = field(default_factory=list)
    custom: dict[int, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    birth: dict[str, tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    findings: list[Reason] = field(default_factory=list)
    stamps: dict[tuple[int, str], int] = field(default_factory=dict)
    """Stamps by number and programme of their column."""
    programmes: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Name of a programme and heading, by number of the column."""
    card: str = ""
    born: days.Day | None = None
    """The day that a personal identity code tells."""
    source_id: str = ""

    def odd(self, column: Placed, value: str, code: str) -> None:
        """Keep a value that cannot be read, and tell it."""
        self.extra.append((column.heading, value))
        self.findings.append(reason(code, value=value[:200], heading=column.heading))

    def take_code(self, column: Placed, value: str, *, sure: bool) -> bool:
        """Take the birthday out of a personal identity code and let the code go; False if it surely is none."""
        day = identity.birth_of(value, self.setting.country, sure=sure)
        if day is None and (sure or not identity.is_like_code(value)):
            return False
        self.born = self.born or (day if day and day.date and day.date <= self.setting.today else None)
        self.findings.append(reason("identity_code_left_out", heading=column.heading))
        return True

    def customer(self) -> Customer | None:
        """Return the customer, or None if the row names nobody."""
        self._birth_from_parts()
        addresses = postal.addresses(self.places, self.kinds, self.setting.codes, self.setting.country)
        if self.places:
            self.extra += [
                (self.headings[part], self.places[part[0]][part[1]])
                for part in postal.left_over(self.places, addresses)
            ]
        home = next((a.country for a in addresses if a.country), "") or self.setting.country
        emails = tuple(Email(raw, self.kind("email", n, k), p) for raw, n, k, p in self._marked("email", self.emails))
        reached = [raw for _, _, raw in self.emails]
        reached += [raw for _, _, raw in self.phones if sum(map(str.isdigit, raw)) >= _LEAST_DIGITS]
        who = naming.name(self.names, self.texts, reached[0] if reached else "")
        if who is None:
            return None
        known = set(" ".join(who.values()).replace(",", " ").split())
        self.extra += [
            (head, whole) for whole, _, head in self.names if not set(whole.replace(",", " ").split()) <= known
        ]
        self.occasions += [self._occasion(n, label, day) for n, label, day in self.events]
        self._birth_from_code()
        if self.setting.layout == "outlook":
            self._drop_derived((*who.values(), *self.texts.values(), *(e.raw for e in emails)))
        self.extra += [(self.kinds.get(("custom", n), "") or str(n), value) for n, value in self.custom.items()]
        if who["kind"] == Kind.PERSON:
            addresses = postal.home_first(addresses)
        texts: dict[str, Any] = {name: text for name, text in self.texts.items() if name not in naming.USED}
        customer = Customer(
            **(who | texts),
            phones=self._numbers(home), emails=emails, addresses=tuple(addresses),
            links=tuple(Link(raw, self.kind("link", n, k)) for raw, n, k, _ in self._marked("link", self.links)),
            tags=tuple(dict.fromkeys(self.tags)), occasions=tuple(self.occasions),
            consents=tuple(self.consents), extra=tuple(self.extra),
            no_mail="no_mail" in self.flags, archived="archived" in self.flags, prospect="prospect" in self.flags,
            deceased="deceased" in self.flags, deceased_on=self.dates.get("deceased_on"),
            customer_since=self.dates.get("customer_since"),
        )  # fmt: skip
        return tidying.tidy(customer, home)

    def balances(self) -> tuple[Balance, ...]:
        """Return the stamps with their programmes and the number; a programme without stamps is kept as it stood."""
        found = [
            Balance(programme or self.programmes.get(number, ("", ""))[0], count)
            for (number, programme), count in self.stamps.items()
            if count
        ]
        said = {number for number, programme in self.stamps if not programme}
        self.extra += [(heading, name) for number, (name, heading) in self.programmes.items() if number not in said]
        if not self.card:
            return tuple(found)
        first = found[0] if found else Balance("", 0)
        return (replace(first, number=self.card), *found[1:])

    def _numbers(self, home: str) -> tuple[Phone, ...]:
        return tuple(
            Phone(values.mend_phone(raw, home), self.kind("phone", n, k), p)
            for raw, n, k, p in self._marked("phone", self.phones)
        )

    def _drop_derived(self, texts: Iterable[str]) -> None:
        """Leave out what Outlook made of the name and the e-mail address."""
        said = set(" ".join(texts).casefold().split())
        self.extra = [(head, text) for head, text in self.extra if not says_nothing_new(head, text, said)]

    def kind(self, what: str, number: int, kind: str) -> str:
        """Return ``home``, ``work``, ``mobile`` … or the file's own word."""
        return kind or kind_of(self.kinds.get((what, number % SECOND), "").lstrip("* "))

    def _marked(self, what: str, items: list[tuple[int, str, str]]) -> list[tuple[str, int, str, bool]]:
        """Each value once, with its number, kind, and whether the file says it is the main one."""
        if not items:
            return []
        first: dict[str, tuple[int, str]] = {}
        for number, kind, raw in items:
            first.setdefault(raw, (number, kind))
        marked = [(raw, n, k, self.kinds.get((what, n), "").startswith("*")) for raw, (n, k) in first.items()]
        chosen = next((i for i, item in enumerate(marked) if item[3]), None)
        return [(raw, n, k, i == chosen) for i, (raw, n, k, _) in enumerate(marked)]

    def _occasion(self, number: int, label: str, day: days.Day) -> Occasion:
        label = label or self.kinds.get(("event", number % SECOND), "").lstrip("* ")
        kind = DAY_KINDS.get(key(label), OccasionKind.OTHER)
        return Occasion(kind, day.month, day.day, day.year, label if kind == OccasionKind.OTHER else "")

    def _birth_from_parts(self) -> None:
        if not self.birth:
            return
        day, month, year = (self.birth.get(part, ("", ""))[0] for part in ("birth_day", "birth_month", "birth_year"))
        column = Placed(0, " / ".join(heading for _, heading in self.birth.values()), None)
        if any(o.kind == OccasionKind.BIRTHDAY for o in self.occasions):
            self.extra += [(heading, value) for value, heading in self.birth.values()]
            return
        text = f"{day or '?'}.{month or '?'}.{year or '1604'}" if month.isdecimal() else f"{day} {month} {year}"
        take_day(self, column, text, OccasionKind.BIRTHDAY, told=" ".join(filter(None, (day, month, year))))

    def _birth_from_code(self) -> None:
        if self.born and not any(o.kind == OccasionKind.BIRTHDAY for o in self.occasions):
            self.occasions.append(Occasion(OccasionKind.BIRTHDAY, self.born.month, self.born.day, self.born.year))


def take_day(draft: Draft, column: Placed, value: str, kind: str, label: str = "", told: str = "") -> None:
    """Add a yearly day; one that is none, or lies ahead, is told and kept as it was."""
    if kind == OccasionKind.BIRTHDAY and draft.take_code(column, value, sure=not identity.is_like_code(value)):
        return
    try:
        day = days.read_day(value, column.order, draft.setting.today)
    except days.NotADay:
        draft.odd(column, told or value, "bad_date")
        return
    if day is None:
        return
    year = day.year
    if day.date and day.date > draft.setting.today:
        draft.odd(column, told or value, "future_date")
        year = None
    draft.occasions.append(Occasion(kind, day.month, day.day, year, label))
