"""What is due, kept from reading to reading.

A small shop is read whole whenever it changed. Of a very large one the near days are read at once and all of it beside
the window; after that only what is due of those whom a change touched. Its numbers are those of all of it, or none.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from smallcrm.domain.occasions import notable
from smallcrm.domain.progress import Report
from smallcrm.store.due import Due
from smallcrm.store.occasions import TodayItem
from smallcrm.store.shop import Shop
from smallcrm.store.touched import touched
from smallcrm.ui.patience import AGAIN, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_AHEAD = 30
"""Days that are read for the cards beside the list."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read, and the change and the day for which it holds."""

    number: int
    day: date
    due: Due
    ahead: tuple[TodayItem, ...] | None = None
    """The days to come, of a very large shop that was read to its end."""
    behind: bool = False
    """Whether it is to be read to its end beside the window: never was, or more changed than can be said."""
    timely: bool = True
    """Whether no hour went by since for which something may have been put off."""

    def holds(self, shop: Shop) -> bool:
        """Whether nothing changed since."""
        return self.timely and (self.number, self.day) == (shop.journal.change_no(), shop.today)


_Waiting = dict[QObject, Callable[[], object]]

_kept: WeakKeyDictionary[Shop, Kept] = WeakKeyDictionary()
_asked: WeakKeyDictionary[Shop, _Waiting] = WeakKeyDictionary()


def due_now(shop: Shop) -> Due:
    """What is due, read once for each change of the shop: sidebar, Today and its sheet ask for the same."""
    if not is_known(shop):
        _kept[shop] = read(shop)
    return _kept[shop].due


def is_known(shop: Shop) -> bool:
    """Whether what is due was read since the last change."""
    return shop in _kept and _kept[shop].holds(shop)


def keep(shop: Shop, kept: Kept) -> bool:
    """Let everybody see what was read; False where what is known already is more or newer."""
    before = _kept.get(shop)
    if before is not None and before.day == kept.day:
        less, more = kept.behind and not before.behind, before.behind and not kept.behind
        if (kept.number < before.number and not more) or (kept.number == before.number and less):
            return False
    _kept[shop] = kept
    return True


def forget(shop: Shop) -> None:
    """Read anew what is due: an hour may have gone by for which something was put off."""
    if shop in _kept:
        _kept[shop] = replace(_kept[shop], timely=False)


def days_ahead(shop: Shop) -> list[TodayItem]:
    """Give the days of the next weeks; of a very large shop none until it was read to its end."""
    due = due_now(shop)
    found = _kept[shop].ahead
    if found is None:
        return [] if due.occasions.more else _ahead(shop, due.date)
    return list(found)


def read(shop: Shop) -> Kept:
    """Read what is due: of a very large shop that was read today only those whom a change touched."""
    number, day, before = shop.journal.change_no(), shop.today, _kept.get(shop)
    if before is None or before.ahead is None or before.day != day:
        due = shop.due.today()
        return Kept(number, day, due, behind=bool(due.occasions.more))
    told = touched(shop, before.number)
    view, ahead = shop.occasions.again(before.due.occasions, told.customers), before.ahead
    if told.customers:
        fresh = shop.occasions.of(told.customers, day + timedelta(days=1), day + timedelta(days=_AHEAD))
        kept = [i for i in ahead if i.customer_id not in told.customers]
        for item in fresh:
            insort(kept, item, key=lambda i: (i.day, i.customer_id))
        ahead = tuple(kept)
    return Kept(number, day, shop.due.today(occasions=view), ahead, behind=before.behind or not told.alone)


def _read_whole(shop: Shop) -> Kept:
    number, day = shop.journal.change_no(), shop.today
    view = shop.due.occasions(listed=None)
    due = shop.due.today(occasions=replace(view, items=tuple(_told(view.items))))
    return Kept(number, day, due, tuple(_told(_ahead(shop, day))))


def _ahead(shop: Shop, day: date) -> list[TodayItem]:
    return shop.occasions.between(day + timedelta(days=1), day + timedelta(days=_AHEAD))


def _told(items: Iterable[TodayItem]) -> Iterator[TodayItem]:
    """Leave out the small anniversaries of which nobody is told: most of the days of a very large shop."""
    return (i for i in items if i.kind != "occasion" or notable(i.occasion.kind, i.turns))


def complete(window: MainWindow, owner: QObject, then: Callable[[], object]) -> None:
    """Read beside the window what was not read of a very large shop, if anything; then do that, if its owner is there.

    It is read once, however many ask; each owner waits for one thing.
    """
    shop = window.shop
    if shop not in _kept or not _kept[shop].behind:
        return
    if shop in _asked:
        _asked[shop][owner] = then
        return
    _asked[shop] = {owner: then}

    @unless_locked
    def work(_report: Report) -> Kept:
        with shop.database.attached():
            return _read_whole(shop)

    def done(kept: Kept | None) -> None:
        waiting = {one: run for one, run in _asked.pop(shop, _Waiting()).items() if isValid(one)}
        if shop.is_open and kept is None:
            for one, run in waiting.items():
                QTimer.singleShot(AGAIN, one, lambda one=one, run=run: complete(window, one, run))
        elif shop.is_open and kept is not None:
            keep(shop, kept)
            for run in waiting.values():
                run()

    job = window.jobs.start("", work)
    job.done.connect(done)
    for ended in (job.failed, job.cancelled):
        ended.connect(lambda *_why: _asked.pop(shop, None))
