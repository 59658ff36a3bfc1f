"""Visits, purchases and stamps, and the figures of each customer that follow from them, kept with every line written.

A stamp is a visit: a day with one counts like a day with a visit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain.rhythm import CONTACT_KINDS, VISIT_KINDS, rhythm
from smallcrm.store.loyalty.rows import STANDS
from smallcrm.store.rows import day, iso

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LATE_FOR = 365
_ONCE_FROM, _ONCE_UNTIL = 60, 365
FIGURES = ("visits", "last_visit_on", "last_contact_on", "usual_days", "late_on")
"""Columns of the customer that follow from the timeline."""
_PRESENT = "c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0"
_CARED = "f.kind = 'drifting' AND f.made_at > c.last_visit_on AND f.state IN ('open', 'waiting', 'dropped')"
"""Somebody is at it, or wants it left alone, since they were last here."""
_LATE = f"c.late_on IS NOT NULL AND {_PRESENT} AND c.late_on BETWEEN ? AND ?"
_ONCE = f"c.visits IN (1, 2) AND {_PRESENT} AND c.last_visit_on BETWEEN ? AND ?"
_BY_INDEX = {_LATE: "customer_late", _ONCE: "customer_once"}
_PHONE = '(SELECT p.raw FROM phone AS p WHERE p.customer_id = c.id ORDER BY p."primary" DESC, p.position, p.id LIMIT 1)'
STAMPED = (
    "SELECT r.customer_id, l.on_date FROM round AS r JOIN ledger AS l ON l.round_id = r.id"
    f" WHERE r.customer_id IN ({{marks}}) AND l.kind = 'stamp' AND {STANDS}"
)
"""Customer and day of stamps that stand."""
_ROW = f"SELECT c.id, c.name, {_PHONE}, c.usual_days, c.last_visit_on, c.visits FROM"


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """What the visits of a customer come to; the last purchases' sum in cents."""

    visits: int = 0
    last_visit_on: date | None = None
    last_contact_on: date | None = None
    usual_days: int = 0
    """Days between two visits, as a rule; 0 where nobody knows yet."""
    late_on: date | None = None
    purchases: int = 0
    spent_cents: int = 0
    first_visit_on: date | None = None


@dataclass(frozen=True, slots=True)
class Drifter:
    """Somebody who stays away."""

    customer_id: int
    name: str
    phone: str
    usual_days: int
    days_since: int
    last_visit_on: date
    visits: int


