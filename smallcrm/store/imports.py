"""Imports: planned without any lock, applied in one short transaction, undone as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from smallcrm.domain import joining
from smallcrm.domain.errors import BadInput, Conflict
from smallcrm.domain.incoming import Problem, ReadFile, Record
from smallcrm.domain.joining import Differing
from smallcrm.domain.model import Customer
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import reason
from smallcrm.domain.text import storable
from smallcrm.store import rows, tables
from smallcrm.store.greetings import greet_by_first_name
from smallcrm.store.histories import History, history_of, news, said, write_histories
from smallcrm.store.loyalty.brought import Brought
from smallcrm.store.matching import IN_BIN, SAME, Matcher

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

CREATE, UPDATE, UNCHANGED = "create", "update", "unchanged"
JOINED = "joined"
"""Adds to somebody whom an earlier row of the same import brings; counted as updated."""
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class PlanItem:
    """What becomes of one card or row."""

    file: str
    record: Record
    action: str
    customer_id: int = 0
    merged: Customer | None = None
    history: History = field(default_factory=History)
    differing: tuple[Differing, ...] = ()
    newcomer: int = -1
    """Place in the plan of the row that brings this person, where an earlier one of the import does."""
    met: bool = False
    """Whether the row came first and changed nothing: it stays its customer's, whoever of that name comes too."""


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Cards or rows of one file: read = created + updated + unchanged + rejected."""

    file: str
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is written yet."""

    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    files: tuple[FileCounts, ...]
    formats: dict[str, str]

    def total(self, count: str) -> int:
        """Sum of ``read``, ``created``, ``updated``, ``unchanged`` or ``rejected`` over the files."""
        return sum(int(getattr(f, count)) for f in self.files)


@dataclass(frozen=True, slots=True)
class _Joined:
    """What earlier rows of an import do: customers as they leave them, and punch cards."""

    cards: Brought
    customers: dict[int, Customer] = field(default_factory=dict)


