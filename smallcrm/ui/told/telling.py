"""Tells what came due: one line at start and on a new day, a strip at the minute; asks the shop anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.follow_up import CallOutcome
from smallcrm.domain.progress import Report
from smallcrm.domain.telling import Told, span, tell
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.store.telling import Reminded
from smallcrm.ui.pages import counts
from smallcrm.ui.pages.again import snoozed
from smallcrm.ui.pages.page import tell as tell_done
from smallcrm.ui.patience import patient, unless_locked
from smallcrm.ui.told import badge, memory
from smallcrm.ui.told.call_now import Answers, CallNow, headline, is_call, told
from smallcrm.ui.told.tray import Tray

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow

TICK = 5000
"""Milliseconds between two looks at the clock; the shop is asked when another minute has come."""
LATER = timedelta(minutes=10)
AREAS = frozenset({"follow_ups", "customers"})
_NAMED, _LOOKED_AT = 3, 30
"""How many people are named of those told in one line, and among how many."""


class Telling(QObject):
    """Watches the clock from ``start`` on. ``waiting``: what the strip shows, one after the other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.waiting: list[Reminded] = []
        self.told = Told()
        self.tray = Tray(window)
        self.strip: CallNow | None = None
        self._minute: datetime | None = None
        self._day: date | None = None
        self._said = ""
        self._count = 0
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)

    # -- with the window -------------------------------------------------------------------------------------------

    def attach(self) -> None:
        """Put the strip into a window just built, and the number onto its title."""
        window = self._window
        self.strip = CallNow(Answers(self._done, self._later, self._open, self._gone))
        window.top.add(self.strip)
        window.sidebar.counted.connect(self._counted)
        self.strip.show_all(self.waiting)
        if self._timer.isActive():
            self.tray.renew()

    @patient
    def entitle(self) -> None:
        """Put the shop's name and how many wait today into the title of the window."""
        if not self._window.shop.is_open:
            return
        self._window.setWindowTitle(badge.title(self._window.shop.settings.read().name, self._count))

    def _counted(self, place: str, count: int) -> None:
        if place == "today" and count != self._count:
            self._count = count
            badge.show(count)
            self.entitle()

    def start(self) -> None:
        """Begin: what came due since the program was last open, then each minute what comes due."""
        window = self._window
        self.told = memory.recall(window.settings, window.shop.file)
        window.watch.changed.connect(self.refresh)
        self.tray.renew()
        self._timer.start()
        self._new_day()

    def close(self) -> None:
        """Remember what was told, and stop."""
        if self._timer.isActive():
            self._timer.stop()
            self._remember()
        self.tray.close()

    def _remember(self) -> None:
        memory.keep(self._window.settings, self._window.shop.file, self.told)

    # -- the clock ---------------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._window.shop.now.replace(tzinfo=None)

    def _tick(self) -> None:
        now = self._now()
        if now.date() != self._day:
            self._new_day()
        elif now.replace(second=0, microsecond=0) != self._minute:
            self.look()

    def _new_day(self) -> None:
        """The rules of the shop first: what they make today is told today."""
        shop = self._window.shop
        self._day = self._now().date()
        if not self._window.keeping.writable:
            self.look()
            return

        @unless_locked
        def work(_report: Report) -> int:
            with shop.database.attached():
                return int(shop.rules.run())

        def ran(made: int | None) -> None:
            if made is None:  # another program wrote: the rules are asked again with the next look at the clock
                self._day = None
            self.look()

        job = self._window.jobs.start("", work)
        job.done.connect(ran)
        for over in (job.failed, job.cancelled):
            over.connect(lambda *_: self.look())

    def look(self) -> None:
        """Ask what came due, and tell it; a file that cannot be read is asked again in the next moment."""
        window = self._window
        if not window.shop.is_open:
            return
        now = self._now()
        try:
            telling = tell(self.told, now, window.shop.telling.between(*span(self.told, now)))
            new = [one for call in telling.calls if (one := window.shop.telling.one(call.id)) is not None]
            if telling.others or new or (self._minute is not None and self._minute.date() != now.date()):
                counts.forget(window.shop)  # the number in title and sidebar follows the clock, whichever page is shown
                counts.show_counts(window)
        except FileTrouble:
            return
        before, self._minute = self._minute, now.replace(second=0, microsecond=0)
        if telling.others:
            self.tell_others(telling.others, telling.since)
        if new:
            self._call(new)
        self.told = telling.told
        if telling.others or new or before is None or before.hour != now.hour:  # the power may fail
            self._remember()

    def tell_others(self, ids: Sequence[int], since: date | None) -> None:
        """Say in the banner and the tray how many came due since a day (None: today), in the banner also with whom."""
        window = self._window
        words = how_many(len(ids), since, self._now().date())
        names = _names(window.shop, ids)
        window.banner.unsay(self._said)
        self._said, warnings = names, window.banner.said
        window.banner.say(names, "due", title=words, repairs=[(_("Show"), partial(show_today, window))])
        window.banner.say_again(warnings)  # what is wrong with the shop file comes first
        self.tray.notify(badge.PROGRAM, words)

    # -- at the minute -----------------------------------------------------------------------------------------------

    def _call(self, new: list[Reminded]) -> None:
        """Whose minute it is stands first, but nothing moves under a key that is about to answer."""
        ids, shown = {one.due.id for one in new}, self.waiting[:1] if _held(self.strip) else []
        before = [one for one in self.waiting if one.due.id not in ids]
        newest = sorted(new, key=lambda one: (one.due.moment, -one.due.id), reverse=True)
        under = [one for one in before if one in shown]
        self.waiting = [*under, *newest, *(one for one in before if one not in under)]
        self._show()
        QApplication.alert(self._window)  # the task bar says so, and nothing comes to the front
        for one in new:
            self.tray.notify(headline(one), told(one))

    def _show(self) -> None:
        strip, held = self.strip, _held(self.strip)
        if strip is None:
            return
        strip.show_all(self.waiting)
        if held and not self.waiting:
            self._window.places.focus_page()

    @patient
    def refresh(self, areas: frozenset[str]) -> None:
        """Take away what is done or put off meanwhile; tell what was just written down for a minute that is over."""
        if (areas and not areas & AREAS) or not self._window.shop.is_open:
            return
        now_known = ((one, self._window.shop.telling.one(one.due.id)) for one in self.waiting)
        self.waiting = [new for one, new in now_known if new is not None and new.due.moment == one.due.moment]
        self._show()
        self.look()

    # -- what the buttons do -----------------------------------------------------------------------------------------

    def _done(self, one: Reminded) -> None:
        follow_ups = self._window.shop.follow_ups
        if is_call(one):
            follow_ups.called(one.follow_up.customer_id, CallOutcome.REACHED, follow_up=one.due.id)
        else:
            follow_ups.done(one.due.id)
        self._gone(one)
        tell_done(self._window)

    def _later(self, one: Reminded) -> None:
        until = (self._window.shop.now + LATER).replace(second=0)
        self._window.shop.follow_ups.snooze(one.due.id, until)
        self._gone(one)
        tell_done(self._window, snoozed(until, self._window.shop.today))

    def _open(self, one: Reminded) -> None:
        self._gone(one)
        self._window.perform("customers", "open", one.follow_up.customer_id)

    def put_all_away(self) -> None:
        """Take away whatever the strip shows; the reminders stay."""
        self.waiting = []
        self._show()

    def _gone(self, gone: Reminded) -> None:
        self.waiting = [one for one in self.waiting if one.due.id != gone.due.id]
        self._show()


