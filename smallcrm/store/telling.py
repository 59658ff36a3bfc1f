"""What came due between two moments, whatever its kind: asked anew each time, so that nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.telling import Due, moment

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_LIVE = """SELECT f.id, f.due, f.at, f.snoozed_to FROM follow_up f JOIN customer c ON c.id = f.customer_id
WHERE f.state IN ('open', 'waiting') AND f.wake <= ? AND c.binned_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Reminded:
    """One thing to be told by itself: what and when, whom it is about, and how to reach them."""

    due: Due
    follow_up: FollowUp
    name: str
    phone: str


class Tellings:
    """What is to be told."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def between(self, start: datetime, end: datetime) -> list[Due]:
        """Live follow-ups that came due after ``start`` and by ``end`` (both without offset)."""
        found = []
        for id_, day, at, snoozed in self._shop.database.sql(_LIVE, [end.date().isoformat()]):
            when, timed = _moment(day, at, snoozed)
            if start < when <= end:
                found.append(Due(int(id_), when, timed))
        return found

    def one(self, follow_up_id: int) -> Reminded | None:
        """Give somebody to remind of, as they stand now; None where nothing is to be done any more."""
        try:
            found = self._shop.follow_ups.get(follow_up_id)
        except NotFound:
            return None
        if not found.live or self._shop.customers.binned(found.customer_id):
            return None
        customer = self._shop.customers.get(found.customer_id)
        phone = customer.primary_phone
        due = Due(found.id, *moment(found.due, found.at, found.snoozed_to))
        return Reminded(due, found, customer.name, phone.raw if phone else "")


def _moment(day: str, at: str, snoozed: str | None) -> tuple[datetime, bool]:
    return moment(
        date.fromisoformat(day),
        time.fromisoformat(at) if at else None,
        datetime.fromisoformat(snoozed) if snoozed else None,
    )