class Visits:
    """Who comes, how often, and who does not come any more."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def visit(self, customer_id: int, *, amount: int | None = None, text: str = "", on: date | None = None) -> int:
        """Log a visit, today if no day is given; the line of the timeline. ``amount`` in cents."""
        return self._shop.timeline.add(customer_id, "visit", text, on, amount=amount)

    def purchase(self, customer_id: int, *, amount: int | None = None, text: str = "", on: date | None = None) -> int:
        """Log a purchase, which is a visit too; the line of the timeline. ``amount`` in cents."""
        return self._shop.timeline.add(customer_id, "purchase", text, on, amount=amount)

    def figures(self, customer_id: int) -> VisitFigures:
        """What the visits of a customer come to."""
        kept = self._db.sql(f"SELECT {', '.join(FIGURES)} FROM customer WHERE id = ?", [customer_id])
        if not kept:
            return VisitFigures()
        purchases, spent, first = self._db.sql(
            "SELECT sum(kind = 'purchase' OR amount IS NOT NULL), sum(amount), min(on_date) FROM entry"
            " WHERE customer_id = ? AND kind IN ('visit', 'purchase')",
            [customer_id],
        )[0]
        stamped = self._db.sql(f"SELECT min(on_date) FROM ({STAMPED.format(marks='?')})", [customer_id])[0][0]
        begun = min(filter(None, (first, stamped)), default=None)
        visits, last, contact, usual, late = kept[0]
        with self._db.understood():
            return VisitFigures(
                visits, day(last), day(contact), usual, day(late), purchases or 0, spent or 0, day(begun)
            )

    # -- who stays away ----------------------------------------------------------------------------------------------

    def drifting(self, limit: int = 3, today: date | None = None) -> list[Drifter]:
        """Regulars who are late by their own rhythm, for a year at most, who became so last first."""
        return self._absent(_LATE, "c.late_on DESC", self._late(today), limit, today)

    def drifting_count(self, today: date | None = None) -> int:
        """How many regulars are late by their own rhythm."""
        return self._count(_LATE, self._late(today))

    def once(self, limit: int = 3, today: date | None = None) -> list[Drifter]:
        """Who came on one or two days and not again for two months to a year, the latest first."""
        return self._absent(_ONCE, "c.last_visit_on DESC", self._long_ago(today), limit, today)

    def once_count(self, today: date | None = None) -> int:
        """How many came on one or two days and not again."""
        return self._count(_ONCE, self._long_ago(today))

    def _late(self, today: date | None) -> tuple[date, date]:
        now = today or self._shop.today
        return now - timedelta(days=_LATE_FOR), now

    def _long_ago(self, today: date | None) -> tuple[date, date]:
        now = today or self._shop.today
        return now - timedelta(days=_ONCE_UNTIL), now - timedelta(days=_ONCE_FROM)

    def _count(self, where: str, period: tuple[date, date]) -> int:
        bounds = [d.isoformat() for d in period]
        found = self._db.sql(
            f"SELECT (SELECT count(*) FROM customer AS c INDEXED BY {_BY_INDEX[where]} WHERE {where})"
            " - (SELECT count(DISTINCT c.id) FROM follow_up AS f INDEXED BY follow_up_drifting"
            f" CROSS JOIN customer AS c ON c.id = f.customer_id WHERE {_CARED} AND {where})",
            [*bounds, *bounds],
        )  # those cared for are few: asking for each of all would take them from their rows
        return int(found[0][0])

    def _absent(
        self, where: str, order: str, period: tuple[date, date], limit: int, today: date | None
    ) -> list[Drifter]:
        now, bounds = today or self._shop.today, [d.isoformat() for d in period]
        alone = f"NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.customer_id = c.id AND {_CARED})"
        found = self._db.sql(
            f"{_ROW} (SELECT c.id AS first FROM customer AS c INDEXED BY {_BY_INDEX[where]} WHERE {where} AND {alone}"
            f" ORDER BY {order}, c.id LIMIT ?) CROSS JOIN customer AS c ON c.id = first ORDER BY {order}, c.id",
            [*bounds, limit],
        )  # hundreds became late on one day: of those not listed neither name nor phone is read
        with self._db.understood():
            return [
                Drifter(i, name, phone or "", usual, (now - date.fromisoformat(last)).days, date.fromisoformat(last), n)
                for i, name, phone, usual, last, n in found
            ]

    # -- what is kept ------------------------------------------------------------------------------------------------

    def renew(self, customers: Collection[int]) -> None:
        """Write the figures of these customers anew, inside an open transaction.

        Their row versions stay: nobody who edits a customer just now is refused because somebody came in.
        """
        ids = sorted(customers)
        changed = [(*now, i) for i, now, kept in self.derived(ids) if now != kept]
        names = ", ".join(f"{name} = ?" for name in FIGURES)
        self._db.many(f"UPDATE customer SET {names} WHERE id = ?", changed)

    def derived(self, ids: Sequence[int]) -> Iterator[tuple[int, tuple[Any, ...], tuple[Any, ...]]]:
        """(customer, figures as they follow from the timeline, figures as they are kept) of these customers."""
        for start in range(0, len(ids), 900):
            part = list(ids[start : start + 900])
            marks = ",".join("?" * len(part))
            visits, contacts = self._days(part, marks)
            for i, *kept in self._db.sql(f"SELECT id, {', '.join(FIGURES)} FROM customer WHERE id IN ({marks})", part):
                known = rhythm(visits.get(i, ()))
                last, late = iso(known.last), iso(known.late_on)
                yield int(i), (known.visits, last, contacts.get(i), known.usual_days, late), tuple(kept)

    def _days(self, part: list[int], marks: str) -> tuple[dict[int, list[date]], dict[int, str]]:
        """Visit days and the last contact of customers."""
        visits: dict[int, list[date]] = {}
        contacts: dict[int, str] = {}
        kinds = [*VISIT_KINDS, *part, *CONTACT_KINDS]
        found = self._db.sql(
            f"SELECT customer_id, on_date, max(kind IN (?, ?)) FROM entry WHERE customer_id IN ({marks})"
            f" AND kind IN ({','.join('?' * len(CONTACT_KINDS))}) AND NOT (kind = 'call' AND outcome = 'no_answer')"
            " GROUP BY customer_id, on_date ORDER BY customer_id, on_date",
            kinds,
        )
        stamped = self._db.sql(STAMPED.format(marks=marks), part)
        with self._db.understood():
            for owner, on, visited in (*found, *((owner, on, True) for owner, on in stamped)):
                contacts[owner] = max(contacts.get(owner, on), on)
                if visited:
                    visits.setdefault(owner, []).append(date.fromisoformat(on))
        return visits, contacts
