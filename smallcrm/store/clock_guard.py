"""Whether the computer's date can be believed: a dead battery shows 2099 as easily as 1980.

While it is in doubt nothing expires: the day expiry is measured by stays the last one that was beyond doubt.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.domain.errors import FileTrouble
from smallcrm.store import tables
from smallcrm.store.rows import day

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_SLACK = timedelta(minutes=5)
_CLOSED = timedelta(days=45)
_SEASON = timedelta(days=400)
"""A shop that opens in summer alone is shut for months: a first day no later than that may well be right."""
_EACH = timedelta(minutes=1)
"""The highest moment is written so often at most: nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the date is doubted: ``behind`` (earlier than what was seen), ``jumped`` (while at work), ``long_closed``."""

    code: str
    seen: datetime
    """The highest moment that was seen."""
    now: datetime
    since: date
    """The last day beyond doubt."""


class _Kept(NamedTuple):
    """What the shop file remembers: the highest moment, the last day of use, the last day beyond doubt."""

    seen_at: datetime | None
    used_on: date | None
    doubted_from: date | None


class ClockGuard:
    """Watches the clock of the shop. A clock that somebody gave is believed, and leaves nothing behind."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._begun: tuple[datetime, float] | None = None
        """Both clocks at a moment that was beyond doubt."""
        self._mine = False
        """Whether the doubt that is kept arose while both clocks were watched here: they also say when it is over."""
        self._written: datetime | None = None

    def begin(self) -> None:
        """Begin to watch; the first one on a day remembers it. Who then only reads leaves the file as it is."""
        with suppress(FileTrouble):  # a shop that is only looked at remembers nothing
            if self._kept().used_on != self._today() or self.doubt() is not None:
                self.seen()
            elif not self._shop.clock.certain:
                self._begun = (self._now(), self._shop.clock.ticks())

    def doubt(self) -> Doubt | None:
        """Say why the date is doubted just now; None where it is not."""
        if self._shop.clock.certain:
            return None
        kept, now = self._kept(), self._now()
        if kept.seen_at is None or kept.used_on is None:
            return None
        since = kept.doubted_from or kept.used_on
        if kept.seen_at - now > _SLACK:
            return Doubt("behind", kept.seen_at, now, since)
        if self._jumped(now):
            return Doubt("jumped", kept.seen_at, now, since)
        if self._today() - kept.used_on > _CLOSED:
            return Doubt("long_closed", kept.seen_at, now, since)
        if kept.doubted_from and not self._mine:
            return Doubt("jumped", kept.seen_at, now, since)
        return None

    def suspect(self) -> bool:
        """Whether what is written now is written under a date in doubt."""
        return self.doubt() is not None

    def as_of(self) -> date:
        """Give the day that expiry is measured by: today, or the last one beyond doubt."""
        doubt = self.doubt()
        return doubt.since if doubt else self._today()

    def stamp_day(self) -> date:
        """Give the day of what is booked now: today, or the last one beyond doubt where today can hardly be right.

        That is earlier than what was seen, or long after it: a visit of the year 2099 would be somebody's last one.
        """
        doubt, today = self.doubt(), self._today()
        if doubt is None:
            return today
        most = _SEASON if doubt.code == "long_closed" else _CLOSED
        return today if timedelta() <= today - doubt.since <= most else doubt.since

    def seen(self) -> None:
        """Remember this moment, in a transaction of its own where none is open; of a doubtful one only the doubt."""
        if self._shop.clock.certain:
            return
        doubt, kept, now = self.doubt(), self._kept(), self._now()
        if doubt is not None:
            if doubt.code == "jumped" and kept.doubted_from is None:  # the others can be seen from what is kept
                self._mine = True
                self._write("doubted_from = ?", doubt.since.isoformat())
            return
        if self._begun is None:
            self._begun = (now, self._shop.clock.ticks())
        if kept.doubted_from is not None:
            self._mine = False
            self._write("doubted_from = ?", "")
        last = max(filter(None, (self._written, kept.seen_at)), default=None)
        if last is None or now - last >= _EACH or kept.used_on != self._today():
            self._written = now
            self._write("seen_at = ?, used_on = ?", now.isoformat(), self._today().isoformat())

    def confirm(self) -> None:
        """Believe the date of now: somebody looked at it and said that it is right."""
        now = self._now()
        with self._shop.change("clock_confirmed", undoable=False):
            self._shop.database.sql("INSERT OR IGNORE INTO clock_seen (id) VALUES (1)")
            values = {"seen_at": now.isoformat(), "used_on": self._today().isoformat(), "doubted_from": ""}
            self._shop.journal.update(tables.ClockSeen, 1, values)
            # Before it is told: who hears of it asks whether there is a doubt.
            self._begun, self._mine, self._written = (now, self._shop.clock.ticks()), False, now

    # -- inside ------------------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._shop.now.astimezone(UTC)

    def _today(self) -> date:
        return self._shop.today

    def _jumped(self, now: datetime) -> bool:
        if self._begun is None:
            return False
        begun, ticks = self._begun
        gone = timedelta(seconds=self._shop.clock.ticks() - ticks)
        return abs((now - begun) - gone) > _SLACK

    def _kept(self) -> _Kept:
        """What was kept; of what cannot be read nothing, and it is written anew."""
        rows = self._shop.database.sql("SELECT seen_at, used_on, doubted_from FROM clock_seen WHERE id = 1")
        with suppress(ValueError, TypeError):
            seen, used, doubted = rows[0] if rows else ("", "", "")
            moment = datetime.fromisoformat(seen).astimezone(UTC) if seen else None
            return _Kept(moment, day(used), day(doubted))
        return _Kept(None, None, None)

    def _write(self, values: str, *texts: str) -> None:
        with self._shop.transaction():
            self._shop.database.sql("INSERT OR IGNORE INTO clock_seen (id) VALUES (1)")
            self._shop.database.sql(f"UPDATE clock_seen SET {values} WHERE id = 1", texts)