class Imports:
    """Takes contact files in."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def plan(self, files: Sequence[ReadFile], matches: str = "fill", report: Report = silent) -> ImportPlan:
        """What importing these files would do. ``matches``: fill, overwrite or skip (``data-model``)."""
        if matches not in {"fill", "overwrite", "skip"}:
            raise BadInput("bad_matches", value=matches)
        matcher = Matcher(self._shop)
        items: list[PlanItem] = []
        problems: list[Problem] = []
        counts: list[FileCounts] = []
        total = sum(len(f.records) for f in files)
        joined = _Joined(Brought(self._shop))
        files = joined.cards.understood(files)
        for file in files:
            mine: list[PlanItem] = []
            refused = [p for p in file.problems if p.rejected]
            problems += file.problems
            for record in file.records:
                if len(items) + len(mine) & 0xFF == 0:
                    report(len(items) + len(mine), total)
                found = matcher.match(record)
                if found == IN_BIN:
                    why = reason("in_bin", name=record.customer.name)
                    refused.append(Problem(file.file, record.line, why, raw=record.raw))
                    problems.append(refused[-1])
                elif (place := matcher.newcomer(found, record, len(items) + len(mine))) >= 0:
                    item = PlanItem(file.file, record, UNCHANGED, newcomer=place)
                    mine.append(self._join_newcomer(items, mine, item, matcher, joined.cards))
                else:
                    place = len(items) + len(mine)
                    row = record if found else joined.cards.newcomer(place, file.file, record)
                    mine.append(self._item(PlanItem(file.file, row, CREATE, found), matches, matcher, joined))
            problems += [*_twice(file.file, mine, matcher), *joined.cards.said()]
            for place, item in enumerate(mine, len(items)):
                if item.action == CREATE and file is not files[-1]:
                    matcher.admit(place, item.record)
            items += mine
            counts.append(_counted(file.file, mine, len(refused)))
        return ImportPlan(tuple(items), tuple(problems), tuple(counts), {f.file: f.guess.format for f in files})

    @staticmethod
    def _join_newcomer(
        before: list[PlanItem], mine: list[PlanItem], item: PlanItem, matcher: Matcher, cards: Brought
    ) -> PlanItem:
        """A row about somebody whom an earlier row brings: what it knows more goes into that row."""
        place, items = item.newcomer, before
        if place >= len(before):
            place, items = place - len(before), mine
        first = items[place].record
        ours = matcher.formed(first.customer)
        merged, differing = joining.fill(ours, matcher.formed(item.record.customer))
        merged = replace(merged, uid=first.customer.uid)
        merged = merged if item.record.own else greet_by_first_name(merged, matcher.language, ours)
        brought = cards.newcomer(item.newcomer, item.file, item.record).balances
        more = replace(_more(first, item.record), balances=brought)
        action = JOINED if more or merged != replace(ours, uid=first.customer.uid) else UNCHANGED
        record = replace(
            first,
            customer=merged,
            entries=first.entries + more.entries,
            follow_ups=first.follow_ups + more.follow_ups,
            gifts=first.gifts + more.gifts,
            balances=first.balances + more.balances,
        )
        items[place] = replace(items[place], record=record, history=history_of(record))
        return replace(item, action=action, differing=differing)

    def _item(self, item: PlanItem, matches: str, matcher: Matcher, joined: _Joined) -> PlanItem:
        """What becomes of a row; ``joined`` holds customers as earlier rows of these files leave them."""
        record, found = item.record, item.customer_id
        if found == 0:
            customer = replace(record.customer, uid=matcher.free_uid(record.customer.uid))
            customer = customer if record.own else greet_by_first_name(customer, matcher.language)
            return replace(item, record=replace(record, customer=customer), history=history_of(record))
        if found < 0 or matches == "skip" or matcher.known_row(record):
            met = found > 0 and matcher.new_to(record)
            wanted = found > 0 and matches != "skip"
            cards = joined.cards.fresh(found, item.file, record, tell=False) if wanted else ()
            done = UPDATE if cards else UNCHANGED
            return replace(item, action=done, customer_id=max(found, 0), met=met, history=History(balances=cards))
        stored = joined.customers.get(found) or self._shop.customers.get(found)
        join = joining.overwrite if matches == "overwrite" else joining.fill
        merged, differing = join(stored, matcher.formed(record.customer))
        merged = merged if record.own else greet_by_first_name(merged, matcher.language, stored)
        merged = replace(merged, assistant=merged.assistant or self._shop.staff.id_of(record.assistant))
        history = replace(news(self._shop, found, record), balances=joined.cards.fresh(found, item.file, record))
        if stored == merged and not history:
            return replace(item, action=UNCHANGED, differing=differing, met=matcher.new_to(record))
        joined.customers[found] = merged
        return replace(item, action=UPDATE, merged=merged, history=history, differing=differing)

    def apply(self, plan: ImportPlan, report: Report = silent) -> int:
        """Write a plan, all of it or nothing: the id of its one step, 0 for nothing new. ``report`` may raise."""
        created = [i for i in plan.items if i.action == CREATE]
        updated = [i for i in plan.items if i.action == UPDATE]
        total = len(created) + len(updated)
        if not total:
            return 0
        names, new, more = [f.file for f in plan.files], len(created), len(updated)
        with self._shop.change("imported", bulk=True, created=new, updated=more, files=names) as step:
            self._refuse_stale(created, updated)
            ids: list[int] = []
            for start in range(0, len(created), _CHUNK):
                report(start, total)
                ids += self._create(created[start : start + _CHUNK], plan.formats)
            self._join(plan, ids)
            for start in range(0, len(updated), _CHUNK):
                part = updated[start : start + _CHUNK]
                for done, item in enumerate(part, len(created) + start):
                    if done & 0x3F == 0:
                        report(done, total)
                    self._update(item, plan.formats)
                write_histories(self._shop, [(item.customer_id, item.history) for item in part if item.history])
            report(total, total)
        return step.id

    def _refuse_stale(self, created: Sequence[PlanItem], updated: Sequence[PlanItem]) -> None:
        """Between the plan and now a customer may have been changed, or these very rows have come in already."""
        known = {f for (f,) in self._shop.database.sql("SELECT fingerprint FROM source WHERE fingerprint <> ''")}
        if any(i.record.fingerprint in known for i in created):
            raise Conflict("import_stale")
        planned = {i.customer_id: i.merged for i in updated if i.merged}
        stored = {c.id: c for c in self._shop.customers.get_many(list(planned), photos=False)}
        for customer_id, merged in planned.items():
            if customer_id not in stored or stored[customer_id].version != merged.version:
                raise Conflict("changed_meanwhile", name=merged.name)

    def _join(self, plan: ImportPlan, ids: Sequence[int]) -> None:
        """Remember which rows of later files stand for whom, so that they are known the next time."""
        places = [place for place, item in enumerate(plan.items) if item.action == CREATE]
        made = dict(zip(places, ids, strict=True))
        joined = [(made[item.newcomer], item, ()) for item in plan.items if item.newcomer >= 0]
        self._sources(joined, plan.formats)
        same = [
            replace(i, record=replace(i.record, fingerprint=SAME + i.record.fingerprint)) for i in plan.items if i.met
        ]
        self._sources([(item.customer_id, item, ()) for item in same], plan.formats)

    def _create(self, items: Sequence[PlanItem], formats: dict[str, str]) -> list[int]:
        """Insert new customers; their ids."""
        ids = self._shop.customers.add_many([self._newcomer(i.record) for i in items])
        self._sources([(i, item, item.record.customer.extra) for i, item in zip(ids, items, strict=True)], formats)
        write_histories(self._shop, [(i, item.history) for i, item in zip(ids, items, strict=True) if item.history])
        return ids

    def _newcomer(self, record: Record) -> Customer:
        """The customer of a file as it comes in: every no is kept, no yes is made, the rest is kept apart."""
        refusals = tuple(c for c in record.customer.consents if not c.given)
        assistant = self._shop.staff.id_of(record.assistant)
        return replace(record.customer, extra=(), consents=refusals, assistant=assistant)

    def _update(self, item: PlanItem, formats: dict[str, str]) -> None:
        if item.merged is None:  # the row is known: only its punch cards are new
            return
        stored = self._shop.customers.get(item.customer_id)
        self._shop.customers.write(stored, replace(item.merged, version=stored.version))
        more = tuple(pair for pair in item.record.customer.extra if pair not in stored.extra)
        self._sources([(item.customer_id, item, more)], formats)

    def _sources(
        self, made: Sequence[tuple[int, PlanItem, tuple[tuple[str, str], ...]]], formats: dict[str, str]
    ) -> None:
        next_id = self._shop.database.next_id(tables.Source)
        now = self._shop.now.isoformat()
        self._shop.journal.insert_many(
            tables.Source,
            ("id", "customer_id", "format", "file", "source_id", "fingerprint", "properties", "imported_at"),
            [
                (
                    next_id + n,
                    customer_id,
                    formats.get(item.file, ""),
                    storable(item.file),
                    storable(item.record.source_id),
                    item.record.fingerprint,
                    rows.properties(extra),
                    now,
                )
                for n, (customer_id, item, extra) in enumerate(made)
            ],
        )


def _counted(file: str, items: Sequence[PlanItem], rejected: int) -> FileCounts:
    created, unchanged = (sum(i.action == a for i in items) for a in (CREATE, UNCHANGED))
    updated = len(items) - created - unchanged
    return FileCounts(file, len(items) + rejected, created, updated, unchanged, rejected)


def _twice(file: str, items: Sequence[PlanItem], matcher: Matcher) -> list[Problem]:
    """Rows of one file that look like one person: told, never joined, for a list may hold father and son."""
    told: list[Problem] = []
    for record, first in matcher.look_alikes([item.record for item in items if item.action == CREATE]):
        why = reason("same_person", name=record.customer.name, line=first.line)
        told.append(Problem(file, record.line, why, rejected=False))
    return told


def _more(first: Record, other: Record) -> History:
    """What a second row about somebody knows more of what happened and what is to be done."""
    lines = {said(e) for e in first.entries}
    return History(
        tuple(e for e in other.entries if e.text and said(e) not in lines),
        tuple(pair for pair in other.follow_ups if pair not in first.follow_ups),
        tuple(g for g in other.gifts if g not in first.gifts),
    )
