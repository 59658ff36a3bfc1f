"""What a booking becomes: no stamp and no cent is lost, cards fill from the oldest, only the first has a head start."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, RoundState, Standing, Why, broken, fold
from smallcrm.domain.loyalty_booking import Booking, remainder, spread
from smallcrm.domain.loyalty_terms import Prize, Terms, Unit
from tests.depth import examples

DAY = date(2026, 11, 22)
NUMBERS = st.integers(0, 25)


def terms(goal: int = 10, head_start: int = 0, per_cents: int = 0, edition: int = 1) -> Terms:
    unit = Unit.AMOUNT if per_cents else Unit.VISIT
    return Terms(unit, per_cents, goal, head_start, Prize(goal, "coffee"), id=edition, edition=edition)


GOALS = st.builds(terms, st.integers(2, 6), st.integers(0, 1), st.just(0))
MONEY = st.builds(terms, st.integers(2, 6), st.integers(0, 1), st.integers(1, 90))


@dataclass
class Customer:
    """One customer's cards in one programme, booked as the store would."""

    cards: list[Round] = field(default_factory=list)
    entries: dict[int, list[LedgerEntry]] = field(default_factory=dict)
    ids: count[int] = field(default_factory=lambda: count(1))

    def standings(self) -> list[Standing]:
        return [fold(card, self.entries[card.id], DAY) for card in self.cards]

    def book(self, today: Terms, *, stamps: int = 0, cents: int = 0, joining: bool = True) -> tuple[Booking, ...]:
        made = spread(self.standings(), today, stamps=stamps, cents=cents, remainder=self.remainder(), joining=joining)
        for booking in made:
            card = booking.round or self.open(today)
            if booking.head_start:
                self.write(card.id, EntryKind.HEAD_START, booking.head_start)
            self.write(card.id, EntryKind.STAMP, booking.qty, booking.amount)
        for standing in self.standings():
            assert broken(standing, self.entries[standing.round.id]) == ""
        return made

    def open(self, today: Terms) -> Round:
        card = Round(len(self.cards) + 1, 1, 1, today, DAY)
        self.cards.append(card)
        self.entries[card.id] = []
        return card

    def write(self, card: int, kind: EntryKind, qty: int, amount: int = 0, reason: Why = Why.NONE) -> LedgerEntry:
        number = next(self.ids)
        entry = LedgerEntry(number, f"k{number}", card, kind, qty, DAY, amount, reason=reason)
        self.entries[card].append(entry)
        return entry

    def reverse(self, entry: LedgerEntry) -> None:
        back = replace(
            entry, id=next(self.ids), kind=EntryKind.REVERSAL,
            qty=-entry.qty, amount=-entry.amount, reverses=entry.id,
        )  # fmt: skip
        self.entries[entry.round_id].append(back)

    def remainder(self) -> int:
        return remainder((entry, card.terms) for card in self.cards for entry in self.entries[card.id])

    def total(self) -> int:
        return sum(standing.total for standing in self.standings())


@given(st.lists(st.tuples(GOALS, NUMBERS), min_size=1, max_size=6))
def test_every_stamp_finds_its_field(visits: list[tuple[Terms, int]]) -> None:
    customer = Customer()
    for edition, (today, stamps) in enumerate(visits, 1):
        made = customer.book(replace(today, id=edition), stamps=stamps)
        assert sum(booking.qty for booking in made) == stamps
        assert all(booking.qty for booking in made) or (len(made) == 1 and stamps == 0)
        assert all(booking.round is None or booking.round.terms.id <= edition for booking in made)
        states = [standing.state for standing in customer.standings()]
        assert all(state is RoundState.FULL for state in states[:-1])  # none is begun while another has room
    head_starts = [e for entries in customer.entries.values() for e in entries if e.kind is EntryKind.HEAD_START]
    assert sum(entry.qty for entry in head_starts) == visits[0][0].head_start
    assert customer.total() == sum(stamps for _, stamps in visits) + visits[0][0].head_start


@settings(max_examples=examples(50))
@given(MONEY, st.lists(st.integers(0, 700), max_size=8))
def test_no_cent_is_lost(today: Terms, purchases: list[int]) -> None:
    customer = Customer()
    for done, cents in enumerate(purchases, 1):
        made = customer.book(today, cents=cents)
        assert sum(booking.amount for booking in made) == cents
        assert all(booking.amount >= 0 for booking in made)
        assert customer.total() - today.head_start == sum(purchases[:done]) // today.per_cents
        assert customer.remainder() == sum(purchases[:done]) % today.per_cents


@given(st.lists(st.tuples(MONEY, st.integers(0, 700)), min_size=1, max_size=6))
def test_what_is_left_over_goes_on_under_new_terms(purchases: list[tuple[Terms, int]]) -> None:
    customer = Customer()
    for edition, (today, cents) in enumerate(purchases, 1):
        customer.book(replace(today, id=edition), cents=cents)
        spent = sum(
            entry.qty * card.terms.per_cents
            for card in customer.cards
            for entry in customer.entries[card.id]
            if entry.kind is EntryKind.STAMP
        )
        assert customer.remainder() == sum(cents for _, cents in purchases[:edition]) - spent
        open_terms = next((s.round.terms for s in customer.standings() if s.state is RoundState.OPEN), None)
        assert 0 <= customer.remainder() < (open_terms.per_cents if open_terms else today.per_cents)


