"""Any punch cards: whatever is done, the shop shows what a shopkeeper's book shows beside it, and it goes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from smallcrm.domain.errors import Conflict, Refused
from smallcrm.domain.loyalty_terms import (
    Expiry,
    ExpiryBasis,
    ExpiryUnit,
    Prize,
    Programme,
    ProgrammeState,
    Terms,
    check_terms,
)
from smallcrm.domain.model import Customer
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.loyalty.standings import standings
from smallcrm.store.shop import Shop
from tests.depth import examples
from tests.domain.loyalty_reference import Book, Card, Ending, Mark, RefusedError, Step
from tests.store.pictures import picture

NOON = datetime(2027, 5, 10, 12, 0, 0)
PEOPLE = st.integers(1, 3)
AT = st.integers(0, 9)


@st.composite
def editions(draw: st.DrawFn) -> Terms:
    goal = draw(st.sampled_from([2, 3, 3, 5]))
    interim = draw(st.none() | st.integers(1, goal - 1))
    basis = draw(st.sampled_from([*ExpiryBasis, ExpiryBasis.EACH]))
    last = NOON.date() + timedelta(days=draw(st.integers(5, 30))) if basis == "date" else None
    return check_terms(
        Terms(
            goal=goal,
            head_start=draw(st.sampled_from([0, 0, 1])),
            reward=Prize(goal, "Kahvi", 350, draw(st.sampled_from([1, 1, 2]))),
            interim=Prize(interim, "Pulla", 200) if interim else None,
            expiry=Expiry(basis, draw(st.integers(2, 15)), ExpiryUnit.DAY, last),
            reward_days=draw(st.sampled_from([0, 0, 7])),
        )
    )


class Beside(RuleBasedStateMachine):
    """A shop and a book beside it: how they are compared."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        number = sum(1 for _ in self.folder.iterdir())
        self.clock = FixedClock(NOON)
        self.shop = Shop.open(self.folder / f"{number}.smallcrm", clock=self.clock, create=True)
        for name in ("Aino", "Bo", "Łucja"):
            self.shop.customers.add(Customer(given=name))
        for kept in self.shop.rules.all():  # redo gives way to what a rule made anew: another test's matter
            self.shop.rules.save(replace(kept, active=False))
        self.steps: dict[int, Step] = {}
        self.rounds: dict[int, Card] = {}
        self.known = 0

    @initialize(terms=editions())
    def begin(self, terms: Terms) -> None:
        begun = NOON.date() - timedelta(days=30)
        self.programme = self.shop.programmes.add(
            Programme("Kahvikortti", ProgrammeState.RUNNING, on_scan=True, terms=terms, started_on=begun)
        )
        self.book = Book([terms], NOON.date())
        self.first = self.newest()
        self.nothing = picture(self.shop)

    # -- the two side by side --------------------------------------------------------------------------------------

    def newest(self) -> int:
        return self.shop.journal.steps()[0].id

    def told(self, step: Step) -> None:
        """The shop made one step and wrote what the book wrote, each line on the card that the book says."""
        assert self.newest() not in {*self.steps, self.first}
        self.steps[self.newest()] = step
        rows = self.written()
        assert [(what, qty) for _, _, what, qty, *_rest in rows] == [(m.what, m.count) for m in step.wrote]
        for mark, (number, round_id, *_rest) in zip(step.wrote, rows, strict=True):
            mark.number = number
            assert self.rounds.setdefault(round_id, self.book.card_of(mark)) is self.book.card_of(mark)

    def written(self) -> list[tuple[int, int, str, int, date, int]]:
        """What was added to the ledger since last time, but reversals."""
        rows = self.shop.database.sql(
            "SELECT id, round_id, kind, qty, on_date, reward FROM ledger WHERE id > ? AND reverses = 0 ORDER BY id",
            [self.known],
        )
        self.known = int(self.shop.database.sql("SELECT coalesce(max(id), 0) FROM ledger")[0][0])
        return [(i, card, kind, qty, date.fromisoformat(on), reward) for i, card, kind, qty, on, reward in rows]

    def standing(self, *kinds: str) -> list[Mark]:
        return [mark for card in self.rounds.values() for mark in card.standing(*kinds)]

    def mirrored(self, struck: list[Mark], kinds: set[str], who: int) -> Step:
        """Write into the book what the shop chose to write."""
        known, wrote = self.known, []
        for _, round_id, what, qty, on, reward in self.written():
            assert what in kinds
            if round_id not in self.rounds:
                self.rounds[round_id] = self.empty_card(who)
            wrote.append(Mark(what, qty, on, reward))
            self.rounds[round_id].marks.append(wrote[-1])
        self.known = known
        for mark in struck:
            mark.standing = False
        self.book.steps.append(Step(struck, wrote))
        return self.book.steps[-1]

    def moved_up(self, step: Step, who: int) -> None:
        """Write into the book, with its step, stamps of a next card that the shop let fill the one before it."""
        had = self.stamps_of(who)
        sources = dict(self.shop.database.sql("SELECT id, source FROM ledger"))
        taken = self.shop.database.sql("SELECT reverses FROM ledger WHERE id > ? AND reverses > 0", [self.known])
        known, rows = self.known, self.written()[len(step.wrote) :]
        struck = [mark for (entry,) in taken if (mark := self.mark_of(entry, sources)) not in step.struck]
        for mark in struck:
            mark.standing = False
        for _, round_id, what, qty, on, reward in rows:
            step.wrote.append(Mark(what, qty, on, reward))
            self.rounds[round_id].marks.append(step.wrote[-1])
        step.struck += struck
        self.known = known
        self.told(step)
        assert self.stamps_of(who) == had

    def stamps_of(self, who: int) -> int:
        return sum(self.book.look(card).balance for card in self.book.of(who))

    def mark_of(self, entry: int, sources: dict[int, int]) -> Mark:
        """The line in the book that an entry goes back to."""
        marks = {mark.number: mark for card in self.rounds.values() for mark in card.marks}
        while entry not in marks:
            entry = sources[entry]
        return marks[entry]

    def empty_card(self, who: int) -> Card:
        mine = (card for card in self.book.of(who) if card.terms is self.book.now and not card.standing())
        card = next((card for card in mine if card not in self.rounds.values()), None)
        if card is None:
            card = Card(who, self.book.now)
            self.book.cards.append(card)
        return card

    def refused(self, act: Callable[[], object]) -> None:
        """The shop says no, says to what, and nothing changed."""
        before = picture(self.shop)
        with pytest.raises((Refused, Conflict)) as caught:
            act()
        if isinstance(caught.value, Conflict):
            assert caught.value.code == "changed_later"
            assert caught.value.values["steps"]
        assert picture(self.shop) == before

    # -- what holds ------------------------------------------------------------------------------------------------

    @invariant()
    def same(self) -> None:
        for who in (1, 2, 3):
            cards = {card.round.id: card for card in standings(self.shop, self.shop.ledger.rounds_of(who))}
            for number, standing in cards.items():
                if number not in self.rounds:
                    assert standing.state == "empty"
                    continue
                card = self.rounds[number]
                seen = self.book.look(card)
                assert (standing.balance, standing.state) == (seen.balance, seen.state), (number, standing, card)
                prizes = {r.id % 1000: (r.state, r.earned_on, r.valid_until, r.used) for r in standing.rewards}
                assert prizes == {n: (p.state, p.earned_on, p.valid_until, p.used) for n, p in seen.prizes.items()}
                assert standing.total == sum(mark.count for mark in card.standing())
            hidden = [card for number, card in self.rounds.items() if card.owner == who and number not in cards]
            assert not any(card.standing() for card in hidden)
            ready = {one.reward_id for one in self.shop.cards.rewards_of(who)}
            mine = [(number, card) for number, card in self.rounds.items() if card.owner == who]
            assert ready == {
                number * 1000 + prize for number, card in mine
                for prize, seen in self.book.look(card).prizes.items() if seen.state == "open"
            }  # fmt: skip

    def teardown(self) -> None:
        """All of it, backwards, is as if nothing had been."""
        assert check(self.shop) == []
        left = [number for number in sorted(self.steps, reverse=True) if not self.steps[number].undone]
        for number in left:
            try:
                self.shop.journal.undo_step(number)
            except Conflict:
                break
        else:
            assert picture(self.shop) == self.nothing
        self.shop.close()


