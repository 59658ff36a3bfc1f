"""A promise in a letter: its day is shown while it is written, and kept in mind once the letter is printed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from smallcrm.domain.follow_up import LIVE, FollowUp, FollowUpKind
from smallcrm.domain.quick_dates import Found, read
from smallcrm.i18n import _, language
from smallcrm.ui.widgets.when import moment_words

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


class Promise:
    """Reads what is typed on a letters page."""

    def __init__(self, page: LettersPage) -> None:
        self.page = page

    def found(self) -> tuple[str, Found] | None:
        """Give the promise in what is typed, and its day; what the page before typed it has kept itself."""
        values, request = self.page.words.values, self.page.writing.request
        text = values.get("promise_text", "").strip() or values.get("personal_note", "").strip()
        given = request.fields if request is not None else {}
        if not text or text in {words.strip() for words in given.values()}:
            return None
        shop, people = self.page.shop, self.page.gathered.people if self.page.gathered is not None else ()
        for spoken in dict.fromkeys((language(), *(one.piece.language for one in people))):
            found = read(text, spoken, shop.now, shop.calendar.open_on)
            if isinstance(found, Found):
                return text, found
        return None

    def offer(self) -> None:
        """Show the day, with a tick to have it kept in mind."""
        promise = self.found()
        if promise is None:
            self.page.words.offer_reminder(None, "")
            return
        day = moment_words(promise[1].day, promise[1].time, self.page.shop.today)
        self.page.words.offer_reminder(promise[1].day, _("Remind me: {day}").format(day=day))

    def keep(self, customers: Collection[int]) -> None:
        """Make the reminders, for whoever has none for that day."""
        promise, shop = self.found(), self.page.shop
        if promise is None or not self.page.words.remind.isChecked():
            return
        text, found = promise
        for customer in customers:
            if not any(f.due == found.day and f.state in LIVE for f in shop.follow_ups.of(customer)):
                shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, customer, text, found.day, found.time))
