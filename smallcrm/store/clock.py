"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import date, datetime


class Clock:
    """The wall clock of this PC, local time with its offset."""

    def now(self) -> datetime:
        """This moment, local, with offset, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)


class FixedClock(Clock):
    """A clock that believes in a given date (at the real time of day) or in a given moment."""

    def __init__(self, when: date | datetime) -> None:
        self.when = when

    def now(self) -> datetime:
        if isinstance(self.when, datetime):
            return self.when if self.when.tzinfo else self.when.astimezone()
        real = super().now()
        return datetime.combine(self.when, real.time()).astimezone()
