"""How each thing on a day looks: its icon, and the tint of its chip."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.agenda import Layer, Mark, MarkKind
from smallcrm.ui.widgets import kinds, occasion_looks

LAYERS: Mapping[Layer, tuple[str, str]] = {
    Layer.BIRTHDAYS: ("cake", "clay"),
    Layer.NAME_DAYS: ("party-popper", "leaf"),
    Layer.DAYS: ("heart", "plum"),
    Layer.FOLLOW_UPS: ("bell", "sky"),
    Layer.POST: ("mailbox", "petrol"),
    Layer.EVENTS: ("store", "mustard"),
}
"""Icon and colour beside each filter."""


def look(mark: Mark) -> tuple[str, str]:
    """Give icon and tint of a mark, as it is while it is neither done nor late."""
    if mark.kind is MarkKind.POST:
        return "mailbox", "petrol"
    if mark.kind is MarkKind.EVENT:
        return mark.icon or "store", mark.tint or "mustard"
    if mark.kind is MarkKind.FOLLOW_UP:
        return kinds.look(mark.what)[0], "sky"
    icon, tint = occasion_looks.look(str(mark.occasion.kind) if mark.occasion else "")
    return mark.icon or icon, mark.tint or tint
