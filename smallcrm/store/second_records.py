"""People who are on record twice, as after an import: one card is enough, and none where one record forbids it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from smallcrm.domain.model import Kind, OccasionKind
from smallcrm.domain.occasion_cards import card_keys, which_day
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.addressees import refusal
from smallcrm.store.database import parts
from smallcrm.store.households import neighbours_among

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate, Selection
    from smallcrm.store.shop import Shop

_BIRTHDAY, _WEDDING = str(OccasionKind.BIRTHDAY), str(OccasionKind.WEDDING)
_BORN = f"b.kind = '{_BIRTHDAY}' AND b.whose = ''"
_OTHER_SAYS = {"deceased": "other_record_deceased", "no_mail": "other_record_no_mail"}
"""What is said with one record and holds for the other, too."""
_NAMES = "SELECT DISTINCT sort_key FROM customer WHERE kind = 'person' AND id IN ({marks})"
_RECORDS = (
    "SELECT c.sort_key, c.id, b.month_day, b.year FROM customer AS c CROSS JOIN occasion AS b"
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


def one_card_a_person(
    shop: Shop, candidates: Sequence[Candidate], selection: Selection
) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
    """Part the cards from those for a second record of a person, each of these with the reason.

    Two records are one person's where name, birthday and home are the same. The one with the lower number gets the
    card, unless the other had it; what is said with one of them holds for both: that they have died, want no card, or
    were greeted. Whom the selection adds gets one all the same. Weddings are ``store.couples``' own.
    """
    asked = [one for one in candidates if one.customer.kind == Kind.PERSON and one.occasion.kind != _WEDDING]
    records = second_records(shop, {one.customer.id for one in asked} - set(selection.also))
    if not records:
        return list(candidates), []
    said = _Said(shop, {other for others in records.values() for other in others}, selection)
    kept: list[Candidate] = []
    out: list[tuple[Candidate, Reason]] = []
    for one in sorted(candidates, key=lambda one: one.customer.id):
        others = records.get(one.customer.id, ()) if one.occasion.kind != _WEDDING else ()
        if why := next(filter(None, (said.why(other, one) for other in others)), None):
            out.append((one, why))
        else:
            kept.append(one)
            said.had.add((one.customer.id, *_card(one)))
    return kept, out


class _Said:
    """What is known of the other records of those who get a card."""

    def __init__(self, shop: Shop, ids: Collection[int], selection: Selection) -> None:
        self._today, by_name = shop.today, bool(selection.customers or selection.text)
        self._people = {one.id: one for one in shop.customers.get_many(sorted(ids), photos=False)}
        self._greeted = set() if by_name else shop.congratulations.known(ids)
        # For their envelopes those count too who had theirs: then one record makes way only for another that is chosen.
        self.had = set() if selection.again else shop.occasions.printed(ids)

    def why(self, other: int, one: Candidate) -> Reason | None:
        """Give why this card is not printed: what the other record says of the same day."""
        customer, kind, day = self._people[other], one.occasion.kind, one.day
        refused = refusal(customer, marketing=True)
        if refused and refused.code in _OTHER_SAYS:
            return reason(_OTHER_SAYS[refused.code])
        if (other, *_card(one)) in self.had:
            return reason("on_record_twice")
        same = [mine for mine in customer.occasions if mine.kind == kind and which_day(mine) == which_day(one.occasion)]
        if any(not mine.card_wanted and not mine.whose for mine in same):
            return reason("card_not_wanted")
        return reason("greeted") if day <= self._today and (other, str(kind), day) in self._greeted else None


def _card(one: Candidate) -> tuple[str, int]:
    """Give by what the card is known again with either record: its kind and day, and its year."""
    return card_keys(str(one.occasion.kind), 0, which_day(one.occasion))[-1], one.day.year


def second_records(shop: Shop, ids: Collection[int]) -> dict[int, list[int]]:
    """Give for those of the customers who are on record more than once their other records, in the bin too."""
    wanted, asked = set(ids), parts(sorted(ids))
    names = {str(name) for marks, part in asked for (name,) in shop.database.sql(_NAMES.format(marks=marks), part)}
    years: dict[tuple[str, int], dict[int, int | None]] = {}
    for marks, part in parts(sorted(names)):
        for there in ("", "NOT "):
            for name, who, month_day, year in shop.database.sql(_RECORDS.format(marks=marks, there=there), part):
                years.setdefault((name, month_day), {})[who] = year
    alike = [of for of in years.values() if len(of) > 1]
    found: dict[int, list[int]] = {}
    for of, homes in zip(alike, neighbours_among(shop, alike), strict=True):
        for who in homes.keys() & wanted:
            here = homes[who]
            # A year that one of them lacks does not tell them apart, unless there are two to choose from.
            many = len({of[each] for each in (who, *here)} - {None}) > 1
            if others := [other for other in here if not many or of[other] == of[who]]:
                found.setdefault(who, []).extend(others)
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
