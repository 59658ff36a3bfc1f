"""From the properties of a card to a customer. Each becomes a field, or further information, or is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smallcrm.domain.model import Email, Entry, Kind, Link, OccasionKind, Phone, PostalAddress
from smallcrm.exchange.refusals import refuses_post
from smallcrm.exchange.tables.identity import birth_of
from smallcrm.exchange.tables.values import says_no_mail
from smallcrm.exchange.vcard import names, own
from smallcrm.exchange.vcard.content_lines import Line, split, unescape
from smallcrm.exchange.vcard.days import Day, kind_of_day, parse_day, read_words
from smallcrm.exchange.vcard.draft import Draft
from smallcrm.exchange.vcard.kinds import kind_of, label_word
from smallcrm.exchange.vcard.pictures import is_elsewhere, picture_bytes, picture_type

Handler = Callable[[Draft, Line, str], None]

# Groups of address books that every contact is in, or that say nothing about a person.
_NO_TAGS = re.compile(r"(?:\*\s*|system group:\s*)?my\s?contacts", re.IGNORECASE)
_ANDROID = "vnd.android.cursor.item/"
_EVENTS = {"1": OccasionKind.WEDDING, "3": OccasionKind.BIRTHDAY}


def read_card(lines: Sequence[Line], today: date, *, is_own: bool) -> Draft:
    """Read the properties of one card."""
    draft = Draft(today, own=is_own)
    labels: dict[str, str] = {}
    if any(line.head.group for line in lines):
        labels = {x.head.group: x.text for x in lines if x.head.group and x.head.name == "X-ABLABEL" and x.value}
    for line in lines:
        head = line.head
        label = labels.get(head.group, "") if head.group else ""
        handler = _HANDLERS.get(head.name)
        if handler:
            if line.value or head.name == "X-SMALLCRM-DISPLAY-NAME":
                handler(draft, line, label)
        elif head.name.startswith(own.PREFIX):
            if not own.read(draft, line):
                draft.tell("bad_value", property=head.name, value=line.text[:100])
        elif head.encoding == "b":
            draft.tell("left_out", property=head.name)
        elif line.value:
            draft.keep(head, line.text, label)
    return draft


def _ignore(_draft: Draft, _line: Line, _label: str) -> None:
    """Leave out what says nothing about the customer."""


def _name(draft: Draft, line: Line, _label: str) -> None:
    if "family" in draft.fields or "given" in draft.fields:
        draft.keep(line.head, line.text)
        return
    draft.fields.update(names.parts_of(line.value, verbatim=draft.own))


def _full_name(draft: Draft, line: Line, _label: str) -> None:
    text = draft.text(line.text)
    if draft.full_name and text not in {"", draft.full_name}:
        draft.keep(line.head, text)
    else:
        draft.full_name = text


def _simple(field: str) -> Handler:
    def handler(draft: Draft, line: Line, label: str) -> None:
        text = draft.text(line.text)
        if not text:
            return
        if draft.fields.get(field, text) != text:
            draft.keep(line.head, text, label)
        else:
            draft.fields[field] = text

    return handler


def _company(draft: Draft, line: Line, label: str) -> None:
    company, *units = split(line.value)
    if not draft.own:
        company, units = draft.text(company), [unit.strip() for unit in units if unit.strip()]
        if not company and units:
            company, *units = units
    if draft.fields.get("company", company) != company:
        draft.keep(line.head, "; ".join((company, *units)), label)
        return
    if company:
        draft.fields["company"] = company
    if units:
        draft.extra.append(("X-DEPARTMENT", "; ".join(units)))


def _role(draft: Draft, line: Line, label: str) -> None:
    if "job_title" in draft.fields or draft.own:
        draft.keep(line.head, line.text, label)
    else:
        draft.fields["job_title"] = draft.text(line.text)


def _phone(draft: Draft, line: Line, label: str) -> None:
    raw = draft.text(line.text)
    if raw[:4].lower() == "tel:" and not draft.own:
        raw = raw[4:]
    if raw and not draft.own and not any(map(str.isdigit, raw)):
        draft.tell("bad_value", property=line.head.name, value=raw[:100])
        draft.keep(line.head, raw, label)
    elif raw:
        draft.phones.append((Phone(raw, kind_of(line.head, label, verbatim=draft.own)), line.head.pref))


def _email(draft: Draft, line: Line, label: str) -> None:
    raw = draft.text(line.text)
    if raw[:7].lower() == "mailto:" and not draft.own:
        raw = raw[7:]
    if raw and not draft.own and "@" not in raw:
        draft.tell("bad_value", property=line.head.name, value=raw[:100])
        draft.keep(line.head, raw, label)
    elif raw:
        draft.emails.append((Email(raw, kind_of(line.head, label, verbatim=draft.own)), line.head.pref))


def _address(draft: Draft, line: Line, label: str) -> None:
    from smallcrm.exchange.vcard.addresses import from_label, from_parts, says_more, with_rest  # noqa: PLC0415 — Babel with the first address

    head, parts = line.head, split(line.value)
    kind = kind_of(head, label, verbatim=draft.own)
    if draft.own:
        parts = [*parts[:6], head.param("CC")] if len(parts) > 6 else parts
    parts, more = parts[:7], parts[7:]
    if more and not draft.own:
        parts = with_rest(parts, more)
    address, unknown = from_parts(parts, kind, primary=False, verbatim=draft.own)
    if more and not draft.own and says_more("\n".join(more), [address]):
        draft.extra.append(("X-ADR-REST", "; ".join(part for part in more if part.strip())))
    if unknown:
        draft.tell("unknown_country", value=unknown)
        draft.extra.append(("X-COUNTRY", unknown))
    if address == PostalAddress(kind=kind) and not draft.own:
        text = unescape(head.param("LABEL"))
        if not text.strip():
            return
        address = from_label(text, kind, primary=False)
    draft.addresses.append((address, head.pref))


def _label(draft: Draft, line: Line, label: str) -> None:
    draft.labels.append((line.text.strip(), kind_of(line.head, label), bool(line.head.pref)))


def _link(draft: Draft, line: Line, label: str) -> None:
    url = draft.text(line.text)
    if url:
        draft.links.append(Link(url, kind_of(line.head, label, verbatim=draft.own)))


def _note(draft: Draft, line: Line, _label: str) -> None:
    facts = line.head.param(own.PREFIX + "ENTRY")
    if facts:
        try:
            draft.entries.append(own.entry_from(split(facts), line.text))
        except ValueError:
            draft.tell("bad_value", property=own.PREFIX + "ENTRY", value=facts[:100])
        else:
            return
    text = line.text if draft.own else line.text.strip()
    if text:
        draft.entries.append(Entry("note", draft.today, text))
        _refusal(draft, text)


def _tags(draft: Draft, line: Line, _label: str) -> None:
    for part in split(line.value, ",") if draft.own else _tag_words(line.value):
        if draft.own or (part and part not in draft.tags and not _NO_TAGS.fullmatch(part)):
            draft.tags.append(part)
            _refusal(draft, part)


def _refusal(draft: Draft, words: str) -> None:
    """A tag or note that holds the wish to get no post is that wish; it stays a tag or note, too."""
    if draft.own:
        return
    if says_no_mail(words):
        draft.fields["no_mail"] = True
    elif refuses_post(words):
        draft.fields["no_mail"] = True
        draft.tell("no_mail_found", value=words[:200])


def _tag_words(value: str) -> list[str]:
    words = [word for part in split(value, ",") for word in part.split(";")]
    return [" ".join(word.strip().removeprefix("* ").split()) for word in words]


def _language(draft: Draft, line: Line, _label: str) -> None:
    draft.languages.append((line.text.strip(), line.head.pref))


def _card_kind(draft: Draft, line: Line, _label: str) -> None:
    kind = line.text.strip().lower()
    if kind == "group":
        draft.group_card = True
    elif kind in {"org", "organization"}:
        draft.fields["kind"] = Kind.COMPANY
    elif kind != "individual":
        draft.keep(line.head, line.text)


def _shown_as(draft: Draft, line: Line, label: str) -> None:
    if line.text.strip().upper() == "COMPANY":
        draft.fields["kind"] = Kind.COMPANY
    else:
        draft.keep(line.head, line.text, label)


def _uid(draft: Draft, line: Line, _label: str) -> None:
    draft.fields.setdefault("uid", line.text if draft.own else line.text.strip())


def _day_of(draft: Draft, line: Line) -> Day | None:
    omitted = line.head.param("X-APPLE-OMIT-YEAR")
    year = int(omitted) if omitted.isascii() and omitted.isdigit() else None
    found = parse_day(line.text, omit_year=year, verbatim=draft.own)
    return found if found or draft.own else read_words(line.text, draft.today)


def _birthday(draft: Draft, line: Line, _label: str) -> None:
    born = None if draft.own else birth_of(line.text, "", sure=True)
    if born:
        draft.tell("identity_code_left_out", heading=line.head.name)
        draft.day(OccasionKind.BIRTHDAY, line.head.name, "", born)
        return
    draft.day(OccasionKind.BIRTHDAY, line.head.name, line.text, _day_of(draft, line), **_beside(line))


def _wedding(draft: Draft, line: Line, _label: str) -> None:
    draft.day(OccasionKind.WEDDING, line.head.name, line.text, _day_of(draft, line), **_beside(line))


def _beside(line: Line) -> dict[str, Any]:
    """Give what of a day our own files say in parameters."""
    said = {name: line.head.param(own.PREFIX + name) for name in ("CARD", "WITH", "LEAD")}
    return {"card_wanted": said["CARD"] != "no", "partner": said["WITH"], "lead_days": own.lead_of(said["LEAD"])}


def _named_day(draft: Draft, line: Line, label: str) -> None:
    word = label_word(label)
    kind = kind_of_day(word)
    own_words = word if kind == OccasionKind.OTHER else ""
    draft.day(kind, word or line.head.name, line.text, _day_of(draft, line), own_words)


def _android(draft: Draft, line: Line, label: str) -> None:
    item, *values = split(line.value)
    value, number, own_word, *_rest = (*values, "", "", "")
    item = item.strip().removeprefix(_ANDROID)
    if item == "contact_event":
        kind = kind_of_day(own_word) if number == "0" else _EVENTS.get(number, OccasionKind.OTHER)
        own_words = own_word.strip() if number == "0" and kind == OccasionKind.OTHER else ""
        draft.day(kind, line.head.name, value, parse_day(value), own_words)
    elif item == "nickname" and "nickname" not in draft.fields:
        draft.fields["nickname"] = draft.text(value)
    else:
        draft.keep(line.head, line.text, label)


def _death(draft: Draft, line: Line, _label: str) -> None:
    draft.fields["deceased"] = True
    day = parse_day(line.text, verbatim=True)
    if day and day.year:
        draft.fields["deceased_on"] = date(day.year, day.month, day.day)
    else:
        draft.tell("bad_date", property="DEATHDATE", value=line.text[:100])


def _photo(draft: Draft, line: Line, label: str) -> None:
    text = line.text.strip()
    if not text:
        return
    if is_elsewhere(text):
        draft.keep(replace(line.head, types=(), encoding=""), text, label)
        return
    data = picture_bytes(text)
    mime = picture_type(data)
    if not mime:
        draft.tell("bad_photo", property=line.head.name)
    elif "photo" not in draft.fields:
        draft.fields.update(photo=data, photo_type=mime)
    elif draft.fields["photo"] != data:
        draft.tell("left_out", property=line.head.name)


def _agent(draft: Draft, line: Line, _label: str) -> None:
    if line.text.strip():
        draft.tell("nested_card", value=line.text.strip()[:100])


def _group_label(draft: Draft, line: Line, _label: str) -> None:
    if not line.head.group:
        draft.keep(line.head, line.text)


def _label_country(draft: Draft, line: Line, label: str) -> None:
    """Apple names the form of an address by a country code, which says no more than the address itself."""
    if len(line.text) != 2:
        draft.keep(line.head, line.text, label)


_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("BEGIN", "END", "VERSION", "PRODID", "REV", "PROFILE"), _ignore),
    "N": _name,
    "FN": _full_name,
    **dict.fromkeys(("NICKNAME", "X-NICKNAME"), _simple("nickname")),
    "ORG": _company,
    "TITLE": _simple("job_title"),
    "ROLE": _role,
    "TEL": _phone,
    "EMAIL": _email,
    "ADR": _address,
    "LABEL": _label,
    "URL": _link,
    "X-SOCIALPROFILE": _link,
    "NOTE": _note,
    "CATEGORIES": _tags,
    "LANG": _language,
    "KIND": _card_kind,
    "X-ADDRESSBOOKSERVER-KIND": _card_kind,
    "X-ABSHOWAS": _shown_as,
    "X-ABSHOWAS-ABSHOWAS": _shown_as,
    "UID": _uid,
    "BDAY": _birthday,
    **dict.fromkeys(
        (
            "ANNIVERSARY",
            "X-ANNIVERSARY",
            "X-EVOLUTION-ANNIVERSARY",
            "X-KADDRESSBOOK-X-ANNIVERSARY",
            "X-MS-ANNIVERSARY",
        ),
        _wedding,
    ),
    "X-ABDATE": _named_day,
    "X-ANDROID-CUSTOM": _android,
    "DEATHDATE": _death,
    "X-DEATHDATE": _death,
    "PHOTO": _photo,
    "AGENT": _agent,
    "X-ABLABEL": _group_label,
    "X-ABADR": _label_country,
}


def is_modelled(name: str) -> bool:
    """Whether a property has a field of ours, so that it cannot stand for itself as further information."""
    return name in _HANDLERS or name.startswith(own.PREFIX)
