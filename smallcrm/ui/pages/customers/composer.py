"""Where things are written down: always open, Ctrl+Enter saves, and what was begun for somebody waits for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, Conflict, NotFound, ShopError
from smallcrm.domain.letter_request import PERSONAL_NOTE, LetterRequest
from smallcrm.domain.model import Entry
from smallcrm.i18n import _, format_number
from smallcrm.ui.pages import again
from smallcrm.ui.pages.customers import written as writing
from smallcrm.ui.pages.customers.begun import Begun, Drafts
from smallcrm.ui.pages.customers.dates import Dates
from smallcrm.ui.pages.customers.day_button import DayButton
from smallcrm.ui.pages.customers.kinds_to_write import KindTabs
from smallcrm.ui.pages.customers.options import Options
from smallcrm.ui.pages.customers.words import MOST, Words
from smallcrm.ui.pages.customers.written import Due, Written
from smallcrm.ui.pages.page import sentence, shortcut, tell
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import IconButton, button, set_badge
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

__all__ = ["Begun", "Composer"]
_NARROW = 450
"""Width below which day and buttons stand in two lines, px."""
_SOON = 600
"""Milliseconds after the last key until a draft is kept in the file."""


class Composer(Card):
    """Notes, visits, calls, complaints of the customer shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main = window
        self._customer = self._assistant = 0
        self._entry: Entry | None = None
        self._follow_up = 0
        self._showing = False
        self.drafts = Drafts(window.shop)
        self.pad(10, 8, 10, 10).body.setSpacing(px(6))
        self.setAccessibleName(_("Write down"))
        self.strip, self.tabs, self.options = Strip(), KindTabs(), Options()
        self.day = DayButton(lambda: window.shop.today)
        self.text = Words(self._escape, lambda: not self.print_button.isHidden(), self.print_note)
        self.dates = Dates(window.shop, self.text)
        self.body.addWidget(self.strip)
        above = QHBoxLayout()
        above.addWidget(self.tabs, 1)
        above.addWidget(self.day)
        self.body.addLayout(above)
        self.body.addWidget(self.text)
        self.body.addWidget(self.options)
        words = _("Print as a note card")
        self.print_button = IconButton("printer", words)
        self.print_button.setToolTip(f"{words} ({native('Ctrl+P')})")
        self.print_button.clicked.connect(self.print_note)
        self.cancel = button(_("Cancel"), "link", size="small", clicked=self.stop)
        self.save_button = button(
            _("Save"), "primary", badge=native("Ctrl+Enter"), name="saveNoteButton", clicked=self.save
        )
        self._buttons = _below(self)
        self._wait = QTimer(self, singleShot=True, interval=_SOON)
        self._wait.timeout.connect(self.drafts.store)
        self.tabs.chosen.connect(self._kind_chosen)
        self.text.too_long.connect(lambda: self.strip.say(_too_long(), "warn"))
        for signal in (self.text.textChanged, self.options.changed, self.dates.changed, self.day.changed):
            signal.connect(self._typed)
        shortcut(self, "Ctrl+Return", self.save)
        shortcut(self, "Ctrl+Enter", self.save)
        self._show(Written())

    def fit(self, *, low: bool) -> None:
        """In a low window the words have less room."""
        self.text.setFixedHeight(px(44 if low else 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        set_badge(self.save_button, "" if narrow else native("Ctrl+Enter"))
        day, beside = self.dates.row, self._buttons
        if narrow and beside.indexOf(day) >= 0:  # the day has a line of its own
            self.body.insertWidget(self.body.count() - 1, day)
        elif not narrow and beside.indexOf(day) < 0:
            beside.insertWidget(1, day, 100)

    # -- whose and what ----------------------------------------------------------------------------------------------

    def show_customer(self, customer: int, assistant: int = 0) -> None:
        """Take up what was begun for this customer."""
        self._assistant = assistant
        if customer == self._customer:
            return
        self.drafts.store()
        self._customer = customer
        self.strip.hide()
        self.options.offer([one for one in self.main.shop.staff.all() if one.active])
        self.drafts.look(customer)
        self._take_up(self.drafts.open.get(customer))

    def _take_up(self, entry: Entry | None) -> None:
        """Show what was begun of this entry, of a new one for None."""
        self._entry = entry
        if entry is None:
            self.drafts.open.pop(self._customer, None)
        else:
            self.drafts.open[self._customer] = entry
        fresh = _untouched(entry, self.main.shop.today)
        begun = self.drafts.written.get(self._key(), fresh)
        kept = entry is None or writing.may_become(entry, begun.kind)
        self._show(begun if kept else replace(begun, kind=fresh.kind))

    def _show(self, written: Written) -> None:
        """Show this, with the cursor at the end of its words."""
        self._showing = True
        self._follow_up = written.follow_up
        self.dates.take_up(written)
        self.options.show_values(written.amount, written.outcome, written.assignee)
        self.day.show_day(written.day)
        self.text.setPlainText(written.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._dress(written.kind)
        self._showing = False
        self._look()

    def _dress(self, kind: str) -> None:
        changing = self._entry is not None
        entry = self._entry
        self.tabs.show_kind(kind, lambda other: entry is None or writing.may_become(entry, other))
        self.options.show_kind(kind, changing=changing)
        self.cancel.setVisible(changing or kind != "note" or bool(self._follow_up))
        self.text.setAccessibleName(_prompts().get(kind, _("Note")))
        self.text.setPlaceholderText(_prompts().get(kind, _("Write a note")))

    def written(self) -> Written:
        """Give all that stands in the composer."""
        refused, due = self.dates.kept()
        kind, options = self.tabs.kind, self.options
        return Written(
            kind, self.text.toPlainText(), options.amount.text() if kind in writing.PAID else "",
            options.outcome if kind == "call" else "", self.day.day.isoformat() if self.day.day else "",
            options.responsible if kind == "complaint" else 0, self._follow_up, refused, due,
        )  # fmt: skip

    def unsaved(self) -> Begun:
        """Give what was begun for anybody and is not saved; the shop file has it too."""
        self.drafts.store()
        return dict(self.drafts.written), dict(self.drafts.open)

    def take_up(self, begun: Begun) -> None:
        """Have what was begun in a composer that stood here before."""
        self.drafts.take_up(begun)
        self._take_up(self.drafts.open.get(self._customer))

    def _key(self) -> tuple[int, int]:
        return self._customer, self._entry.id if self._entry else 0

    # -- beginning and leaving ---------------------------------------------------------------------------------------

    def begin(self, kind: str = "", follow_up: int = 0) -> None:
        """Put the cursor into the text, to write down something of a kind."""
        if kind and self._entry is not None and kind != self.tabs.kind:
            self._take_up(None)
        if follow_up:
            self._follow_up = follow_up
        if kind and kind != self.tabs.kind:
            self._kind_chosen(kind)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _kind_chosen(self, kind: str) -> None:
        if kind == "complaint" and self._entry is None:
            self.options.show_values(self.options.amount.text(), "", self._assistant)
        if kind != "call":
            self._follow_up = 0
        self._dress(kind)
        self._typed()

    def edit(self, entry: Entry) -> None:
        """Change an entry; a new one that was begun waits until this one is done."""
        self._take_up(entry)
        self.begin()

    def stop(self) -> None:
        """Leave the entry as it was, and go back to the new one that was begun; else begin anew with a note."""
        self.drafts.drop(self._key())
        self.strip.hide()
        self._take_up(None)

    # -- saving ------------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save; what cannot be saved stays, with a sentence above it."""
        shop, words = self.main.shop, self.written()
        if self._entry is None and self.dates.open_question:
            self.strip.say(_("Which day is meant?"), "info")
            self.dates.row.begin()
            return False
        due = self.dates.due
        said = _again(words, due, shop.today) if self._entry is None else ""
        try:
            if self._entry is not None:
                writing.change(shop, self._entry, words)
            else:
                writing.save(shop, self._customer, words, due)
        except NotFound as error:  # deleted meanwhile: the words become new ones
            if self._entry is not None:
                self.drafts.keep_as_new(self._customer, words)
                self.stop()
            self.strip.say(sentence(error))
            self.begin()
            return False
        except Conflict as error:  # the line as it is now stands below; who saves again has seen it
            self._entry = self.drafts.open[self._customer] = shop.timeline.get(self._key()[1])
            self.strip.say(sentence(error))
            self.main.places.refresh(frozenset({"entries"}))
            return False
        except ShopError as error:
            again = () if isinstance(error, BadInput) else ((_("Try again"), self.save),)
            self.strip.say(sentence(error), repairs=again)
            place = self.options.amount if error.code in {"bad_amount", "foreign_amount"} else self.text
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.stop()
        self.text.document().clearUndoRedoStacks()
        tell(self.main, said)
        return True

    def print_note(self) -> None:
        """Save the note, and open Letters with it as a card to the customer."""
        words = self.text.toPlainText().strip()
        wish = LetterRequest(PERSONAL_NOTE, (self._customer,), {"personal_note": words})
        if words and self.save():
            self.main.perform("letters", "write", wish)

    # -- typing ------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if self._showing:
            return
        self._look()
        words, key = self.written(), self._key()
        if (
            words.begun if self._entry is None else words != _untouched(self._entry, self.main.shop.today)
        ) and words.begun:
            self.drafts.hold(key, words)
        else:
            self.drafts.written.pop(key, None)
        self._wait.start()

    def _look(self) -> None:
        """Read the days in the words again."""
        self.dates.look(self.tabs.kind, self.options.outcome, off=self._entry is not None)
        if self.strip.tone == "info" and not self.dates.open_question:
            self.strip.hide()  # the question is answered
        note = self.tabs.kind == "note" and self._entry is None and bool(self.text.toPlainText().strip())
        self.print_button.setVisible(note)

    def _escape(self) -> bool:
        """Refuse the day that the words made, else leave the entry that is changed; False where there is nothing."""
        if self.dates.from_words and self._entry is None:
            self.dates.refuse()
        elif self._entry is not None or (self.tabs.kind != "note" and not self.written().begun):
            self.stop()
        else:
            return False
        return True


def _below(composer: Composer) -> QHBoxLayout:
    """Lay out the lowest line: the amount, the day, the buttons; Tab goes as one reads, the day after the amount."""
    row = QHBoxLayout()
    row.setSpacing(px(6))
    row.addWidget(composer.options.amount, 0, Qt.AlignmentFlag.AlignBottom)
    row.addWidget(composer.dates.row, 100)
    row.addStretch(1)
    buttons, options = (composer.print_button, composer.cancel, composer.save_button), composer.options
    for one in buttons:
        row.addWidget(one, 0, Qt.AlignmentFlag.AlignBottom)
    composer.body.addLayout(row)
    composer.dates.row.after = options.amount
    options.amount.returnPressed.connect(composer.save)
    beside = (*options.outcomes.values(), options.assignee, options.amount)
    for before, after in pairwise((composer.text, *beside, *buttons)):
        QWidget.setTabOrder(before, after)
    return row


def _untouched(entry: Entry | None, today: date) -> Written:
    """What stands there before anybody typed."""
    return writing.of_entry(entry, amount_typed(entry.amount), today) if entry else Written()


def amount_typed(cents: int | None) -> str:
    """Write an amount as somebody would type it."""
    return "" if cents is None else format_number(cents / 100, 2 if cents % 100 else 0)


def _prompts() -> dict[str, str]:
    """What is asked for, by kind."""
    return {
        "note": _("Write a note"),
        "visit": _("What was it? Words are not needed"),
        "purchase": _("What was bought?"),
        "call": _("What was said?"),
        "meeting": _("What was it about?"),
        "sms": _("What was written?"),
        "message": _("What was written?"),
        "email": _("What was written?"),
        "survey": _("What was said?"),
        "complaint": _("What went wrong?"),
        "remedy": _("What was it for?"),
    }


def _too_long() -> str:
    return _("Too long: only the first {n} characters were taken.").format(n=format_number(MOST))


def _again(words: Written, due: Due | None, today: date) -> str:
    """What is said of a call after which another one is to be made; nothing of all else."""
    if words.kind != "call" or due is None:
        return ""
    return again.called(words.ended, due.moment, today)
