"""What the shop itself has on its calendar: an evening for regulars, stocktaking, a fair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.text import plain_line, plain_lines
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import clock

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_COLUMNS = "title, on_date, until, at, text, id"
_LAST = "coalesce(until, on_date)"


@dataclass(frozen=True, slots=True)
class Event:
    """One event (``id`` 0: not saved yet); ``until`` is its last day where it has several."""

    title: str
    on: date
    until: date | None = None
    at: time | None = None
    text: str = ""
    id: int = 0


class Events:
    """The shop's own events."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def add(self, event: Event) -> int:
        """Add an event; its id. Raises BadInput ``no_title``, ``bad_period``."""
        values = _values(event)
        with self._shop.change("event_added", name=values["title"]):
            return self._shop.journal.insert(tables.Event, values)

    def save(self, event: Event) -> None:
        """Keep what was changed; raises NotFound, BadInput as ``add``."""
        values = _values(event)
        with self._shop.change("event_changed", name=values["title"]):
            self.get(event.id)
            self._shop.journal.update(tables.Event, event.id, values)

    def remove(self, event_id: int) -> None:
        """Take an event away; undo brings it back. Raises NotFound."""
        with self._shop.change("event_removed", name=self.get(event_id).title):
            self._shop.journal.delete(tables.Event, event_id)

    def get(self, event_id: int) -> Event:
        """One event; raises NotFound."""
        found = self._read("id = ?", event_id)
        if not found:
            raise NotFound("not_found", id=event_id)
        return found[0]

    def between(self, start: date, end: date) -> list[Event]:
        """Events that touch these days, by day and time; those without a time come first on their day."""
        return self._read(f"on_date <= ? AND {_LAST} >= ?", end.isoformat(), start.isoformat())

    def _read(self, where: str, *values: Any) -> list[Event]:
        found = self._db.sql(f"SELECT {_COLUMNS} FROM event WHERE {where} ORDER BY on_date, at, id", values)
        with self._db.understood():
            return [_event(row) for row in found]


def _values(event: Event) -> dict[str, Any]:
    title = plain_line(event.title)
    if not title:
        raise BadInput("no_title")
    if event.until is not None and event.until < event.on:
        raise BadInput("bad_period", start=event.on, end=event.until)
    several = event.until is not None and event.until > event.on
    return {
        "title": title,
        "on_date": event.on.isoformat(),
        "until": event.until.isoformat() if several and event.until else None,
        "at": clock(event.at),
        "text": plain_lines(event.text),
    }


def _event(row: tuple[Any, ...]) -> Event:
    title, on, until, at, text, event_id = row
    last = date.fromisoformat(until) if until else None
    return Event(title, date.fromisoformat(on), last, time.fromisoformat(at) if at else None, text, event_id)
