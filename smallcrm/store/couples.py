"""Two customers under one roof: one card to a couple for their wedding, and a hint where both get one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.households import Mate, neighbours

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate
    from smallcrm.store.shop import Shop

_WEDDING = str(OccasionKind.WEDDING)
_MATES = 2_000
"""Cards at once up to which households are looked at: nobody reads the hints of more."""
_WEDDINGS = (
    "SELECT c.id, c.name, c.nickname, c.given, o.month_day, o.year, o.ended, c.deceased FROM occasion AS o"
    " JOIN customer AS c ON c.id = o.customer_id AND +c.binned_at IS NULL"
    f" WHERE o.kind = '{_WEDDING}' AND o.whose = '' AND c.kind = 'person'"
    " AND o.month_day IN ({days}) {more} ORDER BY c.id"
)
_PRINTED = (
    " AND EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = o.customer_id AND l.kind = o.kind"
    " AND l.state IN ('printed', 'posted', 'handed_over') AND l.year IN ({years}))"
)
_LATELY = (
    "SELECT l.customer_id, c.name FROM letter_run AS r CROSS JOIN letter AS l ON l.run_id = r.id"
    " JOIN customer AS c ON c.id = l.customer_id AND +c.binned_at IS NULL"
    " WHERE r.started_at >= ? AND l.state IN ('printed', 'posted', 'handed_over') AND l.year > 0"
)  # the runs are few; of the letters of all years no index knows the day
_Wedding = tuple[int, Occasion]
"""Whose it is, and the day."""


@dataclass(frozen=True, slots=True)
class Spouse:
    """The other of a couple: a customer at the same address who has the same wedding."""

    customer_id: int
    name: str
    called: str
    """The first name on the record, or what they are called instead."""
    deceased: bool = False
    ended: bool = False
    """Whether it is written with them that the marriage ended."""


def spouses(shop: Shop, weddings: Collection[_Wedding], more: str = "") -> Mapping[_Wedding, Sequence[Spouse]]:
    """Give for each of the weddings the others who are of that couple; ``more`` is what else is asked of them.

    The day and the address are the same, and the year where both know it.
    """
    days = {day.month * 100 + day.day for _who, day in weddings}
    if not days:
        return {}
    found = shop.database.sql(_WEDDINGS.format(days=",".join(map(str, sorted(days))), more=more))
    if not found:
        return dict.fromkeys(weddings, ())
    homes = neighbours(shop, sorted({who for who, _day in weddings} | {int(row[0]) for row in found}))
    on_day: dict[int, list[tuple[Any, ...]]] = {}
    for row in found:
        on_day.setdefault(int(row[4]), []).append(row)
    return {
        (who, day): tuple(
            Spouse(other, str(name), str(nickname or first or name), bool(deceased), bool(ended))
            for other, name, nickname, first, _md, year, ended, deceased in on_day.get(day.month * 100 + day.day, ())
            if other in homes.get(who, ()) and (not year or not day.year or year == day.year)
        )
        for who, day in weddings
    }


def with_spouses(shop: Shop, customers: Collection[int]) -> frozenset[int]:
    """Give these customers and the others of their couples, where the shop sends cards for weddings."""
    of = frozenset(customers)
    if _WEDDING not in shop.settings.read().card_kinds:
        return of
    found = shop.database.sql(
        f"SELECT customer_id, month_day, year FROM occasion WHERE kind = '{_WEDDING}' AND whose = ''"
        f" AND customer_id IN ({','.join(str(int(i)) for i in sorted(of))})"
    )
    weddings = [(int(who), Occasion(_WEDDING, md // 100, md % 100, year)) for who, md, year in found]
    return of | {one.customer_id for others in spouses(shop, weddings).values() for one in others}


def had_by_spouse(shop: Shop, days: Sequence[tuple[int, Occasion, int]]) -> set[tuple[int, str, int]]:
    """Give customer, kind and year of those weddings whose card went to the other of the couple."""
    weddings = {(who, day, year) for who, day, year in days if day.kind == _WEDDING and not day.whose}
    if not weddings or _WEDDING not in shop.settings.read().card_kinds:
        return set()
    years = ",".join(sorted({str(int(year)) for _who, _day, year in weddings}))
    others = spouses(shop, {(who, day) for who, day, _year in weddings}, _PRINTED.format(years=years))
    had = shop.occasions.printed({i.customer_id for found in others.values() for i in found})
    return {
        (who, _WEDDING, year)
        for who, day, year in weddings
        if any((other.customer_id, _WEDDING, year) in had for other in others.get((who, day), ()))
    }


def one_card_each(
    shop: Shop, chosen: Sequence[Candidate], also: Collection[int]
) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
    """Give the cards to print, and those for weddings that are not: the other one gets it or got it, or has died.

    Whoever stands in ``also`` gets one beside the other's. A card says the name of the other one where only their own
    record has it.
    """
    weddings = [one for one in chosen if one.occasion.kind == _WEDDING]
    others = spouses(shop, {(one.customer.id, one.occasion) for one in weddings})
    had = shop.occasions.printed({i.customer_id for found in others.values() for i in found})
    taken = {(one.customer.id, one.day) for one in weddings}
    twice = []
    for one in weddings:
        who = one.customer.id
        for other in others.get((who, one.occasion), ()):
            if why := _over(other):
                twice.append((one, why))
                break
            printed = (other.customer_id, _WEDDING, one.day.year) in had
            if who not in also and (printed or (other.customer_id < who and (other.customer_id, one.day) in taken)):
                twice.append((one, reason("couple", name=other.name)))
                break
    gone = {id(one) for one, _why in twice}
    return [_to_both(one, others) for one in chosen if id(one) not in gone], twice


def _to_both(one: Candidate, others: Mapping[_Wedding, Sequence[Spouse]]) -> Candidate:
    known = others.get((one.customer.id, one.occasion), ())
    if one.occasion.partner.strip() or len(known) != 1:
        return one
    return replace(one, occasion=replace(one.occasion, partner=known[0].called))


def _over(other: Spouse) -> Reason | None:
    """Give why there is no couple any more: no choice of a person sends a card to both of them."""
    if other.deceased:
        return reason("partner_deceased", name=other.name)
    return reason("wedding_ended", name=other.name) if other.ended else None


def mates(shop: Shop, names: Mapping[int, str]) -> Mapping[int, Mate]:
    """Give for those of these customers, who get a card, somebody at the same address who gets one or got one."""
    if len(names) > _MATES:
        return {}
    since = (shop.today - timedelta(days=MISSED_DAYS)).isoformat()
    lately = {int(i): str(name) for i, name in shop.database.sql(_LATELY, [since])}
    homes = neighbours(shop, sorted({*names, *lately}))
    found = {}
    for who in names:
        here = homes.get(who, ())
        now, before = next((i for i in here if i in names), 0), next((i for i in here if i in lately), 0)
        if now or before:
            found[who] = Mate(now, names[now]) if now else Mate(before, lately[before], had=True)
    return found


def with_mates(shop: Shop, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates, each with somebody of the household who gets a card too or got one just now."""
    found = mates(shop, {one.customer.id: one.customer.name for one in chosen})
    return [replace(one, household=found.get(one.customer.id)) for one in chosen]
