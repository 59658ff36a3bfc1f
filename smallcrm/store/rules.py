"""The shop's rules: kept, tried before they are kept, and run; each follow-up they made says which rule it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import post
from smallcrm.domain import rules as rule
from smallcrm.domain.errors import BadInput, FileTrouble, NotFound
from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.repeat import shows_on
from smallcrm.domain.rules import Action, Facts, Rule, RuleKind, Wanted
from smallcrm.domain.text import fold, storable
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import follow_up_values
from smallcrm.store.rule_facts import RuleFacts

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LARGE = {"NO": 2000_00, "SE": 2000_00, "DK": 1500_00, "PL": 800_00}
"""What a large purchase is to begin with, in cents of the money of the country; elsewhere 200."""
_FEW = 50
"""Up to so many rows each is noted with its customer, and so many customers are looked at one by one."""
RULED = ("rules_run", "rule_added", "rule_changed", "rule_removed")
"""Labels of the steps in which the rules themselves write: nothing more follows from those."""
FIXED = (RuleKind.THANK_YOU, RuleKind.ALL_WELL, RuleKind.AFTER_COMPLAINT, RuleKind.DRIFTING)
"""Kinds of rules that a shop has; they are switched off, not removed."""


def defaults(country: str) -> tuple[Rule, ...]:
    """Give the rules that a shop begins with."""
    large = _LARGE.get(country, 200_00)
    return (
        Rule(RuleKind.THANK_YOU, days=(3,)),
        Rule(RuleKind.THANK_YOU, days=(3,), amount=large),
        Rule(RuleKind.ALL_WELL, active=False, days=(14,)),
        Rule(RuleKind.ALL_WELL, days=(14,), amount=large),
        Rule(RuleKind.AFTER_COMPLAINT, days=(14, 56)),
        Rule(RuleKind.DRIFTING),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A follow-up that a rule would make, move or take away: whose, and for which day."""

    customer_id: int
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving a rule would do, each list by date."""

    made: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    taken: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.made or self.moved or self.taken)


@dataclass(slots=True)
class _Plan:
    """What is to be written so that all stands as the rules want it."""

    made: list[Wanted]
    moved: list[tuple[FollowUp, Wanted]]
    taken: list[FollowUp]

    def __len__(self) -> int:
        return len(self.made) + len(self.moved) + len(self.taken)


class Rules:
    """What the shop does by itself."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database
        self._facts = RuleFacts(shop)

    # -- kept --------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Lay down the rules that a shop begins with, where there are none; no step, for nothing went before."""
        if self._db.sql("SELECT 1 FROM rule LIMIT 1"):
            return
        country = self._shop.settings.read().country
        rows = [_values(replace(r, since=self._shop.today), n) for n, r in enumerate(defaults(country))]
        names = ", ".join(rows[0])
        marks = ", ".join("?" * len(rows[0]))
        with suppress(FileTrouble), self._shop.transaction():  # a shop that is only looked at has none
            self._db.many(f"INSERT INTO rule ({names}) VALUES ({marks})", [tuple(r.values()) for r in rows])

    def all(self) -> list[Rule]:
        """Give the rules in the order of the settings."""
        rows = self._db.sql(
            "SELECT id, kind, active, action, days, amount, tag, customer, since FROM rule ORDER BY position, id"
        )
        with self._db.understood():
            return [
                Rule(
                    kind,
                    bool(active),
                    action,
                    tuple(int(n) for n in days.split()),
                    amount,
                    tag,
                    customer,
                    date.fromisoformat(since) if since else None,
                    i,
                )
                for i, kind, active, action, days, amount, tag, customer, since in rows
            ]

    def get(self, rule_id: int) -> Rule:
        """Give one rule; raises NotFound."""
        found = next((r for r in self.all() if r.id == rule_id), None)
        if found is None:
            raise NotFound("not_found", id=rule_id)
        return found

    def save(self, wanted: Rule) -> int:
        """Keep a rule and bring its follow-ups in line, one step; its id. Raises BadInput for what cannot be one."""
        before, after, ready = self._tried(wanted)
        plan = self._plan(before, after, self._concerned(before, ready))  # before the shop is locked: it may be long
        with self._shop.change("rule_changed" if ready.id else "rule_added", bulk=True, kind=str(ready.kind)):
            kept = ready.id
            if kept:
                self._shop.journal.update(tables.Rule, kept, _values(ready, self._position(kept)))
            else:
                position = 1 + int(self._db.sql("SELECT coalesce(max(position), 0) FROM rule")[0][0])
                kept = self._shop.journal.insert(tables.Rule, _values(ready, position))
                plan.made = [replace(w, rule=w.rule or kept) for w in plan.made]
            self._apply(plan)
        return kept

    def remove(self, rule_id: int) -> None:
        """Remove a rule to stay in touch with what it made and nobody touched, one step; others are switched off."""
        gone = self.get(rule_id)
        if gone.kind in FIXED:
            raise BadInput("rule_stays")
        before = self.all()
        plan = self._plan(before, [r for r in before if r.id != rule_id], self._facts.all_of(gone))
        with self._shop.change("rule_removed", bulk=True, kind=str(gone.kind)):
            self._shop.journal.delete(tables.Rule, rule_id)
            self._apply(plan)

    def for_whom(self, text: str, days: int) -> Rule:
        """Give the rule to stay in touch with a tag or customer of that name; raises BadInput where it is not clear."""
        said = fold(text)
        tags = [str(tag) for (tag,) in self._db.sql("SELECT DISTINCT tag FROM tag") if fold(tag) == said]
        if not said or tags:
            return Rule(RuleKind.STAY_IN_TOUCH, days=(days,), tag=tags[0] if tags else "")
        hits = self._shop.customers.search(text, 20)
        named = [hit for hit in hits if fold(hit.name) == said] or hits
        if len(named) != 1:
            raise BadInput("rule_for_several" if named else "rule_for_unknown", name=text.strip())
        return Rule(RuleKind.STAY_IN_TOUCH, days=(days,), customer=named[0].id)

    def check(self, wanted: Rule) -> None:
        """Raise BadInput for what cannot be a rule."""
        self._refuse(wanted, self.all())

    def preview(self, wanted: Rule) -> Preview:
        """Say what saving this rule would make, move and take away; nothing is written."""
        before, after, ready = self._tried(wanted)
        return self._told(self._plan(before, after, self._concerned(before, ready)))

    def preview_removal(self, rule_id: int) -> Preview:
        """Say what removing a rule would take away."""
        gone, before = self.get(rule_id), self.all()
        return self._told(self._plan(before, [r for r in before if r.id != rule_id], self._facts.all_of(gone)))

    # -- run ---------------------------------------------------------------------------------------------------------

    def run(self, customers: Iterable[int] | None = None) -> int:
        """Make what the rules want and is missing, for everybody or for these; how many follow-ups changed.

        Twice in a row is once. It stands in the history and is passed over by undo, which means a person's own step.
        """
        rules = [r for r in self.all() if r.kind != RuleKind.DRIFTING]  # which makes nothing: Today reads it
        if not any(r.active for r in rules):
            return 0
        ids = self._facts.lately(rules) if customers is None else set(customers)
        plan = self._plan(rules, rules, ids)
        if plan:
            with self._shop.change("rules_run", bulk=True, undoable=False, count=len(plan)):
                self._apply(plan)
        return len(plan)

    def after(self, customers: set[int]) -> None:
        """Bring the rules' follow-ups of customers in line, inside the change that wrote about them.

        Who came back is not called any more because they stayed away.
        """
        for follow_up, owner in self._facts.came_back(sorted(customers)):
            values = {
                "state": State.DONE.value,
                "snoozed_to": None,
                "done_at": self._shop.now.isoformat(),
                "done_by": "",
            }
            self._shop.journal.update(tables.FollowUp, follow_up, values, owner=owner)
        self.run(customers if len(customers) < _FEW else customers & self._facts.lately(self.all()))

    # -- inside ------------------------------------------------------------------------------------------------------

    def _tried(self, wanted: Rule) -> tuple[list[Rule], list[Rule], Rule]:
        """The rules before and after, and the rule as it would be kept."""
        before = self.all()
        old = next((r for r in before if r.id == wanted.id), None) if wanted.id else None
        if wanted.id and old is None:
            raise NotFound("not_found", id=wanted.id)
        self._refuse(wanted, before)
        since = wanted.since
        if wanted.active and (since is None or old is None or not old.active):
            since = self._shop.today if old is None or not old.active else since or self._shop.today
        ready = replace(wanted, since=since, tag=storable(wanted.tag).strip())
        after = [ready if r.id == ready.id else r for r in before] if old else [*before, ready]
        return before, after, ready

    def _refuse(self, wanted: Rule, rules: Sequence[Rule]) -> None:
        needs_days = wanted.kind != RuleKind.DRIFTING
        if needs_days and (not wanted.days or min(wanted.days) < 1 or max(wanted.days) > 3660):
            raise BadInput("rule_without_days")
        if wanted.kind != RuleKind.STAY_IN_TOUCH:
            return
        if not wanted.customer and not wanted.tag.strip():
            raise BadInput("rule_for_nobody")
        mine = (wanted.customer, wanted.tag.strip())
        if any(r.kind == wanted.kind and r.id != wanted.id and (r.customer, r.tag) == mine for r in rules):
            raise BadInput("rule_twice")
        if wanted.customer:
            self._shop.customers.name_of(wanted.customer)

    def _concerned(self, before: Sequence[Rule], ready: Rule) -> set[int]:
        old = next((r for r in before if r.id == ready.id and ready.id), None)
        ids = self._facts.all_of(ready) | (self._facts.all_of(old) if old else set())
        if ready.kind in rule.EVENTS or ready.kind == RuleKind.AFTER_COMPLAINT:
            ids |= self._facts.lately([ready])
        return ids

    def _plan(self, before: Sequence[Rule], after: Sequence[Rule], ids: Iterable[int]) -> _Plan:
        """Compare what the rules want with what is there, for these customers."""
        plan, ordered = _Plan([], [], []), sorted(ids)
        open_day, oldest = self._open_day(), self._shop.today - timedelta(days=rule.LATE)
        changed = before is not after
        there = self._facts.there(ordered)
        facts = self._facts.of([*after, *before] if changed else after, ordered)
        running = {r.id for r in before if r.active}  # what a rule made that is off or gone stays with people
        for one in facts:
            now = {w.same: w for w in rule.wanted(after, one, open_day)}
            was = {w.same: w for w in rule.wanted(before, one, open_day)} if changed else now
            rows = {_same(f): f for f in there.get(one.customer_id, ())}
            for same, wanted in now.items():
                if same not in rows:
                    if wanted.due >= oldest or wanted.kind == FollowUpKind.STAY_IN_TOUCH:
                        plan.made.append(wanted)
                elif _moves(rows[same], wanted, was.get(same)):
                    plan.moved.append((rows[same], wanted))
            touching = {w.rule for w in now.values() if w.kind == FollowUpKind.STAY_IN_TOUCH}
            left = [(f, was.get(same)) for same, f in rows.items() if same not in now and f.rule in running - touching]
            plan.taken += [f for f, old in left if _untouched(f, old)]
        return plan

    def _open_day(self) -> Callable[[date], date]:
        calendar = self._shop.calendar.post()

        def first(day: date) -> date:
            return day if post.is_open(day, calendar) else post.next_open_day(day, calendar)

        return first

    def _apply(self, plan: _Plan) -> None:
        journal, now = self._shop.journal, self._shop.now
        ready = [
            FollowUp(w.kind, w.customer_id, w.words, w.due, parent=w.parent, entry=w.entry, rule=w.rule, rule_key=w.key)
            for w in plan.made
        ]
        rows = [follow_up_values(replace(f, made_at=now)) for f in ready]
        if len(rows) > _FEW:
            first = self._db.next_id(tables.FollowUp)
            journal.insert_many(
                tables.FollowUp, ("id", *rows[0]), [(first + n, *r.values()) for n, r in enumerate(rows)]
            )
        else:
            for row in rows:
                journal.insert(tables.FollowUp, row, owner=row["customer_id"])
        for old, wanted in plan.moved:
            new = replace(old, due=wanted.due, first_due=wanted.due, snoozed_to=None)
            values: dict[str, Any] = {"due": wanted.due.isoformat(), "first_due": wanted.due.isoformat()}
            values |= {"snoozed_to": None, "wake": shows_on(new).isoformat(), "rule_key": wanted.key}
            journal.update(tables.FollowUp, old.id, values, owner=old.customer_id)
        for gone in plan.taken:
            journal.delete(tables.FollowUp, gone.id, owner=gone.customer_id)

    def _told(self, plan: _Plan) -> Preview:
        made = [(w.customer_id, w.due) for w in plan.made]
        moved = [(w.customer_id, w.due) for _old, w in plan.moved]
        taken = [(f.customer_id, f.due) for f in plan.taken]
        names = self._facts.names({i for i, _due in (*made, *moved, *taken)})
        return Preview(*(_changes(found, names) for found in (made, moved, taken)))

    def _position(self, rule_id: int) -> int:
        return int(self._db.sql("SELECT position FROM rule WHERE id = ?", [rule_id])[0][0])


