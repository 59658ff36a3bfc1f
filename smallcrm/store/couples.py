"""Couples: who is the other one of a wedding, and that both get one card, or none where it would be wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.marriage import Partner, are_couple, called
from smallcrm.domain.model import Kind, Occasion, OccasionKind
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.database import parts
from smallcrm.store.households import neighbours

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate
    from smallcrm.store.shop import Shop

_WEDDING = str(OccasionKind.WEDDING)
_WHO = "c.id, c.kind, c.name, c.given, c.family, c.nickname, c.deceased"
_WEDDINGS = (
    f"SELECT {_WHO}, o.month_day, o.year, o.ended, o.partner FROM occasion AS o"
    " JOIN customer AS c ON c.id = o.customer_id AND +c.binned_at IS NULL"
    f" WHERE o.kind = '{_WEDDING}' AND o.whose = '' AND c.kind <> 'company'"
    " AND o.month_day IN ({days}) {more} ORDER BY c.id"
)
_PRINTED = (
    " AND EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = o.customer_id AND l.kind = o.kind"
    " AND l.state IN ('printed', 'posted', 'handed_over') AND l.year IN ({years}))"
)
_DEAD = f"SELECT {_WHO} FROM customer AS c WHERE c.deceased = 1 AND c.binned_at IS NULL AND c.kind = 'person'"
_Wedding = tuple[int, Occasion]
"""Whose it is, and the day."""


@dataclass(frozen=True, slots=True)
class Spouse:
    """The other one of a couple, who is a customer too."""

    customer_id: int
    name: str
    called: str
    """The first name on the record, or what they are called instead."""
    person: bool = True
    """Whether it is one person, and not the record of their household."""
    deceased: bool = False
    ended: bool = False
    """Whether it is written with them that the marriage ended."""
    likely: bool = False
    """Whether only the name says that it is them: a person at the counter may know better."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the card for a wedding: ``why`` it is not printed, else whom it greets beside the customer."""

    why: Reason | None = None
    partner: str = ""
    """What the other is called, where it stands with them alone; empty where the day has it or nobody knows."""
    other: str = ""
    """The whole name of the other one, who is a customer too."""
    others: tuple[int, ...] = ()
    """The customers of that couple."""


def spouses(shop: Shop, weddings: Collection[_Wedding], more: str = "") -> Mapping[_Wedding, Sequence[Spouse]]:
    """Give for each of the weddings the others who are of that couple; ``more`` is what else is asked of them.

    Found by a wedding on the same day at the same address, or where each names the other; and among the dead by the
    name of the other one.
    """
    days = {day.month * 100 + day.day for _who, day in weddings}
    if not days:
        return {}
    rows = shop.database.sql(_WEDDINGS.format(days=",".join(map(str, sorted(days))), more=more))
    dead = _dead(shop, weddings) if not more else []
    if not rows and not dead:
        return dict.fromkeys(weddings, ())
    ids = {who for who, _day in weddings}
    people = _people(shop, ids)
    homes = neighbours(shop, sorted(ids | {int(row[0]) for row in (*rows, *dead)}))
    on_day: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        on_day.setdefault(int(row[7]), []).append(row)
    found: dict[_Wedding, Sequence[Spouse]] = {}
    for who, day in weddings:
        home, me = homes.get(who, ()), _partner(people[who], day.year, day.partner)
        there = on_day.get(day.month * 100 + day.day, ())
        mine = [_spouse(row, ended=bool(row[9])) for row in there if row[0] != who and _are_couple(me, row, home)]
        known = {one.customer_id for one in mine}
        mine += [one for row in dead if row[0] not in known | {who} for one in _late(me, row, home)]
        found[who, day] = tuple(mine)
    return found


def _are_couple(me: Partner, row: tuple[Any, ...], home: Collection[int]) -> bool:
    return are_couple(me, _partner(row, row[8], row[10]), one_home=row[0] in home)


def _late(me: Partner, row: tuple[Any, ...], home: Collection[int]) -> list[Spouse]:
    """Give somebody who has died where the name of the other one is theirs, and the home or the family name too."""
    other = _partner(row)
    if not called(me.partner, other) or not (row[0] in home or other.shares_family(me)):
        return []
    return [replace(_spouse(row), likely=row[0] not in home)]


def _dead(shop: Shop, weddings: Iterable[_Wedding]) -> list[tuple[Any, ...]]:
    """Give the dead whom one of the weddings may name."""
    named = {day.partner for _who, day in weddings if day.partner}
    if not named:
        return []
    return [row for row in shop.database.sql(_DEAD) if any(called(name, _partner(row)) for name in named)]


