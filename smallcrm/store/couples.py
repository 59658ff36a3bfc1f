"""Couples: who is the other one of a wedding, and that both get one card, or none where it would be wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain.marriage import Partner, are_couple, called, families, named, names
from smallcrm.domain.model import Kind, Occasion, OccasionKind
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import fold
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
_HAD = (
    f"SELECT customer_id FROM letter WHERE kind = '{_WEDDING}' AND at >= ?"
    " AND state IN ('printed', 'posted', 'handed_over')"
)
_THESE_WEEKS = timedelta(days=60)
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
    people, there, late = _people(shop, ids), _There(rows), _There(dead)
    homes = neighbours(shop, sorted(ids | {int(row[0]) for row in (*rows, *dead)}))
    found: dict[_Wedding, tuple[Spouse, ...]] = {}
    for who, day in weddings:
        month_day, home = day.month * 100 + day.day, homes.get(who, ())
        me, near = _partner(people[who], day.year, day.partner), asked[month_day]
        known = [
            one
            for one in there.maybe(me, home)
            if one.id != who
            and one.month_day in near
            and are_couple(me, one.said, one_home=one.id in home, one_day=one.month_day == month_day)
        ]
        if any(one.id in home and called(me.partner, one.said) for one in known):
            known = [one for one in known if one.id in home]  # who is at home is looked for nowhere else
        found[who, day] = tuple(_spouse(one.row, ended=bool(one.row[9]), likely=one.id not in home) for one in known)
        if not any(not one.row[6] and called(me.partner, one.said) for one in known):
            taken = {who, *(one.id for one in known)}
            found[who, day] += tuple(one for one in late.named_by(me, home) if one.customer_id not in taken)
    return found


class _Row(NamedTuple):
    """Somebody who may be the other one of a couple, as the store has them."""

    row: tuple[Any, ...]
    said: Partner

    @property
    def id(self) -> int:
        return int(self.row[0])

    @property
    def month_day(self) -> int:
        return int(self.row[7])


class _There:
    """Those who may be the other one, found by who they are and by names that fit: nobody is held against all."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._by: dict[int | str, list[_Row]] = {}
        for row in rows:
            said = _partner(row, row[8], row[10]) if len(row) > 8 else _partner(row)
            one = _Row(row, said)
            keys: set[int | str] = {one.id, *_fitting(names(said), named(said.partner), families(said))}
            for key in keys:
                self._by.setdefault(key, []).append(one)

    def maybe(self, me: Partner, home: Collection[int]) -> list[_Row]:
        """Give those at home; elsewhere those where each names the other, or one does and the family name is one."""
        keys: set[int | str] = {*home, *_fitting(named(me.partner), names(me), families(me))}
        return list({id(one.row): one for key in keys for one in self._by.get(key, ())}.values())

    def named_by(self, me: Partner, home: Collection[int]) -> list[Spouse]:
        """Give those whose name is that of the other one, and whose home or family name is the same too."""
        return [
            _spouse(one.row, likely=True)
            for one in self.maybe(me, home)
            if called(me.partner, one.said) and (one.id in home or one.said.shares_family(me))
        ]


def _fitting(theirs: Iterable[str], mine: Iterable[str], family: Iterable[str]) -> Iterator[str]:
    """Give keys that are the same for two who may be a couple: first names crosswise, or one with the family name."""
    theirs, mine = tuple(theirs), tuple(mine)
    yield from (f"{one}={other}" for one in theirs for other in mine)
    for name in family:
        yield from (f"{one}/{name}" for one in theirs)
        yield from (f"={one}/{name}" for one in mine)


def _near(day: Occasion) -> frozenset[int]:
    """Give the days of the year, month * 100 + day, on which the other one's wedding may stand: some days apart."""
    here = date(_LEAP_YEAR, day.month, day.day)
    days = (here + timedelta(days=n) for n in range(-_APART, _APART + 1))
    return frozenset(one.month * 100 + one.day for one in days)