def _changes(found: Iterable[tuple[int, date]], names: dict[int, str]) -> tuple[Change, ...]:
    listed = [Change(i, names.get(i, ""), due) for i, due in found]
    return tuple(sorted(listed, key=lambda change: (change.due, change.name, change.customer_id)))


def _same(f: FollowUp) -> tuple[int, int, str]:
    key = f.rule_key.partition(" ")[0] if f.kind == FollowUpKind.STAY_IN_TOUCH else f.rule_key
    return f.rule, f.customer_id, key


def _moves(there: FollowUp, wanted: Wanted, was: Wanted | None) -> bool:
    """Whether a follow-up goes to another day: a contact came, or its rule got other days and nobody touched it."""
    if not there.live:
        return False
    if there.kind == FollowUpKind.STAY_IN_TOUCH and there.rule_key != wanted.key:
        return True
    return was is not None and wanted.due != was.due and there.due == was.due and _untouched(there, was)


def _untouched(f: FollowUp, was: Wanted | None) -> bool:
    """Whether a follow-up stands as its rule made it: nobody put it off, handed it on or wrote into it."""
    plain = (f.state, f.snoozed_to, f.assignee, f.urgent, f.outcome, f.at, f.leads, f.repeat)
    if plain != (State.OPEN, None, 0, False, "", None, (), None):
        return False
    return was is None or (f.due == was.due and f.text == storable(was.words).strip())


def _values(kept: Rule, position: int) -> dict[str, Any]:
    return {
        "kind": str(kept.kind),
        "active": int(kept.active),
        "action": str(kept.action) if kept.kind == RuleKind.THANK_YOU else Action.CALL.value,
        "days": " ".join(str(n) for n in kept.days),
        "amount": kept.amount,
        "tag": kept.tag,
        "customer": kept.customer,
        "since": kept.since.isoformat() if kept.since else "",
        "position": position,
    }


__all__ = ["FIXED", "RULED", "Change", "Facts", "Preview", "Rules", "defaults"]
