"""Letters to chosen people: which kind, what is typed for it, where the wish came from and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from smallcrm.domain.follow_up import LIVE, FollowUp, FollowUpKind
from smallcrm.domain.letter_request import LETTER_KINDS, LetterRequest
from smallcrm.domain.quick_dates import Found, read
from smallcrm.i18n import _, language, ngettext
from smallcrm.paper.kinds import BIRTHDAY, typed_fields, usual_design, usual_layout
from smallcrm.store.letters import Selection
from smallcrm.ui.jobs import Job
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.widgets.when import moment_words

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


class Writing(QObject):
    """Keeps the kind of letter of a letters page."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page = page
        self.kind = BIRTHDAY
        self.request: LetterRequest | None = None
        """The wish that another page had; None once somebody chose the kind here."""
        self._then: Callable[[], object] | None = None

    @property
    def birthdays(self) -> bool:
        """Whether the cards of a day are shown, not letters to chosen people."""
        return self.kind not in LETTER_KINDS

    # -- choosing --------------------------------------------------------------------------------------------------

    def choose(self, kind: str) -> None:
        """Take another kind: the people chosen and the words that fit stay."""
        kept = self.page.selection if self.kind in LETTER_KINDS or self.page.selection.customers else Selection()
        self.request = None
        self._show(kind, self.page.words.values)
        self.page.take(Selection() if kind not in LETTER_KINDS else kept, self.named(kept))
        if kind in LETTER_KINDS and not (kept.customers or kept.text):
            self.page.who.choose()

    def write(self, request: LetterRequest) -> None:
        """Show the letters that another page wishes for; the focus goes to Print, or to what is to be typed first."""
        self._show(request.kind, request.fields)
        self.request = request
        selection = Selection(customers=tuple(request.customer_ids))
        self.page.take(selection, self.named(selection))
        missing = self.page.words.missing()
        target = self.page.words.fields[missing] if missing else self.page.head.printer
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, kind: str, typed: str) -> None:
        """Show the kind and the words of a run of an earlier day; of a birthday run its cards."""
        fields = typed_fields(kind) if kind in LETTER_KINDS else ()
        self.request = None
        self._show(kind, {fields[0]: typed} if fields else {})

    def back_to_birthdays(self) -> None:
        """Show the cards of the day again."""
        self.request = None
        if not self.birthdays:
            self._show(BIRTHDAY, {})

    def _show(self, kind: str, fields: Mapping[str, str]) -> None:
        page, settings = self.page, self.page.shop.settings.read()
        self.kind = kind
        page.who.show_kind(kind)
        page.words.show_kind(kind, fields)
        page.options.show_letter(kind, usual_design(kind, settings))
        layout = usual_layout(kind, settings)
        page.kind = layouts.kind_of(layout)
        page.head.kinds.choose(page.kind)
        page.options.show_kind(page.kind, layout, usual_design(kind, settings))
        page.paper.show_form(page.options.code)

    def named(self, selection: Selection) -> str:
        """Say who was chosen."""
        count = len(selection.customers)
        if count == 1:
            return self.page.shop.customers.name_of(selection.customers[0])
        if count:
            return ngettext("{n} customer", "{n} customers", count).format(n=count)
        return _("“{text}”").format(text=selection.text) if selection.text else ""

    def chosen(self, selection: Selection, words: str) -> None:
        """Take what the panel of people and days gave; letters to chosen people go to those chosen before too."""
        before = self.page.selection.customers
        if not self.birthdays and before and selection.customers:
            selection = replace(selection, customers=tuple(dict.fromkeys((*before, *selection.customers))))
            words = self.named(selection)
        self.page.take(selection, words)

    # -- reading ---------------------------------------------------------------------------------------------------

    def gather(self) -> Job:
        """Word the letters, in the worker."""
        page, kind, fields = self.page, self.kind, self.page.words.values
        shop, layout, selection = page.shop, page.options.code, page.selection
        return page.main.jobs.start(
            _("Gathering the letters"), lambda _report: work.gather_letters(shop, kind, selection, fields, layout)
        )

    def once_read(self, then: Callable[[], object]) -> None:
        """Do something as soon as what was typed stands in the letters: at once, or after they are worded."""
        page = self.page
        if self.birthdays or (page.gathered is not None and dict(page.gathered.fields) == page.words.values):
            then()
            return
        self._then = then
        page.words.tell()

    def read(self) -> None:
        """Do what waited for the letters to be worded."""
        if not self.birthdays:
            self.offer_reminder()
        then, self._then = self._then, None
        if then is not None:
            self.once_read(then)

    def complete(self) -> bool:
        """Whether everything is typed; else it is asked for. Addresses need no words."""
        missing = self.page.words.missing()
        if self.birthdays or self.page.kind == layouts.ADDRESSES or not missing:
            return True
        self.page.words.ask_for(missing)
        return False

    # -- what was promised ---------------------------------------------------------------------------------------------

    def promised(self) -> tuple[str, Found] | None:
        """Give the promise in what is typed, and its day; what the page before typed it has kept itself."""
        values = self.page.words.values
        text = values.get("promise_text", "").strip() or values.get("personal_note", "").strip()
        given = self.request.fields if self.request is not None else {}
        if not text or text in {words.strip() for words in given.values()}:
            return None
        people = self.page.gathered.people if self.page.gathered is not None else ()
        for spoken in dict.fromkeys((language(), *(one.piece.language for one in people))):
            found = read(text, spoken, self.page.shop.now, self.page.shop.calendar.open_on)
            if isinstance(found, Found):
                return text, found
        return None

    def offer_reminder(self) -> None:
        """Show the day of a promise, which is kept in mind once the letter is printed."""
        promise = self.promised()
        if promise is None:
            self.page.words.offer_reminder(None, "")
            return
        day = moment_words(promise[1].day, promise[1].time, self.page.shop.today)
        self.page.words.offer_reminder(promise[1].day, _("Remind me: {day}").format(day=day))

    def _keep_promise(self, customers: Collection[int]) -> None:
        """Make the reminders of a promise, for whoever has none for that day."""
        promise, shop = self.promised(), self.page.shop
        if promise is None or not self.page.words.remind.isChecked():
            return
        text, found = promise
        for customer in customers:
            if not any(f.due == found.day and f.state in LIVE for f in shop.follow_ups.of(customer)):
                shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, customer, text, found.day, found.time))

    # -- afterwards ------------------------------------------------------------------------------------------------

    def state(self) -> tuple[str, object] | None:
        """Give what leads a page made anew back here."""
        if self.birthdays:
            return None
        follow_up = self.request.follow_up if self.request else 0
        return "write", LetterRequest(self.kind, self.page.selection.customers, self.page.words.values, follow_up)

    def answered(self, customers: Collection[int]) -> None:
        """The letters to these customers came out: what they answer is done, and what they promise is kept in mind."""
        if not customers or self.birthdays:
            return
        self._keep_promise(customers)
        if self.request is not None and self.request.follow_up:
            self.page.shop.follow_ups.done(self.request.follow_up)

    def leave(self) -> None:
        """Go back to the page that wished for the letters, else begin the next letter of this kind."""
        page = self.page
        if self.request is not None:
            self.back_to_birthdays()
            page.take(Selection(), "")
            page.main.places.back()
            return
        page.words.show_kind(self.kind, {})
        page.take(Selection(), "")
