"""People who are on record twice, as after an import: one card is enough, and none goes to somebody who has died."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.domain.model import Kind, OccasionKind
from smallcrm.domain.occasion_cards import card_keys, which_day
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.database import parts
from smallcrm.store.households import neighbours

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate
    from smallcrm.store.shop import Shop

_BIRTHDAY, _WEDDING = str(OccasionKind.BIRTHDAY), str(OccasionKind.WEDDING)
_BORN = f"b.kind = '{_BIRTHDAY}' AND b.whose = ''"
_NAMES = "SELECT DISTINCT sort_key FROM customer WHERE kind = 'person' AND id IN ({marks})"
_RECORDS = (
    "SELECT c.sort_key, c.id, c.deceased, b.month_day, b.year FROM customer AS c CROSS JOIN occasion AS b"
    f" ON b.customer_id = c.id AND {_BORN} WHERE c.sort_key IN ({{marks}}) AND c.kind = 'person'"
    " AND c.binned_at IS {there}NULL"
)
_SAME_BIRTHDAY = (
    "SELECT json_group_array(b.customer_id) FROM occasion AS b CROSS JOIN customer AS c ON c.id = b.customer_id"
    f" WHERE {_BORN} AND {{within}} GROUP BY b.month_day, c.sort_key HAVING count(*) > 1"
)
_SAME_NAME = (
    "SELECT c.id FROM customer AS c CROSS JOIN occasion AS b ON b.customer_id = c.id AND {born} WHERE c.id IN ({asked})"
    " AND EXISTS (SELECT 1 FROM customer AS t CROSS JOIN occasion AS x ON x.customer_id = t.id AND x.kind = b.kind"
    " AND x.month_day = b.month_day WHERE t.sort_key = c.sort_key AND t.id <> c.id AND t.binned_at IS {there}NULL)"
)
"""Whoever of ``asked`` has the birthday of somebody of the same name, who is ``there`` or in the bin."""


class _Record(NamedTuple):
    """One of several records of a name with a birthday."""

    id: int
    deceased: bool
    month_day: int
    year: int | None

    def same(self, other: _Record) -> bool:
        """Whether nothing but their homes can tell them apart: a year that only one of them has does not."""
        years = {self.year, other.year} - {None}
        return self.id != other.id and self.month_day == other.month_day and len(years) < 2


def one_card_a_person(
    shop: Shop, candidates: Sequence[Candidate], also: Collection[int]
) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
    """Part the cards from those for a second record of a person, each of these with the reason.

    Two records are one person's where name, birthday and home are the same. The one with the lower number gets the
    card, unless the other had it; ``also`` get one all the same. Weddings are ``store.couples``' own.
    """
    asked = [one for one in candidates if one.customer.kind == Kind.PERSON and one.occasion.kind != _WEDDING]
    records = second_records(shop, {one.customer.id for one in asked})
    if not records:
        return list(candidates), []
    had = shop.occasions.printed({other.id for others in records.values() for other in others})
    kept: list[Candidate] = []
    out: list[tuple[Candidate, Reason]] = []
    for one in sorted(candidates, key=lambda one: one.customer.id):
        kind = str(one.occasion.kind)
        card = card_keys(kind, 0, which_day(one.occasion))[-1], one.day.year
        others = records.get(one.customer.id, ()) if kind != _WEDDING and one.customer.id not in also else ()
        if any(other.deceased for other in others):
            out.append((one, reason("other_record_deceased")))
        elif any((other.id, *card) in had for other in others):
            out.append((one, reason("on_record_twice")))
        else:
            kept.append(one)
            had.add((one.customer.id, *card))
    return kept, out


def second_records(shop: Shop, ids: Collection[int]) -> dict[int, list[_Record]]:
    """Give for those of the customers who are on record more than once their other records, in the bin too."""
    asked = parts(sorted(ids))
    names = {str(name) for marks, part in asked for (name,) in shop.database.sql(_NAMES.format(marks=marks), part)}
    records: dict[str, list[_Record]] = {}
    for marks, part in parts(sorted(names)):
        for there in ("", "NOT "):
            for name, who, deceased, *born in shop.database.sql(_RECORDS.format(marks=marks, there=there), part):
                records.setdefault(name, []).append(_Record(who, bool(deceased), *born))
    alike = [(one, other) for found in records.values() for one, other in permutations(found, 2) if one.same(other)]
    homes = neighbours(shop, sorted({one.id for one, _other in alike}))
    found: dict[int, list[_Record]] = {}
    for one, other in alike:
        if one.id in ids and other.id in homes.get(one.id, ()):
            found.setdefault(one.id, []).append(other)
    return found


def perhaps_twice(shop: Shop, within: Iterable[str], other_days: Iterable[str]) -> set[int]:
    """Give whoever may be on record twice, of those with a birthday in a period or with another day in it.

    ``within`` says of the month_day of ``b`` in SQL that it lies in the period; ``other_days`` ask for customers.
    """
    found = set[int]()
    for period in within:
        for (ids,) in shop.database.sql(_SAME_BIRTHDAY.format(within=period)):
            found.update(json.loads(ids))
    for asked in other_days:
        for there in ("", "NOT "):
            found.update(int(i) for (i,) in shop.database.sql(_SAME_NAME.format(born=_BORN, asked=asked, there=there)))
    return found
