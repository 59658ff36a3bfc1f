"""Any history goes back: whatever was done in whatever order, undo meets each earlier picture again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from smallcrm.domain import loyalty_terms
from smallcrm.domain.errors import BadInput, Conflict, NotFound, Refused
from smallcrm.domain.follow_up import CallOutcome, Repeat, Unit
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Occasion, Phone
from smallcrm.domain.name_days import NameDay, NameList
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.events import Event
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.shop import Shop
from tests.store.pictures import picture

NAMES = st.sampled_from(["Aino", "Łukasz", "Øyvind", "O'Brien", "Äijä", "x_%", "Ö"])


class Undoing(RuleBasedStateMachine):
    """Anything in any order: going back step by step meets each earlier picture again."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        number = sum(1 for _ in self.folder.iterdir())
        self.clock = FixedClock(date(2027, 5, 10))
        self.shop = Shop.open(self.folder / f"{number}.smallcrm", clock=self.clock, create=True)
        self.pictures: list[dict[str, list[tuple[Any, ...]]]] = [picture(self.shop)]

    def _step(self) -> None:
        now = picture(self.shop)
        if now != self.pictures[-1]:
            self.pictures.append(now)

    @rule(name=NAMES, phone=st.sampled_from(["", "040 1", "+47 22 33 44 55"]))
    def add(self, name: str, phone: str) -> None:
        self.shop.customers.add(Customer(given=name, phones=(Phone(phone),) if phone else ()))
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(name=NAMES, at=st.integers(0, 5), phones=st.lists(st.sampled_from(["1", "22", "040 55"]), max_size=3))
    def save(self, name: str, at: int, phones: list[str]) -> None:
        ids = self.shop.customers.all_ids("active")
        customer = self.shop.customers.get(ids[at % len(ids)])
        self.shop.customers.save(replace(customer, family=name, phones=tuple(Phone(p) for p in phones)))
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5), text=NAMES)
    def note(self, at: int, text: str) -> None:
        ids = self.shop.customers.all_ids("active")
        self.shop.timeline.add(ids[at % len(ids)], "note", text)
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5), kind=st.sampled_from(["visit", "purchase"]), back=st.integers(0, 90))
    def visit(self, at: int, kind: str, back: int) -> None:
        ids = self.shop.customers.all_ids("active")
        on = self.shop.today - timedelta(days=back)
        self.shop.timeline.add(ids[at % len(ids)], kind, "", on, amount=back * 500)
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5), ahead=st.integers(-40, 40), often=st.none() | st.sampled_from(list(Unit)))
    def promise(self, at: int, ahead: int, often: Unit | None) -> None:
        ids = self.shop.customers.all_ids("active")
        due = self.shop.today + timedelta(days=ahead)
        made = self.shop.follow_ups.note(ids[at % len(ids)], "x", due)
        self._step()
        if often:
            known = self.shop.follow_ups.get(made.follow_up)
            self.shop.follow_ups.save(replace(known, repeat=Repeat(1, often)))
            self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5))
    def complain(self, at: int) -> None:
        ids = self.shop.customers.all_ids("active")
        self.shop.follow_ups.complain(ids[at % len(ids)], "x")
        self._step()

    @precondition(lambda self: self.shop.follow_ups.count(FollowUpFilter()) > 0)
    @rule(at=st.integers(0, 5), act=st.sampled_from(["done", "drop", "wait", "snooze", "reached", "solve"]))
    def see_to(self, at: int, act: str) -> None:
        rows = self.shop.follow_ups.find(FollowUpFilter())
        one, follow_ups = rows[at % len(rows)].follow_up, self.shop.follow_ups
        if act == "snooze":
            follow_ups.snooze(one.id, datetime(2027, 6, 1, 9))
        elif act == "reached":
            follow_ups.called(one.customer_id, CallOutcome.REACHED, follow_up=one.id)
        else:
            getattr(follow_ups, act)(one.id)
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5))
    def remove(self, at: int) -> None:
        ids = self.shop.customers.all_ids("active")
        lines = [e for i in ids for e in self.shop.timeline.of(i)]
        if lines:
            self.shop.timeline.remove(lines[at % len(lines)].id)
            self._step()

    @precondition(lambda self: len(self.pictures) > 1)
    @rule(at=st.integers(0, 5))
    def undo_any(self, at: int) -> None:
        """An older step is taken back or refused; what is left is whole either way."""
        steps = [s for s in self.shop.journal.steps() if not s.undone]
        before = picture(self.shop)
        step = steps[at % len(steps)].id
        try:
            self.shop.journal.undo_step(step)
        except Conflict:
            assert picture(self.shop) == before
        else:
            assert check(self.shop) == []
            self.shop.journal.redo_step(step)
            assert picture(self.shop) == before

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5))
    def bin(self, at: int) -> None:
        ids = self.shop.customers.all_ids("active")
        self.shop.customers.bin(ids[at % len(ids)])
        self._step()

    @precondition(lambda self: len(self.pictures) > 1)
    @rule()
    def undo(self) -> None:
        self.shop.journal.undo()
        self.pictures.pop()
        assert picture(self.shop) == self.pictures[-1]

    @precondition(lambda self: len(self.pictures) > 1)
    @rule()
    def undo_and_redo(self) -> None:
        now = picture(self.shop)
        self.shop.journal.undo()
        self.shop.journal.redo()
        assert picture(self.shop) == now

    @invariant()
    def whole(self) -> None:
        assert check(self.shop) == []

    def teardown(self) -> None:
        self.shop.close()


