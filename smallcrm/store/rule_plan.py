"""What is to be written so that all stands as the rules want it: compared with what is there, then written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import post
from smallcrm.domain import rules as rule
from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.repeat import shows_on
from smallcrm.domain.rules import Rule, RuleKind, Wanted
from smallcrm.domain.text import storable
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import follow_up_values
from smallcrm.store.rule_facts import RuleFacts

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

FEW = 50
"""Up to so many rows each is noted with its customer, and so many customers are looked at one by one."""


@dataclass(slots=True)
class Plan:
    """The follow-ups to make, to move and to take away."""

    made: list[Wanted]
    moved: list[tuple[FollowUp, Wanted]]
    taken: list[FollowUp]

    def __len__(self) -> int:
        return len(self.made) + len(self.moved) + len(self.taken)


class Planner:
    """Compares what the rules want with what is there; nothing is written."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.facts = RuleFacts(shop)

    def saving(self, before: Sequence[Rule], after: Sequence[Rule], ready: Rule) -> Plan:
        """Plan what keeping a rule brings about: rules of another kind want what they wanted."""
        old = next((r for r in before if r.id == ready.id and ready.id), None)
        ids = self.facts.all_of(ready) | (self.facts.all_of(old) if old else set())
        if ready.kind in rule.EVENTS or ready.kind == RuleKind.AFTER_COMPLAINT:
            ids |= self.facts.lately([ready])
        kinds = {ready.kind, *([old.kind] if old else [])}
        was, now = ([r for r in rules if r.kind in kinds] for rules in (before, after))
        return self._compared(was, now, ids)

    def removing(self, rules: Sequence[Rule], gone: Rule) -> Plan:
        """Plan what taking a rule away brings about."""
        before = [r for r in rules if r.kind == gone.kind]
        return self._compared(before, [r for r in before if r.id != gone.id], self.facts.all_of(gone))

    def running(self, rules: Sequence[Rule], customers: set[int] | None) -> Plan:
        """Plan what is missing, for these customers or (None) for all."""
        makers = [r for r in rules if r.kind != RuleKind.DRIFTING]  # which makes nothing: Today reads it
        if not any(r.active for r in makers):
            return Plan([], [], [])
        return self._compared(makers, makers, self.facts.lately(makers) if customers is None else customers)

    def _compared(self, before: Sequence[Rule], after: Sequence[Rule], ids: Iterable[int]) -> Plan:
        plan, ordered = Plan([], [], []), sorted(ids)
        changed = before is not after
        there = self.facts.there(ordered)
        running = {r.id for r in before if r.active}  # what a rule made that is off or gone stays with people
        open_day, oldest = _open_day(self._shop), self._shop.today - timedelta(days=rule.LATE)
        for one in self.facts.of([*after, *before] if changed else after, ordered):
            now = {w.same: w for w in rule.wanted(after, one, open_day)}
            was = now
            if changed:
                was = {w.same: w for w in rule.wanted(before, one, open_day)} if running else {}
            _compare(plan, now, was, there.get(one.customer_id, ()), running, oldest)
        return plan


def _compare(
    plan: Plan,
    now: dict[tuple[int, int, str], Wanted],
    was: dict[tuple[int, int, str], Wanted],
    there: Sequence[FollowUp],
    running: set[int],
    oldest: date,
) -> None:
    """Add to a plan what one customer lacks, and what is there and not wanted any more."""
    rows = {_same(f): f for f in sorted(there, key=lambda f: f.id)}  # of two solvings the later one
    touching = {w.rule for w in now.values() if w.kind == FollowUpKind.STAY_IN_TOUCH}
    left = {same: f for same, f in rows.items() if same not in now}
    taken = [f for same, f in left.items() if f.rule in running - touching and _untouched(f, was.get(same))]
    # what a person made their own of another rule's is enough: nobody is asked to ring the same customer twice
    asked = any(f.live and f.kind == FollowUpKind.STAY_IN_TOUCH and f not in taken for f in left.values())
    for same, wanted in now.items():
        staying = wanted.kind == FollowUpKind.STAY_IN_TOUCH
        if same not in rows:
            if not asked if staying else wanted.due >= oldest:
                plan.made.append(wanted)
        elif more := wanted.again(rows[same]):
            if wanted.due >= oldest:
                plan.made.append(more)
        elif _moves(rows[same], wanted, was.get(same)):
            plan.moved.append((rows[same], wanted))
    plan.taken += taken


def written(shop: Shop, plan: Plan, rule_id: int = 0) -> None:
    """Write a plan, inside an open change; ``rule_id`` is that of the rule which had none when it was made."""
    journal, rows = shop.journal, list(_rows(plan.made, rule_id, shop.now))
    if len(rows) > FEW:
        first = shop.database.next_id(tables.FollowUp)
        journal.insert_many(tables.FollowUp, ("id", *rows[0]), [(first + n, *r.values()) for n, r in enumerate(rows)])
    else:
        for row in rows:
            journal.insert(tables.FollowUp, row, owner=row["customer_id"])
    moved: dict[int, tuple[int, dict[str, Any]]] = {}
    for old, wanted in plan.moved:
        day = wanted.due.isoformat()
        wake = shows_on(replace(old, due=wanted.due, snoozed_to=None)).isoformat() if old.leads else day
        values = {"due": day, "first_due": day, "snoozed_to": None, "wake": wake, "rule_key": wanted.key}
        moved[old.id] = old.customer_id, values
    journal.update_many(tables.FollowUp, moved)
    journal.delete_many(tables.FollowUp, {gone.id: gone.customer_id for gone in plan.taken})


def _rows(made: Sequence[Wanted], rule_id: int, now: datetime) -> Iterator[dict[str, Any]]:
    """The rows of new follow-ups: most of a large tag differ in a few columns only."""
    alike: dict[tuple[str, int, str], dict[str, Any]] = {}
    for w in made:
        like = w.kind, w.rule or rule_id, w.words
        if like not in alike:
            one = FollowUp(w.kind, w.customer_id, w.words, w.due, rule=like[1], made_at=now)
            alike[like] = follow_up_values(one)
        day = w.due.isoformat()
        own = {"customer_id": w.customer_id, "due": day, "first_due": day, "wake": day, "rule_key": w.key}
        yield {**alike[like], **own, "parent": w.parent, "entry": w.entry}


def _open_day(shop: Shop) -> Callable[[date], date]:
    calendar = shop.calendar.post()

    def first(day: date) -> date:
        return day if post.is_open(day, calendar) else post.next_open_day(day, calendar)

    return first


def _same(f: FollowUp) -> tuple[int, int, str]:
    return f.rule, f.customer_id, rule.same_key(f.kind, f.rule_key)


def _moves(there: FollowUp, wanted: Wanted, was: Wanted | None) -> bool:
    """Whether a follow-up goes to another day: a contact came, or its rule got other days and nobody touched it."""
    if not there.live or rule.held(there.rule_key):
        return False
    if there.kind == FollowUpKind.STAY_IN_TOUCH and there.rule_key != wanted.key:
        return True
    return was is not None and wanted.due != was.due and there.due == was.due and _untouched(there, was)


def _untouched(f: FollowUp, was: Wanted | None) -> bool:
    """Whether a follow-up stands as its rule made it: nobody put it off, handed it on, set its day or wrote into it."""
    plain = (f.state, f.snoozed_to, f.assignee, f.urgent, f.outcome, f.at, f.leads, f.repeat)
    if plain != (State.OPEN, None, 0, False, "", None, (), None) or rule.held(f.rule_key):
        return False
    return was is None or (f.due == was.due and f.text == storable(was.words).strip())
