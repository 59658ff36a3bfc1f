"""What the shop does by itself: which follow-ups its rules want for a customer, and nothing else.

Rules are about what happens after they were switched on (``since``): what was imported or written back stirs none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from smallcrm.domain.follow_up import FollowUp, FollowUpKind

SPACING = 90
"""Days in which somebody is thanked, or asked whether all is well, once and no more."""
LATE = 30
"""Days after which a follow-up that was never made is not made any more."""
FIRST = "first"
"""The key of what a first visit brings about; that of a purchase names its entry."""
STAMPS = 0
"""The entry of an event that is the stamps of a day: an entry of the timeline it is not."""
HELD = "held"
"""In the key of a reminder to stay in touch, instead of the day it counts from: a person set its day."""
_NEW = 31
"""Days a customer may have been one before the first visit is no first visit."""


class RuleKind(StrEnum):
    """What a rule does."""

    THANK_YOU = "thank_you"
    """A call or letter of thanks: after the first visit, or after a purchase of an amount or more."""
    ALL_WELL = "all_well"
    """A question whether all is well, after the same."""
    AFTER_COMPLAINT = "after_complaint"
    """Check-ins so many days after a complaint was solved."""
    STAY_IN_TOUCH = "stay_in_touch"
    """A reminder so many days after the last contact, for a tag or a person."""
    DRIFTING = "drifting"
    """Regulars who are late by their own rhythm stand on Today."""


EVENTS = (RuleKind.THANK_YOU, RuleKind.ALL_WELL)


class Action(StrEnum):
    """How somebody is thanked."""

    CALL = "call"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``amount`` in cents, 0 = the first visit; ``tag`` or ``customer`` says whom one stays in touch with.

    A customer's own without ``days``: one does not, whatever their tags say.
    """

    kind: str
    active: bool = True
    action: str = Action.CALL
    days: tuple[int, ...] = ()
    amount: int = 0
    tag: str = ""
    customer: int = 0
    since: date | None = None
    """When it was switched on; set by the store."""
    id: int = 0
    unlived: tuple[date, date] | None = None
    """Where the clock was mended since then: today, and the day still to come on which it was switched on."""

    def stirred_on(self, day: date) -> bool:
        """Whether something of that day stirs it: not before it was switched on, nor what is still to come."""
        if self.since is None or day < self.since:
            return False
        return self.unlived is None or not self.unlived[0] < day < self.unlived[1]


@dataclass(frozen=True, slots=True)
class Event:
    """A visit or purchase, or the stamps of a day; ``amount`` in cents, None where nobody said."""

    entry: int
    on: date
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """A complaint that was solved on that day."""

    follow_up: int
    on: date
    words: str = ""
    at: datetime | None = None
    """The moment of it: a complaint that was opened again can be solved twice on one day."""


@dataclass(frozen=True, slots=True)
class Round:
    """The last reminder of a rule to stay in touch; ``ended`` is the day it was done or dropped."""

    rule: int
    number: int
    ended: date | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules look at of one customer."""

    customer_id: int
    begun: date
    """Customer since, else the day the record was made."""
    imported: bool = False
    """Whether the record came from a file: nobody knows then which visit was the first."""
    first_visit: date | None = None
    last_contact: date | None = None
    events: tuple[Event, ...] = ()
    """By day."""
    tags: frozenset[str] = frozenset()
    solved: tuple[Solved, ...] = ()
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A follow-up that a rule wants to be there; the key tells it from all others of the rule and customer."""

    customer_id: int
    rule: int
    key: str
    kind: str
    due: date
    entry: int = 0
    parent: int = 0
    words: str = ""
    """The words of the complaint it is about; for all else what it says is made when it is shown."""
    solved: datetime | None = None
    """When that complaint was solved: a check-in that ended before asks about another solving."""

    @property
    def same(self) -> tuple[int, int, str]:
        """What is equal for one that is moved, or asked anew."""
        return self.rule, self.customer_id, same_key(self.kind, self.key)

    def again(self, there: FollowUp) -> Wanted | None:
        """Give what is wanted beside one that ended before the complaint was solved once more; None where none is."""
        if self.solved is None or there.made_at is None or there.live:
            return None
        if there.made_at.replace(tzinfo=None) >= self.solved.replace(tzinfo=None):
            return None
        return replace(self, key=f"{self.key}:{self.solved.isoformat()}")


def same_key(kind: str, key: str) -> str:
    """Give the part of a key that stays: not from which day a round counts, nor which solving a check-in follows."""
    return key.partition(" ")[0] if kind == FollowUpKind.STAY_IN_TOUCH else ":".join(key.split(":")[:3])


OpenDay = Callable[[date], date]
"""Gives a day itself, or the next one on which the shop is open."""


def wanted(rules: Sequence[Rule], facts: Facts, open_day: OpenDay) -> list[Wanted]:
    """Give all follow-ups that the rules want for a customer, made long ago or not yet."""
    active = [rule for rule in rules if rule.active and rule.since is not None]
    found: list[Wanted] = []
    if facts.events:
        found += _thanks(active, facts, RuleKind.THANK_YOU, open_day)
        found += _thanks(active, facts, RuleKind.ALL_WELL, open_day)
    for rule in active if facts.solved else ():
        if rule.kind == RuleKind.AFTER_COMPLAINT:
            found += _check_ins(rule, facts, open_day)
    touching = stays(active, facts)
    if touching is not None and touching.days:
        found += _round(touching, facts)
    return found


