"""Punch cards of the sample shop: on the days on which people were there, with rewards given, waiting and expiring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.loyalty import EntryKind, Why
from smallcrm.domain.loyalty_terms import (
    Expiry,
    ExpiryBasis,
    ExpiryUnit,
    Prize,
    Programme,
    ProgrammeState,
    Terms,
    Unit,
    last_day,
)
from smallcrm.domain.model import Kind
from smallcrm.sample.culture import Culture
from smallcrm.sample.people import Regular
from smallcrm.store import tables
from smallcrm.store.shop import Shop

_SINCE = timedelta(days=400)
"""How long ago the programmes began."""
_REWARD_DAYS = 60
_EXPIRY = Expiry(ExpiryBasis.LAST, 6, ExpiryUnit.MONTH)
_SHARES = (0.6, 0.25, 0.08)
"""Regulars with a card of the first, second and third programme."""
_SHARES_OF_MANY = (0.4, 0.1, 0.03)
_NUMBERED, _SCANNED, _COLLECTED = 0.85, 0.7, 0.8
_READY, _SOON = (range(15), 6), (range(35, 59), 5)
"""Days since the last visit of some whose card is full since then, and how many of them: collected by nobody yet."""
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Coming:
    """One time that somebody was there; ``cents`` 0 where nothing was bought."""

    at: datetime
    cents: int

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass(slots=True)
class _Member:
    """A person's cards of one programme in the making: rows of the ledger, card by card."""

    owner: int
    terms: Terms
    card: int
    rng: Random
    staff: Sequence[int]
    cards: list[list[dict[str, Any]]] = field(default_factory=list)
    stamps: int = 0
    until: date = date.max
    """Last day on which the stamps of the card in use are good."""
    kept: int = 0
    waiting: list[tuple[int, int, date]] = field(default_factory=list)
    """Rewards not collected: place of the card, stamp number, day earned."""

    def begin(self, on: datetime, stamps: int, kind: EntryKind, why: str = "") -> None:
        """Put stamps on the first card that are not those of a visit."""
        self._put(Coming(on, 0), stamps, 0, kind, why)

    def come(self, coming: Coming, qty: int) -> None:
        """Collect what waits, most times; then stamp."""
        for reward in list(self.waiting):
            if self.rng.random() < _COLLECTED and (coming.on - reward[2]).days < _REWARD_DAYS:
                self._collect(coming, reward)
        self._put(coming, qty, coming.cents if self.terms.unit is Unit.AMOUNT else 0)

    def _put(self, coming: Coming, qty: int, cents: int, kind: EntryKind = EntryKind.STAMP, why: str = "") -> None:
        while True:
            if not self.cards or self.stamps == self.terms.goal or coming.on > self.until:
                self.cards.append([])
                self.stamps = 0
            some = min(qty, self.terms.goal - self.stamps)
            more = qty - some
            amount = some * self.terms.per_cents - self.kept if more else cents
            self.kept += amount - some * self.terms.per_cents
            self._write(coming, kind, some, amount=amount, reason=why)
            self._earn(coming.on, some)
            self.until = last_day(coming.on, self.terms.expiry) or date.max
            qty, cents = more, cents - amount
            if not qty:
                return

    def qty_of(self, cents: int) -> int:
        """Give the stamps that an amount makes with what was kept."""
        return (self.kept + cents) // self.terms.per_cents

    def _earn(self, on: date, some: int) -> None:
        before, self.stamps = self.stamps, self.stamps + some
        for prize in filter(None, (self.terms.interim, self.terms.reward)):
            if before < prize.at_stamp <= self.stamps:
                self.waiting.append((len(self.cards) - 1, prize.at_stamp, on))

    def _collect(self, coming: Coming, reward: tuple[int, int, date]) -> None:
        place, number, _on = reward
        self.waiting.remove(reward)
        main = number == self.terms.goal
        self._write(coming, EntryKind.REDEEM, -number if main else 0, place=place, reward=number, used=1)

    def _write(self, coming: Coming, kind: EntryKind, qty: int, *, place: int = -1, **more: Any) -> None:
        by_hand = kind is EntryKind.ADJUST
        card = self.card if self.rng.random() < _SCANNED and not by_hand else 0
        key = f"{self.owner}-{self.terms.programme_id}-{len(self.cards)}-{sum(map(len, self.cards))}"
        row = {"kind": kind, "qty": qty, "on": coming.on, "at": coming.at, "owner": self.owner, "card": card}
        self.cards[place].append(row | more | {"key": f"sample {key}", "staff": self.rng.choice(self.staff)})


