"""What the shop itself has on its calendar: an evening for regulars, stocktaking, a fair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


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

    def add(self, event: Event) -> int:
        """Add an event; its id. Raises BadInput ``no_title``, ``bad_period``."""
        raise NotImplementedError

    def save(self, event: Event) -> None:
        """Keep what was changed."""
        raise NotImplementedError

    def remove(self, event_id: int) -> None:
        """Take an event away; undo brings it back."""
        raise NotImplementedError

    def get(self, event_id: int) -> Event:
        """One event; raises NotFound."""
        raise NotImplementedError

    def between(self, start: date, end: date) -> list[Event]:
        """Events that touch these days, by day and time."""
        raise NotImplementedError
