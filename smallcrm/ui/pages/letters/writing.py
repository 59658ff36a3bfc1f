"""Letters to chosen people: which kind, what is typed for it, where the wish came from and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from smallcrm.domain.errors import NotFound, ShopError
from smallcrm.domain.follow_up import LIVE
from smallcrm.domain.letter_request import LETTER_KINDS, PERSONAL_NOTE, LetterRequest
from smallcrm.i18n import _, ngettext
from smallcrm.paper.forms import worded
from smallcrm.paper.kinds import BIRTHDAY, typed_fields, usual_design, usual_layout
from smallcrm.store.letters import Selection
from smallcrm.ui.jobs import Job
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.pages.letters.last_paper import used
from smallcrm.ui.pages.letters.promise import Promise

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


_PLACE = "letter:"
"""Where a letter that was begun is kept among the drafts; its kind and to whom it goes follow."""


class Writing(QObject):
    """Keeps the kind of letter of a letters page."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page = page
        self.kind = BIRTHDAY
        self.request: LetterRequest | None = None
        """The wish that another page had; None once somebody chose the kind here."""
        self.promise = Promise(page)
        self._kept = ""
        self._then: Callable[[], object] | None = None

    @property
    def birthdays(self) -> bool:
        """Whether the cards of a day are shown, not letters to chosen people."""
        return self.kind not in LETTER_KINDS

    # -- choosing --------------------------------------------------------------------------------------------------

    def choose(self, kind: str) -> None:
        """Take another kind: the people chosen and the words that fit stay."""
        kept = self.page.selection if self.kind in LETTER_KINDS or self.page.selection.customers else Selection()
        wished, begun = self.request, self._begun(kind)
        if begun is not None and not (kept.customers or kept.text):  # as somebody left it
            kept = Selection(customers=begun.customer_ids)
            self._show(kind, begun.fields)
        else:
            self._show(kind, self.page.words.values)
        # another letter to the same people still leads back, but answers nothing
        self.request = replace(wished, kind=kind, follow_up=0) if wished and kind in LETTER_KINDS else None
        self.page.take(Selection() if kind not in LETTER_KINDS else kept, self.named(kept))
        if kind in LETTER_KINDS and not (kept.customers or kept.text):
            self.page.who.choose()

    def write(self, request: LetterRequest) -> None:
        """Show the letters that another page wishes for; the focus goes to Print, or to what is to be typed first.

        A wish without a kind begins at the choice of the kind.
        """
        given = request.kind in LETTER_KINDS
        begun = self._begun(request.kind, request.customer_ids)
        fields = begun.fields if begun is not None and not request.fields else request.fields
        self._show(request.kind if given else PERSONAL_NOTE, fields)
        self.request = request
        selection = Selection(customers=tuple(request.customer_ids))
        self.page.take(selection, self.named(selection))
        missing = self.page.words.missing()
        target = self.page.words.fields[missing] if missing else self.page.head.printer
        (target if given else self.page.who.kinds).setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, kind: str, typed: str, layout: str) -> None:
        """Show the kind, the words and the paper of a run of an earlier day; of a birthday run its cards."""
        fields = typed_fields(kind) if kind in LETTER_KINDS else ()
        self.request = None
        self._show(kind, {fields[0]: typed} if fields else {}, layout)

    # -- begun and not printed -----------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed and for whom, until it is printed or nothing of it is left."""
        drafts, fields, people = self.page.shop.drafts, self.page.words.values, self.page.selection.customers
        if self.birthdays:
            return
        with suppress(ShopError):  # a file that cannot be written is told where something is saved
            place = _place(self.kind, people) if any(words.strip() for words in fields.values()) else ""
            for gone in {self._kept, _place(self.kind, people)} - {"", place}:
                drafts.drop(gone)
            if place:
                drafts.keep(place, {"customers": list(people), "fields": fields})
            self._kept = place

    def _begun(self, kind: str, customers: Sequence[int] = ()) -> LetterRequest | None:
        """Give the letter of a kind to these customers, or to anybody, that was begun last and not printed."""
        if kind not in LETTER_KINDS:
            return None
        kept = self.page.shop.drafts.all(_place(kind, ()))
        found = kept.get(_place(kind, customers)) if customers else next(iter(reversed(kept.values())), None)
        if found is None:
            return None
        known = {c.id for c in self.page.shop.customers.get_many(found["customers"], photos=False)}
        return LetterRequest(kind, tuple(i for i in found["customers"] if i in known), found["fields"])

    # -- changing ------------------------------------------------------------------------------------------------------

    def back_to_birthdays(self) -> None:
        """Show the cards of the day again."""
        self.request = None
        if not self.birthdays:
            self._show(BIRTHDAY, {})

    def _show(self, kind: str, fields: Mapping[str, str], layout: str = "") -> None:
        page, settings = self.page, self.page.shop.settings.read()
        if page.words.waiting:  # the last keys before another letter
            self.keep()
        self.kind, self._kept = kind, ""  # what was begun of another letter stays begun
        page.who.show_kind(kind)
        page.words.show_kind(kind, fields)
        page.options.show_letter(kind, usual_design(kind, settings))
        layout = layout or used(page.main.settings, page.shop, kind) or usual_layout(kind, settings)
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
        """Do something as soon as those chosen now are gathered, and their letters say what was typed."""
        page = self.page
        typed = self.birthdays or (page.gathered is not None and dict(page.gathered.fields) == page.words.values)
        if page.held or (typed and not page.reading):
            then()
            return
        self._then = then
        if not typed:
            page.words.tell()

    def forget(self) -> None:
        """Do nothing any more that waited for letters to somebody else."""
        self._then = None

    def unread(self, asked: int, *_error: object) -> None:
        """A reading came to nothing: what waited for it does not open a dialog by itself with the next one."""
        if asked == self.page.asked:
            self.page.reading = False
            self.forget()

    def read(self) -> None:
        """Do what waited for the letters to be worded."""
        if not self.birthdays:
            self.promise.offer()
        then, self._then = self._then, None
        if then is not None:
            self.once_read(then)

    def complete(self) -> bool:
        """Whether everything is typed; else it is asked for. Addresses need no words."""
        missing = self.page.words.missing()
        if self.birthdays or not missing or not worded(self.page.options.code):
            return True
        self.page.words.ask_for(missing)
        return False

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
        for place in {self._kept, _place(self.kind, self.page.selection.customers)}:
            self.page.shop.drafts.drop(place)
        self._kept = ""
        self.promise.keep(customers)
        follow_ups, asked = self.page.shop.follow_ups, self.request.follow_up if self.request else 0
        with suppress(NotFound):  # taken back meanwhile: the letters came out all the same
            if asked and follow_ups.get(asked).state in LIVE:
                follow_ups.done(asked)

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


def _place(kind: str, customers: Sequence[int]) -> str:
    """Where a letter of a kind is kept; nobody chosen: what all places of the kind begin with."""
    return f"{_PLACE}{kind}/{' '.join(str(i) for i in customers[:50])}"
