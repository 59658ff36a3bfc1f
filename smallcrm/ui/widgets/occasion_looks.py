"""How each kind of occasion looks, wherever it is shown: its icon, and the tint of its disc or chip."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.model import OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind

LOOKS: Mapping[str, tuple[str, str]] = {
    OccasionKind.BIRTHDAY: ("cake", "clay"),
    OccasionKind.NAME_DAY: ("party-popper", "leaf"),
    OccasionKind.WEDDING: ("heart", "plum"),
    OccasionKind.CUSTOMER_SINCE: ("star", "mustard"),
}
"""Of the built-in kinds, the weightiest first."""
_OTHER = ("calendar-days", "sky")


def look(occasion_kind: str, own: OwnKind | None = None, *, today: bool = False) -> tuple[str, str]:
    """Give icon and tint of a kind, of an own one as the shop chose it; on its day it is gold."""
    icon, tint = (own.icon, own.tint) if own is not None else LOOKS.get(occasion_kind, _OTHER)
    return icon, "gold" if today else tint
