"""What the rules look at, read for many customers with a few questions; and whom they may concern by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import rules as rule
from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.rhythm import VISIT_KINDS
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import follow_up_from
from smallcrm.store.loyalty.rows import STANDS
from smallcrm.store.visits import STAMPED

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_PART = 900
_NEVER = 1 << 62
_HERE = "c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0"
_VISITS = ", ".join(f"'{kind}'" for kind in VISIT_KINDS)
_BASIS = "coalesce(c.last_contact_on, c.customer_since, substr(c.created_at, 1, 10))"


class RuleFacts:
    """Facts of customers, read from a shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def of(self, rules: Sequence[rule.Rule], ids: Sequence[int]) -> Iterator[rule.Facts]:
        """Facts of those of the customers whom rules may concern: not archived, not deceased, not in the bin."""
        since = min((r.since for r in rules if r.since is not None), default=date.max)
        for start in range(0, len(ids), _PART):
            yield from self._part(rules, since, list(ids[start : start + _PART]))

    def _part(self, rules: Sequence[rule.Rule], since: date, part: list[int]) -> Iterator[rule.Facts]:
        marks = ",".join("?" * len(part))
        from_file = "EXISTS (SELECT 1 FROM source AS s WHERE s.customer_id = c.id AND s.fingerprint <> '')"
        asked = any(r.kind in rule.EVENTS for r in rules)  # else nobody wants to know which visit was the first
        people = self._db.sql(
            "SELECT c.id, coalesce(c.customer_since, substr(c.created_at, 1, 10)), c.last_contact_on,"
            f" {from_file if asked else 0}"
            f" FROM customer AS c WHERE c.id IN ({marks}) AND {_HERE}",
            part,
        )
        events = self._events(rules, since, marks, part)
        firsts = self._firsts(list(events))
        tags = self._tags(rules, marks, part)
        solved = self._solved(rules, since, marks, part)
        rounds = self._rounds(rules, marks, part)
        with self._db.understood():
            for i, begun, contact, imported in people:
                yield rule.Facts(
                    i,
                    date.fromisoformat(begun),
                    bool(imported),
                    firsts.get(i),
                    date.fromisoformat(contact) if contact else None,
                    tuple(events.get(i, ())),
                    frozenset(tags.get(i, ())),
                    tuple(solved.get(i, ())),
                    tuple(rounds.get(i, ())),
                )

    def _events(
        self, rules: Sequence[rule.Rule], since: date, marks: str, part: list[int]
    ) -> dict[int, list[rule.Event]]:
        found: dict[int, list[rule.Event]] = {}
        if not any(r.kind in rule.EVENTS and r.active for r in rules):
            return found
        rows = self._db.sql(
            f"SELECT customer_id, id, on_date, amount FROM entry WHERE customer_id IN ({marks}) AND on_date >= ?"
            f" AND kind IN ({_VISITS}) ORDER BY on_date, id",
            [*part, since.isoformat()],
        )
        with self._db.understood():
            for i, entry, on, amount in rows:
                found.setdefault(i, []).append(rule.Event(entry, date.fromisoformat(on), amount))
            for i, on, cents in self._stamps(since, marks, part):
                found.setdefault(i, []).append(rule.Event(rule.STAMPS, date.fromisoformat(on), cents or None))
        return {i: sorted(events, key=lambda event: event.on) for i, events in found.items()}

    def _stamps(self, since: date, marks: str, part: list[int]) -> list[tuple[int, str, int]]:
        """Customer, day and cents of the stamps of each day: however many there are, somebody came once."""
        return self._db.sql(
            "SELECT r.customer_id, l.on_date, sum(l.amount) FROM round AS r JOIN ledger AS l ON l.round_id = r.id"
            f" WHERE r.customer_id IN ({marks}) AND l.kind = 'stamp' AND l.on_date >= ? AND {STANDS}"
            " GROUP BY r.customer_id, l.on_date",
            [*part, since.isoformat()],
        )

    def _firsts(self, ids: list[int]) -> dict[int, date]:
        """The first visit ever of those who were here lately."""
        marks = ",".join("?" * len(ids))
        rows = self._db.sql(
            "SELECT customer_id, min(on_date) FROM (SELECT customer_id, on_date FROM entry"
            f" WHERE customer_id IN ({marks}) AND kind IN ({_VISITS}) UNION ALL {STAMPED.format(marks=marks)})"
            " GROUP BY customer_id",
            [*ids, *ids],
        )
        with self._db.understood():
            return {i: date.fromisoformat(first) for i, first in rows}

    def _tags(self, rules: Sequence[rule.Rule], marks: str, part: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        if any(r.tag for r in rules):
            for i, tag in self._db.sql(f"SELECT customer_id, tag FROM tag WHERE customer_id IN ({marks})", part):
                found.setdefault(i, []).append(tag)
        return found

    def _solved(
        self, rules: Sequence[rule.Rule], since: date, marks: str, part: list[int]
    ) -> dict[int, list[rule.Solved]]:
        found: dict[int, list[rule.Solved]] = {}
        if not any(r.kind == rule.RuleKind.AFTER_COMPLAINT and r.active for r in rules):
            return found
        rows = self._db.sql(
            f"SELECT customer_id, id, done_at, text FROM follow_up WHERE customer_id IN ({marks}) AND kind = ?"
            " AND state = 'done' AND done_at >= ? ORDER BY done_at, id",
            [*part, str(FollowUpKind.COMPLAINT), since.isoformat()],
        )
        with self._db.understood():
            for i, complaint, at, words in rows:
                moment = datetime.fromisoformat(at)
                found.setdefault(i, []).append(rule.Solved(complaint, date.fromisoformat(at[:10]), words, moment))
        return found

    def _rounds(self, rules: Sequence[rule.Rule], marks: str, part: list[int]) -> dict[int, list[rule.Round]]:
        found: dict[int, list[rule.Round]] = {}
        mine = [r.id for r in rules if r.kind == rule.RuleKind.STAY_IN_TOUCH and r.id]
        if not mine:
            return found
        rows = self._db.sql(
            "SELECT customer_id, rule, rule_key, state, done_at FROM follow_up"
            f" WHERE customer_id IN ({marks}) AND rule IN ({','.join('?' * len(mine))})",
            [*part, *mine],
        )
        with self._db.understood():
            for i, made_by, key, state, at in rows:
                ended = date.fromisoformat(at[:10]) if at and state in {"done", "dropped"} else None
                round_ = rule.Round(made_by, int(key.partition(" ")[0]), ended, dropped=state == "dropped")
                found.setdefault(i, []).append(round_)
        return found

    def there(self, ids: Sequence[int]) -> dict[int, list[FollowUp]]:
        """What rules made for these customers, whatever became of it."""
        found: dict[int, list[FollowUp]] = {}
        for start in range(0, len(ids), _PART):
            part = list(ids[start : start + _PART])
            marks = ",".join("?" * len(part))
            made = self._db.sql(f"SELECT id FROM follow_up WHERE customer_id IN ({marks}) AND rule > 0", part)
            with self._db.understood():
                for row in self._db.rows(tables.FollowUp, "id", [i for (i,) in made]):
                    found.setdefault(int(row["customer_id"]), []).append(follow_up_from(row))
        return found

    def names(self, ids: set[int]) -> dict[int, str]:
        """Names of customers."""
        found: dict[int, str] = {}
        ordered = sorted(ids)
        for start in range(0, len(ordered), _PART):
            part = ordered[start : start + _PART]
            marks = ",".join("?" * len(part))
            found.update(dict(self._db.sql(f"SELECT id, name FROM customer WHERE id IN ({marks})", part)))
        return found

    def came_back(self, ids: Sequence[int]) -> list[tuple[int, int]]:
        """(follow-up, customer) of what was made because somebody stayed away who has been here since."""
        found: list[tuple[int, int]] = []
        for start in range(0, len(ids), _PART):
            part = list(ids[start : start + _PART])
            rows = self._db.sql(
                f"SELECT f.id, f.customer_id FROM follow_up AS f WHERE f.customer_id IN ({','.join('?' * len(part))})"
                " AND f.kind = 'drifting' AND f.state IN ('open', 'waiting') AND (EXISTS (SELECT 1 FROM entry AS e"
                f" WHERE e.customer_id = f.customer_id AND e.kind IN ({_VISITS})"
                " AND e.on_date >= substr(f.made_at, 1, 10) AND e.written_at >= f.made_at) OR EXISTS (SELECT 1"
                " FROM round AS r JOIN ledger AS l ON l.round_id = r.id WHERE r.customer_id = f.customer_id"
                " AND l.kind = 'stamp' AND l.on_date >= substr(f.made_at, 1, 10)"
                f" AND datetime(l.written_at) >= datetime(f.made_at) AND {STANDS}))",
                part,
            )
            found += [(int(i), int(owner)) for i, owner in rows]
        return found

    # -- whom --------------------------------------------------------------------------------------------------------

    def lately(self, rules: Sequence[rule.Rule]) -> set[int]:
        """Customers for whom a rule may want something since it was looked at last: of all, a few."""
        ids: set[int] = set()
        longest = max((n for r in rules for n in r.days if r.kind in rule.EVENTS), default=0)
        for since in {r.since for r in rules if r.kind in rule.EVENTS and r.active and r.since is not None}:
            first = max(since, self._shop.today - timedelta(days=longest + rule.LATE))
            ids |= self._ids(
                f"SELECT DISTINCT customer_id FROM entry WHERE kind IN ({_VISITS}) AND on_date >= ?",
                [first.isoformat()],
            )
            ids |= self._stamped(rules, first)
        for one in rules:
            if one.kind == rule.RuleKind.AFTER_COMPLAINT and one.active and one.since is not None and one.days:
                first = max(one.since, self._shop.today - timedelta(days=max(one.days) + rule.LATE))
                ids |= self._ids(
                    "SELECT customer_id FROM follow_up WHERE kind = ? AND state = 'done' AND done_at >= ?",
                    [str(FollowUpKind.COMPLAINT), first.isoformat()],
                )
            if one.kind == rule.RuleKind.STAY_IN_TOUCH and one.active:
                ids |= self._due_to_touch(one)
        return ids | self._left_over(rules)

    def _stamped(self, rules: Sequence[rule.Rule], first: date) -> set[int]:
        """Customers with stamps since a day that may have been the first ever, or were for much money.

        Regulars have stamps all the time, and no rule asks about those.
        """
        least = min((r.amount for r in rules if r.kind in rule.EVENTS and r.active and r.amount), default=_NEVER)
        return self._ids(
            "SELECT r.customer_id FROM ledger AS l JOIN round AS r ON r.id = l.round_id WHERE l.kind = 'stamp'"
            " AND l.on_date >= ? GROUP BY r.customer_id, l.on_date HAVING sum(l.amount) >= ? OR NOT EXISTS"
            " (SELECT 1 FROM round AS o WHERE o.customer_id = r.customer_id AND o.first_on < ?)",
            [first.isoformat(), least, first.isoformat()],
        )

    def all_of(self, one: rule.Rule) -> set[int]:
        """Customers of whom a rule has made something that is still live, or whom it may concern."""
        ids: set[int] = set()
        if one.id:
            ids = self._ids(
                "SELECT customer_id FROM follow_up WHERE rule = ? AND state IN ('open', 'waiting')", [one.id]
            )
        if one.kind == rule.RuleKind.STAY_IN_TOUCH:
            ids |= {one.customer} if one.customer else self._ids("SELECT customer_id FROM tag WHERE tag = ?", [one.tag])
        return ids

    def _due_to_touch(self, one: rule.Rule) -> set[int]:
        """Customers of a rule without a live reminder that counts from their last contact."""
        who = "c.id = ?" if one.customer else "c.id IN (SELECT t.customer_id FROM tag AS t WHERE t.tag = ?)"
        return self._ids(
            f"SELECT c.id FROM customer AS c WHERE {who} AND {_HERE} AND NOT EXISTS ("
            "SELECT 1 FROM follow_up AS f WHERE f.customer_id = c.id AND f.rule = ? AND f.state IN ('open', 'waiting')"
            f" AND substr(f.rule_key, instr(f.rule_key, ' ') + 1) >= {_BASIS})",
            [one.customer or one.tag, one.id],
        )

    def _left_over(self, rules: Sequence[rule.Rule]) -> set[int]:
        """Customers with a live reminder to stay in touch who do not have its tag any more."""
        ids: set[int] = set()
        for one in rules:
            if one.kind == rule.RuleKind.STAY_IN_TOUCH and one.tag:
                ids |= self._ids(
                    "SELECT f.customer_id FROM follow_up AS f WHERE f.rule = ? AND f.state IN ('open', 'waiting')"
                    " AND NOT EXISTS (SELECT 1 FROM tag AS t WHERE t.customer_id = f.customer_id AND t.tag = ?)",
                    [one.id, one.tag],
                )
        return ids

    def _ids(self, statement: str, values: Sequence[Any]) -> set[int]:
        return {int(i) for (i,) in self._db.sql(statement, values)}