def _people(shop: Shop, ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    found = {}
    for marks, part in parts(sorted(ids)):
        found.update(
            {int(r[0]): r for r in shop.database.sql(f"SELECT {_WHO} FROM customer AS c WHERE c.id IN ({marks})", part)}
        )
    return found


def _partner(row: tuple[Any, ...], year: int | None = None, partner: str = "") -> Partner:
    _id, _kind, name, given, family, nickname, _deceased = row[:7]
    return Partner(str(name), str(given), str(family), str(nickname), int(year) if year else None, str(partner))


def _spouse(row: tuple[Any, ...], *, ended: bool = False) -> Spouse:
    customer, kind, name, given, _family, nickname, deceased = row[:7]
    return Spouse(int(customer), str(name), str(nickname or given or name), kind == Kind.PERSON, bool(deceased), ended)


def with_spouses(shop: Shop, customers: Collection[int]) -> frozenset[int]:
    """Give these customers and the others of their couples, where the shop sends cards for weddings."""
    of = frozenset(customers)
    if _WEDDING not in shop.settings.read().card_kinds:
        return of
    found = shop.database.sql(
        f"SELECT customer_id, month_day, year, partner FROM occasion WHERE kind = '{_WEDDING}' AND whose = ''"
        f" AND customer_id IN ({','.join(str(int(i)) for i in sorted(of))})"
    )
    weddings = [
        (int(who), Occasion(_WEDDING, md // 100, md % 100, year, partner=name)) for who, md, year, name in found
    ]
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


def verdicts(shop: Shop, weddings: Sequence[tuple[int, Occasion, date]], also: Collection[int] = ()) -> list[Verdict]:
    """Give what becomes of each card for a wedding: customer, occasion, and the day it is for.

    Of a couple the one with the lower number gets it, unless the other had it; ``also`` get one all the same.
    """
    others = spouses(shop, {(who, day) for who, day, _on in weddings})
    had = shop.occasions.printed({i.customer_id for found in others.values() for i in found})
    people = _people(shop, {who for who, _day, _on in weddings})
    taken = {(who, on) for who, _day, on in weddings}

    def verdict(who: int, day: Occasion, on: date) -> Verdict:
        known = others.get((who, day), ())
        if over := [why for other in known if (why := _over(other, free=who in also))]:
            return Verdict(over[0])
        named = [one for one in known if one.person]
        if people[who][1] == Kind.COMPANY:
            return Verdict(reason("company_wedding"))
        if people[who][1] == Kind.PERSON and not day.partner.strip() and len(named) != 1:
            return Verdict(reason("partner_missing"))
        for other in known:
            printed = (other.customer_id, _WEDDING, on.year) in had
            if who not in also and (printed or (other.customer_id < who and (other.customer_id, on) in taken)):
                return Verdict(reason("couple", name=other.name), others=(other.customer_id,))
        theirs = tuple(one.customer_id for one in known)
        if len(named) != 1:
            return Verdict(others=theirs)
        return Verdict(None, "" if day.partner.strip() else named[0].called, named[0].name, theirs)

    return [verdict(*one) for one in weddings]


def one_card_each(
    shop: Shop, chosen: Sequence[Candidate], also: Collection[int]
) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
    """Give the cards to print, and those for weddings that are not, each with the reason.

    A card says the name of the other one where only their own record has it. It knows the other's own card, which is
    printed instead where this one cannot be.
    """
    weddings = [one for one in chosen if one.occasion.kind == _WEDDING]
    said = verdicts(shop, [(one.customer.id, one.occasion, one.day) for one in weddings], also) if weddings else []
    found = {id(one): verdict for one, verdict in zip(weddings, said, strict=True)}
    out = [(one, verdict.why) for one, verdict in zip(weddings, said, strict=True) if verdict.why is not None]
    instead = {(one.customer.id, one.day): one for one, why in out if why.code == "couple"}
    kept = []
    for one in chosen:
        verdict = found.get(id(one), Verdict())
        if verdict.why is None:
            partner = one.occasion.partner if not verdict.partner else verdict.partner
            theirs = [instead[other, one.day] for other in verdict.others if (other, one.day) in instead]
            kept.append(
                replace(
                    one, occasion=replace(one.occasion, partner=partner), other=verdict.other, instead=tuple(theirs)
                )
                if verdict.others
                else one
            )
    return kept, out


def _over(other: Spouse, *, free: bool) -> Reason | None:
    """Give why there is no couple any more: no choice of a person sends a card to both of them.

    Where only a name says so, a person may say that it is somebody else: ``free``.
    """
    if other.deceased and not (other.likely and free):
        return reason("partner_likely_deceased" if other.likely else "partner_deceased", name=other.name)
    return reason("wedding_ended", name=other.name) if other.ended else None
