"""How each thing on a day looks: its icon, and the tint of its chip."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.agenda import Layer, Mark, MarkKind
from smallcrm.domain.model import OccasionKind
from smallcrm.ui.widgets import kinds, occasion_looks

LAYERS: Mapping[Layer, tuple[str, str]] = {
    Layer.BIRTHDAYS: occasion_looks.LOOKS[OccasionKind.BIRTHDAY],
    Layer.NAME_DAYS: occasion_looks.LOOKS[OccasionKind.NAME_DAY],
    Layer.DAYS: occasion_looks.LOOKS[OccasionKind.WEDDING],
    Layer.FOLLOW_UPS: ("bell", "sky"),
    Layer.POST: ("mailbox", "petrol"),
    Layer.EVENTS: ("store", "mustard"),
}
"""Icon and colour beside each filter."""


def look(mark: Mark) -> tuple[str, str]:
    """Give icon and tint of a mark, as it is while it is neither done nor late."""
    if mark.kind is MarkKind.POST:
        return LAYERS[Layer.POST]
    if mark.kind is MarkKind.EVENT:
        icon, tint = LAYERS[Layer.EVENTS]
        return mark.icon or icon, mark.tint or tint
    if mark.kind is MarkKind.FOLLOW_UP:
        return kinds.look(mark.what)[0], LAYERS[Layer.FOLLOW_UPS][1]
    icon, tint = occasion_looks.look(str(mark.occasion.kind) if mark.occasion else "")
    return mark.icon or icon, mark.tint or tint
