"""What came due between two moments, whatever its kind: asked anew each time, so that nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.telling import Due, moments
from smallcrm.store.follow_up_rows import ASKED_FOR, LIVE

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_OWN = "f.due || 'T' || CASE f.at WHEN '' THEN '00:00' ELSE f.at END || ':00'"
_LIVE = f"""SELECT f.id, f.due, f.at, f.snoozed_to, f.leads FROM follow_up f JOIN customer c ON c.id = f.customer_id
WHERE {LIVE} AND f.wake <= ? AND ({_OWN} BETWEEN ? AND ? OR substr(f.snoozed_to, 1, 19) BETWEEN ? AND ?
OR f.leads <> '' AND f.due > ?)
AND +c.binned_at IS NULL AND {ASKED_FOR}"""
_ONE = f"SELECT 1 FROM follow_up f JOIN customer c ON c.id = f.customer_id WHERE f.id = ? AND {ASKED_FOR}"


@dataclass(frozen=True, slots=True)
class Reminded:
    """One thing to be told by itself: what and when, whom it is about, and how to reach them."""

    due: Due
    follow_up: FollowUp
    name: str
    phone: str
    assignee: str = ""
    """Who of the staff is to do it, where that is not whoever is at the counter."""


class Tellings:
    """What is to be told."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def between(self, start: datetime, end: datetime) -> list[Due]:
        """Live follow-ups that came due after ``start`` and by ``end`` (both without offset)."""
        span = [start.isoformat(timespec="seconds"), end.isoformat(timespec="seconds")]
        found = self._shop.database.sql(_LIVE, [end.date().isoformat(), *span, *span, start.date().isoformat()])
        told = (Due(int(i), *when) for i, *row in found for when in _moments(*row))
        return [one for one in told if start < one.moment <= end]

    def one(self, follow_up_id: int) -> Reminded | None:
        """Give somebody to remind of, as they stand now; None where nothing is to be done any more."""
        try:
            found = self._shop.follow_ups.get(follow_up_id)
        except NotFound:
            return None
        if not found.live or self._shop.customers.binned(found.customer_id):
            return None
        if not self._shop.database.sql(_ONE, [follow_up_id]):
            return None
        customer = self._shop.customers.get(found.customer_id)
        phone, now = customer.primary_phone, self._shop.now.replace(tzinfo=None)
        known = moments(found.due, found.at, found.snoozed_to)
        due = Due(found.id, *next((when for when in reversed(known) if when[0] <= now), known[0]))
        return Reminded(due, found, customer.name, phone.raw if phone else "", self._other(found.assignee))

    def _other(self, staff_id: int) -> str:
        """Name of somebody of the staff, unless they are at the counter themselves."""
        found = self._shop.database.sql("SELECT name FROM staff WHERE id = ?", [staff_id]) if staff_id else []
        name = str(found[0][0]) if found else ""
        return "" if name == self._shop.actor else name


def _moments(day: str, at: str, snoozed: str | None, leads: str) -> tuple[tuple[datetime, bool], ...]:
    return moments(
        date.fromisoformat(day),
        time.fromisoformat(at) if at else None,
        datetime.fromisoformat(snoozed) if snoozed else None,
        [int(n) for n in leads.split()],
    )