class Planning(Undoing):
    """And the calendar among it."""

    @rule(title=NAMES, ahead=st.integers(-9, 40), days=st.none() | st.integers(-1, 3))
    def event(self, title: str, ahead: int, days: int | None) -> None:
        on = self.shop.today + timedelta(days=ahead)
        with suppress(BadInput):
            self.shop.events.add(Event(title, on, None if days is None else on + timedelta(days=days)))
        self._step()

    @rule(at=st.integers(0, 5), title=st.none() | NAMES)
    def event_later(self, at: int, title: str | None) -> None:
        found = self.shop.events.between(date.min, date.max)
        if found and title is None:
            self.shop.events.remove(found[at % len(found)].id)
        elif found:
            self.shop.events.save(replace(found[at % len(found)], title=title or "x", until=None))
        self._step()

    @rule(ahead=st.integers(0, 3), closed=st.booleans())
    def close(self, ahead: int, closed: bool) -> None:
        self.shop.agenda.close(self.shop.today + timedelta(days=ahead), closed)
        self._step()

    @precondition(lambda self: self.shop.follow_ups.count(FollowUpFilter()) > 0)
    @rule(at=st.integers(0, 5), ahead=st.integers(-5, 60))
    def move(self, at: int, ahead: int) -> None:
        rows = self.shop.follow_ups.find(FollowUpFilter())
        one = rows[at % len(rows)].follow_up
        self.shop.follow_ups.move(one.id, self.shop.today + timedelta(days=ahead))
        assert self.shop.follow_ups.get(one.id).on == self.shop.today + timedelta(days=ahead)
        self._step()

    @rule(names=st.lists(NAMES, max_size=3, unique=True))
    def kinds(self, names: list[str]) -> None:
        known = self.shop.occasion_kinds.all()
        ids = [one.id for one in known] + [0] * len(names)
        with suppress(BadInput):
            self.shop.occasion_kinds.save([OwnKind(name, id=ids[n]) for n, name in enumerate(names)])
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5), label=NAMES, ended=st.sampled_from(["", "divorce"]))
    def day(self, at: int, label: str, ended: str) -> None:
        ids = self.shop.customers.all_ids("active")
        customer = self.shop.customers.get(ids[at % len(ids)])
        own = Occasion("other", 2, 29, 2012, label)
        wedding = Occasion("wedding_anniversary", 5, 12, partner=label, ended=ended)
        self.shop.customers.save(replace(customer, occasions=(own, wedding)))
        self._step()

    @rule(names=st.lists(NAMES, min_size=1, max_size=3, unique=True))
    def name_list(self, names: list[str]) -> None:
        days = [NameDay(5, 1 + n, name) for n, name in enumerate(names)]
        known, info = self.shop.name_days.lists(), NameList("FI", "x", "y", "z")
        with suppress(BadInput):
            if known:
                self.shop.name_days.remove(known[0].id)
            else:
                self.shop.name_days.add(info, days)
        self._step()


