"""All special days of a very large shop, read beside the window once somebody asks for all of them."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.progress import Report
from smallcrm.store.due import Due
from smallcrm.store.occasions import TodayView
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.page import while_there

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from smallcrm.ui.window import MainWindow

_DAYS = ("missed", "today", "coming")


class AllDays:
    """Fills in what Today does not read by itself; until it is read, what is there stays."""

    def __init__(self, window: MainWindow, owner: QWidget, then: Callable[[], object]) -> None:
        self._window, self._owner, self._then = window, owner, then
        self._known: tuple[int, date, TodayView] | None = None
        self._asked = (0, date.min)

    def due(self, whole: Container[str]) -> Due:
        """Give what is due, with all special days if those are shown to their end: what is not read is read now."""
        due = due_now(self._window.shop)
        if "occasions" not in whole or not any(due.occasions.more.get(name) for name in _DAYS):
            return due
        now = (self._window.shop.journal.change_no(), self._window.shop.today)
        if self._known is None or self._known[:2] != now:
            self._read(now)
        if self._known is None or self._known[1] != due.date:
            return due
        return replace(due, occasions=self._known[2])

    def _read(self, now: tuple[int, date]) -> None:
        if self._asked == now:
            return
        self._asked, shop = now, self._window.shop

        def work(_report: Report) -> TodayView:
            with shop.database.attached():
                return shop.due.occasions(listed=None)

        def done(view: TodayView) -> None:
            self._known = (*now, view)
            if shop.is_open:
                self._then()

        self._window.jobs.start("", work).done.connect(while_there(self._owner, done))
