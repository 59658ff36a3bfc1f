"""What tests do with a window whose clock they turn."""

from __future__ import annotations

from datetime import date, datetime, time

from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.store.clock import FixedClock
from smallcrm.ui.window import MainWindow

FRIDAY, MONDAY = date(2027, 5, 7), date(2027, 5, 10)


class Hands:
    """The window, and what a test does with it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.shop, self.qtbot = window, window.shop, qtbot

    def turn(self, when: datetime) -> None:
        """Turn the clock of the shop."""
        clock = self.shop.clock
        assert isinstance(clock, FixedClock)
        clock.when = when

    def pass_to(self, when: datetime) -> None:
        """Turn the clock, and let the window notice."""
        self.turn(when)
        self.window.telling._tick()
        self.rest()

    def rest(self) -> None:
        """Wait until no work goes on."""
        self.qtbot.waitUntil(lambda: not self.window.jobs.running)

    def begin(self) -> None:
        """Start as the program does."""
        self.window.telling.start()
        self.rest()

    def remind(self, day: date, at: time | None = None, who: int = 1, text: str = "The order has come") -> int:
        """Write down something that is to be done."""
        kind = FollowUpKind.CALL_BACK if at else FollowUpKind.REMINDER
        return self.shop.follow_ups.add(FollowUp(kind, who, text, day, at))

    @property
    def banner(self) -> str:
        """What the banner says."""
        return self.window.banner.text() if self.window.banner.isVisible() else ""

    @property
    def strip(self) -> str:
        """What the strip says."""
        strip = self.window.telling.strip
        return strip.text() if strip is not None and strip.isVisible() else ""