def _held(strip: QWidget | None) -> bool:
    """Whether the focus is in the strip."""
    focus = strip.focusWidget() if strip is not None else None
    return focus is not None and focus.hasFocus()


def show_today(window: MainWindow) -> None:
    """Show what is due, and go there."""
    window.go("today")
    window.places.focus_page()


def _names(shop: Shop, ids: Sequence[int]) -> str:
    """With whom they are: the first few people, and how many are with others."""
    found: dict[str, None] = {}
    named = 0
    with suppress(FileTrouble):  # how many there are is known all the same
        for number in ids[:_LOOKED_AT]:
            one = shop.telling.one(number)
            if one is not None and (one.name in found or len(found) < _NAMED):
                found[one.name] = None
                named += 1
    left = len(ids) - named if found else 0
    return beside(*found, ngettext("{n} more", "{n} more", left).format(n=left) if left else "")


def how_many(count: int, since: date | None, today: date) -> str:
    """Say how many came due, and since when: the day on which the program was last open."""
    if since is None:
        return ngettext("{n} reminder came due.", "{n} reminders came due.", count).format(n=count)
    if since == today - timedelta(days=1):
        words = ngettext("{n} reminder came due since yesterday.", "{n} reminders came due since yesterday.", count)
        return words.format(n=count)
    # Translators: {day} stands as in "Fri, Nov 20"; put it into brackets where it would need an ending
    words = ngettext("{n} reminder came due since {day}.", "{n} reminders came due since {day}.", count)
    shown = format_date(since, "weekday_and_day" if (today - since).days < 300 else "medium")
    return words.format(n=count, day=shown)
