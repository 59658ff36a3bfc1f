"""Today read at once: what is overdue, due, promised, gone wrong, coming; who stays away; which days it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.rules import FIRST, Action, Rule, RuleKind, patient
from smallcrm.store import tables
from smallcrm.store.addressees import addressees
from smallcrm.store.follow_up_rows import ASKED_FOR, FollowUpRow, follow_up_from, gone, wall
from smallcrm.store.occasions import TodayView
from smallcrm.store.visits import Drifter

if TYPE_CHECKING:
    from smallcrm.store.loyalty.reading import Ready
    from smallcrm.store.shop import Shop

LISTED = 200
"""Follow-ups of a group that are read; the others are counted."""
_DAYS = 100
"""Special days of a group that are read: a very large shop has hundreds each day."""
_REWARDS, _EXPIRING = 5, 20
"""Rewards that wait, and those and cards that expire soon, that are read."""
_EVERY = 100_000
WAITING = ("overdue", "today", "touch", "calls", "complaints")
"""The groups of what is to be done by now."""
_GROUPS = (*WAITING, "coming", "later")
_ONE_DAY = timedelta(days=1)
_CLOSED = 60
"""Days that a shop is closed at most."""
_SHORT = 3
"""Of those who stay away, how many Today names."""
_LIVE = (
    "SELECT f.id, f.customer_id, f.kind, f.due, f.at, f.snoozed_to, f.urgent, f.wake, f.leads, f.rule, f.rule_key,"
    " c.archived, c.deceased, c.name"
    " FROM follow_up AS f INDEXED BY {index}"
    " JOIN customer AS c ON c.id = f.customer_id WHERE f.state IN ('open', 'waiting') AND {when}"
    f" AND +c.binned_at IS NULL AND {ASKED_FOR}"
)
_WHEN = {"follow_up_live": "f.wake <= ?", "follow_up_complaint": "f.kind = 'complaint' AND f.wake > ?"}
"""What is awake by a day, and the complaints that are not: each by its own index over what is live."""
_MINE = " AND (f.assignee = ? OR (f.assignee = 0 AND c.assistant IN (0, ?)))"


@dataclass(frozen=True, slots=True)
class Due:
    """Everything that Today shows. Lists hold the first ``LISTED``; ``counts`` by the name of the list hold all."""

    date: date
    overdue: list[FollowUpRow]
    """Live, awake, and meant for a day before this one; the longest waiting first, complaints apart."""
    today: list[FollowUpRow]
    """Of today; and what is meant for later, on the days that it is announced or put off to."""
    calls: list[FollowUpRow]
    """Of today, with a time of day, by the clock."""
    complaints: list[FollowUpRow]
    """All that are not solved, but those put off."""
    coming: list[FollowUpRow]
    """Meant for later, shown already by a lead time."""
    occasions: TodayView
    drifting: list[Drifter]
    drifting_count: int
    once: list[Drifter]
    once_count: int
    tomorrow: int
    """How many follow-ups are meant for tomorrow."""
    counts: Mapping[str, int] = field(default_factory=dict)
    later: list[FollowUpRow] = field(default_factory=list)
    """Meant for the next days, or put off until later today: not shown yet."""
    touch: list[FollowUpRow] = field(default_factory=list)
    """Staying in touch as a rule asks for it: its day has come, and it is not late yet; the longest waiting first."""
    unposted: frozenset[int] = frozenset()
    """Customers whom a rule would thank by a letter, and to whom no letter may go or can."""
    rules: Mapping[int, Rule] = field(default_factory=dict)
    """The rules by id: which one made a follow-up, and how it thanks."""
    rewards: list[Ready] = field(default_factory=list)
    """Rewards that wait to be collected; the first of ``rewards_count``, the soonest to expire first."""
    rewards_count: int = 0
    expiring: list[Ready] = field(default_factory=list)
    """Rewards, and punch cards that are not full (reward 0), whose last day comes soon; the first of so many."""
    expiring_count: int = 0

    @property
    def empty(self) -> bool:
        """Whether nobody has anything to do for anybody today, occasions apart."""
        return not any(getattr(self, name) for name in WAITING)

    def rule_of(self, row: FollowUpRow) -> Rule | None:
        """Give the rule that made a follow-up, or None where a person did or the rule is gone."""
        return self.rules.get(row.follow_up.rule)


@dataclass(frozen=True, slots=True)
class _Light:
    """As much of a follow-up as decides where it stands."""

    id: int
    customer_id: int
    name: str
    gone: str
    group: str
    day: date
    order: tuple[Any, ...]


class DueReading:
    """Reads Today with a few questions, each by an index: a long past costs nothing."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def today(
        self,
        days: int = 7,
        assignee: int | None = None,
        *,
        listed: int | None = LISTED,
        occasions: TodayView | None = None,
    ) -> Due:
        """Read what is due today, with the occasions of the next ``days`` days.

        With an ``assignee`` only what was handed to them, and what nobody has of the customers they or nobody care for.
        ``listed`` of each group are read, None: all; ``occasions`` are not read again where they are given.
        """
        now = wall(self._shop.now)
        rules = {r.id: r for r in self._shop.rules.all()}
        groups, counts, tomorrow = self._follow_ups(now, days, assignee, listed, rules)
        watched = any(r.kind == RuleKind.DRIFTING and r.active for r in rules.values())
        visits, cards = self._shop.visits, self._shop.cards
        rewards, rewards_count = cards.rewards_ready(_EVERY if listed is None else _REWARDS)
        soon = self._shop.settings.read().expiring_days
        expiring, expiring_count = cards.expiring(soon, _EVERY if listed is None else _EXPIRING)
        return Due(
            now.date(),
            **groups,
            occasions=occasions or self.occasions(days, listed),
            drifting=visits.drifting(_SHORT) if watched else [],
            drifting_count=visits.drifting_count() if watched else 0,
            once=visits.once(_SHORT),
            once_count=visits.once_count(),
            tomorrow=tomorrow,
            counts=counts,
            unposted=self._unposted(groups, rules),
            rules=rules,
            rewards=rewards,
            rewards_count=rewards_count,
            expiring=expiring,
            expiring_count=expiring_count,
        )

    def _unposted(self, groups: Mapping[str, list[FollowUpRow]], rules: Mapping[int, Rule]) -> frozenset[int]:
        letters = {i for i, rule in rules.items() if rule.action == Action.LETTER}
        found = [row.follow_up for rows in groups.values() for row in rows if row.follow_up.rule in letters]
        left_out = set[int]()
        for addressed in (True, False):  # after a large purchase it is a note that can be handed over
            thanked = [f for f in found if f.kind == FollowUpKind.THANK_YOU and addressed == (f.rule_key == FIRST)]
            asked = sorted({f.customer_id for f in thanked})
            if asked:
                left_out |= {one.customer_id for one in addressees(self._shop, asked, addressed=addressed)[1]}
        return frozenset(left_out)

    def occasions(self, days: int = 7, listed: int | None = LISTED) -> TodayView:
        """Read the special days and the cards to print alone."""
        return self._shop.occasions.today(days, min(listed, _DAYS) if listed else 0)

    def count(self, assignee: int | None = None) -> int:
        """Count what somebody has to do by today: overdue, due today, staying in touch, calls and complaints."""
        rules = {r.id: r for r in self._shop.rules.all()}
        _groups, counts, _tomorrow = self._follow_ups(wall(self._shop.now), 0, assignee, 0, rules)
        return sum(counts[name] for name in WAITING)

    def _follow_ups(
        self, now: datetime, days: int, assignee: int | None, listed: int | None, rules: Mapping[int, Rule]
    ) -> tuple[dict[str, list[FollowUpRow]], dict[str, int], int]:
        groups: dict[str, list[_Light]] = {name: [] for name in _GROUPS}
        tomorrow, next_day = 0, now.date() + _ONE_DAY
        for light in self._live(now, max(days, 1), assignee, rules):
            tomorrow += light.day == next_day
            if light.day <= now.date() + timedelta(days=days) or light.group != "later":
                groups[light.group].append(light)
        counts = {name: len(found) for name, found in groups.items()}
        shown = {name: sorted(found, key=lambda one: one.order)[:listed] for name, found in groups.items()}
        return self._rows(shown), counts, tomorrow

    def _live(self, now: datetime, days: int, assignee: int | None, rules: Mapping[int, Rule]) -> Iterable[_Light]:
        """What is awake by one of the next days, and the complaints that are not."""
        mine, whose = (_MINE, [assignee, assignee]) if assignee is not None else ("", [])
        until = now.date() + timedelta(days=days)
        fresh = self._fresh(now.date())
        for index, when in _WHEN.items():
            found = self._db.sql(_LIVE.format(index=index, when=when) + mine, [until.isoformat(), *whose])
            with self._db.understood():
                for row in found:
                    light = _placed(row, now, until, fresh, rules)
                    if light is not None:
                        yield light

    def _fresh(self, today: date) -> date:
        """The day after the last one on which the shop was open before today."""
        day = today
        while day - _ONE_DAY > today - timedelta(days=_CLOSED) and not self._shop.calendar.open_on(day - _ONE_DAY):
            day -= _ONE_DAY
        return day

    def _rows(self, groups: Mapping[str, list[_Light]]) -> dict[str, list[FollowUpRow]]:
        ids = [light.id for found in groups.values() for light in found]
        phones = self._phones(sorted({light.customer_id for found in groups.values() for light in found}))
        known = {int(r["id"]): r for r in self._db.rows(tables.FollowUp, "id", ids)}
        with self._db.understood():
            return {
                name: [
                    FollowUpRow(follow_up_from(known[one.id]), one.name, phones.get(one.customer_id, ""), one.gone)
                    for one in found
                    if one.id in known
                ]
                for name, found in groups.items()
            }

    def _phones(self, ids: list[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            query = (
                f"SELECT customer_id, raw FROM phone WHERE customer_id IN ({','.join('?' * len(part))})"
                ' ORDER BY "primary", position DESC, id DESC'
            )  # the last of a customer is the one to call
            found.update({int(i): str(raw) for i, raw in self._db.sql(query, part)})
        return found


def _placed(row: tuple[Any, ...], now: datetime, until: date, fresh: date, rules: Mapping[int, Rule]) -> _Light | None:
    """Say in which group a follow-up stands now; None where it sleeps longer than until that day.

    ``fresh``: the day from which announcements are of today: those of closed days wait for the next open one.
    """
    i, customer_id, kind, due, at, snoozed, urgent, wake, leads, rule, key, archived, deceased, name = row
    today, day = now.date(), date.fromisoformat(due)
    patience = None if urgent else patient(kind, key, rules.get(rule))
    late = patience is None or today - day > patience
    back = datetime.fromisoformat(snoozed) if snoozed else None
    if back is not None and back.date() >= day:  # put off to before its day, it keeps its own time on its day
        own = at if back.date() == day else ""
        day, at = back.date(), back.strftime("%H:%M") if back.hour or back.minute else own
    order: tuple[Any, ...] = (not urgent, day, at, i)
    if back is not None and back > now:
        group = "later"
    elif kind == FollowUpKind.COMPLAINT:
        group = "complaints"
    elif day > today:
        told = any(fresh <= one <= today for one in _announced(day, str(leads), back.date() if back else None))
        group = "later" if str(wake) > today.isoformat() else "today" if told else "coming"
    elif day == today:
        group = "calls" if at else "today" if patience is None else "touch"
    else:
        group = "overdue" if late else "touch"
    if group in {"calls", "coming", "later"}:
        order = (day, at, not urgent, i)
    if group == "later" and day > until:
        return None
    return _Light(i, customer_id, name, gone(archived, deceased), group, day, order)


def _announced(day: date, leads: str, back: date | None) -> Iterable[date]:
    """The days on which something meant for later is announced: put off to one, only those after it count."""
    if back is not None:
        yield back
    for ahead in (day - timedelta(days=int(n)) for n in leads.split()):
        if back is None or ahead > back:
            yield ahead
