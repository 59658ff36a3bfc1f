"""Special days among the facts: how each is shown, what is asked of its kind, and what typing changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from smallcrm import messages
from smallcrm.domain import occasions as rules
from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import ENDINGS, Customer, Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import MOST_LEAD, NAME_LENGTH, OwnKind, folded_name
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, ngettext, pgettext
from smallcrm.ui.pages.customers.fact import Fact, Part, Values
from smallcrm.ui.pages.customers.typed import day_of, day_shown
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.occasion_looks import look
from smallcrm.ui.widgets.plain import unbroken

if TYPE_CHECKING:
    from smallcrm.ui.pages.customers.fact_list import Setting

T = TypeVar("T")

_OWN = f"{OccasionKind.OTHER}:"
"""Before the name of an own kind, among the values of kinds."""
_PEOPLE = (OccasionKind.BIRTHDAY, OccasionKind.NAME_DAY)
"""Kinds that everybody of a family has."""
_LEADS = (14, 21, 30, 60, MOST_LEAD)
"""Days ahead that may be chosen: a week ahead everything is told."""


def put(items: tuple[T, ...], number: int, item: T | None) -> tuple[T, ...]:
    """Replace, add or (None) take away one of several."""
    found = list(items)
    if item is None:
        del found[number : number + 1]
    else:
        found[number : number + 1] = [item]
    return tuple(found)


def birthday(customer: Customer, setting: Setting) -> Fact:
    """Give the customer's own birthday, or the invitation to add it."""
    day = customer.birthday

    def keep(c: Customer, v: Values) -> Customer:
        found = _day(v["day"], setting.today)
        others = tuple(o for o in c.occasions if o is not c.birthday)
        if found is None:
            return replace(c, occasions=others)
        before = c.birthday or Occasion(OccasionKind.BIRTHDAY, 1, 1)
        lead = int(v.get("lead", before.lead_days))
        after = replace(before, month=found[0], day=found[1], year=found[2], lead_days=lead)
        return replace(c, occasions=(after, *others))

    value = day_shown(day.month, day.day, day.year) if day else ""
    # When it is told is asked of one that is there: who adds a birthday types a day and no more.
    told = (Part("lead", _("Reminder"), str(day.lead_days), _leads(day.lead_days)),) if day else ()
    return Fact(
        "birthday",
        look(OccasionKind.BIRTHDAY)[0],
        _("Birthday"),
        value,
        (Part("day", _("Birthday"), value, hint=_hint()), *told),
        keep,
        soon(day, setting),
        _("Add the birthday"),
        years(day, setting),
    )


def occasion(customer: Customer, number: int, setting: Setting) -> Fact:
    """Give one of the other days: what is asked depends on its kind."""
    new = number >= len(customer.occasions)
    day = Occasion(OccasionKind.NAME_DAY, 1, 1) if new else customer.occasions[number]
    own = _own(day, setting)

    def keep(c: Customer, v: Values) -> Customer:
        listed = "name_day" in v and v["kind"] == OccasionKind.NAME_DAY
        part = "name_day" if listed else "day"
        found = _day(v[part], setting.today, part)
        made = None if found is None else _kept(day, v, found)
        return replace(c, occasions=put(c.occasions, number, made))

    return Fact(
        f"occasion{number}",
        look(day.kind, own)[0],
        messages.occasion(day.kind, day.label),
        "" if new else day_shown(day.month, day.day, day.year),
        _parts(customer, day, setting, new=new),
        keep,
        None if new else soon(day, setting),
        below="" if new else beside(messages.whose(day), day.partner, messages.ended(day) or years(day, setting)),
        note=lambda v: _note(v, setting),
        muted=bool(day.ended),
    )


def _own(day: Occasion, setting: Setting) -> OwnKind | None:
    wanted = folded_name(day.label)
    found = (one for one in setting.kinds if one.folded == wanted)
    return next(found, None) if day.kind == OccasionKind.OTHER else None


def _value(day: Occasion, own: OwnKind | None) -> str:
    return f"{_OWN}{own.name}" if own is not None else str(day.kind)


def _kinds(day: Occasion, setting: Setting) -> tuple[tuple[str, str], ...]:
    """Give the kinds to choose from: an own one that is offered no more stays where it was chosen."""
    here = _own(day, setting)
    built_in = (OccasionKind.BIRTHDAY, OccasionKind.NAME_DAY, OccasionKind.WEDDING)
    own = tuple((f"{_OWN}{one.name}", one.name) for one in setting.kinds if one.active or one == here)
    another = (str(OccasionKind.OTHER), _("Another occasion"))
    return (*((str(kind), messages.occasion(kind)) for kind in built_in), *own, another)


def _parts(customer: Customer, day: Occasion, setting: Setting, *, new: bool) -> tuple[Part, ...]:
    kind, wedding = _value(day, _own(day, setting)), frozenset({str(OccasionKind.WEDDING)})
    kinds = _kinds(day, setting)
    carded = frozenset(value for value, _words in kinds if _gets_card(value, setting))
    of_others = frozenset(value for value, _words in kinds) - wedding
    endings = {"": _("Still married"), **{e: messages.ended(replace(day, ended=e)) for e in ENDINGS if e}}
    own_words = frozenset({str(OccasionKind.OTHER)})
    return (
        Part("kind", _("Occasion"), kind, kinds),
        *_dates(customer, day, setting, frozenset(value for value, _words in kinds), new=new),
        Part("label", _("Own words"), day.label, only=own_words),
        Part("partner", _("Spouse"), day.partner, only=wedding),
        Part("ended", _("Marriage"), day.ended, tuple(endings.items()), only=wedding),
        Part("whose", _("Whose day"), day.whose, _people(customer), free=True, only=of_others),
        Part("name", _("Name"), day.label, only=frozenset(map(str, _PEOPLE))),
        Part("lead", _("Reminder"), str(day.lead_days), _leads(day.lead_days)),
        Part("card", _("Card"), str(int(day.card_wanted)), (("1", _("Yes")), ("0", _("No"))), only=carded),
    )


