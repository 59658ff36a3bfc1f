"""Did it come out? A person says so; nobody of a run is forgotten, also who would be left out by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit

from smallcrm.domain.piece import PieceKey
from smallcrm.i18n import _, format_time, ngettext, pgettext
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.sending import Sent
from smallcrm.ui.pages.page import tell

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage
    from smallcrm.ui.pages.letters.work import Chosen
    from smallcrm.ui.widgets.strip import Repair


class Asking(QObject):
    """Asks about the run that went out last, or one of an earlier day."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page, self.main, self.shop = page, page.main, page.shop
        self.run = 0
        self.printed: tuple[int, ...] = ()
        """Whose cards a person just said came out, each once, until somebody goes on."""
        self._answered = 0
        self._form = ""
        """What came out of the printer, as in ``layouts.form_of``."""
        self._names: Mapping[PieceKey, str] = {}
        """Whose each piece of the run is: somebody may have two."""
        self._came: frozenset[PieceKey] | None = None
        self._first: tuple[str, tuple[Repair, ...]] = "", ()

    def about(self, sent: Sent, title: str = "", extra: tuple[Repair, ...] = ()) -> None:
        """Ask about what went out just now; what stopped half-way is asked one by one."""
        pieces = [one.piece for one in sent.people]
        self.printed, self._form = (), layouts.form_of(self.page.options.code)
        self.run, self._names = sent.run, {p.key: p.name for p in pieces}
        self._came = frozenset(p.key for p in pieces[: sent.done])
        self._first = title, extra
        if not sent.stopped:
            self.ask()
            return
        words = {
            "cancelled": _("Stopped: {done} of {n} went to the printer."),
            "failed": _("The printer stopped: {done} of {n} went out."),
        }
        self._first = words[sent.stopped].format(done=sent.done, n=len(pieces)), ()
        self.not_all()

    def ask(self) -> None:
        """Ask about all of them at once."""
        count = len(self._names)
        words = self._said(
            cards=ngettext("Did the {n} card come out well?", "Did the {n} cards come out well?", count),
            letters=ngettext("Did the {n} letter come out well?", "Did the {n} letters come out well?", count),
            labels=ngettext("Did the {n} label come out well?", "Did the {n} labels come out well?", count),
        )
        none = self._said(
            cards=pgettext("cards", "None"), letters=pgettext("letters", "None"), labels=pgettext("labels", "None")
        )
        answers = ((_("Yes, all"), self.all_came), (_("Not all…"), self.not_all), (none, self.none_came))
        title, extra = self._first
        self.page.strip.say(words.format(n=count), "info", title=title, repairs=(*answers, *extra))
        self._lead()

    def _lead(self) -> None:
        """Take the focus to the answers, unless somebody is typing or is on another page."""
        focus = self.page.window().focusWidget()
        typing = isinstance(focus, (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit))
        if self.page.isVisible() and not typing:
            self.page.strip.begin()

    def all_came(self) -> None:
        """Every card came out: remember it."""
        with self.shop.change(self._step, count=len(self._names)):
            count = self.shop.letters.mark(self.run, "printed")
            self.page.writing.answered(_whose(self._names))
        tell(self.main)
        self._what_next(count, tuple(self._names))

    @property
    def _step(self) -> str:
        return self._said(cards="cards_printed", letters="letters_printed", labels="labels_printed")

    def not_all(self) -> None:
        """Ask which ones came out: the list shows the people of the run alone."""
        self._show()
        words = _("Take away the ticks of those that did not come out.")
        answers = ((_("These came out"), self.ticked_came), (_("Back"), self._back))
        self.page.strip.say(words, "info", title=self._first[0], repairs=answers)
        self.page.who.list.setFocus()

    def _show(self) -> None:
        came = frozenset(self._names) if self._came is None else self._came
        self.page.who.show_run(self._names, came, self._known())
        self.page.count()
        self.page.drawing.soon()

    def _known(self) -> Sequence[Chosen]:
        return self.page.gathered.people if self.page.gathered is not None else ()

    def _back(self) -> None:
        self.ask()

    def ticked_came(self) -> None:
        """Those with a tick came out; those without are offered again. Nobody else of the run is touched."""
        came, lost = (self.page.who.cards(ticked=ticked) for ticked in (True, False))
        with self.shop.change(self._step, count=len(came)):
            self.shop.letters.mark(self.run, "printed", came)
            self.shop.letters.finish(self.run, lost)
            self.page.writing.answered(_whose(came))
        tell(self.main)
        self._what_next(len(came), tuple(key for key in self._names if key in came))

    def none_came(self) -> None:
        """Nothing came out: everybody is offered again."""
        self.shop.letters.finish(self.run)
        tell(self.main)
        self.forget()
        self.page.held, self.page.fresh = False, True
        self.page.load()

    def _what_next(self, count: int, came: tuple[PieceKey, ...]) -> None:
        self._answered, self.run = self.run, 0
        if not count:
            self.page.start_again()
            return
        self.printed = _whose(came)
        self.page.who.show_printed(self._names, came, self._known())
        self.page.count()
        self.page.drawing.soon()
        title = self._said(
            cards=ngettext("{n} card printed.", "{n} cards printed.", count),
            letters=ngettext("{n} letter printed.", "{n} letters printed.", count),
            labels=ngettext("{n} label printed.", "{n} labels printed.", count),
        ).format(n=count)
        done = (_("Done"), self.page.start_again)
        if self._said(cards="", letters="window", labels="parcel"):  # neither needs an envelope of ours
            self.page.strip.say(title, "ok", repairs=(done,))
        else:
            words = _("Now the addresses, for the same people in the same order?")
            repairs = ((_("Envelopes and labels"), self._addresses), done)
            self.page.strip.say(words, "ok", title=title, repairs=repairs)
        self._lead()

    def _said(self, *, cards: str, letters: str, labels: str) -> str:
        """Give the words for letters to chosen people, for labels with a note, or those for cards."""
        if self.page.writing.birthdays:
            return cards
        return {layouts.LETTERS: letters, layouts.NOTES: labels}.get(self._form, cards)

    def _addresses(self) -> None:
        self.page.show_kind(layouts.ADDRESSES)
        self.page.head.printer.setFocus()

    def look(self) -> None:
        """Ask once more where the answer was taken back."""
        if self.printed and any(run.id == self._answered for run in self.shop.letters.unfinished()):
            self.run, self.printed = self._answered, ()
            self._show()
            self.ask()

    def ask_again(self, run: int) -> None:
        """Show a run that nobody answered for, and ask which cards came out."""
        found = [r for r in self.shop.letters.unfinished() if r.id == run]
        if not found:
            return
        ids, cards = found[0].customer_ids, found[0].cards
        page = self.page
        page.writing.resume(found[0].kind, self.shop.letters.typed(run), found[0].layout)
        self._form = layouts.form_of(found[0].layout)
        self.run, self._came, self._first = run, frozenset(cards), ("", ())
        names = {p.id: p.name for p in self.shop.index.summaries(ids)}
        self._names = {card: names.get(card[0]) or self.shop.customers.name_of(card[0]) for card in cards}
        page.gathered = None
        whose = Selection(customers=ids, again=True)
        page.take(whose, format_time(datetime.fromisoformat(found[0].started_at)))
        page.held = True
        self.run = run
        self.not_all()

    def known(self) -> bool:
        """Fill in the pieces of the people of the run, once they are gathered; False when nothing is asked."""
        if not self.run:
            return False
        self._came = self.page.who.cards(ticked=True)
        self._show()
        return True

    def forget(self) -> None:
        """Ask nothing any more; a run without an answer is asked about on Today."""
        self.run, self.printed = 0, ()
        self.page.strip.hide()


def _whose(cards: Iterable[PieceKey]) -> tuple[int, ...]:
    """Give the customers of pieces, each once, in order."""
    return tuple(dict.fromkeys(customer for customer, *_which in cards))
