"""Each cell of a row goes where its column says; what nobody can read is kept beside it and told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from smallcrm.domain.card_numbers import CodeKind, read_code
from smallcrm.domain.model import Consent, Entry, Kind, OccasionKind
from smallcrm.domain.reason import reason
from smallcrm.exchange.given_names import is_given, turned
from smallcrm.exchange.refusals import refuses_post
from smallcrm.exchange.tables import days, identity, values
from smallcrm.exchange.tables.columns import FIRM, Placed
from smallcrm.exchange.tables.draft import Draft, take_day
from smallcrm.exchange.tables.headings import PLACE, SECOND, Target, key
from smallcrm.exchange.tables.words import CHANNEL, FILLERS, KINDS

_SHORT = 120
_NOT_POST = re.compile("e?mail|epost|sahkopost|sms|tekstiviest|phone|puhelin|telefon")
_OURS = re.compile(r"[1-9]\d{9}|29\d{11}", re.ASCII)
"""Forms of our numbers; wrong ones have another check digit."""
_PARTED = PLACE | {"event", "link"}

Put = Callable[[Draft, Placed, Target, str], None]


def put(draft: Draft, column: Placed, value: str) -> None:
    """Give a cell that is not empty to the customer in the making."""
    target = column.target
    if target is None or target.field == "extra":
        _further(draft, column, value)
    elif ":::" in value and draft.setting.layout == "google" and target.field in _PARTED:
        for number, part in enumerate(part.strip() for part in value.split(":::")):
            if part:
                group = target.group + number * SECOND
                _PUT[target.field](draft, column, Target(target.field, group, target.kind), part)
    else:
        _PUT[target.field](draft, column, target, value)


def _further(draft: Draft, column: Placed, value: str) -> None:
    if draft.setting.layout == "outlook" and key(value) in FILLERS:
        return
    if identity.is_finnish_code(value) and draft.take_code(column, value, sure=True):
        return
    draft.extra.append((column.heading, value))
    if len(value) <= _SHORT and not _NOT_POST.search(key(column.heading)):
        _listen(draft, value)


def _listen(draft: Draft, text: str) -> None:
    """Hear the wish to get no post in what was written for people; what was understood so is told."""
    if values.says_no_mail(text):
        draft.flags.add("no_mail")
    elif refuses_post(text):
        draft.flags.add("no_mail")
        draft.findings.append(reason("no_mail_found", value=text[:200]))


def _text(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if target.field in draft.texts:
        draft.extra.append((column.heading, value))
    else:
        draft.texts[target.field] = value
    if target.field in {"wishes", "alert"}:
        _listen(draft, value)


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
    words = value.split()
    if target.kind == FIRM and not (is_given(words[0]) or is_given(words[-1])):
        _text(draft, column, Target("company"), value)
    elif draft.names:
        draft.extra.append((column.heading, value))
    else:
        first = target.field == "name_family_first"
        if not column.chosen and values.name_kind(value) == Kind.PERSON:
            first ^= turned(values.split_title(value)[1], family_first=first)
        draft.names.append((value, first, column.heading))


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
    if values.yes_or_no(value) is False:
        return
    numbers = values.read_phones(value)
    draft.phones += [(target.group, word or target.kind, number) for number, word in numbers]
    if not numbers:
        draft.odd(column, value, "bad_value")


def _email(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if "@" in value:
        draft.emails += [(target.group, target.kind, one) for one in values.split_emails(value)]
    elif values.yes_or_no(value) is not False:
        draft.odd(column, value, "bad_value")


def _identity_code(draft: Draft, column: Placed, _target: Target, value: str) -> None:
    if not draft.take_code(column, value, sure=False):
        draft.odd(column, value, "bad_value")


def _link(draft: Draft, column: Placed, target: Target, value: str) -> None:
    kind = target.kind or (column.heading if key(column.heading) in {"facebook", "instagram"} else "")
    draft.links.append((target.group, kind, value))


def _tags(draft: Draft, _column: Placed, _target: Target, value: str) -> None:
    parts = value.split(" ::: ") if ":::" in value else value.replace("|", ";").replace(",", ";").split(";")
    for part in (" ".join(p.split()) for p in parts):
        if part and not part.startswith("* "):
            draft.tags.append(part)
            _listen(draft, part)


def _note(draft: Draft, _column: Placed, _target: Target, value: str) -> None:
    draft.notes.append(Entry("note", draft.setting.today, value))
    _listen(draft, value)


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
    if values.yes_or_no(value) is False or values.says_no_mail(value) or refuses_post(value):
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


def _stamps(draft: Draft, column: Placed, target: Target, value: str) -> None:
    place, code = (target.group, target.kind), read_code(value)
    count = values.stamps(value)
    if count is not None and place not in draft.stamps:
        draft.stamps[place] = count
    elif count is not None:
        draft.extra.append((column.heading, value))
    elif code.kind is CodeKind.CARD and not draft.card:  # "Stamp card" may stand above either
        draft.card = code.number
    elif values.yes_or_no(value) is not False:
        draft.odd(column, value, "bad_stamps")


def _programme(draft: Draft, column: Placed, target: Target, value: str) -> None:
    if target.group in draft.programmes:
        draft.extra.append((column.heading, value))
    else:
        draft.programmes[target.group] = (value, column.heading)


def _card(draft: Draft, column: Placed, _target: Target, value: str) -> None:
    """Take a number of ours; that of another system stays readable, and who mistyped one of ours is told."""
    code = read_code(value)
    if code.kind is CodeKind.CARD and draft.card in {"", code.number}:
        draft.card = code.number
    elif code.kind is CodeKind.BAD and _OURS.fullmatch(code.number):
        draft.odd(column, value, "bad_value")
    else:
        draft.extra.append((column.heading, value))


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
    "stamps": _stamps, "programme": _programme, "card_number": _card,
    "identity_code": _identity_code, "source_id": _source, "row_number": _beside, "skip": _skip,
}  # fmt: skip
FIELDS = frozenset(_PUT) | {"extra"}
"""Every field that a column may be given to, as a person may write it in a mapping."""
