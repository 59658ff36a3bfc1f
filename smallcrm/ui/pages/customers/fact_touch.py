"""The fact of how often one stays in touch with somebody, by which rule, and when it is time again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule
from smallcrm.i18n import _
from smallcrm.messages.rules import every
from smallcrm.store.touching import Touch
from smallcrm.ui.pages.customers.fact import Fact, Part, Values
from smallcrm.ui.pages.day_chips import due_chip
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.when import day_words

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

KEY = "touch"
_WEEKS = (*range(1, 13), 16, 20, 26, 39, 52)
_WEEK = 7


def touching(touch: Touch, today: date) -> Fact:
    """Give how often one stays in touch: the own rule of a customer is chosen here."""
    rule, chip = touch.rule, _chip(touch, today)
    shown = "" if rule is None else _often(rule)
    part = Part(
        KEY,
        _("Stay in touch"),
        _value(touch.own),
        _choices(touch),
        hint=_("Counted from the last contact, whatever its kind"),
    )
    return Fact(
        KEY,
        "refresh-cw",
        _("Stay in touch"),
        shown,
        (part,),
        lambda c, _values: c,
        chip,
        _("Choose how often"),
        below=" · ".join(words for words in (_tag(touch), _next(touch, today)) if words),
        told=chip.text if chip else "",
    )


def keep(shop: Shop, customer: Customer, values: Values) -> None:
    """Keep what was chosen: a rule of the customer's own, one step."""
    chosen = values[KEY]
    shop.touch.set(customer.id, int(chosen) if chosen else None)


def _value(own: Rule | None) -> str:
    if own is None or not own.active:
        return ""
    return str(own.days[0]) if own.days else "0"


def _choices(touch: Touch) -> tuple[tuple[str, str], ...]:
    """Give what can be chosen: as the tags say, not at all where they say something, and every so many weeks."""
    by_tag = touch.by_tag
    none = _("Not chosen")
    if by_tag is not None:
        # Translators: {every} is "every 6 weeks"; the tag's rule holds where there is none of the customer's own
        said = _("{every}, by the tag “{tag}”")
        none = first_upper(said.format(tag=by_tag.tag, every=every(by_tag.days[0])))
    value = _value(touch.own)
    never = [("0", _("Not at all"))] if by_tag is not None or value == "0" else []
    days = {n * _WEEK for n in _WEEKS} | ({int(value)} if int(value or 0) else set())
    return (("", none), *never, *((str(n), first_upper(every(n))) for n in sorted(days)))


def _often(rule: Rule) -> str:
    return first_upper(every(rule.days[0])) if rule.days else _("Not at all")


def _tag(touch: Touch) -> str:
    rule = touch.rule
    return _("Tag: {tag}").format(tag=rule.tag) if rule is not None and rule.tag else ""


def _next(touch: Touch, today: date) -> str:
    if touch.next is not None:
        words = day_words(touch.next.on, today)
        return _("Next by {date}").format(date=words) if touch.next.on >= today else _since(touch, today, words)
    waits = touch.resting and touch.rule is not None and touch.rule.days
    return _("Again after the next contact") if waits else ""


def _since(touch: Touch, today: date, words: str) -> str:
    """Give the day where the chip does not say it."""
    chip = _chip(touch, today)
    return first_upper(words) if chip is not None and chip.tone == "bad" else ""


def _chip(touch: Touch, today: date) -> Chip | None:
    if touch.next is None or touch.next.on >= today:
        return None
    return due_chip(touch.next, touch.made_by, today) or Chip(_("Overdue"), "bad", "triangle-alert")


def first_upper(words: str) -> str:
    """Give words that stand alone with a capital at the front."""
    return words[:1].upper() + words[1:]