def stays(rules: Sequence[Rule], facts: Facts) -> Rule | None:
    """Give the rule by which one stays in touch with a customer: their own, else that of a tag with the fewest days."""
    for rule in rules:
        if rule.customer and rule.customer == facts.customer_id and rule.kind == RuleKind.STAY_IN_TOUCH and rule.active:
            return rule
    return tagged(rules, facts.tags)


def tagged(rules: Iterable[Rule], tags: Collection[str]) -> Rule | None:
    """Give the rule by which one stays in touch with somebody for one of their tags: that with the fewest days."""
    found: Rule | None = None
    for rule in rules:  # asked for each of a large tag
        if not (rule.tag and rule.tag in tags and rule.active and rule.days) or rule.kind != RuleKind.STAY_IN_TOUCH:
            continue
        if found is None or (rule.days[0], rule.id) < (found.days[0], found.id):
            found = rule
    return found


def by_hand(key: str) -> str:
    """Give the key of a reminder to stay in touch once a person set its day: contacts move it no more."""
    return f"{key.partition(' ')[0]} {HELD}"


def held(key: str) -> bool:
    """Whether a person set the day of a reminder to stay in touch."""
    return key.endswith(f" {HELD}")


def overdue(follow_up: FollowUp, rule: Rule | None, today: date) -> bool:
    """Whether somebody has waited too long; ``rule`` is the one that made it.

    Staying in touch is due on its day and late half as long again after it; a day set by hand is kept like any other.
    """
    if follow_up.on >= today:
        return False
    patience = patient(follow_up.kind, follow_up.rule_key, rule)
    return patience is None or today - follow_up.due > patience


def patient(kind: str, key: str, rule: Rule | None) -> timedelta | None:
    """Give how long something may wait after its day before it is late; None where its day is a promise.

    ``kind`` and ``key`` are those of the follow-up, ``rule`` the one that made it.
    """
    if kind != FollowUpKind.STAY_IN_TOUCH or held(key) or rule is None or not rule.days:
        return None
    return timedelta(days=rule.days[0] // 2)


def _thanks(rules: Sequence[Rule], facts: Facts, kind: RuleKind, open_day: OpenDay) -> Iterator[Wanted]:
    """One follow-up for each event that asks for one, but not again within ``SPACING`` days."""
    mine = [rule for rule in rules if rule.kind == kind and rule.days]
    last: date | None = None
    for event in facts.events:
        rule = _stirred(mine, facts, event)
        if rule is None or (last is not None and event.on - last < timedelta(days=SPACING)):
            continue
        last = event.on
        about = FollowUpKind.THANK_YOU if kind == RuleKind.THANK_YOU else FollowUpKind.CHECK_IN
        named = f"stamp:{event.on.isoformat()}" if event.entry == STAMPS else f"entry:{event.entry}"
        key = named if rule.amount else FIRST
        due = open_day(event.on + timedelta(days=rule.days[0]))
        yield Wanted(facts.customer_id, rule.id, key, about, due, entry=event.entry)


def _stirred(rules: Sequence[Rule], facts: Facts, event: Event) -> Rule | None:
    """Give the rule that an event stirs; the first visit before the purchase that it was."""
    for rule in sorted(rules, key=lambda r: (r.amount > 0, -r.amount, r.id)):
        if not rule.stirred_on(event.on):
            continue
        if rule.amount and (event.amount or 0) >= rule.amount:
            return rule
        if not rule.amount and _is_first(facts, event):
            return rule
    return None


def _is_first(facts: Facts, event: Event) -> bool:
    return event.on == facts.first_visit and not facts.imported and event.on - facts.begun <= timedelta(days=_NEW)


def _check_ins(rule: Rule, facts: Facts, open_day: OpenDay) -> Iterator[Wanted]:
    for complaint in facts.solved:
        if not rule.stirred_on(complaint.on):
            continue
        for days in rule.days:
            key = f"complaint:{complaint.follow_up}:{days}"
            due = open_day(complaint.on + timedelta(days=days))
            parent, words = complaint.follow_up, complaint.words
            yield Wanted(
                facts.customer_id, rule.id, key, FollowUpKind.CHECK_IN, due, 0, parent, words, complaint.at
            )  # fmt: skip


def _round(rule: Rule, facts: Facts) -> Iterator[Wanted]:
    """The one reminder to stay in touch: counted from the last contact, or from the day the last one was done."""
    basis, number = facts.last_contact or facts.begun, 1
    last = max((r for r in facts.rounds if r.rule == rule.id), key=lambda r: r.number, default=None)
    if last is not None:
        number = last.number
        if last.ended is not None:
            number += 1
            if last.dropped and basis <= last.ended:
                return  # nobody is asked again until they were seen again
    if facts.rounds:
        basis = max((basis, *(r.ended for r in facts.rounds if r.ended is not None and not r.dropped)))
    due = basis + timedelta(days=rule.days[0])
    if rule.since is not None and due < rule.since:  # a new rule finds hundreds that are late: not all of them today
        due = rule.since + timedelta(days=0 if rule.customer else facts.customer_id % rule.days[0])
    key = f"{number} {basis.isoformat()}"
    yield Wanted(facts.customer_id, rule.id, key, FollowUpKind.STAY_IN_TOUCH, due)
