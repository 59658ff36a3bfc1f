"""The shop's own kinds of occasions, kept; a kind that is renamed takes its occasions along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import OccasionKind
from smallcrm.domain.occasion_kinds import CARD_TEXTS, ICONS, MOST_LEAD, NAME_LENGTH, TINTS, OwnKind, folded_name
from smallcrm.domain.text import plain_line
from smallcrm.store import tables

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class OccasionKinds:
    """The shop's own kinds."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._cached: tuple[int, tuple[OwnKind, ...]] | None = None

    def all(self) -> tuple[OwnKind, ...]:
        """All kinds, the active first, in the order in which they are offered."""
        number = self._shop.journal.change_no()
        if self._cached and self._cached[0] == number and not self._shop.in_transaction:
            return self._cached[1]
        found = self._shop.database.sql(
            "SELECT name, icon, tint, lead_days, template, card_wanted, active, id FROM occasion_kind"
            " ORDER BY active DESC, position, id"
        )
        with self._shop.database.understood():
            kinds = tuple(OwnKind(n, i, t, d, p, bool(c), bool(a), k) for n, i, t, d, p, c, a, k in found)
        if not self._shop.in_transaction:
            self._cached = (number, kinds)
        return kinds

    def of(self, label: str) -> OwnKind | None:
        """Give the kind that an occasion with this label is of, or None."""
        return self.by_name().get(folded_name(label)) if label.strip() else None

    def by_name(self) -> Mapping[str, OwnKind]:
        """Give the kinds by their folded names: for many labels at once."""
        return {one.folded: one for one in self.all()}

    def used(self) -> Mapping[int, int]:
        """Count the occasions of each kind, by its id."""
        names = {name: one.id for name, one in self.by_name().items()}
        found = self._shop.database.sql(
            "SELECT label, count(*) FROM occasion WHERE kind = ? GROUP BY label", [str(OccasionKind.OTHER)]
        )
        counts = Counter[int]()
        for label, count in found:
            if kind := names.get(folded_name(str(label))):
                counts[kind] += int(count)
        return counts

    def save(self, kinds: Sequence[OwnKind], known: Sequence[OwnKind] | None = None) -> None:
        """Keep these kinds in this order, one step; who is renamed takes the occasions along.

        A kind that is missing here goes; where customers have such days it stays, and is offered no more. ``known``:
        the kinds as they were when somebody began to change them; what another program added or changed since stays.
        Raises BadInput ``no_name``, ``kind_known`` (name).
        """
        journal = self._shop.journal
        with self._shop.change("occasion_kinds_changed"):
            before, used = {one.id: one for one in self.all()}, self.used()
            wanted = _unique(_merged(kinds, before, known))
            for gone in before.keys() - {one.id for one in wanted}:
                if not used.get(gone):
                    journal.delete(tables.OccasionKind, gone)
                elif before[gone].folded in {one.folded for one in wanted}:
                    raise BadInput("kind_known", name=before[gone].name)
                else:
                    journal.update(tables.OccasionKind, gone, {"active": 0, "card_wanted": 0})
            named = {before[one.id].folded: one.name for one in wanted if one.id in before}
            before_names = {one.folded: one.name for one in before.values()}
            for position, one in enumerate(wanted):
                if one.id in before:
                    journal.update(tables.OccasionKind, one.id, _values(one, position))
                else:
                    journal.insert(tables.OccasionKind, _values(one, position))
            self._rename({old: new for old, new in named.items() if new != before_names[old]})

    def _rename(self, names: Mapping[str, str]) -> None:
        """Give the days of each kind its new name, all at once: names may have changed places."""
        found = self._shop.database.sql(
            "SELECT id, customer_id, label FROM occasion WHERE kind = ?", [str(OccasionKind.OTHER)]
        )
        labels = {
            int(i): (int(c), {"label": names[folded_name(label)]})
            for i, c, label in found
            if folded_name(label) in names
        }
        self._shop.journal.update_many(tables.Occasion, labels)


def _merged(
    kinds: Sequence[OwnKind], before: Mapping[int, OwnKind], known: Sequence[OwnKind] | None
) -> list[OwnKind]:  # fmt: skip
    """Give what is to be kept: what was changed here, and as they are the others."""
    seen = {one.id: one for one in known} if known is not None else before
    wanted = list[OwnKind]()
    for one in kinds:
        if one.id and known is not None and one == seen.get(one.id):
            wanted += [before[one.id]] if one.id in before else []  # taken out elsewhere
        else:
            wanted.append(_checked(one))
    return wanted + [one for i, one in before.items() if i not in seen]


def _unique(kinds: list[OwnKind]) -> list[OwnKind]:
    for name, times in Counter(one.folded for one in kinds).items():
        if times > 1:
            raise BadInput("kind_known", name=next(one.name for one in kinds if one.folded == name))
    return kinds


def _checked(one: OwnKind) -> OwnKind:
    """Give the kind as it can be kept."""
    name = plain_line(one.name)[:NAME_LENGTH].strip()
    if not name:
        raise BadInput("no_name")
    return OwnKind(
        name,
        one.icon if one.icon in ICONS else ICONS[0],
        one.tint if one.tint in TINTS else TINTS[0],
        min(max(one.lead_days, 0), MOST_LEAD),
        one.template if one.template in CARD_TEXTS else CARD_TEXTS[0],
        one.card_wanted,
        one.active,
        one.id,
    )


def _values(one: OwnKind, position: int) -> dict[str, Any]:
    return {
        "name": one.name,
        "folded": one.folded,
        "icon": one.icon,
        "tint": one.tint,
        "lead_days": one.lead_days,
        "template": one.template,
        "card_wanted": int(one.card_wanted),
        "active": int(one.active),
        "position": position,
    }
