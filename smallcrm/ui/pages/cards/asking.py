"""Questions to the shop that take a while in a large one: answered beside the window, and only the newest counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from smallcrm.domain.errors import NotFound
from smallcrm.domain.progress import Report
from smallcrm.ui.pages.page import while_there
from smallcrm.ui.patience import AGAIN, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

T = TypeVar("T")


class Asking(QObject, Generic[T]):
    """One question of a page. Asked again while it is being answered, it waits its turn, and the older answer is lost.

    Where what it is about is gone there is no answer; while another program writes it is asked once more.
    """

    def __init__(self, window: MainWindow, owner: QObject) -> None:
        super().__init__(owner)
        self._window = window
        self._running = False
        self._next: tuple[Callable[[], T], Callable[[T], object]] | None = None

    def ask(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do the work beside the window and hand over what it found."""
        self._next = (work, done)
        if not self._running:
            self._go()

    def _go(self) -> None:
        shop = self._window.shop
        if self._next is None or not shop.is_open:
            return
        (work, done), self._next, self._running = self._next, None, True

        @unless_locked
        def tried(_report: Report) -> tuple[T | None, bool]:
            with shop.database.attached():
                try:
                    return work(), True
                except NotFound:
                    return None, False

        job = self._window.jobs.start("", tried)
        job.done.connect(while_there(self, lambda found: self._answered(work, done, found)))
        for ended in (job.failed, job.cancelled):
            ended.connect(while_there(self, lambda *_why: self._ended()))

    def _answered(
        self, work: Callable[[], T], done: Callable[[T], object], found: tuple[T | None, bool] | None
    ) -> None:
        self._running = False
        if self._next is not None:
            self._go()
        elif found is None:
            self._next = (work, done)
            QTimer.singleShot(AGAIN, self, self._go)
        elif found[1]:
            done(found[0])  # type: ignore[arg-type]

    def _ended(self) -> None:
        self._running = False
        self._go()
