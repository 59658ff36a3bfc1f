"""How many wait at a place: shown beside its name in the sidebar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from smallcrm.domain.progress import Report
from smallcrm.store.due import WAITING, Due
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.today_rows import people_waiting
from smallcrm.ui.pages.today_tasks import day_of
from smallcrm.ui.patience import patient, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

AREAS = frozenset({"customers", "occasions", "letters", "entries", "settings", "follow_ups", "rules", "staff"})
_SOON = 400
"""Milliseconds after a change."""

Known = tuple[int, date, Due]
"""Number of the change and the day for which it holds."""

_seen: WeakKeyDictionary[Shop, Known] = WeakKeyDictionary()


def due_now(shop: Shop) -> Due:
    """What is due, read once for each change of the shop: sidebar and Today ask for the same."""
    if not _is_known(shop):
        _seen[shop] = (shop.journal.change_no(), shop.today, shop.due.today())
    return _seen[shop][2]


def forget(shop: Shop) -> None:
    """Read anew what is due: an hour may have gone by for which something was put off."""
    _seen.pop(shop, None)


def waiting(due: Due) -> int:
    """How much waits at Today: follow-ups, call-backs, complaints, and people to be greeted."""
    return sum(due.counts.get(name, 0) for name in WAITING) + people_waiting(due.occasions)


def _is_known(shop: Shop) -> bool:
    known = _seen.get(shop)
    return known is not None and known[:2] == (shop.journal.change_no(), shop.today)


def show_counts(window: MainWindow, areas: frozenset[str] = frozenset()) -> None:
    """Count what is due today and the cards to print, if these areas (none: all) concern them.

    After a change they are counted a moment later, once for all that happens until then, and beside the window:
    nobody waits for a number.
    """
    if areas and not areas & AREAS:
        return
    if not window.isVisible() or _is_known(window.shop):
        _show(window, due_now(window.shop))
        return
    timer = window.findChild(QTimer, "counts")
    if timer is None:
        timer = QTimer(window, singleShot=True, interval=_SOON)
        timer.setObjectName("counts")
        timer.timeout.connect(lambda: _count(window, timer))
    timer.start()


@patient
def _count(window: MainWindow, again: QTimer) -> None:
    shop = window.shop
    if not shop.is_open or _is_known(shop):
        _show_known(window)
        return

    @unless_locked
    def work(_report: Report) -> Known:
        with shop.database.attached():
            return shop.journal.change_no(), shop.today, shop.due.today()

    def done(known: Known | None) -> None:
        if known is None:
            again.start()
            return
        _seen[shop] = known
        _show_known(window)

    window.jobs.start("", work).done.connect(done)


def _show_known(window: MainWindow) -> None:
    if window.shop.is_open and isValid(window.sidebar):
        _show(window, _seen[window.shop][2])


def _show(window: MainWindow, due: Due) -> None:
    window.sidebar.set_count("today", waiting(due))
    view = due.occasions
    window.sidebar.set_count("letters", len(view.cards) + len(view.held) + view.more.get("cards", 0))
    tasks = sum(due.counts.get(name, 0) for name in WAITING)
    late = bool(due.overdue) or any(day_of(row.follow_up) < due.date for row in due.complaints)
    window.sidebar.set_count("followUps", tasks, overdue=late)