def _dead(shop: Shop, weddings: Iterable[_Wedding]) -> list[tuple[Any, ...]]:
    """Give the dead whom one of the weddings may name."""
    wanted = {name for _who, day in weddings for name in named(day.partner)}
    return [row for row in shop.database.sql(_DEAD) if names(_partner(row)) & wanted] if wanted else []


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


def _lately(shop: Shop, weddings: Collection[tuple[int, Occasion, date]]) -> dict[_Wedding, str]:
    """Give for weddings who at home is named by them and had the card for a wedding these weeks.

    Whatever became of that one's own day since: it was for both of them.
    """
    since = (shop.today - _THESE_WEEKS).isoformat()
    had = {int(i) for (i,) in shop.database.sql(_HAD, [since])} if weddings else set()
    if not had:
        return {}
    homes = neighbours(shop, sorted({who for who, _day, _on in weddings} | had))
    people = _people(shop, had)
    found = {}
    for who, day, _on in weddings:
        for other in homes.get(who, ()):
            if other in had and other != who and called(day.partner, _partner(people[other])):
                found[who, day] = str(people[other][2])
    return found


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
    if not weddings:
        return []
    judge = _Judge(shop, weddings, also)
    in_turn = sorted(range(len(weddings)), key=lambda number: (weddings[number][0], weddings[number][2]))
    found = {number: judge.verdict(*weddings[number]) for number in in_turn}
    return [found[number] for number in range(len(weddings))]


class _Judge:
    """Says of one wedding after the other who gets the card: whoever gets none takes it from nobody."""

    def __init__(self, shop: Shop, weddings: Sequence[tuple[int, Occasion, date]], also: Collection[int]) -> None:
        self._others = spouses(shop, {(who, day) for who, day, _on in weddings})
        self._had = shop.occasions.printed({i.customer_id for found in self._others.values() for i in found})
        self._people = _people(shop, {who for who, _day, _on in weddings})
        self._lately, self._also = _lately(shop, weddings), also
        self._gets: dict[int, list[date]] = {}

    def verdict(self, who: int, day: Occasion, on: date) -> Verdict:
        """Give what becomes of the card for one day."""
        if why := self._refused(who, day):
            return Verdict(why)
        known = self._others.get((who, day), ())
        for other in known if who not in self._also else ():
            beside = any(abs((theirs - on).days) <= _APART for theirs in self._gets.get(other.customer_id, ()))
            if beside or _has(other, on, self._had):
                return Verdict(reason("couple", name=other.name), others=(other.customer_id,))
        if who not in self._also and (name := self._lately.get((who, day))):
            return Verdict(reason("couple", name=name))
        self._gets.setdefault(who, []).append(on)
        both, persons = tuple(one.customer_id for one in known), self._persons(who, day)
        theirs = persons[0].partner if len(persons) == 1 else None
        if theirs is None or (day.partner.strip() and not called(day.partner, theirs)):
            return Verdict(others=both)  # nobody knows which of several, or it is another name
        return Verdict(None, "" if day.partner.strip() else persons[0].called, persons[0].name, both)

    def _refused(self, who: int, day: Occasion) -> Reason | None:
        for other in self._others.get((who, day), ()):
            if why := _over(other, free=who in self._also):
                return why
        if self._people[who][1] == Kind.COMPANY:
            return reason("company_wedding")
        person = self._people[who][1] == Kind.PERSON
        missing = person and not day.partner.strip() and len(self._persons(who, day)) != 1
        return reason("partner_missing") if missing else None

    def _persons(self, who: int, day: Occasion) -> list[Spouse]:
        """Give who may be the other one: not the same person, who may be on record twice."""
        mine = fold(str(self._people[who][2]))
        return [one for one in self._others.get((who, day), ()) if one.person and fold(one.name) != mine]


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
