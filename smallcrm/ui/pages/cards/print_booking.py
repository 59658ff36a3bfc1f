"""What is written beside the window for membership cards: patient with another program, told in the page's strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from smallcrm.domain.errors import ShopError
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.ui.pages.page import sentence, while_there
from smallcrm.ui.patience import AGAIN, unless_locked

if TYPE_CHECKING:
    from smallcrm.ui.pages.cards.printing import CardPrint


def book(
    page: CardPrint, title: str, work: Callable[[Report], None], done: Callable[[], object],
    over: Callable[[], object] = lambda: None,
) -> None:  # fmt: skip
    """Do the work, then ``done``; ``over`` however it ended.

    While another program writes it goes on by itself; of any other error the strip says why, and offers it again.
    """

    @unless_locked
    def tried(report: Report) -> bool:
        work(report)
        return True

    def ended(written: bool | None) -> None:
        if written:
            page.strip.dismiss()
            over()
            done()
        else:
            page.strip.say(_("Another program is writing to the shop file. This goes on when it is done."), "info")
            QTimer.singleShot(AGAIN, page, again)

    def failed(error: Exception) -> None:
        over()
        if isinstance(error, ShopError):
            page.main.banner.dismiss()  # it is said where it happened
            page.strip.say(sentence(error), "bad", repairs=((_("Try again"), again),))

    def again() -> None:
        if page.shop.is_open:
            book(page, title, work, done, over)

    job = page.main.jobs.start(title, tried)
    job.done.connect(while_there(page, ended))
    job.failed.connect(while_there(page, failed))
    job.cancelled.connect(while_there(page, over))
