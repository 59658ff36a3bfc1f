"""Why something might interest somebody, and why somebody was left out: in words, what customers said as plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smallcrm import messages
from smallcrm.domain.gifts import Interest
from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _, ngettext

_FIELDS: Mapping[str, Callable[[], str]] = {
    "tag": lambda: _("Interest"),
    "gift": lambda: _("Gift idea"),
    "purchase": lambda: _("Purchase"),
    "note": lambda: _("Note"),
}
_NAMED = 3
"""So many of those left out are named with their reason."""


def because(one: Interest) -> str:
    """Say why: "Interest: Orchids · Note: asked about orchids"; what stands in two places twice is said once."""
    parts: dict[tuple[str, str], None] = {}
    for field, text in one.because:
        words = _FIELDS[field]() if field in _FIELDS else messages.field(field)
        parts[words, " ".join(text.split())] = None
    return " · ".join(_("{what}: {text}").format(what=what, text=text) for what, text in parts)


def left_out(people: Sequence[LeftOut]) -> str:
    """Say who was left out and why; of many the first ones by name."""
    told = [_("{name}: {reason}").format(name=one.name, reason=messages.reason(one.reason)) for one in people[:_NAMED]]
    words = ngettext("{n} person was left out", "{n} people were left out", len(people)).format(n=len(people))
    more = len(people) - _NAMED
    if more > 0:
        told.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return _("{words}: {names}").format(words=words, names="; ".join(told))