class Counter(Beside):
    """What is done; each action is one step of the shop and one of the book."""

    # -- at the counter --------------------------------------------------------------------------------------------

    @rule(who=PEOPLE, count=st.sampled_from([1, 1, 1, 2, 4]))
    def stamp(self, who: int, count: int) -> None:
        try:
            step = self.book.stamp(who, count)
        except RefusedError:
            self.refused(lambda: self.shop.cards.stamp(who, programme_id=self.programme, count=count, again=True))
        else:
            done = self.shop.cards.stamp(who, programme_id=self.programme, count=count, again=True)
            assert (done.counted, done.qty) == (True, count)
            assert done.step == self.newest()
            self.told(step)

    @rule(who=PEOPLE, at=AT)
    def stamp_twice_with_one_key(self, who: int, at: int) -> None:
        """The same key is the same scan, however often it comes."""
        if (self.book.ending.stamps or self.book.today) < self.book.today:
            return
        key = f"key{len(self.steps)}"
        try:
            step = self.book.stamp(who)
        except RefusedError:
            return
        first = self.shop.cards.stamp(who, programme_id=self.programme, key=key, again=True)
        self.told(step)
        again = self.shop.cards.stamp(who, programme_id=self.programme, key=key)
        assert (again.counted, again.entry_ids, again.step) == (False, first.entry_ids, first.step)

    @rule(at=AT, what=st.sampled_from(["redeem", "redeem", "redeem", "void"]))
    def give(self, at: int, what: str) -> None:
        ready = [
            (number, prize) for number, card in self.rounds.items()
            for prize, seen in self.book.look(card).prizes.items() if seen.state == "open"
        ]  # fmt: skip
        if ready:
            number, prize = ready[at % len(ready)]
            if what == "redeem":
                self.shop.cards.redeem(number * 1000 + prize)
            else:
                self.shop.cards.void(number * 1000 + prize, "goodwill")
            self.told(self.book.take(self.rounds[number], prize, what))

    @rule()
    def give_what_is_not_there(self) -> None:
        for number, card in self.rounds.items():
            prizes = self.book.look(card).prizes
            for prize in (card.terms.goal, *([card.terms.interim.at_stamp] if card.terms.interim else [])):
                if prize not in prizes or prizes[prize].state != "open":
                    with pytest.raises(Refused):
                        self.shop.cards.redeem(number * 1000 + prize)

    # -- set right -------------------------------------------------------------------------------------------------

    @rule(at=AT)
    def reverse(self, at: int) -> None:
        if not (marks := self.standing()):
            return
        mark = marks[at % len(marks)]
        try:
            step = self.book.reverse(mark)
        except RefusedError:
            self.refused(lambda: self.shop.cards.reverse(mark.number, "mistake"))
        else:
            assert len(self.shop.cards.reverse(mark.number, "mistake")) == len(step.struck)
            self.moved_up(step, self.book.card_of(mark).owner)

    @rule(at=AT, who=PEOPLE)
    def move(self, at: int, who: int) -> None:
        marks = [mark for mark in self.standing("stamp") if mark.count and self.book.card_of(mark).owner != who]
        if not marks:
            return
        mark = marks[at % len(marks)]
        try:
            step = self.book.move(mark, who)
        except RefusedError:
            self.refused(lambda: self.shop.cards.move(mark.number, who))
        else:
            assert self.shop.cards.move(mark.number, who).qty == mark.count
            self.moved_up(step, self.book.card_of(mark).owner)

    @rule(who=PEOPLE, by=st.sampled_from([1, 2, -1, -1, -2]))
    def adjust(self, who: int, by: int) -> None:
        """Where it is written is the shop's choice; that it is written whole, and right, is not."""
        cards, before = self.book.of(who), picture(self.shop)
        had = sum(self.book.look(card).balance for card in cards)
        try:
            self.shop.cards.adjust(who, self.programme, by, "goodwill")
        except Refused as no:
            assert picture(self.shop) == before
            code = no.code
            assert by < 0 or code == "ended"
            return
        self.told(self.mirrored([], {"adjust"}, who))
        if by < 0:
            assert sum(self.book.look(card).balance for card in self.book.of(who)) == had + by

    # -- time, terms, the end --------------------------------------------------------------------------------------

    @rule(days=st.sampled_from([0, 1, 1, 2, 4, 8, 20]))
    def day_passes(self, days: int) -> None:
        self.clock.when = cast("datetime", self.clock.when) + timedelta(days=days, minutes=1)
        self.book.today += timedelta(days=days)

    @precondition(lambda self: len(self.book.terms) < 5)
    @rule(terms=editions())
    def change(self, terms: Terms) -> None:
        now = self.shop.programmes.get(self.programme).terms
        edition = self.shop.programmes.change(self.programme, terms)
        if edition != now.edition:
            self.told(self.book.change(terms))

    @precondition(lambda self: len(self.book.terms) < 5)
    @rule(who=PEOPLE, goal=st.sampled_from([2, 3]))
    def award(self, who: int, goal: int) -> None:
        """A lower goal, and those past it have their reward of today; nobody loses a stamp."""
        terms = Terms(goal=goal, reward=Prize(goal, "Tee", 250))
        new = self.book.now != terms
        past = [card for card in self.rounds.values() if card.owner == who and self.past(card, terms)]
        had = {card.owner: self.stamps_of(card.owner) for card in self.book.cards}
        cards = [number for number, card in self.rounds.items() if card.owner == who]
        self.shop.programmes.change(self.programme, terms, award=cards)
        if not new and not past:
            return
        edition = self.book.change(terms).edition if new else -1
        self.book.steps = self.book.steps[: -1 if new else None]
        anew = [card for card in past if not self.book.look(card).prizes]  # else it stays, and is closed
        struck = [mark for card in anew for mark in card.standing()]
        step = self.mirrored(struck, {"stamp", "head_start", "adjust", "redeem", "void"}, who)
        step.edition = edition
        self.told(step)
        assert {owner: self.stamps_of(owner) for owner in had} == had
        assert len([card for card in self.book.of(who) if self.book.look(card).state == "full"]) >= len(past)

    def past(self, card: Card, terms: Terms) -> bool:
        """Whether a card is running and has all that cards of other terms ask for."""
        seen = self.book.look(card)
        return seen.state == "open" and seen.balance >= terms.goal and card.terms != terms

    @rule(days=st.sampled_from([0, 0, 3]), rewards=st.sampled_from([None, 0, 5]))
    def end(self, days: int, rewards: int | None) -> None:
        if self.book.ending.stamps is None:
            last = self.book.today + timedelta(days=days)
            until = None if rewards is None else last + timedelta(days=rewards)
            self.shop.programmes.end(self.programme, last, until)
            self.told(self.book.end(Ending(last, until)))
        else:
            self.shop.programmes.start(self.programme)
            self.told(self.book.end(Ending()))

    # -- undo and redo ---------------------------------------------------------------------------------------------

    @precondition(lambda self: self.steps)
    @rule(at=AT)
    def turn(self, at: int) -> None:
        """Any step is taken back or done again, or both say that it cannot be."""
        number = sorted(self.steps)[-1 - at % len(self.steps)]
        step, journal = self.steps[number], self.shop.journal
        turned = journal.redo_step if step.undone else journal.undo_step
        try:
            self.book.turn(step)
        except RefusedError:
            self.refused(lambda: turned(number))
        else:
            turned(number)
        self.written()
        assert check(self.shop) == []


def test_any_cards(tmp_path: Path) -> None:
    Counter.folder = tmp_path
    tried = settings(max_examples=examples(8), stateful_step_count=30, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Counter, settings=tried)
