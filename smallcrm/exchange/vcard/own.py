"""Our own properties (``X-SMALLCRM-…``): what vCard has no property for, so that our export loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from smallcrm.domain.model import ENDINGS, Consent, Customer, Entry, Kind, Occasion
from smallcrm.domain.occasion_kinds import MOST_LEAD
from smallcrm.exchange.vcard.content_lines import Line, escape, param_value, split
from smallcrm.exchange.vcard.days import parse_day, write_day
from smallcrm.exchange.vcard.draft import Draft

PREFIX = "X-SMALLCRM-"
TEXTS = {
    "GREETING-NAME": "greeting_name",
    "WISHES": "wishes",
    "ALERT": "alert",
    "CHANNEL": "channel",
    "BUSINESS": "business",
    "LANGUAGE": "language",
    "DISPLAY-NAME": "display_name",
}
FLAGS = {
    "GREETING-CHECKED": "greeting_checked",
    "NO-MAIL": "no_mail",
    "ARCHIVED": "archived",
    "PROSPECT": "prospect",
    "DECEASED": "deceased",
}
_YES_NO = {"yes": True, "no": False}


def read(draft: Draft, line: Line) -> bool:
    """Take one of our properties; False where its value cannot be ours."""
    name = line.head.name.removeprefix(PREFIX)
    if name in TEXTS:
        draft.fields[TEXTS[name]] = line.text
        return True
    try:
        if name in FLAGS:
            draft.fields[FLAGS[name]] = _YES_NO[line.text]
            return True
        reader = _READERS.get(name)
        return reader is not None and reader(draft, split(line.value))
    except (ValueError, KeyError, IndexError):
        return False


def _kind(draft: Draft, parts: list[str]) -> bool:
    draft.fields["kind"] = Kind(parts[0])
    return True


def _address_form(draft: Draft, parts: list[str]) -> bool:
    return draft.choose_address_form(parts[0])


def _since(draft: Draft, parts: list[str]) -> bool:
    draft.fields["customer_since"] = date.fromisoformat(parts[0])
    return True


def _deceased_on(draft: Draft, parts: list[str]) -> bool:
    draft.fields["deceased_on"] = date.fromisoformat(parts[0])
    return True


def _consent(draft: Draft, parts: list[str]) -> bool:
    purpose, channel, given, on, source, wording = parts
    draft.consents.append(Consent(purpose, channel, _YES_NO[given], date.fromisoformat(on), source, wording))
    return True


def _occasion(draft: Draft, parts: list[str]) -> bool:
    kind, written, label, whose, card, *more = parts
    partner, ended, lead = more or ("", "", "")
    day = parse_day(written, verbatim=True)
    if day is None or ended not in ENDINGS:
        return False
    occasion = Occasion(kind, day.month, day.day, day.year, label, whose, _YES_NO[card])
    draft.occasions.append(replace(occasion, partner=partner, ended=ended, lead_days=lead_of(lead)))
    return True


def lead_of(text: str) -> int:
    """Read how many days ahead an occasion is told; 0 for anything else than such a number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= MOST_LEAD else 0


def _entry(draft: Draft, parts: list[str]) -> bool:
    draft.entries.append(entry_from([*parts[:5], *parts[6:]], parts[5]))
    return True


def _further(draft: Draft, parts: list[str]) -> bool:
    name, value = parts
    draft.extra.append((name, value))
    return True


def _assistant(draft: Draft, parts: list[str]) -> bool:
    draft.assistant = parts[0]
    return True


_READERS: dict[str, Callable[[Draft, list[str]], bool]] = {
    "ASSISTANT": _assistant,
    "KIND": _kind,
    "ADDRESS-FORM": _address_form,
    "CUSTOMER-SINCE": _since,
    "DECEASED-ON": _deceased_on,
    "CONSENT": _consent,
    "OCCASION": _occasion,
    "ENTRY": _entry,
    "FURTHER": _further,
}


def entry_from(facts: list[str], text: str) -> Entry:
    """Make a line of the timeline of its facts (kind, day, time, written, who; amount, outcome, detail) and text."""
    kind, on, at, written, actor, *more = facts
    amount, outcome, detail = more or ("", "", "")
    entry = Entry(kind, date.fromisoformat(on), text, _moment(at), _moment(written), actor)
    return replace(entry, amount=int(amount) if amount else None, outcome=outcome, detail=detail)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def entry_line(entry: Entry) -> str:
    """Write a line of the timeline: notes as NOTE, for other programs too."""
    moments = (moment.isoformat() if moment else "" for moment in (entry.at, entry.written_at))
    facts = _row(entry.kind, entry.on.isoformat(), *moments, entry.actor)
    said = (str(entry.amount) if entry.amount is not None else "", str(entry.outcome), entry.detail)
    more = f";{_row(*said)}" if any(said) else ""
    if entry.kind == "note":
        return f"NOTE;{PREFIX}ENTRY={param_value(facts + more)}:{escape(entry.text)}"
    return f"{PREFIX}ENTRY:{facts};{escape(entry.text)}{more}"


def occasion_line(occasion: Occasion) -> str:
    """Write a yearly day that has no property of its own."""
    day = write_day(occasion.month, occasion.day, occasion.year)
    row = _row(occasion.kind, day, occasion.label, occasion.whose, _word(occasion.card_wanted))
    more = (occasion.partner, occasion.ended, str(occasion.lead_days or ""))
    return f"{PREFIX}OCCASION:{row};{_row(*more)}" if any(more) else f"{PREFIX}OCCASION:{row}"


def assistant_line(name: str) -> str:
    """Write whose customer it is; RELATED and X-MS-ASSISTANT would name the customer's own assistant."""
    return f"{PREFIX}ASSISTANT:{escape(name)}"


def further_line(name: str, value: str) -> str:
    """Write a property that we do not model and that cannot stand by itself."""
    return f"{PREFIX}FURTHER:{_row(name, value)}"


def private_lines(customer: Customer) -> list[str]:
    """Write all simple private fields that say something."""
    lines = [
        f"{PREFIX}{name}:{escape(value)}"
        for name, field in TEXTS.items()
        if field not in {"display_name", "language"} and (value := getattr(customer, field))
    ]
    flags = {name: getattr(customer, field) for name, field in FLAGS.items()}
    if customer.deceased_on and customer.deceased:
        del flags["DECEASED"]  # DEATHDATE says it
    lines += [f"{PREFIX}{name}:yes" for name, value in flags.items() if value]
    if customer.kind == Kind.HOUSEHOLD:
        lines.append(f"{PREFIX}KIND:{escape(customer.kind)}")
    if customer.address_form != "none":
        lines.append(f"{PREFIX}ADDRESS-FORM:{escape(customer.address_form)}")
    if customer.customer_since:
        lines.append(f"{PREFIX}CUSTOMER-SINCE:{customer.customer_since.isoformat()}")
    if customer.deceased_on and not customer.deceased:
        lines.append(f"{PREFIX}DECEASED-ON:{customer.deceased_on.isoformat()}")
    for c in customer.consents:
        row = _row(c.purpose, c.channel, _word(c.given), c.on.isoformat(), c.source, c.wording)
        lines.append(f"{PREFIX}CONSENT:{row}")
    return lines


def _row(*values: str) -> str:
    return ";".join(escape(value) for value in values)


def _word(flag: bool) -> str:
    return "yes" if flag else "no"
