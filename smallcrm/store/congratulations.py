"""Who was greeted on a special day: a line of the timeline that Today reads, so that nobody is greeted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.domain.model import Entry, Occasion
from smallcrm.domain.occasions import MISSED_DAYS

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

KIND = "greeted"
Key = tuple[int, str, date]
"""Customer, kind of the occasion, the day on which it was kept."""


class Congratulations:
    """Greetings of the last weeks."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def greet(self, customer_id: int, days: Sequence[tuple[Occasion, date]]) -> None:
        """Say that somebody was greeted for these days (one step, undoable); what was said before is not said twice."""
        known = self.known([customer_id])
        name = self._shop.customers.name_of(customer_id)
        with self._shop.change(KIND, name=name):
            for occasion, day in days:
                if (customer_id, str(occasion.kind), day) not in known:
                    self._shop.timeline.write(
                        customer_id, Entry(KIND, self._shop.today, _code(occasion, day), at=self._shop.now)
                    )

    def known(self, customers: Iterable[int], first: date = date.max) -> set[Key]:
        """Give which days of these customers were greeted: of the last 14 days, to come, from ``first`` on."""
        ids, found = sorted(set(customers)), set[Key]()
        since = (min(self._shop.today - timedelta(days=MISSED_DAYS), first) - timedelta(days=MISSED_DAYS)).isoformat()
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            marks = ",".join("?" * len(part))
            query = f"SELECT customer_id, text FROM entry WHERE customer_id IN ({marks}) AND on_date >= ? AND kind = ?"
            for customer, text in self._shop.database.sql(query, [*part, since, KIND]):
                kind, day, _label = read(str(text))
                if day:
                    found.add((int(customer), kind, day))
        return found


def _code(occasion: Occasion, day: date) -> str:
    return " ".join(part for part in (str(occasion.kind), day.isoformat(), occasion.label) if part)


def read(text: str) -> tuple[str, date | None, str]:
    """Give kind, day and label of the occasion from the text of a line; no day where it is not such a text."""
    kind, _, rest = text.partition(" ")
    day, _, label = rest.partition(" ")
    try:
        return kind, date.fromisoformat(day), label
    except ValueError:
        return kind, None, ""
