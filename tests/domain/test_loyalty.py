"""A punch card's figures against a reference that turns the calendar day by day, and what must never change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smallcrm.domain.loyalty import (
    EntryKind,
    LedgerEntry,
    RewardState,
    Round,
    RoundState,
    Standing,
    broken,
    fold,
    live,
    price,
)
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms
from tests.depth import examples

BEGIN = date(2026, 11, 22)
BASES = st.sampled_from([ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST])
EXPIRIES = st.one_of(
    st.just(Expiry()),
    st.builds(Expiry, BASES, st.integers(5, 90), st.just(ExpiryUnit.DAY)),
    st.builds(Expiry, BASES, st.integers(1, 3), st.sampled_from([ExpiryUnit.MONTH, ExpiryUnit.MONTH_END])),
    st.builds(Expiry, BASES, st.integers(0, 1), st.just(ExpiryUnit.YEAR_END)),
    st.dates(BEGIN, BEGIN + timedelta(days=400)).map(lambda day: Expiry(ExpiryBasis.DATE, on=day)),
)
TERMS = st.builds(
    lambda goal, interim, uses, expiry, days: Terms(
        goal=goal,
        reward=Prize(goal, "coffee", uses=uses),
        interim=Prize(interim, "cake") if interim < goal else None,
        expiry=expiry,
        reward_days=days,
    ),
    st.integers(2, 6),
    st.integers(1, 6),
    st.integers(1, 2),
    EXPIRIES,
    st.sampled_from([0, 0, 1, 30]),
)
DEEDS = ["stamp"] * 5 + ["head_start", "adjust", "correct", "redeem", "redeem", "void", "reverse", "reverse"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.sampled_from([1, 1, 1, 2, 3]),
        st.sampled_from([0, 0, 1, 1, 7, 7, 14, 29, 31, 45, 120]),
    ),
    min_size=3,
    max_size=24,
)


@dataclass
class Reference:
    """The design's words, turned day by day: a list of what was done, looked at again from the first day."""

    terms: Terms
    done: list[tuple[int, date, str, int]] = field(default_factory=list)
    """Id, day, what, how many (the stamp number where a reward is taken)."""

    def given(self) -> list[tuple[int, date]]:
        """Stamps in order; a correction strikes out the newest before it."""
        stamps: list[tuple[int, date]] = []
        for number, day, what, count in self.done:
            if what in {"stamp", "head_start", "adjust"}:
                stamps += [(number, day) for _ in range(count)]
            for _ in range(count if what == "correct" else 0):
                stamps.pop()
        return stamps

    def good_on(self, card: list[tuple[int, date]], day: date) -> list[tuple[int, date]]:
        expiry = self.terms.expiry
        if expiry.basis == "each":
            return [stamp for stamp in card if day <= through(stamp[1], expiry)]
        if not card or expiry.basis == "never":
            return card
        end = expiry.on or date.max
        if expiry.basis != "date":
            end = through(card[0][1] if expiry.basis == "first" else max(on for _, on in card), expiry)
        return card if day <= end else []

    def look(self, today: date) -> tuple[list[tuple[int, date]], dict[int, date], bool]:
        """The stamps on the card that evening, the day on which each prize was earned, whether there are too many."""
        card: list[tuple[int, date]] = []
        earned: dict[int, date] = {}
        prizes = {self.terms.goal} | ({self.terms.interim.at_stamp} if self.terms.interim else set())
        day = BEGIN
        waiting = self.given()
        while day <= today:
            if self.terms.goal not in earned:
                card = self.good_on(card, day)
            while waiting and waiting[0][1] == day:
                card = [*card, waiting.pop(0)]
                if len(card) in prizes:
                    earned.setdefault(len(card), day)
            day += timedelta(days=1)
        return card, earned, len(card) > self.terms.goal

    def taken(self, number: int, what: str) -> int:
        return sum(1 for _, _, done, count in self.done if done == what and count == number)

    def reward(self, number: int, earned_on: date, today: date) -> tuple[str, date | None]:
        uses = self.terms.reward.uses if number == self.terms.goal else 1
        end = earned_on + timedelta(days=self.terms.reward_days) if self.terms.reward_days else None
        if self.taken(number, "void"):
            return "void", end
        if self.taken(number, "redeem") >= uses:
            return "used", end
        return ("expired" if end and end < today else "open"), end

    def state(self, today: date) -> str:
        card, earned, _ = self.look(today)
        if not self.done:
            return "empty"
        if self.terms.goal in earned:
            state, _ = self.reward(self.terms.goal, earned[self.terms.goal], today)
            return {"open": "full", "expired": "expired"}.get(state, "done")
        over = self.terms.expiry.basis == "date" and today > (self.terms.expiry.on or date.max)
        return "expired" if over or (self.given() and not card) else "open"


