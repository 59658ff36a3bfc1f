"""The punch cards folded anew beside the window: what was stamped last soon after the start, all of them once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smallcrm.domain.progress import Report
from smallcrm.i18n import _, ngettext
from smallcrm.store.loyalty.proof import Proof, since
from smallcrm.ui import machine
from smallcrm.ui.patience import unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SOON = 7000
"""Milliseconds after the start until the newest entries are looked at: the window comes first."""
TICK = 30_000
"""Milliseconds between two looks at whether a day has begun, and at what is still to be done."""
IDLE = 120.0
"""Seconds in which nothing was saved and no work went on: then nobody is kept waiting."""


class Proving(QObject):
    """Tells one line where cards are not as their entries say; where all is well it says nothing.

    This PC remembers of each shop the newest entry that was found right, and the day of the last look at all cards.
    """

    def __init__(self, window: MainWindow, quiet_since: Callable[[], float] = monotonic) -> None:
        super().__init__(window)
        self._window, self._clock = window, quiet_since
        self._key = machine.of_shop("proved", window.shop.file)
        self._told = ("", "")
        self._newest_done = self._runs = False
        self._tried: date | None = None
        self._last = self._clock()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin, some seconds from now."""
        self._window.watch.changed.connect(self._busy)
        self._timer.start()
        QTimer.singleShot(SOON, self, self.look)

    def _busy(self, _areas: object) -> None:
        self._last = self._clock()

    def look(self) -> None:
        """Do what is to be done now: the newest entries once, all cards once a day when nobody works."""
        window = self._window
        if self._runs or not window.shop.is_open:
            return
        after, day = self._known()
        if not self._newest_done:
            self._prove(after, whole=after == 0)
        elif window.jobs.busy:
            self._last = self._clock()
        elif window.shop.today not in {day, self._tried} and self._clock() - self._last >= IDLE:
            self._prove(0, whole=True)

    def _prove(self, after: int, *, whole: bool) -> None:
        shop, today = self._window.shop, self._window.shop.today

        @unless_locked
        def work(report: Report) -> Proof:
            with shop.database.attached():
                return since(shop, after, report)

        def done(proof: Proof | None) -> None:
            if proof is None:  # another program wrote: the next look asks again
                return
            self._newest_done = True
            if whole:
                self._tried = today
            self._tell(len({dict(finding.values)["whose"] for finding in proof.findings}))
            if not proof.findings:
                self._remember(proof.newest, today if whole else self._known()[1])

        def over() -> None:
            self._runs = False

        def failed(*_error: object) -> None:  # the window tells it; it is not told each half minute
            self._newest_done, self._tried = True, today

        self._runs = True
        job = self._window.jobs.start("", work)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(lambda *_: over())
        job.done.connect(done)
        job.failed.connect(failed)

    def _tell(self, count: int) -> None:
        """Say in the banner how many cards are not right, in the place of what was said of them before."""
        banner = self._window.banner
        banner.unsay(self._told[1])
        if not count:
            return
        title = ngettext("{n} punch card does not add up", "{n} punch cards do not add up", count).format(n=count)
        words = _("The check says whose it is and what is wrong. It changes nothing.")
        self._told = (title, words)
        repairs = [(_("Check the shop file"), lambda: self._window.perform("settings", "check"))]
        banner.say(words, "warn", title=title, repairs=repairs)

    # -- remembered --------------------------------------------------------------------------------------------------

    def _known(self) -> tuple[int, date | None]:
        """The newest entry found right (0: none), and the day of the last look at all cards."""
        number, _space, day = str(self._window.settings.value(self._key, "")).partition(" ")
        try:
            return int(number), date.fromisoformat(day) if day else None
        except ValueError:
            return 0, None

    def _remember(self, newest: int, day: date | None) -> None:
        self._window.settings.setValue(self._key, f"{newest} {day.isoformat() if day else ''}")