def _dates(
    customer: Customer, day: Occasion, setting: Setting, kinds: frozenset[str], *, new: bool
) -> tuple[Part, ...]:
    """Give the field for the day; of a name day with those that the shop's lists have for the first name."""
    shown = "" if new else day_shown(day.month, day.day, day.year)
    name_day, offered = str(OccasionKind.NAME_DAY), setting.name_days
    if not offered.days:
        return (Part("day", _("Date"), shown, hint=_hint()),)
    has_one = any(o.kind == name_day and not o.whose for o in customer.occasions)
    likely = day_shown(*offered.chosen.on, None) if new and offered.chosen and not has_one else ""
    days = tuple((words, words) for one in offered.days if (words := day_shown(one.month, one.day, None)))
    return (
        Part("day", _("Date"), shown, hint=_hint(), only=kinds - {name_day}),
        Part("name_day", _("Date"), likely or shown, days, hint=_hint(), free=True, only=frozenset({name_day})),
    )


def _people(customer: Customer) -> tuple[tuple[str, str], ...]:
    """Give whose day it may be; anything else can be typed."""
    # Translators: whose birthday it is, seen from the customer; stored as written here
    words = (pgettext("whose", "daughter"), pgettext("whose", "son"), pgettext("whose", "child"))
    return (("", customer.name), *((w, w) for w in (*words, pgettext("whose", "spouse"))))


def _leads(chosen: int) -> tuple[tuple[str, str], ...]:
    days = sorted({*_LEADS, chosen} - {0})
    words = [(str(n), ngettext("{n} day ahead", "{n} days ahead", n).format(n=n)) for n in days]
    return (("0", _("Same as others of this kind")), *words)


def _hint() -> str:
    example = unbroken(format_date(date(2000, 5, 13), "day_month"))
    return _("Day and month are enough: {example}").format(example=example)


def _gets_card(value: str, setting: Setting) -> bool:
    if value.startswith(_OWN):
        return any(one.card_wanted for one in setting.kinds if value == f"{_OWN}{one.name}")
    return value in setting.settings.card_kinds


def _note(values: Values, setting: Setting) -> str:
    """Say why a day gets no card, where it gets none."""
    kind = values["kind"]
    if kind == OccasionKind.WEDDING:
        if values["ended"]:
            return _("The date is kept, but there are no more reminders or cards for it.")
    elif values["whose"] or (kind in _PEOPLE and values["name"].strip()):
        return _("No card goes out for somebody else's day: mention it to the customer instead.")
    return "" if _gets_card(kind, setting) else _("Days of this kind get no card. Settings, Occasions, changes that.")


def _kept(day: Occasion, values: Values, found: tuple[int, int, int | None]) -> Occasion:
    """Make the day of what was typed; what its kind has no use for is let go."""
    kind, _colon, own = values["kind"].partition(":")
    texts = {key: " ".join(values[key].split()) for key in ("label", "partner", "whose", "name")}
    whose, label = texts["whose"], day.label if kind == day.kind else ""
    if kind == OccasionKind.OTHER:
        label = own or texts["label"][:NAME_LENGTH]
    elif kind in _PEOPLE and (texts["name"], whose) != (day.label, day.whose):
        # A name without a word for who it is: it is somebody else's day, or a card would go to the customer.
        whose, label = whose or texts["name"], texts["name"] if whose else ""
    wedding = kind == OccasionKind.WEDDING
    month, number, year = found
    return replace(
        day,
        kind=kind,
        month=month,
        day=number,
        year=year,
        label=label,
        whose="" if wedding else whose,
        partner=texts["partner"] if wedding else "",
        ended=values["ended"] if wedding else "",
        lead_days=int(values["lead"]),
        card_wanted=values["card"] == "1",
    )


def _day(text: str, today: date, part: str = "day") -> tuple[int, int, int | None] | None:
    try:
        return day_of(text, today)
    except BadInput as error:
        raise BadInput(error.code, **error.values, part=part) from error


def years(day: Occasion | None, setting: Setting) -> str:
    """Give how old somebody turns next, and whether that is a round one; nothing without a year."""
    if day is None or day.ended:
        return ""
    shop = setting.settings
    turned = rules.turns(day, rules.next_day(day, setting.today, shop.leap_day).year)
    special = rules.is_round(day.kind, turned, shop.country, shop.round_ages)
    return beside(messages.turns(day.kind, turned), messages.rounded(day.kind) if special else "")


def soon(day: Occasion | None, setting: Setting) -> Chip | None:
    """Give in how many days it comes, if it does within a month."""
    if day is None or day.ended:
        return None
    days = (rules.next_day(day, setting.today, setting.settings.leap_day) - setting.today).days
    if days > 30:
        return None
    words = _("today") if days == 0 else ngettext("in {n} day", "in {n} days", days).format(n=days)
    return Chip(words, "gold" if days <= 7 else "neutral")