def through(start: date, expiry: Expiry) -> date:
    """The last good day, found by trying: a month later is the same day of the month, or the last one it has."""
    if expiry.unit == "day":
        return start + timedelta(days=expiry.count)
    if expiry.unit == "year_end":
        return date(start.year + expiry.count, 12, 31)
    year, month = start.year + (start.month + expiry.count - 1) // 12, (start.month + expiry.count - 1) % 12 + 1
    for day in range(start.day if expiry.unit == "month" else 31, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError


@dataclass
class Card:
    """A card's ledger as the store would write it, with the reference beside it. Ids grow, days never go back."""

    terms: Terms
    day: date = BEGIN
    entries: list[LedgerEntry] = field(default_factory=list)
    reference: Reference = field(init=False)

    def __post_init__(self) -> None:
        self.reference = Reference(self.terms)

    @property
    def round(self) -> Round:
        return Round(7, 1, 1, self.terms, BEGIN)

    def fold(self, today: date | None = None) -> Standing:
        return fold(self.round, self.entries, today or self.day)

    def act(self, what: str, count: int, wait: int) -> None:
        """Do it if a shop could: what there is no room, no reward or no stamp for is left out."""
        self.day += timedelta(days=wait)
        standing = self.fold()
        if what == "reverse":
            return self.reverse(count)
        if what in {"redeem", "void"}:
            ready = [reward for reward in standing.rewards if reward.state is RewardState.OPEN]
            for reward in ready[:1]:
                number = reward.id % 1000
                self.write(what, number, EntryKind(what), -price(standing, number))
            return None
        over = self.terms.expiry.basis == "date" and self.day > (self.terms.expiry.on or date.max)  # guards see to it
        room = standing.needed - standing.balance if standing.state in {"open", "empty"} and not over else 0
        if what == "correct" and standing.state == "open" and count <= len(self.reference.given()):
            self.write(what, count, EntryKind.ADJUST, -count)
        elif what != "correct" and count <= room:
            self.write(what, count, EntryKind(what), count)
        return None

    def write(self, what: str, count: int, kind: EntryKind, qty: int) -> None:
        number = len(self.entries) + 1
        taking = kind in {EntryKind.REDEEM, EntryKind.VOID}
        entry = LedgerEntry(
            number, f"k{number}", 7, kind, qty, self.day,
            reward=count if taking else 0, used=int(kind is EntryKind.REDEEM),
        )  # fmt: skip
        self.entries.append(entry)
        self.reference.done.append((number, self.day, what, count))
        possible = self.possible()
        assert (broken(self.fold(), self.entries) == "") == possible
        if not possible:
            self.entries.pop()
            self.reference.done.pop()

    def reverse(self, back: int) -> None:
        """Reverse a stamp some entries ago, unless that cannot be: then both say so."""
        stamps = [act for act in self.reference.done if act[2] == "stamp"]
        if len(stamps) < back:
            return
        act, old = stamps[-back], self.reference.done
        entries = [*self.entries, reversal(self.entries[act[0] - 1], len(self.entries) + 1)]
        self.reference.done = [other for other in old if other is not act]
        if self.possible():
            self.entries = entries
        else:
            assert broken(fold(self.round, entries, self.day), entries) or not self.finds_all()
            self.reference.done = old

    def finds_all(self) -> bool:
        """Whether every correction finds the stamps it takes back."""
        try:
            self.reference.given()
        except IndexError:
            return False
        return True

    def possible(self) -> bool:
        if not self.finds_all():
            return False
        _, earned, too_many = self.reference.look(self.day)
        return not too_many and all(act[3] in earned for act in self.reference.done if act[2] in {"redeem", "void"})


def reversal(entry: LedgerEntry, number: int) -> LedgerEntry:
    return replace(
        entry, id=number, key=f"k{number}", kind=EntryKind.REVERSAL,
        qty=-entry.qty, amount=-entry.amount, used=-entry.used, reverses=entry.id,
    )  # fmt: skip


def played(terms: Terms, acts: Sequence[tuple[str, int, int]]) -> Card:
    card = Card(terms)
    for act in acts:
        card.act(*act)
    return card


@settings(max_examples=examples(250))
@given(TERMS, ACTS, st.integers(0, 200))
def test_it_is_what_the_calendar_says(terms: Terms, acts: list[tuple[str, int, int]], later: int) -> None:
    card = played(terms, acts)
    for today in (card.day, card.day + timedelta(days=later)):
        standing, reference = card.fold(today), card.reference
        held, earned, _ = reference.look(today)
        assert standing.state == reference.state(today)
        assert {r.id: (r.earned_on, r.used) for r in standing.rewards} == {
            7000 + number: (day, reference.taken(number, "redeem")) for number, day in earned.items()
        }
        for reward in standing.rewards:
            assert (reward.state, reward.valid_until) == reference.reward(reward.id % 1000, reward.earned_on, today)
        assert list(standing.stamps) == [number for number, _ in held]
        spent = reference.taken(terms.goal, "redeem") or reference.taken(terms.goal, "void")
        assert standing.balance == (len(held) if standing.state in {"open", "full"} and not spent else 0)
        assert standing.total == len(reference.given()) - (terms.goal if spent else 0)
        assert standing.entries == len(reference.done)
        visits = [day for _, day, what, _ in reference.done if what == "stamp"]
        assert (standing.first_on, standing.last_on) == (min(visits, default=None), max(visits, default=None))
        assert broken(standing, card.entries) == ""


@given(TERMS, ACTS, st.integers(0, 400))
def test_it_is_good_through_its_last_day_and_not_the_next(
    terms: Terms, acts: list[tuple[str, int, int]], later: int
) -> None:
    card = played(terms, acts)
    standing = card.fold(card.day + timedelta(days=later))
    if standing.state is RoundState.OPEN and standing.valid_until is not None and standing.balance:
        assert card.fold(standing.valid_until).balance >= standing.balance
        assert card.fold(standing.valid_until + timedelta(days=1)).balance < standing.balance


@given(TERMS, ACTS, st.dates(BEGIN, BEGIN + timedelta(days=900)), st.dates(BEGIN, BEGIN + timedelta(days=900)))
def test_what_was_earned_is_the_same_on_every_day(
    terms: Terms, acts: list[tuple[str, int, int]], one: date, other: date
) -> None:
    card = played(terms, acts)
    first, second = (
        [(r.id, r.earned_on, r.valid_until, r.used) for r in card.fold(day).rewards] for day in (one, other)
    )
    assert first == second


@given(TERMS, ACTS, st.randoms(use_true_random=False))
def test_entries_may_come_in_any_order(terms: Terms, acts: list[tuple[str, int, int]], dice: object) -> None:
    card = played(terms, acts)
    shuffled = list(card.entries)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(card.round, shuffled, card.day) == card.fold()
    assert live(shuffled) == live(card.entries)


@given(TERMS, ACTS, st.data())
def test_taking_back_and_redoing_leave_all_as_it_was(
    terms: Terms, acts: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    """Any entries, as often as one likes, also days later: the copies stand where their sources stood."""
    card = played(terms, acts)
    assume(live(card.entries))
    before, entries = card.fold(), list(card.entries)
    for _ in range(data.draw(st.integers(1, 3))):
        for entry in data.draw(st.lists(st.sampled_from(live(entries)), unique=True, min_size=1)):
            entries.append(reversal(entry, len(entries) + 1))
            entries.append(replace(entry, id=len(entries) + 1, key=f"k{len(entries) + 1}", source=entry.id))
    after = fold(card.round, entries, card.day)
    assert replace(after, stamps=()) == replace(before, stamps=())
    assert len(after.stamps) == len(before.stamps)
    assert broken(after, entries) == ""


@given(TERMS, ACTS)
def test_without_expiry_the_balance_is_the_sum(terms: Terms, acts: list[tuple[str, int, int]]) -> None:
    card = played(replace(terms, expiry=Expiry(), reward_days=0), acts)
    standing = card.fold(card.day + timedelta(days=10_000))
    assert standing.balance == standing.total
    assert standing.valid_until is None


@given(TERMS, ACTS, st.integers(-40_000, 40_000))
def test_a_day_in_doubt_ends_nothing(terms: Terms, acts: list[tuple[str, int, int]], off: int) -> None:
    """A dead battery shows 1980 as easily as 2099: measured by the last trusted day, one stamp more, and no fewer."""
    roomy = replace(terms, goal=20, reward=Prize(20, "coffee"))
    card = played(roomy, acts)
    before = card.fold()
    if before.state is not RoundState.OPEN or terms.expiry.basis is ExpiryBasis.DATE:
        return
    if off < 0 and not before.stamps:  # the very first stamp of a card has no trusted day to go by
        return
    wrong = card.day + timedelta(days=off)
    number = len(card.entries) + 1
    stamp = LedgerEntry(number, "k", 7, EntryKind.STAMP, 1, wrong, suspect=True)
    after = fold(card.round, [*card.entries, stamp], wrong, as_of=card.day)
    assert number in after.stamps
    assert set(before.stamps) <= set(after.stamps)
