"""One row becoming one customer: each column puts its cell where it belongs; what fits nowhere is kept beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smallcrm.domain.model import Consent, Customer, Email, Entry, Kind, Link, Occasion, OccasionKind, Phone
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange.tables import days, naming, postal, values
from smallcrm.exchange.tables.columns import Placed
from smallcrm.exchange.tables.headings import Target, key, kind_of
from smallcrm.exchange.tables.places import CodeMender
from smallcrm.exchange.tables.words import CHANNEL, DAY_KINDS, FILLERS, KINDS


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
    source_id: str = ""

    def put(self, column: Placed, value: str) -> None:
        """Take one cell that is not empty."""
        target = column.target
        if target is None or target.field == "extra":
            if not (self.setting.layout == "outlook" and key(value) in FILLERS):
                self.extra.append((column.heading, value))
            return
        _PUT[target.field](self, column, target, value)

    def odd(self, column: Placed, value: str, code: str) -> None:
        """Keep a value that cannot be read, and tell it."""
        self.extra.append((column.heading, value))
        self.findings.append(reason(code, value=value[:200], heading=column.heading))

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
        who = naming.name(self.names, self.texts, emails[0].raw if emails else "")
        if who is None:
            return None
        known = set(" ".join(who.values()).replace(",", " ").split())
        self.extra += [
            (head, whole) for whole, _, head in self.names if not set(whole.replace(",", " ").split()) <= known
        ]
        self.occasions += [self._occasion(n, label, day) for n, label, day in self.events]
        self.extra += [(self.kinds.get(("custom", n), "") or str(n), value) for n, value in self.custom.items()]
        if who["kind"] == Kind.PERSON:
            addresses = postal.home_first(addresses)
        phones = [
            Phone(values.mend_phone(raw, home), self.kind("phone", n, k), p)
            for raw, n, k, p in self._marked("phone", self.phones)
        ]
        texts: dict[str, Any] = {name: text for name, text in self.texts.items() if name not in naming.USED}
        return Customer(
            **(who | texts),
            phones=tuple(phones), emails=emails, addresses=tuple(addresses),
            links=tuple(Link(raw, self.kind("link", n, k)) for raw, n, k, _ in self._marked("link", self.links)),
            tags=tuple(dict.fromkeys(self.tags)), occasions=tuple(self.occasions),
            consents=tuple(self.consents), extra=tuple(self.extra),
            no_mail="no_mail" in self.flags, archived="archived" in self.flags, prospect="prospect" in self.flags,
            deceased="deceased" in self.flags, deceased_on=self.dates.get("deceased_on"),
            customer_since=self.dates.get("customer_since"),
        )  # fmt: skip

    def kind(self, what: str, number: int, kind: str) -> str:
        """Return ``home``, ``work``, ``mobile`` … or the file's own word."""
        return kind or kind_of(self.kinds.get((what, number), "").lstrip("* "))

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
        label = label or self.kinds.get(("event", number), "").lstrip("* ")
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


def take_day(draft: Draft, column: Placed, value: str, kind: str, label: str = "", told: str = "") -> None:
    """Add a yearly day; one that is none, or lies ahead, is told and kept as it was."""
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


Put = Callable[[Draft, Placed, Target, str], None]