class Stamping(Undoing):
    """And punch cards among it."""

    @rule(
        goal=st.integers(2, 4),
        head_start=st.integers(0, 1),
        per_cents=st.sampled_from([0, 0, 700, 1000]),
        basis=st.sampled_from(list(ExpiryBasis)),
    )
    def programme(self, goal: int, head_start: int, per_cents: int, basis: ExpiryBasis) -> None:
        terms = Terms(
            unit=loyalty_terms.Unit.AMOUNT if per_cents else loyalty_terms.Unit.VISIT,
            per_cents=per_cents,
            goal=goal,
            head_start=head_start,
            reward=Prize(goal, "x", uses=goal - 1),
            interim=Prize(1, "y"),
            expiry=Expiry(basis, 10, ExpiryUnit.DAY, date(2027, 8, 1)),
        )
        programmes = self.shop.programmes.all()
        if programmes:
            self.shop.programmes.change(programmes[0].id, terms, award=self._rounds())
        else:
            self.shop.programmes.add(Programme("x", ProgrammeState.RUNNING, on_scan=True, terms=terms))
        self._step()

    @rule(days=st.integers(1, 9))
    def later(self, days: int) -> None:
        self.clock.when = self.shop.today + timedelta(days=days)

    def _rounds(self) -> list[int]:
        return [int(i) for (i,) in self.shop.database.sql("SELECT id FROM round")]

    @precondition(lambda self: self.shop.customers.count() > 0 and self.shop.programmes.on_scan())
    @rule(
        at=st.integers(0, 5),
        count=st.integers(1, 5),
        cents=st.sampled_from([0, 100, 650, 2300]),
        note=st.sampled_from(["", "x"]),
    )
    def stamp(self, at: int, count: int, cents: int, note: str) -> None:
        ids = self.shop.customers.all_ids("active")
        with suppress(Refused):  # after the last day of a programme
            self.shop.cards.stamp(ids[at % len(ids)], count=count, cents=cents, note=note, again=True)
        self._step()

    @precondition(lambda self: self.shop.cards.rewards_ready(1)[1] > 0)
    @rule(at=st.integers(0, 5), void=st.booleans())
    def reward(self, at: int, *, void: bool) -> None:
        ready = self.shop.cards.rewards_ready(9)[0]
        one = ready[at % len(ready)].reward_id
        if void:
            self.shop.cards.void(one, "mistake")
        else:
            self.shop.cards.redeem(one)
        self._step()

    @precondition(lambda self: self.shop.database.sql("SELECT 1 FROM ledger LIMIT 1"))
    @rule(at=st.integers(0, 30), to=st.integers(0, 5), move=st.booleans())
    def set_right(self, at: int, to: int, *, move: bool) -> None:
        """An entry is taken back or moved, or that is refused and nothing changes."""
        entries = self.shop.database.sql("SELECT id FROM ledger ORDER BY id")
        ids = self.shop.customers.all_ids("active")
        before, entry = picture(self.shop), int(entries[at % len(entries)][0])
        try:
            if move and ids:
                self.shop.cards.move(entry, ids[to % len(ids)])
            else:
                self.shop.cards.reverse(entry, "mistake")
        except (Refused, NotFound):
            assert picture(self.shop) == before
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0 and self.shop.programmes.on_scan())
    @rule(at=st.integers(0, 5), says=st.integers(0, 4))
    def settle(self, at: int, says: int) -> None:
        ids = self.shop.customers.all_ids("active")
        with suppress(Refused):
            self.shop.cards.believe_paper(ids[at % len(ids)], self.shop.programmes.all()[0].id, says)
        self._step()

    @precondition(lambda self: self.shop.customers.count() > 0)
    @rule(at=st.integers(0, 5), again=st.booleans())
    def number(self, at: int, *, again: bool) -> None:
        ids = self.shop.customers.all_ids("active")
        (self.shop.cards.replace if again else self.shop.cards.issue)(ids[at % len(ids)])
        self._step()


def test_any_history_goes_back(tmp_path: Path) -> None:
    Stamping.folder = tmp_path
    run_state_machine_as_test(
        Stamping, settings=settings(max_examples=8, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    )


def test_any_history_of_the_calendar_goes_back(tmp_path: Path) -> None:
    Planning.folder = tmp_path
    run_state_machine_as_test(
        Planning, settings=settings(max_examples=8, stateful_step_count=25, suppress_health_check=list(HealthCheck))
    )
