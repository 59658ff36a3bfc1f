"""Commands about people: add, note, visit, find, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result
from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.model import Customer, Email, Entry, Occasion, OccasionKind, Phone
from smallcrm.domain.money import read_amount
from smallcrm.i18n import _, currency, format_date, format_time, ngettext
from smallcrm.messages import follow_ups as follow_up_words


def add(context: Context) -> Result:
    """Add one customer."""
    from smallcrm.exchange.tables.values import split_name

    options = context.options
    name = options.name.strip()
    if not name:
        raise BadInput("no_name")
    title, given, family = split_name(name)
    birthday = options.birthday
    customer = Customer(
        title=title,
        given=given,
        family=family,
        display_name="" if name == f"{given} {family}".strip() else name,
        phones=(Phone(options.phone.strip()),) if options.phone else (),
        emails=(Email(options.email.strip()),) if options.email else (),
        occasions=(Occasion(OccasionKind.BIRTHDAY, *birthday),) if birthday else (),
    )
    made = context.shop(create=True).customers.add(customer)
    return Result({"id": made}, [_("Added: {name}").format(name=name) + f" ({made})"])


def note(context: Context) -> Result:
    """Write one note, and with a day the reminder of it."""
    shop, due = context.shop(), context.options.due
    made = shop.follow_ups.note(context.options.id, context.options.text, due)
    name = shop.customers.name_of(context.options.id)
    lines = [_("Note written: {name}").format(name=name)]
    if due:
        lines.append(_("Reminder on {date}").format(date=format_date(due, "long")))
    return Result({"id": made.entry}, lines)


def visit(context: Context) -> Result:
    """Log one visit of today."""
    shop = context.shop()
    paid = None if context.options.amount is None else read_amount(context.options.amount, currency())
    made = shop.visits.visit(context.options.id, amount=paid)
    name = shop.customers.name_of(context.options.id)
    return Result({"id": made}, [_("Visit: {name}").format(name=name)])


def find(context: Context) -> Result:
    """Quick-find."""
    hits = context.shop().customers.search(context.options.text, context.options.limit)
    data = [{"id": h.id, "name": h.name, "matched": h.matched, "matched_text": h.matched_text} for h in hits]
    lines = []
    for hit in hits:
        where = hit.matched_text or hit.town
        shown = f"{messages.field(hit.matched)}: {hit.matched_text}" if hit.matched_text else where
        lines.append("\t".join([str(hit.id), hit.name, shown]).rstrip())
    told = [] if hits else [_("No one matches “{text}”").format(text=context.options.text)]
    return Result(data, lines, told=told)


def show(context: Context) -> Result:
    """Everything about one customer."""
    from smallcrm.exchange.json_format import customer_json, staff_names, story_of

    shop = context.shop()
    customer = shop.customers.get(context.options.id)
    entries = shop.timeline.of(customer.id, limit=100_000)
    lines = [customer.name]
    if customer.alert:
        lines.append(f"! {customer.alert}")
    shown = ("given", "family", "nickname", "company", "job_title", "language", "greeting_name")
    lines += [f"{messages.field(name)}: {getattr(customer, name)}" for name in shown if getattr(customer, name)]
    lines += [f"{_('Phone')}: {p.raw}" for p in customer.phones]
    lines += [f"{_('E-mail')}: {e.raw}" for e in customer.emails]
    for address in customer.addresses:
        parts = [address.street.replace("\n", ", "), f"{address.postal_code} {address.city}".strip(), address.country]
        lines.append(f"{_('Address')}: " + ", ".join(p for p in parts if p))
    lines += [f"{messages.occasion(o.kind, o.label)}: {_day(o)}" for o in customer.occasions]
    if customer.tags:
        lines.append(f"{_('Tags')}: " + ", ".join(customer.tags))
    for flag, text in (("no_mail", _("No mail")), ("archived", _("Archived")), ("deceased", _("Deceased"))):
        if getattr(customer, flag):
            lines.append(text)
    story = story_of(shop, customer.id, entries, staff_names(shop))
    lines += _cards(story.cards)
    lines += [_to_do(f) for f in story.follow_ups if f.live]
    lines += [f"{format_date(e.on, 'short')}  {_what(e)}" for e in entries]
    return Result(customer_json(customer, story), lines)


def _cards(cards: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say the number of the card, and how the cards in use stand."""
    number = next((card["card"] for card in cards if card["card"]), "")
    lines = [f"{_('Card number')}: {grouped(number)}"] if number else []
    for card in cards:
        if card["state"] in {RoundState.OPEN, RoundState.FULL}:
            words = ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", card["needed"])
            lines.append(f"{card['program']}: {words.format(n=card['balance'], goal=card['needed'])}")
    return lines


def _what(entry: Entry) -> str:
    title, text = messages.entry_title(entry), messages.entry_text(entry)
    return f"{title}: {text}" if text else title


def _to_do(follow_up: FollowUp) -> str:
    parts = [follow_up_words.kind(follow_up.kind), format_date(follow_up.on, "short")]
    if follow_up.hour:
        parts.append(format_time(follow_up.hour))
    text = messages.follow_up_text(follow_up)
    return " · ".join(parts) + (f": {text}" if text != parts[0] else "")


def _day(occasion: Occasion) -> str:
    from datetime import date

    known = date(occasion.year or 2000, occasion.month, occasion.day)
    return format_date(known, "long" if occasion.year else "day_month")
