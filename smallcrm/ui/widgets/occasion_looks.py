"""How each kind of occasion looks, wherever it is shown: its icon, and the tint of its disc or chip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind, folded_name
from smallcrm.domain.occasions import is_round

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

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


@dataclass(frozen=True, slots=True)
class ShopDays:
    """What a shop has of its own for its days: kinds by their folded names, and which years are round."""

    own: Mapping[str, OwnKind] = field(default_factory=dict)
    country: str = ""
    round_ages: Sequence[int] = ()

    def kind_of(self, day: Occasion) -> OwnKind | None:
        """Give the shop's own kind that a day is of, or None."""
        return self.own.get(folded_name(day.label)) if day.kind == OccasionKind.OTHER else None

    def look(self, day: Occasion, *, today: bool = False) -> tuple[str, str]:
        """Give icon and tint of a day."""
        return look(str(day.kind), self.kind_of(day), today=today)

    def rounded(self, day: Occasion, years: int | None) -> str:
        """Say that the years of a day are round ones, where they are; each fifth year as a customer is told anyway."""
        if day.kind == OccasionKind.CUSTOMER_SINCE:
            return ""
        return messages.rounded(day.kind) if is_round(day.kind, years, self.country, self.round_ages) else ""


def shop_days(shop: Shop) -> ShopDays:
    """Give what a shop has of its own for its days."""
    settings = shop.settings.read()
    return ShopDays(shop.occasion_kinds.by_name(), settings.country, settings.round_ages)