def write_stamps(
    shop: Shop, culture: Culture, rng: Random, regulars: Sequence[tuple[int, Regular]], *, many: bool
) -> None:
    """Write programmes, numbers and what was booked, inside an open change."""
    programmes = [_programme(shop, said) for said in culture.programmes]
    begun = datetime.combine(shop.today - _SINCE, shop.now.timetz())
    comings = _comings(shop, regulars, begun.date())
    staff = [one.id for one in shop.staff.all()]
    shares = _SHARES_OF_MANY if many else _SHARES
    held = {owner for owner in comings if rng.random() < max(shares)}
    numbers = _numbers(shop, [owner for owner in sorted(held) if rng.random() < _NUMBERED])
    filled = set[int]()
    for place, (terms, share) in enumerate(zip(programmes, shares, strict=True)):
        mine = sorted(held) if not place else [i for i in sorted(held) if rng.random() < share / max(shares)]
        members = [_Member(owner, terms, numbers.get(owner, 0), rng, staff) for owner in mine]
        if not place:
            filled = _fill(shop, rng, members, comings, begun)
        for member in members:
            if member.owner not in filled or place:
                _live(member, comings[member.owner])
        _book(shop, members)
    for terms, said in zip(programmes, culture.programmes, strict=True):
        if said.get("state") == ProgrammeState.PAUSED:
            shop.programmes.pause(terms.programme_id)


def _programme(shop: Shop, said: dict[str, str]) -> Terms:
    goal = int(said["goal"])
    at_stamp, _colon, name = said.get("interim", "").partition(":")
    terms = Terms(
        Unit(said.get("unit", Unit.VISIT)),
        int(said.get("per", 0)) * 100,
        goal,
        int(said.get("start", 0)),
        Prize(goal, said["reward"], int(said["cents"])),
        Prize(int(at_stamp), name) if name else None,
        _EXPIRY,
        _REWARD_DAYS,
        max_visit=0 if said.get("unit") else 1,
    )
    running, first = ProgrammeState.RUNNING, shop.programmes.on_scan() is None
    made = Programme(said["name"], running, first, said["icon"], said["ink"], shop.today - _SINCE, terms=terms)
    return shop.programmes.get(shop.programmes.add(made)).terms


def _comings(shop: Shop, regulars: Sequence[tuple[int, Regular]], since: date) -> dict[int, list[Coming]]:
    """When those who may hold a card were there, once a day."""
    people = ((i, r.customer) for i, r in regulars if r.customer.kind == Kind.PERSON)
    here = {i for i, who in people if not (who.prospect or who.deceased or who.archived)}
    found: dict[int, dict[str, Coming]] = defaultdict(dict)
    query = (
        "SELECT customer_id, on_date, at, amount FROM entry WHERE kind IN ('visit', 'purchase') AND at IS NOT NULL"
        " AND on_date > ? ORDER BY customer_id, on_date, at"
    )
    for owner, on, at, amount in shop.database.sql(query, [since.isoformat()]):
        if int(owner) in here:
            found[int(owner)].setdefault(str(on), Coming(datetime.fromisoformat(at), int(amount or 0)))
    return {owner: list(days.values()) for owner, days in found.items()}


def _numbers(shop: Shop, owners: Sequence[int]) -> dict[int, int]:
    """Give so many customers a card number; the ids of those by customer."""
    first, day = shop.database.next_id(tables.CardNumber), (shop.today - _SINCE).isoformat()
    rows = [(n, number_of(n), owner, "active", day) for n, owner in enumerate(owners, first)]
    if rows:
        columns = ("id", "digits", "customer_id", "state", "issued_on")
        shop.journal.insert_many(tables.CardNumber, columns, rows)
    return {row[2]: row[0] for row in rows}


def _fill(
    shop: Shop, rng: Random, members: Sequence[_Member], comings: dict[int, list[Coming]], begun: datetime
) -> set[int]:
    """Make some cards full on the last visit, by the stamps of a paper card of before; whose they are."""
    filled = set[int]()
    for since, count in (_READY, _SOON):
        fitting = [
            one
            for one in members
            if (shop.today - comings[one.owner][-1].on).days in since and len(comings[one.owner]) < one.terms.goal
        ]
        for member in rng.sample(fitting, min(count, len(fitting))):
            days = comings[member.owner]
            member.begin(begun, member.terms.goal - len(days), EntryKind.ADJUST, Why.IMPORT)
            for coming in days:
                member.come(coming, 1)
            filled.add(member.owner)
    return filled


def _live(member: _Member, days: Iterable[Coming]) -> None:
    """Stamp a card on the days on which somebody was there."""
    unit, head_start = member.terms.unit, member.terms.head_start
    for coming in days:
        if unit is Unit.AMOUNT and not coming.cents:
            continue
        if head_start and not member.cards:
            member.begin(coming.at, head_start, EntryKind.HEAD_START)
        count = member.qty_of(coming.cents) if unit is Unit.AMOUNT else 1
        if unit is Unit.ITEM and member.rng.random() < 0.2:
            count = 2
        member.come(coming, count)


def _book(shop: Shop, members: Sequence[_Member]) -> None:
    """Write the cards of everybody, so many at a time."""
    for start in range(0, len(members), _CHUNK):
        rows = []
        for member in members[start : start + _CHUNK]:
            for card in member.cards:
                made = shop.ledger.open_round(member.owner, member.terms)
                rows += [row | {"round_id": made.id} for row in card]
        shop.ledger.append_many(rows)
