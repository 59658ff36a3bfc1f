"""Fields in a text: ``{greeting_name}`` and its like, from a closed list, read once. What a value holds is plain text.

After merging: a full stop that ends a value gives way to one that follows, exactly two full stops become one, and
two spaces become one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from smallcrm.domain.piece import Span

FIELDS = frozenset(
    """
    greeting_name first_name last_name title shop_name sender_name years_text reward_name valid_until card_number
    phone email offer_text change_text resolution_text program_rules holiday_hours product_text personal_note
    promise_text news_1 news_2 news_3 offer_from offer_until rsvp_until change_date start_date end_date event_date
    event_time event_place next_year
    """.split()  # noqa: SIM905 — a list of words reads as one
)
"""Every field that a text may hold."""

_FIELD = re.compile(r"\{([a-z_0-9]+)\}")
_SPACES = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def fields_in(template: str) -> list[str]:
    """Return the names between braces, known or not, in their order."""
    return _FIELD.findall(template)


def one_line(value: str) -> str:
    """Return a typed value on one line, without spaces at its ends or doubled inside."""
    return _SPACES.sub(" ", value).strip(" ")


def merge(template: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields filled; a field without a value is empty."""
    return "".join(span.text for span in merge_spans(template, values))


def merge_spans(template: str, values: Mapping[str, str], bold: Collection[str] = ()) -> tuple[Span, ...]:
    """Return the text with its fields filled, as runs; the fields named in ``bold`` are bold."""
    pieces: list[tuple[str, bool]] = []
    position = 0
    for match in _FIELD.finditer(template):
        pieces.append((template[position : match.start()], False))
        value = one_line(values.get(match[1], ""))
        pieces.append((_without_stop(value, template[match.end() :]), match[1] in bold))
        position = match.end()
    pieces.append((template[position:], False))
    return _joined(pieces)


def without_empty(template: str, values: Mapping[str, str]) -> str:
    """Return the template without the words that hang on an empty name: ", {greeting_name}" and " at {shop_name}"."""
    for field, words in (("greeting_name", ", {greeting_name}"), ("shop_name", " at {shop_name}")):
        if not one_line(values.get(field, "")):
            template = template.replace(words, "")
    return template


def _without_stop(value: str, rest: str) -> str:
    """Drop the full stop at the end of a value when one follows; of two before it nothing but that one is left."""
    if not (value.endswith(".") and rest.startswith(".")):
        return value
    stops = len(value) - len(value.rstrip("."))
    return value[:-2] if stops == 2 else value[:-1]


def _joined(pieces: list[tuple[str, bool]]) -> tuple[Span, ...]:
    """Join runs of one weight and leave one space where two meet."""
    spans: list[Span] = []
    for text, bold in pieces:
        text = re.sub(" {2,}", " ", text)  # noqa: PLW2901 — the run as it goes on paper
        if spans and spans[-1].text.endswith(" "):
            text = text.removeprefix(" ")  # noqa: PLW2901 — likewise
        if not text:
            continue
        if spans and spans[-1].bold == bold:
            spans[-1] = Span(spans[-1].text + text, bold)
        else:
            spans.append(Span(text, bold))
    return tuple(spans)
