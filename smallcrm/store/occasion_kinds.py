"""The shop's own kinds of occasions, kept; a kind that is renamed takes its occasions along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.domain.text import fold

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class OccasionKinds:
    """The shop's own kinds."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def all(self) -> list[OwnKind]:
        """All kinds, the active first, in the order in which they are offered."""
        found = self._shop.database.sql(
            "SELECT name, icon, tint, lead_days, template, card_wanted, active, id FROM occasion_kind"
            " ORDER BY active DESC, position, id"
        )
        with self._shop.database.understood():
            return [OwnKind(n, i, t, d, p, bool(c), bool(a), k) for n, i, t, d, p, c, a, k in found]

    def of(self, label: str) -> OwnKind | None:
        """Give the kind that an occasion with this label is of, or None."""
        sought = fold(" ".join(label.split()))
        return next((one for one in self.all() if one.folded == sought), None) if sought else None

    def save(self, kinds: Sequence[OwnKind]) -> None:
        """Keep these kinds as they stand here, one step; who is renamed takes the occasions along.

        BadInput: ``no_name``, ``kind_known``.
        """
        raise NotImplementedError
