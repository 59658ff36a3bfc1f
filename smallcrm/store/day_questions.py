"""How days are asked for: whose, which near ones of many, and for which no card was printed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import accumulate
from typing import Any

from smallcrm.domain.model import OccasionKind
from smallcrm.store.letter_runs import DONE


def without_a_card(start: date, end: date, kinds: Collection[str]) -> tuple[str, list[Any]]:
    """Days of these kinds for which a card is wanted and none was printed in their year in a period: SQL, values.

    The shop's own kinds are told apart by the very day, all others by their kind: one typed anew is the same.
    """
    named = ",".join(f"'{kind}'" for kind in OccasionKind if kind in kinds)
    asked = (
        f" AND o.kind IN ({named}) AND o.whose = '' AND o.ended = '' AND o.card_wanted = 1"
        " AND NOT EXISTS (SELECT 1 FROM letter AS l"
        " WHERE l.customer_id = o.customer_id AND l.kind = o.kind AND l.state IN (?, ?, ?)"
        " AND (l.kind <> 'other' OR l.occasion = o.id)"
        " AND l.year = CASE WHEN o.month_day >= ? THEN ? ELSE ? END)"
    )
    return asked, [*DONE, start.month * 100 + start.day, start.year, end.year]


SECOND_DAY = (
    "EXISTS (SELECT 1 FROM occasion AS x WHERE x.customer_id = o.customer_id AND x.kind = o.kind AND x.id <> o.id"
    " AND x.whose = '' AND x.ended = '' AND x.card_wanted = 1 AND CASE o.kind"
    " WHEN 'other' THEN x.month_day = o.month_day AND lower(trim(x.label)) = lower(trim(o.label)) AND x.id < o.id"
    " WHEN 'wedding_anniversary' THEN (coalesce(x.year, 0), -x.id) > (coalesce(o.year, 0), -o.id)"
    " ELSE (x.year IS NULL, x.id) < (o.year IS NULL, o.id) END)"
)
"""Whether another row of the customer is the same day, better known: nobody has two birthdays or two marriages.

One with a year is better than one without, the later of two weddings is the one that holds, else the first typed.
"""
REFUSED_DAY = (
    "EXISTS (SELECT 1 FROM occasion AS x WHERE x.customer_id = o.customer_id AND x.kind = o.kind AND x.id <> o.id"
    " AND x.whose = '' AND (x.card_wanted = 0 OR x.ended <> '') AND CASE o.kind WHEN 'birthday' THEN 1"
    " WHEN 'name_day' THEN 1 WHEN 'other' THEN x.month_day = o.month_day"
    " AND lower(trim(x.label)) = lower(trim(o.label)) ELSE x.month_day = o.month_day END)"
)
"""Whether another row of the same day says that no card is wanted, or that the marriage ended: it holds for both."""
ABROAD = " AND EXISTS (SELECT 1 FROM address AS a WHERE a.customer_id = c.id AND a.country <> '' AND a.country <> ?)"
"""Those with an address in another country than the given one."""


def since_without_a_card(start: date, end: date) -> tuple[str, list[Any]]:
    """Customers who take post and got no card for their years with the shop in a period: SQL, values."""
    asked = (
        " AND c.no_mail = 0 AND NOT EXISTS (SELECT 1 FROM letter AS l"
        " WHERE l.customer_id = c.id AND l.kind = 'customer_since' AND l.state IN (?, ?, ?)"
        " AND l.year = CASE WHEN c.since_month_day >= ? THEN ? ELSE ? END)"
    )
    return asked, [*DONE, start.month * 100 + start.day, start.year, end.year]


def only(column: str, of: Collection[int] | None) -> str:
    """Say in SQL that only these customers are meant, if given; what else is asked then needs no index."""
    return "" if of is None else f" AND {column} IN ({','.join(str(int(i)) for i in sorted(of))})"


def nearest(
    due: list[tuple[date, int, int]], today: date, listed: int, more: dict[str, int]
) -> list[tuple[date, int, int]]:
    """Give so many of each group, the nearest to this day; ``more`` counts the others too."""
    missed = [d for d in due if d[0] < today]
    here = [d for d in due if d[0] == today]
    coming = [d for d in due if d[0] > today]
    for name, found in (("missed", missed), ("today", here), ("coming", coming)):
        if len(found) > listed:
            more[name] = more.get(name, 0) + len(found) - listed
    return [*missed[-listed:], *here[:listed], *coming[:listed]]


def enough(many: list[int], listed: int) -> int:
    """Give of how many days the numbers come to ``listed``; all of them where they do not."""
    reached = next((n for n, so_far in enumerate(accumulate(many), 1) if so_far >= listed), len(many))
    return max(reached, min(1, len(many)))
