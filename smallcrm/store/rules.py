"""The shop's rules: kept, tried before they are kept, and run; each follow-up they made says which rule it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, FileTrouble, NotFound
from smallcrm.domain.follow_up import State
from smallcrm.domain.rules import Action, Rule, RuleKind
from smallcrm.domain.text import fold, storable
from smallcrm.store import tables
from smallcrm.store.rule_plan import FEW, Plan, Planner, written

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LARGE = {"NO": 2000_00, "SE": 2000_00, "DK": 1500_00, "PL": 800_00}
"""What a large purchase is to begin with, in cents of the money of the country; elsewhere 200."""
RULED = ("rules_run", "rule_added", "rule_changed", "rule_removed", "touch_changed")
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


class Rules:
    """What the shop does by itself."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database
        self._planner = Planner(shop)
        self._facts = self._planner.facts

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
        """Give the rules in the order of the settings.

        One from a day that is still to come was made while the clock was ahead: it holds from the day it was mended.
        Nothing is written of that, for it may be the clock of now that is wrong.
        """
        rows = self._db.sql(
            "SELECT id, kind, active, action, days, amount, tag, customer, since FROM rule ORDER BY position, id"
        )
        with self._db.understood():
            return [
                self._dated(
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
                )
                for i, kind, active, action, days, amount, tag, customer, since in rows
            ]

    def _dated(self, kept: Rule) -> Rule:
        """A rule from a day still to come holds from the first day since when all changes are from before it."""
        today = self._shop.today
        if kept.since is None or kept.since <= today:
            return kept
        mended = self._db.sql(
            "SELECT substr(at, 1, 10) FROM journal WHERE id > coalesce("
            "(SELECT max(id) FROM journal WHERE substr(at, 1, 10) >= ?), 0) ORDER BY id LIMIT 1",
            [kept.since.isoformat()],
        )
        since = date.fromisoformat(str(mended[0][0])) if mended else today
        return replace(kept, since=since, unlived=(today, kept.since))

    def get(self, rule_id: int) -> Rule:
        """Give one rule; raises NotFound."""
        found = self.find(rule_id)
        if found is None:
            raise NotFound("not_found", id=rule_id)
        return found

    def find(self, rule_id: int) -> Rule | None:
        """Give the rule that made a follow-up; None where a person did (0) or it is gone."""
        return next((r for r in self.all() if r.id == rule_id), None) if rule_id else None

    def save(self, wanted: Rule) -> int:
        """Keep a rule and bring its follow-ups in line, one step; its id. Raises BadInput for what cannot be one."""
        seen, plan = self._shop.journal.change_no(), self._saving(wanted)  # before the shop is locked: it may be long
        with self._shop.change("rule_changed" if wanted.id else "rule_added", bulk=True, kind=str(wanted.kind)):
            plan = self._fresh(seen, plan, lambda: self._saving(wanted))
            ready = self._tried(wanted)[2]
            kept = ready.id
            if kept:
                self._shop.journal.update(tables.Rule, kept, _values(ready, self._position(kept)))
            else:
                position = 1 + int(self._db.sql("SELECT coalesce(max(position), 0) FROM rule")[0][0])
                kept = self._shop.journal.insert(tables.Rule, _values(ready, position))
            written(self._shop, plan, kept)
        return kept

    def remove(self, rule_id: int) -> None:
        """Remove a rule to stay in touch with what it made and nobody touched, one step; others are switched off."""
        gone = self.get(rule_id)
        if gone.kind in FIXED:
            raise BadInput("rule_stays")
        seen, plan = self._shop.journal.change_no(), self._planner.removing(self.all(), gone)
        with self._shop.change("rule_removed", bulk=True, kind=str(gone.kind)):
            plan = self._fresh(seen, plan, lambda: self._planner.removing(self.all(), gone))
            self._shop.journal.delete(tables.Rule, rule_id)
            written(self._shop, plan)

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
        return self._told(self._saving(wanted))

    def preview_removal(self, rule_id: int) -> Preview:
        """Say what removing a rule would take away."""
        return self._told(self._planner.removing(self.all(), self.get(rule_id)))

    # -- run ---------------------------------------------------------------------------------------------------------

    def run(self, customers: Iterable[int] | None = None) -> int:
        """Make what the rules want and is missing, for everybody or for these; how many follow-ups changed.

        Twice in a row is once. It stands in the history and is passed over by undo, which means a person's own step.
        """
        whom = None if customers is None else set(customers)
        seen, plan = self._shop.journal.change_no(), self._planner.running(self.all(), whom)
        if not plan:
            return 0
        with self._shop.change("rules_run", bulk=True, undoable=False, count=len(plan)) as step:
            plan = self._fresh(seen, plan, lambda: self._planner.running(self.all(), whom))
            if step.label == "rules_run":
                step.values["count"] = len(plan)
            written(self._shop, plan)
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
        self.run(customers if len(customers) < FEW else customers & self._facts.lately(self.all()))

    # -- inside ------------------------------------------------------------------------------------------------------

    def _fresh(self, seen: int, plan: Plan, again: Callable[[], Plan]) -> Plan:
        """A plan that holds now that the shop is locked: it was made before, and another window may have written."""
        return plan if self._shop.journal.change_no() == seen else again()

    def _saving(self, wanted: Rule) -> Plan:
        return self._planner.saving(*self._tried(wanted))

    def _tried(self, wanted: Rule) -> tuple[list[Rule], list[Rule], Rule]:
        """The rules before and after, and the rule as it would be kept."""
        before = self.all()
        old = next((r for r in before if r.id == wanted.id), None) if wanted.id else None
        if wanted.id and old is None:
            raise NotFound("not_found", id=wanted.id)
        self._refuse(wanted, before)
        since, unlived = wanted.since, wanted.unlived
        if wanted.active and (since is None or old is None or not old.active):
            since = self._shop.today if old is None or not old.active else since or self._shop.today
            unlived = unlived if old is not None and old.active else None
        ready = replace(wanted, since=since, unlived=unlived, tag=storable(wanted.tag).strip())
        after = [ready if r.id == ready.id else r for r in before] if old else [*before, ready]
        return before, after, ready

    def _refuse(self, wanted: Rule, rules: Sequence[Rule]) -> None:
        needs_days = wanted.kind != RuleKind.DRIFTING
        never = wanted.kind == RuleKind.STAY_IN_TOUCH and wanted.customer and not wanted.days
        if needs_days and not never and (not wanted.days or min(wanted.days) < 1 or max(wanted.days) > 3660):
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

    def _told(self, plan: Plan) -> Preview:
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


def _values(kept: Rule, position: int) -> dict[str, Any]:
    since = kept.unlived[1] if kept.unlived else kept.since  # the clock of now may be wrong
    return {
        "kind": str(kept.kind),
        "active": int(kept.active),
        "action": str(kept.action) if kept.kind == RuleKind.THANK_YOU else Action.CALL.value,
        "days": " ".join(str(n) for n in kept.days),
        "amount": kept.amount,
        "tag": kept.tag,
        "customer": kept.customer,
        "since": since.isoformat() if since else "",
        "position": position,
    }


__all__ = ["FIXED", "RULED", "Change", "Preview", "Rules", "defaults"]
