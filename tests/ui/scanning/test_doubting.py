"""A date in doubt is remembered as soon as it is told: a new start of the program does not make it right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from smallcrm.store.clock import Clock
from smallcrm.ui.window import MainWindow


class Watch(Clock):
    """A clock that a test sets, beside a watch that stands still."""

    def __init__(self) -> None:
        self.when = datetime(2027, 5, 11, 12, tzinfo=UTC)

    def now(self, zone: tzinfo | None = None) -> datetime:
        return self.when.astimezone(zone)

    def ticks(self) -> float:
        return 0.0


def test_a_jump_that_nobody_wrote_anything_after_is_doubted_next_time_too(frame: MainWindow) -> None:
    shop = frame.shop
    watch = shop.clock = Watch()
    shop.clock_guard.begin()
    frame.go("today")
    assert frame.banner.isHidden()
    watch.when += timedelta(days=20)
    frame.go("customers")
    assert frame.banner.isVisible()
    assert shop.database.sql("SELECT doubted_from FROM clock_seen") == [("2027-05-11",)]
