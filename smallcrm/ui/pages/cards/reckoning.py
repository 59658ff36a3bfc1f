"""What the shop is asked that takes a while in a large one: found beside the window, and only the newest counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from smallcrm.domain.errors import NotFound, ShopError
from smallcrm.domain.progress import Report
from smallcrm.ui.pages.page import while_there
from smallcrm.ui.patience import AGAIN, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

T = TypeVar("T")


class Reckoning(QObject, Generic[T]):
    """One question of a page. Asked again while it is being answered, it waits its turn, and the older answer is lost.

    Where what it is about is gone there is no answer; while another program writes it is asked once more. ``failed``
    hears of any other expected error; what is a bug the window tells.
    """

    def __init__(
        self, window: MainWindow, owner: QObject, failed: Callable[[ShopError], object] = lambda _error: None
    ) -> None:
        super().__init__(owner)
        self._window, self._failed = window, failed
        self._running = self._unwanted = False
        self._next: tuple[Callable[[], T], Callable[[T], object]] | None = None

    def ask(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do the work beside the window and hand over what it found."""
        self._next, self._unwanted = (work, done), False
        if not self._running:
            self._go()

    def forget(self) -> None:
        """Let the answer that is still to come go by."""
        self._next, self._unwanted = None, True

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
        job.failed.connect(while_there(self, self._broke))
        job.cancelled.connect(while_there(self, self._ended))

    def _answered(
        self, work: Callable[[], T], done: Callable[[T], object], found: tuple[T | None, bool] | None
    ) -> None:
        self._running = False
        if self._next is not None:
            self._go()
        elif self._unwanted:
            return
        elif found is None:
            self._next = (work, done)
            QTimer.singleShot(AGAIN, self, self._go)
        elif found[1]:
            done(found[0])  # type: ignore[arg-type]

    def _broke(self, error: Exception) -> None:
        newest = self._next is None and not self._unwanted
        self._ended()
        if newest and isinstance(error, ShopError):
            self._failed(error)

    def _ended(self) -> None:
        self._running = False
        self._go()