def _text(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if target.field in draft.texts:
        draft.extra.append((column.heading, value))
    else:
        draft.texts[target.field] = value


def _read(reader: Callable[[str], str]) -> Put:
    """Make a taker for words that stand for codes."""

    def put(draft: Draft, column: Placed, target: Target, value: str) -> None:
        code = reader(value)
        if code and draft.texts.setdefault(target.field, code) == code:
            return
        if key(value) not in FILLERS:
            draft.extra.append((column.heading, value))

    return put


def _name(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if draft.names:
        draft.extra.append((column.heading, value))
    else:
        draft.names.append((value, target.field == "name_family_first", column.heading))


def _place(draft: Draft, column: Placed, target: Target, value: str) -> None:
    place = (target.group, target.kind)
    parts = draft.places.setdefault(place, {})
    name = "address_whole" if target.field == "address_whole" else target.field
    if name in parts:
        draft.extra.append((column.heading, value))
    else:
        parts[name] = value
        draft.headings[place, name] = column.heading


def _kind_word(draft: Draft, _column: Placed, target: Target, value: str) -> None:
    draft.kinds[target.field.removesuffix("_kind"), target.group] = value


def _phone(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if "E+" in value.upper() and value[:1].isdigit():
        draft.odd(column, value, "rounded_number")
        return
    draft.phones += [(target.group, target.kind, one) for one in values.split_phones(value)]


def _email(draft: Draft, _column: Placed, target: Target, value: str) -> None:
    draft.emails += [(target.group, target.kind, one) for one in values.split_emails(value)]


def _link(draft: Draft, column: Placed, target: Target, value: str) -> None:
    kind = target.kind or (column.heading if key(column.heading) in {"facebook", "instagram"} else "")
    draft.links.append((target.group, kind, value))


def _tags(draft: Draft, _column: Placed, _target: Target, value: str) -> None:
    parts = value.split(" ::: ") if ":::" in value else value.replace("|", ";").replace(",", ";").split(";")
    for part in (" ".join(p.split()) for p in parts):
        if part and not part.startswith("* "):
            draft.tags.append(part)
            if values.says_no_mail(part):
                draft.flags.add("no_mail")


def _note(draft: Draft, _column: Placed, _target: Target, value: str) -> None:
    draft.notes.append(Entry("note", draft.setting.today, value))
    if values.says_no_mail(value):
        draft.flags.add("no_mail")


def _visit(draft: Draft, column: Placed, _target: Target, value: str) -> None:
    day = _date(draft, column, value)
    if day:
        draft.notes.append(Entry("visit", day))


def _date(draft: Draft, column: Placed, value: str) -> date | None:
    try:
        day = days.read_day(value, column.order, draft.setting.today)
    except days.NotADay:
        draft.odd(column, value, "bad_date")
        return None
    if day and day.date is None:
        draft.odd(column, value, "bad_date")
    elif day and day.date and day.date > draft.setting.today:
        draft.odd(column, value, "future_date")
        return None
    return day.date if day else None


def _since(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if value.isdecimal() and len(value) == 4 and 1900 <= int(value) <= draft.setting.today.year:
        draft.odd(column, value, "only_a_year")
        value = f"{value}-01-01"
    day = _date(draft, column, value)
    if day and draft.dates.setdefault(target.field, day) != day:
        draft.extra.append((column.heading, value))


def _day(kind: str) -> Put:
    def put(draft: Draft, column: Placed, _target: Target, value: str) -> None:
        label = column.heading if kind == OccasionKind.OTHER else ""
        take_day(draft, column, value, kind, label)

    return put


def _event(draft: Draft, column: Placed, target: Target, value: str) -> None:
    try:
        day = days.read_day(value, column.order, draft.setting.today)
    except days.NotADay:
        draft.odd(column, value, "bad_date")
        return
    if day:
        draft.events.append((target.group, "", day))


def _custom(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if target.group in draft.custom:
        draft.extra.append((column.heading, value))
    else:
        draft.custom[target.group] = value


def _birth(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if target.field in draft.birth:
        draft.extra.append((column.heading, value))
    elif value.strip("0"):
        draft.birth[target.field] = (value, column.heading)


def _source(draft: Draft, column: Placed, _target: Target, value: str) -> None:
    # Two lists that both count from 1 are not about the same people: the heading is part of the id.
    draft.source_id = draft.source_id or f"{key(column.heading)}:{value}"
    draft.extra.append((column.heading, value))


def _beside(draft: Draft, column: Placed, _target: Target, value: str) -> None:
    draft.extra.append((column.heading, value))


def _flag(draft: Draft, column: Placed, target: Target, value: str) -> None:
    said = values.yes_or_no(value)
    if said is None:
        draft.extra.append((column.heading, value))
    if said is not False:
        draft.flags.add(target.field)


def _deceased(draft: Draft, column: Placed, target: Target, value: str) -> None:
    said = values.yes_or_no(value)
    if said is False:
        return
    draft.flags.add("deceased")
    if said is None and (target.field == "deceased_on" or any(days.votes([value]))):
        day = _date(draft, column, value)
        if day:
            draft.dates["deceased_on"] = day
    elif said is None:
        draft.extra.append((column.heading, value))


def _allowed(draft: Draft, column: Placed, target: Target, value: str) -> None:
    """Keep a *no* of a column of permissions; a *yes* of a file is no consent, but stays readable."""
    channel = target.field.removesuffix("_ok")
    if values.yes_or_no(value) is False or values.says_no_mail(value):
        _refuse(draft, channel)
    else:
        draft.extra.append((column.heading, value))


def _refused(draft: Draft, column: Placed, target: Target, value: str) -> None:
    said = values.yes_or_no(value)
    if said is None:
        draft.extra.append((column.heading, value))
    if said is not False:
        _refuse(draft, target.field.removeprefix("no_"))


def _refuse(draft: Draft, channel: str) -> None:
    if channel == "mail":
        draft.flags.add("no_mail")
        return
    draft.consents.append(Consent("marketing", channel, given=False, on=draft.setting.today, source="import"))


def _skip(_draft: Draft, _column: Placed, _target: Target, _value: str) -> None:
    """Leave a column out, as a person chose."""


_PUT: dict[str, Put] = {
    **dict.fromkeys(
        ("title", "given", "middle", "family", "suffix", "nickname", "display_name", "company", "job_title",
         "business", "wishes", "alert", "greeting_name", "uid"), _text,
    ),
    **dict.fromkeys(("name", "name_family_first"), _name),
    **dict.fromkeys(
        ("address", "address_whole", "street", "street2", "street3", "house", "flat", "po_box", "postal_code", "city",
         "postal_city", "region", "country"), _place,
    ),
    **dict.fromkeys(("address_kind", "phone_kind", "email_kind", "link_kind", "event_kind", "custom_kind"), _kind_word),
    **dict.fromkeys(("prospect", "archived"), _flag),
    **dict.fromkeys(("deceased", "deceased_on"), _deceased),
    **dict.fromkeys(("mail_ok", "email_ok", "sms_ok", "phone_ok"), _allowed),
    **dict.fromkeys(("no_mail", "no_email", "no_sms", "no_phone"), _refused),
    **dict.fromkeys(("birth_day", "birth_month", "birth_year"), _birth),
    "language": _read(values.language), "address_form": _read(values.address_form),
    "kind": _read(lambda text: KINDS.get(key(text), "")),
    "channel": lambda draft, column, target, value: _text(draft, column, target, CHANNEL.get(key(value), value)),
    "phone": _phone, "email": _email, "link": _link, "tags": _tags, "note": _note, "last_visit": _visit,
    "customer_since": _since, "birthday": _day(OccasionKind.BIRTHDAY), "name_day": _day(OccasionKind.NAME_DAY),
    "wedding": _day(OccasionKind.WEDDING), "other_day": _day(OccasionKind.OTHER), "event": _event, "custom": _custom,
    "source_id": _source, "row_number": _beside, "skip": _skip,
}  # fmt: skip
FIELDS = frozenset(_PUT) | {"extra"}
"""Every field that a column may be given to, as a person may write it in a mapping."""