@given(MONEY, st.lists(st.integers(0, 300), min_size=1, max_size=6), st.data())
def test_after_a_reversal_it_is_never_below_0(today: Terms, purchases: list[int], data: st.DataObject) -> None:
    customer = Customer()
    for cents in purchases:
        customer.book(today, cents=cents)
    stamps = [e for entries in customer.entries.values() for e in entries if e.kind is EntryKind.STAMP]
    gone = data.draw(st.sampled_from(stamps))
    customer.reverse(gone)
    left, per = customer.remainder(), today.per_cents
    for _ in range(-(left // per) if left < 0 else 0):
        newest = [standing.round.id for standing in customer.standings() if standing.total][-1]
        customer.write(newest, EntryKind.ADJUST, -1, reason=Why.REMAINDER)
    assert customer.remainder() == (left % per if left < 0 else left)
    given = customer.total() - today.head_start
    assert given * per + customer.remainder() == sum(purchases) - gone.amount
    customer.book(today, cents=0)  # what a reversal left over for a stamp becomes one with the next purchase
    assert 0 <= customer.remainder() < per


def test_30_and_20_at_50_are_one_stamp_and_30_less_are_none() -> None:
    customer, today = Customer(), terms(per_cents=5000)
    first = customer.book(today, cents=3000)
    assert first == (Booking(None, 0, 3000),)
    card = customer.cards[0]
    assert customer.book(today, cents=2000) == (Booking(card, 1, 2000),)
    customer.reverse(customer.entries[1][0])
    assert customer.remainder() == -3000
    customer.write(1, EntryKind.ADJUST, -3000 // 5000, reason=Why.REMAINDER)
    assert (customer.remainder(), customer.total()) == (2000, 0)


def test_one_booking_may_fill_several_cards() -> None:
    customer, today = Customer(), terms(2)
    assert customer.book(today, stamps=5) == (Booking(None, 2), Booking(None, 2), Booking(None, 1))
    assert [standing.balance for standing in customer.standings()] == [2, 2, 1]


def test_a_head_start_is_for_the_first_card_and_for_joining() -> None:
    today = terms(5, head_start=2)
    assert spread([], today, stamps=4) == (Booking(None, 3, head_start=2), Booking(None, 1))
    assert spread([], today, stamps=0) == (Booking(None, 0, head_start=2),)
    assert spread([], today, stamps=5, joining=False) == (Booking(None, 5),)


def empty(number: int, edition: int) -> Standing:
    return fold(Round(number, 1, 1, terms(5, 2, edition=edition), DAY), [], DAY)


def test_an_empty_card_is_used_again_under_the_same_terms_only() -> None:
    today = terms(5, head_start=2, edition=2)
    old, new = empty(1, 1), empty(2, 2)
    assert spread([old], today, stamps=1) == (Booking(None, 1, head_start=2),)
    assert spread([old, new], today, stamps=4) == (Booking(new.round, 3, head_start=2), Booking(None, 1))


def test_the_oldest_card_with_room_comes_first_and_full_ones_are_left() -> None:
    customer = Customer()
    today = terms(3)
    customer.book(today, stamps=5)
    third = customer.open(today)
    customer.write(third.id, EntryKind.STAMP, 1)
    cards = customer.cards
    expected = (Booking(cards[1], 1), Booking(cards[2], 2), Booking(None, 1))
    assert spread(customer.standings()[::-1], today, stamps=4) == expected


def test_a_card_decides_whether_stamps_or_cents_count() -> None:
    visits, money = terms(2), terms(2, per_cents=500, edition=2)
    old = Customer()
    old.book(visits, stamps=1)
    assert old.book(money, stamps=1, cents=700) == (Booking(old.cards[0], 1, 700),)
    assert old.book(money, stamps=1, cents=700) == (Booking(None, 1, 700),)
    assert old.remainder() == 200
    assert old.book(visits, stamps=1, cents=900) == (Booking(old.cards[1], 1, 900),)
    assert old.remainder() == 600  # kept, though nothing is for money any more
    over = Customer()
    over.book(visits, stamps=1)
    assert over.book(money, stamps=2) == (Booking(over.cards[0], 1), Booking(None, 1, 500))
    assert over.remainder() == 0
    assert over.book(money, stamps=2) == (Booking(over.cards[1], 1, 500), Booking(None, 1, 500))


def test_other_entries_are_not_money() -> None:
    customer, today = Customer(), terms(per_cents=500)
    customer.book(today, cents=700)
    customer.write(1, EntryKind.ADJUST, 2, reason=Why.GOODWILL)
    customer.write(1, EntryKind.HEAD_START, 1)
    assert customer.remainder() == 200


def test_money_from_before_counts_as_often_as_it_is_enough_and_debt_is_paid_first() -> None:
    today = terms(2, per_cents=50)
    assert spread([], today, cents=10, remainder=140) == (Booking(None, 2, 10), Booking(None, 1, 0))
    assert spread([], today, cents=20, remainder=-30) == (Booking(None, 0, 20),)
    assert spread([], today, cents=80, remainder=-30) == (Booking(None, 1, 80),)
