"""How many wait at a place: shown beside its name in the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from smallcrm.domain.progress import Report
from smallcrm.store.due import WAITING, Due
from smallcrm.ui.pages.today_rows import people_waiting
from smallcrm.ui.pages.today_tasks import day_of
from smallcrm.ui.pages.today_whole import Kept, complete, due_now, forget, is_known, keep, read
from smallcrm.ui.patience import patient, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

__all__ = ["due_now", "forget", "show_counts", "waiting"]

AREAS = frozenset({"customers", "occasions", "letters", "entries", "settings", "follow_ups", "rules", "staff", "cards"})
_SOON = 400
"""Milliseconds after a change."""


def waiting(due: Due) -> int:
    """How much waits at Today: follow-ups, call-backs, complaints, and people to be greeted."""
    return sum(due.counts.get(name, 0) for name in WAITING) + people_waiting(due.occasions)


def show_counts(window: MainWindow, areas: frozenset[str] = frozenset()) -> None:
    """Count what is due today and the cards to print, if these areas (none: all) concern them.

    After a change they are counted a moment later, once for all that happens until then, and beside the window:
    nobody waits for a number.
    """
    if areas and not areas & AREAS:
        return
    if not window.isVisible() or is_known(window.shop):
        due_now(window.shop)
        _show_known(window)
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
    if not shop.is_open or is_known(shop):
        _show_known(window)
        return

    @unless_locked
    def work(_report: Report) -> Kept:
        with shop.database.attached():
            return read(shop)

    def done(known: Kept | None) -> None:
        if known is None or not keep(shop, known):
            again.start()
            return
        if window.shop.is_open and isValid(window.sidebar):
            _show(window, known.due)
            _complete(window)

    window.jobs.start("", work).done.connect(done)


def _show_known(window: MainWindow) -> None:
    if window.shop.is_open and isValid(window.sidebar):
        _show(window, due_now(window.shop))
        _complete(window)


def _complete(window: MainWindow) -> None:
    complete(window, window.sidebar, lambda: _show_known(window))


def _show(window: MainWindow, due: Due) -> None:
    view = due.occasions
    if not view.more:  # else nobody knows yet how many, and the numbers are those of before
        window.sidebar.set_count("today", waiting(due))
        window.sidebar.set_count("letters", len(view.cards) + len(view.held))
    tasks = sum(due.counts.get(name, 0) for name in WAITING)
    late = bool(due.overdue) or any(day_of(row.follow_up) < due.date for row in due.complaints)
    window.sidebar.set_count("followUps", tasks, overdue=late)
