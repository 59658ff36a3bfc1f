"""The only place that asks what time it is."""

from __future__ import annotations

import time
from datetime import date, datetime, tzinfo
from datetime import time as clock_time

_COUNTED = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""What goes on counting while the computer sleeps: on Linux the one, on a Mac the other, on Windows what is left."""


class Clock:
    """The wall clock of this PC."""

    certain = False
    """Whether what it says is beyond doubt: somebody said so."""

    def now(self, zone: tzinfo | None = None) -> datetime:
        """This moment in a zone (None: the PC's own), with offset, to the second."""
        return datetime.now(zone).astimezone(zone).replace(microsecond=0)

    def ticks(self) -> float:
        """Seconds of a watch that nobody sets, sleep included; only the difference of two means something."""
        return time.monotonic() if _COUNTED is None else time.clock_gettime(_COUNTED)


class FixedClock(Clock):
    """A clock that believes in a given date (at the real time of day) or in a given moment."""

    certain = True

    def __init__(self, when: date | datetime) -> None:
        self.when = when

    def now(self, zone: tzinfo | None = None) -> datetime:
        """That moment in a zone; a date, or a time without a zone, is one of that zone."""
        when = self.when
        if not isinstance(when, datetime):
            when = datetime.combine(when, self._of_the_pc(zone))
        if when.tzinfo is None and zone is not None:
            return when.replace(tzinfo=zone)
        return when.astimezone(zone)

    def _of_the_pc(self, zone: tzinfo | None) -> clock_time:
        """The real time of day, where somebody named the date alone."""
        return super().now(zone).time()
