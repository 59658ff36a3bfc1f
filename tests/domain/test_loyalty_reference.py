"""Whole customers by the domain and by a shopkeeper's book: whatever is done, both show the same cards and rewards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.loyalty import (
    EntryKind,
    LedgerEntry,
    RewardStanding,
    RewardState,
    Round,
    Standing,
    broken,
    fold,
    live,
    next_to_redeem,
    price,
)
from smallcrm.domain.loyalty_booking import spread
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms, check_terms, last_day
from tests.depth import examples
from tests.domain.loyalty_reference import Book, Card, Mark, RefusedError, through

BEGIN = date(2027, 12, 20)
BASES = st.sampled_from([ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST])
EXPIRIES = st.one_of(
    st.just(Expiry()),
    st.builds(Expiry, BASES, st.integers(1, 12), st.just(ExpiryUnit.DAY)),
    st.builds(Expiry, BASES, st.integers(4, 60), st.just(ExpiryUnit.DAY)),
    st.builds(Expiry, BASES, st.integers(1, 2), st.just(ExpiryUnit.MONTH)),
    st.builds(Expiry, BASES, st.integers(0, 2), st.just(ExpiryUnit.MONTH_END)),
    st.builds(Expiry, BASES, st.integers(0, 1), st.just(ExpiryUnit.YEAR_END)),
    st.dates(BEGIN, BEGIN + timedelta(days=200)).map(lambda day: Expiry(ExpiryBasis.DATE, on=day)),
)


@st.composite
def editions(draw: st.DrawFn) -> Terms:
    goal = draw(st.integers(2, 5))
    interim = draw(st.none() | st.integers(1, goal - 1))
    return check_terms(
        Terms(
            goal=goal,
            head_start=draw(st.integers(0, min(2, goal - 1))),
            reward=Prize(goal, "coffee", uses=draw(st.integers(1, 2))),
            interim=Prize(interim, "cake", uses=draw(st.integers(1, 2))) if interim else None,
            expiry=draw(EXPIRIES),
            reward_days=draw(st.sampled_from([0, 0, 5, 40])),
        )
    )


@dataclass
class Till:
    """The domain, driven as a till drives it: entries are appended, never changed; the book is kept beside it."""

    book: Book
    rounds: dict[int, Round] = field(default_factory=dict)
    entries: dict[int, list[LedgerEntry]] = field(default_factory=dict)
    ids: count[int] = field(default_factory=lambda: count(1))
    cards: dict[int, Card] = field(default_factory=dict)

    def standing(self, number: int) -> Standing:
        return fold(self.rounds[number], self.entries[number], self.book.today)

    def write(self, card: int, kind: str, qty: int, on: date, **more: int) -> LedgerEntry:
        number = next(self.ids)
        entry = LedgerEntry(number, f"k{number}", card, EntryKind(kind), qty, on)
        self.entries[card].append(replace(entry, **more))  # type: ignore[arg-type]
        return self.entries[card][-1]

    def put(self, owner: int, stamps: int, on: date, *, joining: bool) -> list[tuple[int, LedgerEntry]]:
        mine = [self.standing(number) for number, card in self.rounds.items() if card.customer_id == owner]
        wrote: list[tuple[int, LedgerEntry]] = []
        terms = self.book.on(on)
        for booking in spread(mine, terms, stamps=stamps, joining=joining):
            card = booking.round or Round(len(self.rounds) + 1, owner, 1, terms, on)
            self.rounds[card.id] = card
            self.entries.setdefault(card.id, [])
            if booking.head_start:
                wrote.append((card.id, self.write(card.id, "head_start", booking.head_start, on)))
            wrote.append((card.id, self.write(card.id, "stamp", booking.qty, on)))
        return wrote

    def told(self, marks: list[Mark], wrote: list[tuple[int, LedgerEntry]]) -> None:
        """The book wrote the same lines on the same cards, and calls them alike."""
        assert [(mark.what, mark.count) for mark in marks] == [(entry.kind, entry.qty) for _, entry in wrote]
        for mark, (number, entry) in zip(marks, wrote, strict=True):
            mark.number = entry.id
            assert self.cards.setdefault(number, self.book.card_of(mark)) is self.book.card_of(mark)

    def strike(self, mark: Mark) -> None:
        number, entry = self.entry_of(mark)
        self.write(number, "reversal", -entry.qty, entry.on, reverses=entry.id)

    def again(self, mark: Mark) -> None:
        number, entry = self.entry_of(mark)
        mark.number = next(self.ids)
        self.entries[number].append(replace(entry, id=mark.number, key=f"k{mark.number}", source=entry.id))

    def entry_of(self, mark: Mark) -> tuple[int, LedgerEntry]:
        return next((n, e) for n, listed in self.entries.items() for e in listed if e.id == mark.number)

    def same(self) -> None:
        """Every card looks the same in the book."""
        for number, card in self.cards.items():
            standing, seen = self.standing(number), self.book.look(card)
            assert (standing.balance, standing.state) == (seen.balance, seen.state), (number, standing, card)
            prizes = {r.id % 1000: (r.state, r.earned_on, r.valid_until, r.used) for r in standing.rewards}
            assert prizes == {n: (p.state, p.earned_on, p.valid_until, p.used) for n, p in seen.prizes.items()}
            assert len(standing.stamps) == seen.fields
            assert broken(standing, self.entries[number]) == ""
            assert {entry.id for entry in live(self.entries[number])} == {mark.number for mark in card.standing()}
            self.valid_until_its_last_day(number, standing)

    def valid_until_its_last_day(self, number: int, standing: Standing) -> None:
        if standing.state not in {"open", "full"} or not standing.valid_until or not standing.balance:
            return
        card = self.rounds[number]
        assert fold(card, self.entries[number], standing.valid_until).balance == standing.balance
        assert fold(card, self.entries[number], standing.valid_until + timedelta(days=1)).balance < standing.balance

    # -- what is done ----------------------------------------------------------------------------------------------

    def stamp(self, owner: int, stamps: int) -> None:
        try:
            step = self.book.stamp(owner, stamps)
        except RefusedError:  # a card whose last day is over takes none: the guard says so
            return
        self.told(step.wrote, self.put(owner, stamps, self.book.today, joining=True))

    def redeem(self, at: int, what: str) -> None:
        ready = [
            (number, reward) for number in self.rounds for reward in self.standing(number).rewards
            if reward.state == "open"
        ]  # fmt: skip
        assert {reward.id // 1000 for _, reward in ready} <= set(self.cards)
        if not ready:
            return
        number, reward = ready[at % len(ready)]
        stamps, cost = reward.id % 1000, price(self.standing(number), reward.id % 1000)
        used = 1 if what == "redeem" else 0
        entry = self.write(number, what, -cost, self.book.today, reward=stamps, used=used)
        self.told(self.book.take(self.cards[number], stamps, what).wrote, [(number, entry)])

    def reverse(self, at: int) -> None:
        standing = [mark for card in self.cards.values() for mark in card.standing()]
        if not standing:
            return
        try:
            step = self.book.reverse(standing[at % len(standing)])
        except RefusedError:
            return
        for mark in reversed(step.struck):
            self.strike(mark)

    def move(self, at: int, owner: int) -> None:
        stamps = [mark for card in self.cards.values() for mark in card.standing("stamp") if card.owner != owner]
        if not stamps:
            return
        mark = stamps[at % len(stamps)]
        number, entry = self.entry_of(mark)
        back = replace(entry, id=10**9, kind=EntryKind.REVERSAL, qty=-entry.qty, reverses=entry.id)
        after = [*self.entries[number], back]
        refused = bool(broken(fold(self.rounds[number], after, self.book.today), after))
        try:
            step = self.book.move(mark, owner)
        except RefusedError:
            assert refused
            return
        assert not refused
        for one in step.struck:
            self.strike(one)
        self.told(step.wrote, self.put(owner, entry.qty, entry.on, joining=True))

    def adjust(self, at: int, by: int) -> None:
        if not self.cards:
            return
        number = list(self.cards)[at % len(self.cards)]
        standing = self.standing(number)
        if standing.state != "open" or not 0 <= standing.balance + by <= standing.needed:
            return  # no card takes more, or gives more than it has
        entry = LedgerEntry(10**9, "k", number, EntryKind.ADJUST, by, self.book.today)
        after = [*self.entries[number], entry]
        refused = bool(broken(fold(self.rounds[number], after, self.book.today), after))
        try:
            step = self.book.adjust(self.cards[number], by)
        except RefusedError:
            assert refused
            return
        assert not refused
        self.told(step.wrote, [(number, self.write(number, "adjust", by, self.book.today))])

    def turn(self, at: int) -> None:
        step = self.book.steps[-1 - at % len(self.book.steps)]
        away, back = (step.struck, step.wrote) if step.undone else (step.wrote, step.struck)
        try:
            self.book.turn(step)
        except RefusedError:
            return
        for mark in reversed(away):
            self.strike(mark)
        for mark in back:
            self.again(mark)


DEEDS = (
    ["stamp"] * 6
    + ["redeem"] * 2
    + ["day"] * 3
    + ["undo"] * 3
    + ["reverse", "reverse", "void", "adjust", "correct", "move", "change"]
)
ACTS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.integers(1, 2)), min_size=4, max_size=25)


def play(terms: list[Terms], acts: list[tuple[str, int, int]]) -> None:
    numbered = [replace(one, id=at, edition=at) for at, one in enumerate(terms, 1)]
    till = Till(Book([numbered.pop(0)], BEGIN))
    for deed, at, owner in acts:
        if deed == "stamp":
            till.stamp(owner, 1 + at // 4)
        elif deed in {"redeem", "void"}:
            till.redeem(at, deed)
        elif deed == "reverse":
            till.reverse(at)
        elif deed in {"adjust", "correct"}:
            till.adjust(at, 1 if deed == "adjust" else -1)
        elif deed == "move":
            till.move(at, owner)
        elif deed == "change" and numbered:
            till.book.change(numbered.pop(0))
        elif deed == "undo" and till.book.steps:
            till.turn(at)
        elif deed == "day":
            till.book.today += timedelta(days=(1, 1, 2, 3, 5, 8, 13, 40)[at])
        till.same()


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(editions(), min_size=1, max_size=3), ACTS)
def test_the_domain_and_the_book_show_the_same(terms: list[Terms], acts: list[tuple[str, int, int]]) -> None:
    play(terms, acts)


def long_history(dice: Random) -> tuple[list[Terms], list[tuple[str, int, int]]]:
    """Cards that end within days, and forty things done to them, most of them stamps on the same few."""
    terms = []
    for _ in range(2):
        goal = dice.randint(3, 5)
        basis = ExpiryBasis(dice.choice(["each", "each", "first", "last"]))
        made = Terms(
            goal=goal,
            head_start=dice.choice([0, 0, 1]),
            reward=Prize(goal, "coffee"),
            interim=Prize(dice.randint(1, goal - 1), "cake"),
            expiry=Expiry(basis, dice.randint(2, 9), ExpiryUnit.DAY),
            reward_days=dice.choice([0, 6]),
        )
        terms.append(check_terms(made))
    return terms, [(dice.choice(DEEDS), dice.randint(0, 7), dice.choice([1, 1, 1, 2])) for _ in range(40)]


@pytest.mark.parametrize("seed", range(4))
def test_long_histories_too(seed: int) -> None:
    dice = Random(seed)
    for _ in range(40):
        play(*long_history(dice))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), EXPIRIES)
def test_last_days_are_those_of_the_calendar(start: date, expiry: Expiry) -> None:
    assert (last_day(start, expiry) or date.max) == through(start, expiry)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, 0, 3, 8, 40])), min_size=1, max_size=9), st.data())
def test_the_soonest_expiring_goes_first_then_the_older_one(
    ready: list[tuple[int, int | None]], data: st.DataObject
) -> None:
    """By looking: whoever else is open ends later, or on the same day and is younger, or never ends."""
    rewards = [
        RewardStanding(
            1000 * at + 5,
            Prize(5, "coffee"),
            data.draw(st.sampled_from(RewardState)),
            BEGIN,
            None if days is None else BEGIN + timedelta(days=days),
            0,
        )
        for at, (_, days) in enumerate(ready, 1)
    ]
    today = BEGIN + timedelta(days=data.draw(st.integers(0, 9)))
    chosen = next_to_redeem(data.draw(st.permutations(rewards)), today)
    open_ones = [r for r in rewards if r.state == "open" and (r.valid_until or date.max) >= today]
    assert (chosen is None) == (not open_ones)
    for other in open_ones:
        assert chosen is not None
        assert chosen in open_ones
        if chosen.valid_until == other.valid_until:
            assert chosen.id <= other.id
        else:
            assert chosen.valid_until is not None
            assert other.valid_until is None or chosen.valid_until < other.valid_until
