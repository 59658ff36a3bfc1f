"""What a loyalty programme comes to, and what is odd about some of its days: by programme and day, never by person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from smallcrm.domain import post
from smallcrm.domain.loyalty_terms import Programme, Unit
from smallcrm.store.loyalty.rows import STANDS
from smallcrm.store.loyalty.standings import UNENDED

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_ACTIVE_FOR = 90
_NEAR = 2
"""Stamps that are left of a card that is nearly full."""
_MANY_VISITS = 3
"""Stamps for visits on one day that nobody asks about, where the terms name no limit."""
_MANY_REVERSALS = 3
_SLACK = timedelta(minutes=30)
"""A shop that is about to close still stamps."""
_HERE = "c.binned_at IS NULL"
_WAITING = f"{_HERE} AND c.archived = 0 AND c.deceased = 0"
"""Whom a reward waits for, as the list of those rewards has them."""
_OPEN = "r.programme_id = ? AND r.state = 'open' AND r.entries > 0"
_WHO = {
    "cards": "r.programme_id = ? AND r.entries > 0",
    "active": "r.programme_id = ? AND r.last_on >= ?",
    "open": f"{_OPEN} AND {UNENDED}",
    "older_terms": f"{_OPEN} AND {UNENDED} AND r.version_id <> ?",
    "near": f"{_OPEN} AND {UNENDED} AND r.stamps > 0 AND r.stamps >= (SELECT v.goal FROM programme_version AS v"
    f" WHERE v.id = r.version_id) - {_NEAR}",
    "ready": "EXISTS (SELECT 1 FROM reward AS o JOIN programme AS p ON p.id = o.programme_id WHERE o.round_id = r.id"
    " AND o.state = 'open' AND o.programme_id = ? AND (o.valid_until IS NULL OR o.valid_until >= ?)"
    " AND (p.redeem_until IS NULL OR p.redeem_until >= ?)) AND r.programme_id = ?",
}
_DAYS = (
    "SELECT r.programme_id, l.on_date, r.customer_id, sum(l.qty), min(substr(l.at, 12, 5)), max(substr(l.at, 12, 5))"
    " FROM ledger AS l JOIN round AS r ON r.id = l.round_id WHERE l.kind = 'stamp' AND l.on_date BETWEEN ? AND ?"
    f" AND l.reason = '' AND {STANDS} GROUP BY r.programme_id, l.on_date, r.customer_id"
)
_REVERSED = (
    "SELECT r.programme_id, l.written_at, r.customer_id FROM ledger AS l INDEXED BY ledger_reverses"
    " JOIN round AS r ON r.id = l.round_id WHERE l.reverses > 0 AND l.reason NOT IN ('', 'version', 'moved')"
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a programme, from its ``first`` day."""

    first: date
    stamps: int
    earned: int
    redeemed: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a programme comes to. People: ``cards``, ``active`` (stamped within 90 days), ``older_terms``."""

    cards: int
    active: int
    older_terms: int
    months: tuple[Month, ...]
    """The oldest first; the last one is not over yet."""
    earned: int
    """Rewards ever earned, but for those that were cancelled."""
    redeemed: int
    expired: int
    days_to_reward: int
    """The median of the days from the first stamp of a card to its main reward; 0: nobody has one."""
    owed: int
    owed_cents: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """A day worth a look: ``many_stamps``, ``closed_day``, ``outside_hours``, ``many_reversals``; on whose cards."""

    programme_id: int
    on: date
    code: str
    count: int
    customers: tuple[int, ...]


class CardReport:
    """Reads what programmes come to. Slow in a large shop: ask beside the window."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def of(self, programme_id: int, months: int = 12) -> Report:
        """Give what a programme comes to; raises NotFound."""
        self._shop.programmes.get(programme_id)
        ends = "min(coalesce(o.valid_until, '9999-12-31'), coalesce(p.redeem_until, '9999-12-31'))"
        earned, redeemed, expired = self._db.sql(
            "SELECT coalesce(sum(o.state <> 'void'), 0), coalesce(sum(o.state <> 'void' AND o.used > 0), 0),"
            f" coalesce(sum(o.state = 'open' AND o.used = 0 AND {ends} < ?), 0)"
            " FROM reward AS o JOIN programme AS p ON p.id = o.programme_id WHERE o.programme_id = ?",
            [self._as_of, programme_id],
        )[0]
        owed, cents = self._shop.cards.owed(programme_id)
        cards, active, older = (len(self.people(programme_id, which)) for which in ("cards", "active", "older_terms"))
        return Report(
            cards,
            active,
            older,
            self._months(programme_id, months),
            int(earned),
            int(redeemed),
            int(expired),
            self._days(programme_id),
            owed,
            cents,
        )

    def people(self, programme_id: int, which: str) -> list[int]:
        """Give people in order of the list: ``cards``, ``active``, ``open``, ``older_terms``, ``ready``, ``near``.

        ``open``: whose card has room. Nobody of the bin.
        """
        newest = self._shop.programmes.get(programme_id).terms.id
        since = (self._shop.clock_guard.stamp_day() - timedelta(days=_ACTIVE_FOR)).isoformat()
        more: dict[str, list[Any]] = {
            "cards": [],
            "active": [since],
            "open": [self._as_of],
            "older_terms": [self._as_of, newest],
            "near": [self._as_of],
            "ready": [self._as_of, self._as_of, programme_id],
        }
        rows = self._db.sql(
            "SELECT c.id FROM customer AS c WHERE c.id IN (SELECT r.customer_id FROM round AS r"
            f" WHERE {_WHO[which]}) AND {_WAITING if which == 'ready' else _HERE} ORDER BY c.sort_key, c.id",
            [programme_id, *more[which]],
        )
        return [int(i) for (i,) in rows]

    def oddities(self, days: int = 30) -> list[Oddity]:
        """Give the odd days of all programmes within so many days, the latest first."""
        today = self._shop.clock_guard.stamp_day()
        first = today - timedelta(days=days)
        programmes = {p.id: p for p in self._shop.programmes.all()}
        rows = self._db.sql(_DAYS, [first.isoformat(), today.isoformat()])
        with self._db.understood():
            found = [*self._of_stamps(programmes, rows), *self._of_reversals(programmes, first)]
        return sorted(found, key=lambda odd: (-odd.on.toordinal(), odd.programme_id, odd.code))

    # -- inside ------------------------------------------------------------------------------------------------------

    @property
    def _as_of(self) -> str:
        return self._shop.clock_guard.as_of().isoformat()

    def _months(self, programme_id: int, count: int) -> tuple[Month, ...]:
        today = self._shop.clock_guard.stamp_day()
        number = today.year * 12 + today.month - 1
        firsts = [date(n // 12, n % 12 + 1, 1) for n in range(number - count + 1, number + 1)]
        values = [programme_id, firsts[0].isoformat()]
        booked = "SELECT substr(l.on_date, 1, 7), {} FROM ledger AS l JOIN round AS r ON r.id = l.round_id"
        stands = f" WHERE r.programme_id = ? AND l.on_date >= ? AND {STANDS}"
        stamps = dict(
            self._db.sql(f"{booked.format('sum(l.qty)')}{stands} AND l.kind = 'stamp' GROUP BY 1", values),
        )
        redeemed = dict(
            self._db.sql(
                f"{booked.format('count(DISTINCT l.round_id || l.kind || l.reward)')}{stands} AND l.kind = 'redeem'"
                " GROUP BY 1",
                values,
            ),
        )
        earned = dict(
            self._db.sql(
                "SELECT substr(earned_on, 1, 7), count(*) FROM reward WHERE programme_id = ? AND earned_on >= ?"
                " AND state <> 'void' GROUP BY 1",
                values,
            ),
        )
        return tuple(
            Month(first, *(int(part.get(first.isoformat()[:7], 0)) for part in (stamps, earned, redeemed)))
            for first in firsts
        )

    def _days(self, programme_id: int) -> int:
        rows = self._db.sql(
            "SELECT r.first_on, o.earned_on FROM reward AS o JOIN round AS r ON r.id = o.round_id"
            " JOIN programme_version AS v ON v.id = r.version_id"
            " WHERE o.programme_id = ? AND o.at_stamp = v.goal AND r.first_on IS NOT NULL",
            [programme_id],
        )
        with self._db.understood():
            gone = [(date.fromisoformat(earned) - date.fromisoformat(first)).days for first, earned in rows]
        return round(median(gone)) if gone else 0

    def _of_stamps(self, programmes: dict[int, Programme], rows: Sequence[tuple[Any, ...]]) -> Iterator[Oddity]:
        calendar, settings = self._shop.calendar.post(), self._shop.settings.read()
        hours = _hours(settings.open_from, settings.open_until)
        by_day: dict[tuple[int, str], list[tuple[Any, ...]]] = {}
        for row in rows:
            by_day.setdefault((row[0], row[1]), []).append(row)
        for (programme, on), people in by_day.items():
            day = date.fromisoformat(on)
            most = _most(programmes[programme]) if programme in programmes else _MANY_VISITS
            is_open = post.is_open(day, calendar)
            odd = {
                "many_stamps": [row for row in people if row[3] > most],
                "closed_day": [] if is_open else people,
                "outside_hours": [row for row in people if is_open and hours and _outside(row[4], row[5], hours)],
            }
            for code, whose in odd.items():
                if whose:
                    yield Oddity(programme, day, code, sum(row[3] for row in whose), tuple(row[2] for row in whose))

    def _of_reversals(self, programmes: dict[int, Programme], first: date) -> Iterator[Oddity]:
        zone = self._shop.now.tzinfo
        by_day: dict[tuple[int, date], list[int]] = {}
        for programme, written, customer in self._db.sql(_REVERSED):
            day = datetime.fromisoformat(written).astimezone(zone).date()
            if programme in programmes and first <= day <= self._shop.clock_guard.stamp_day():
                by_day.setdefault((programme, day), []).append(int(customer))
        for (programme, day), customers in by_day.items():
            if len(customers) > _MANY_REVERSALS:
                yield Oddity(programme, day, "many_reversals", len(customers), tuple(dict.fromkeys(customers)))


def _most(programme: Programme) -> int:
    """Stamps that one person may well get in a day: what the terms allow; else a few visits, or a whole card."""
    terms = programme.terms
    return terms.max_day or (_MANY_VISITS if terms.unit is Unit.VISIT else terms.goal)


def _hours(begin: str, end: str) -> tuple[str, str] | None:
    """Opening hours with some slack; None where nobody said both."""
    day = date(2000, 1, 2)
    try:
        first = datetime.combine(day, time.fromisoformat(begin)) - _SLACK
        last = datetime.combine(day, time.fromisoformat(end)) + _SLACK
    except ValueError:
        return None
    return first.strftime("%H:%M"), last.strftime("%H:%M")


def _outside(first: str | None, last: str | None, hours: tuple[str, str]) -> bool:
    """Whether one of two times of a day lies outside of hours, which may go past midnight."""
    begin, end = hours
    said = [clock for clock in (first, last) if clock]
    if begin <= end:
        return any(not begin <= clock <= end for clock in said)
    return any(end < clock < begin for clock in said)
