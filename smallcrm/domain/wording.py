"""The words of one card or letter for one customer: text, names, gift and dates merged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from smallcrm.domain.dates import long_date
from smallcrm.domain.errors import BadInput
from smallcrm.domain.letter_request import REWARDS, TYPED
from smallcrm.domain.letter_text import Form, KindText, LetterTexts
from smallcrm.domain.merging import fields_in, merge, merge_spans, one_line, without_empty
from smallcrm.domain.model import LANGUAGES, Customer, Kind, ShopSettings
from smallcrm.domain.piece import Span, Wording
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.salutations import closing, name_values, salutation, to_household

_NAME = "{greeting_name}"
_BOLD = ("reward_name",)
_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


def language_of(customer: Customer, settings: ShopSettings) -> str:
    """Return the language of a piece: the customer's, else the shop's; always one that has texts."""
    return next((code for code in (customer.language, settings.language) if code in LANGUAGES), LANGUAGES[0])


def compose(
    customer: Customer,
    settings: ShopSettings,
    kind: str,
    day: date,
    texts: LetterTexts,
    *,
    paper: str = "",
    typed: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> Wording | Reason:
    """Return the words for the occasion on that day, or why there are none (``missing_field``: flagged, not printed).

    ``texts`` are those of ``language_of(customer, settings)``; ``paper`` is ``card`` or ``letter``, empty = as the
    kind says; ``typed`` are free fields such as ``personal_note``, each line of theirs a paragraph; ``given`` are
    fields of this customer's own, such as the reward that somebody earned.
    """
    form = texts.form(settings.country)
    if kind not in form.kinds:
        raise BadInput("unknown_letter_kind", kind=kind)
    text = form.kind(kind, household=to_household(customer))
    free = {field: lines_of((typed or {}).get(field, "")) for field in TYPED}
    values = _filled(_values(customer, settings, day, texts.language), kind, free, given or {})
    variant = chosen_variant(text, values)
    if isinstance(variant, Reason):
        return variant
    opening = salutation(customer, form, text.tone, values)
    left_out = not opening.named and (paper or text.paper) == "card" and _odd_without_name(customer, texts.language)
    before, name = _title(text, values)
    return Wording(
        title=f"{before} {name}".strip(),
        title_before=before,
        title_name=name,
        salutation="" if left_out else opening.text,
        body=_body(text.bodies[variant], values, free),
        closing=closing(form, text.tone, named=opening.named),
        sender_name=values["sender_name"],
        shop_name=values["shop_name"],
        stop_line=_stop_line(form, text),
    )


def _odd_without_name(customer: Customer, language: str) -> bool:
    """Tell whether a greeting without a name is odd on a card: "Szanowni Państwo!" is, to one person."""
    return language == "pl" and customer.kind != Kind.COMPANY and not to_household(customer)


def lines_of(typed: str) -> tuple[str, ...]:
    """Return the lines of a typed text that say something, without spaces at their ends."""
    return tuple(line for line in (one_line(part) for part in _BREAKS.split(typed)) if line)


def _body(
    paragraphs: tuple[str, ...], values: Mapping[str, str], free: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Span, ...], ...]:
    """Return the paragraphs merged; one that holds nothing is left out, further lines of a typed text follow."""
    found: list[tuple[Span, ...]] = []
    for paragraph in paragraphs:
        found.append(merge_spans(without_empty(paragraph, values), values, _BOLD))
        found += [(Span(line),) for field in fields_in(paragraph) for line in free.get(field, ())[1:]]
    return tuple(spans for spans in found if any(span.text.strip() for span in spans))


def chosen_variant(text: KindText, values: Mapping[str, str]) -> str | Reason:
    """Return the body to print; a Reason when a required field is empty, or one of the fields that belong together."""
    missing = sorted(field for field in text.required if not values.get(field))
    if missing:
        return reason("missing_field", field=missing[0])
    wanted = next((name for name in text.bodies if name.startswith("with ")), None)
    if wanted is None:
        return next(iter(text.bodies))
    other = "without " + wanted.removeprefix("with ")
    needed = [f for f in _fields(text.bodies[wanted]) if f in text.optional and f not in _fields(text.bodies[other])]
    empty = [field for field in needed if not values.get(field)]
    if empty and len(empty) < len(needed):
        return reason("missing_field", field=empty[0])
    return other if empty else wanted


def _values(customer: Customer, settings: ShopSettings, day: date, language: str) -> dict[str, str]:
    """Return every field that a card can be filled with, each on one line."""
    american = language == "en" and settings.country == "US"
    # the shop named its gift in its own language: in a card in another one it would stand as a foreign body
    gift = one_line(settings.gift) if language == settings.language else ""
    until = day + timedelta(days=settings.gift_days) if gift and settings.gift_days >= 0 else None
    return {
        **name_values(customer, language, american=american),
        "shop_name": one_line(settings.name),
        "sender_name": one_line(settings.sender_name),
        "phone": one_line(settings.phone).replace(" ", "\xa0"),  # a number is not parted over two lines
        "email": one_line(settings.email),
        "reward_name": gift,
        "valid_until": long_date(until, language, settings.country) if until else "",
    }


def _filled(
    values: dict[str, str], kind: str, free: Mapping[str, tuple[str, ...]], given: Mapping[str, str]
) -> dict[str, str]:
    """Return the fields with what was typed and what is this customer's own."""
    own = dict.fromkeys(("reward_name", "valid_until"), "") if kind in REWARDS else {}  # a reward is no birthday gift
    own |= {field: lines[0] if lines else "" for field, lines in free.items()}
    return values | own | {field: one_line(value) for field, value in given.items()}


def _title(text: KindText, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the title before the name, and the name with its sign (empty where the title bears none)."""
    template = without_empty(text.title, values)
    before, name, after = template.partition(_NAME)
    return merge(before, values).strip(), merge(name + after, values) if name else ""


def _stop_line(form: Form, text: KindText) -> str:
    return form.stop_line if text.mail == "marketing" else ""


def _fields(paragraphs: tuple[str, ...]) -> list[str]:
    return [field for paragraph in paragraphs for field in fields_in(paragraph)]
