"""Couples: who is the other one of a wedding, and that both get one card, or none where it would be wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    " JOIN customer AS c ON c.id = o.customer_id AND (+c.binned_at IS NULL OR c.deceased = 1 OR o.ended <> '')"
    f" WHERE o.kind = '{_WEDDING}' AND o.whose = '' AND c.kind <> 'company'"
    " AND o.month_day IN ({days}) {more} ORDER BY c.id"
)
_PRINTED = (
    " AND EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = o.customer_id AND l.kind = o.kind"
    " AND l.state IN ('printed', 'posted', 'handed_over') AND l.year IN ({years}))"
)
_DEAD = f"SELECT {_WHO} FROM customer AS c WHERE c.deceased = 1 AND c.kind = 'person'"  # in the bin too
_APART, _LEAP_YEAR = 7, 2000
"""Days by which two may have typed one wedding differently, and a year that has all days."""
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
    month_day: int = 0
    """Month * 100 + day on which their own record has the wedding."""
    partner: Partner | None = None
    """What is on their record."""
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

    Found by a wedding on the same day at the same address, or where each names the other, then also some days apart;
    and among the dead by the name of the other one.
    """
    if not weddings:
        return {}
    asked = {month_day: near for _who, day in weddings for month_day, near in [(day.month * 100 + day.day, _near(day))]}
    days = ",".join(map(str, sorted(set().union(*asked.values()))))
    rows = shop.database.sql(_WEDDINGS.format(days=days, more=more))
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
        month_day, home, me = (
            day.month * 100 + day.day,
            homes.get(who, ()),
            _partner(people[who], day.year, day.partner),
        )
        there = [row for near in asked[month_day] for row in on_day.get(near, ()) if row[0] != who]
        rows_here = [row for row in there if _are_couple(me, month_day, row, home)]
        if any(row[0] in home and called(me.partner, _partner(row)) for row in rows_here):
            rows_here = [row for row in rows_here if row[0] in home]  # who is at home is looked for nowhere else
        mine = [_spouse(row, ended=bool(row[9]), likely=row[0] not in home) for row in rows_here]
        if not any(not row[6] and called(me.partner, _partner(row)) for row in rows_here):
            known = {who, *(one.customer_id for one in mine)}
            mine += [_spouse(row, likely=True) for row in dead if row[0] not in known and _may_be(me, row, home)]
        found[who, day] = tuple(mine)
    return found


def _near(day: Occasion) -> frozenset[int]:
    """Give the days of the year, month * 100 + day, on which the other one's wedding may stand: some days apart."""
    here = date(_LEAP_YEAR, day.month, day.day)
    days = (here + timedelta(days=n) for n in range(-_APART, _APART + 1))
    return frozenset(one.month * 100 + one.day for one in days)


def _are_couple(me: Partner, month_day: int, row: tuple[Any, ...], home: Collection[int]) -> bool:
    return are_couple(me, _partner(row, row[8], row[10]), one_home=row[0] in home, one_day=row[7] == month_day)


def _may_be(me: Partner, row: tuple[Any, ...], home: Collection[int]) -> bool:
    """Whether the name of the other one is that of somebody who has died, and the home or the family name too."""
    other = _partner(row)
    return called(me.partner, other) and (row[0] in home or other.shares_family(me))


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


def _spouse(row: tuple[Any, ...], *, ended: bool = False, likely: bool = False) -> Spouse:
    customer, kind, name, given, _family, nickname, deceased = row[:7]
    month_day = int(row[7]) if len(row) > 7 else 0
    short = str(nickname or given or name)
    return Spouse(
        int(customer), str(name), short, kind == Kind.PERSON, bool(deceased), ended, month_day, _partner(row), likely
    )


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
    asked = {near for _who, _day, year in weddings for near in (year - 1, year, year + 1)}
    years = ",".join(map(str, sorted(asked)))
    others = spouses(shop, {(who, day) for who, day, _year in weddings}, _PRINTED.format(years=years))
    had = shop.occasions.printed({i.customer_id for found in others.values() for i in found})
    return {
        (who, _WEDDING, year)
        for who, day, year in weddings
        if any(_has(other, date(year, day.month, min(day.day, 28)), had) for other in others.get((who, day), ()))
    }


def _has(other: Spouse, on: date, had: Collection[tuple[int, str, int]]) -> bool:
    """Whether the other one had the card for a couple's day in that year, or for their own day beside it."""
    year = on.year
    if (theirs := other.month_day) and abs(theirs - (on.month * 100 + on.day)) > 600:  # over New Year
        year += 1 if theirs < on.month * 100 + on.day else -1
    return (other.customer_id, _WEDDING, year) in had


def verdicts(shop: Shop, weddings: Sequence[tuple[int, Occasion, date]], also: Collection[int] = ()) -> list[Verdict]:
    """Give what becomes of each card for a wedding: customer, occasion, and the day it is for.

    Of a couple the one with the lower number gets it, unless the other had it; ``also`` get one all the same.
    """
    others = spouses(shop, {(who, day) for who, day, _on in weddings})
    had = shop.occasions.printed({i.customer_id for found in others.values() for i in found})
    people = _people(shop, {who for who, _day, _on in weddings})
    gets: dict[int, list[date]] = {}

    def refused(who: int, day: Occasion) -> Reason | None:
        known = others.get((who, day), ())
        if over := [why for other in known if (why := _over(other, free=who in also))]:
            return over[0]
        if people[who][1] == Kind.COMPANY:
            return reason("company_wedding")
        named = [one for one in known if one.person]
        missing = people[who][1] == Kind.PERSON and not day.partner.strip() and len(named) != 1
        return reason("partner_missing") if missing else None

    def verdict(who: int, day: Occasion, on: date) -> Verdict:
        if why := refused(who, day):
            return Verdict(why)
        known = others.get((who, day), ())
        for other in known:
            beside = any(abs((theirs - on).days) <= _APART for theirs in gets.get(other.customer_id, ()))
            if who not in also and (beside or _has(other, on, had)):
                return Verdict(reason("couple", name=other.name), others=(other.customer_id,))
        gets.setdefault(who, []).append(on)
        both, named = tuple(one.customer_id for one in known), [one for one in known if one.person]
        theirs = named[0].partner if len(named) == 1 else None
        if theirs is None or (day.partner.strip() and not called(day.partner, theirs)):
            return Verdict(others=both)  # nobody knows which of several, or it is another name
        return Verdict(None, "" if day.partner.strip() else named[0].called, named[0].name, both)

    in_turn = sorted(range(len(weddings)), key=lambda number: (weddings[number][0], weddings[number][2]))
    found = {number: verdict(*weddings[number]) for number in in_turn}
    return [found[number] for number in range(len(weddings))]


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
    instead = [one for one, why in out if why.code == "couple"]
    kept = []
    for one in chosen:
        verdict = found.get(id(one), Verdict())
        if verdict.why is None:
            partner = one.occasion.partner if not verdict.partner else verdict.partner
            others = [each for each in instead if each.customer.id in verdict.others]
            theirs = [each for each in others if abs((each.day - one.day).days) <= _APART]
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
    if not (other.deceased or other.ended) or (other.likely and free):
        return None
    if other.deceased:
        return reason("partner_likely_deceased" if other.likely else "partner_deceased", name=other.name)
    return reason("wedding_likely_ended" if other.likely else "wedding_ended", name=other.name)
