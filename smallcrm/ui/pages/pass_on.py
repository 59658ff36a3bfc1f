"""Pass it on: whom something might interest and why; then a note to each, a list of calls, or letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smallcrm.domain.errors import ShopError
from smallcrm.domain.gifts import Interest
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.progress import Report, silent
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.store.passing_on import Passed
from smallcrm.ui.pages.letters.who_list import WhoList
from smallcrm.ui.pages.page import Page, scrolling, sentence, shortcut, while_there
from smallcrm.ui.pages.pass_on_rows import InterestRows
from smallcrm.ui.pages.pass_on_words import left_out
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button, counted, set_badge
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.search_pane import SearchField
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_PAUSE = 250
"""Milliseconds after the last letter typed until people are looked for."""
_BESIDE = 640
"""Width, px at 100 %, in which people and what to tell them stand side by side."""
_TEXT_MOST = 260
"""Height, px at 100 %, that what to tell them takes with its label at most."""
_AT_ONCE = 20
"""So many are written while one waits: a few milliseconds each on a slow computer."""
LETTER = "pass_on_information"


class PassOnPage(Page):
    """At the left who, with the reason; at the right what to tell them, and how."""

    AREAS = frozenset({"customers", "entries", "gifts"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "passOnPage", _("Pass it on"))
        self._asked = self._seen = ""
        self._saving = False
        self.search = SearchField(_("Whom would this interest? Such as orchids, crime novels"))
        self.search.setObjectName("passOnFind")
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.load)
        self.search.textChanged.connect(self._typed)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(PlainLabel(_("Pass it on"), "page"))
        row.addWidget(self.search, 1)
        self.column.addLayout(row)
        self.strip = Strip()
        self.column.addWidget(self.strip)
        self.begins_at = self.search
        body = QWidget()
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self.both.setContentsMargins(0, 0, 0, 0)
        self.both.setSpacing(px(16))
        self.both.addWidget(self._people(), 16)
        self.telling = self._telling()
        self.both.addWidget(self.telling, 10)
        self.column.addWidget(scrolling(body), 1)

    def _people(self) -> QStackedWidget:
        self.all = button("", "link", size="small", name="passOnAll", clicked=self._turn_all)
        card = Card(_("Whom it may interest"), action=self.all)
        self.card = card
        self.list = WhoList("passOnList", _("Whom it may interest"))
        self.people = InterestRows()
        self.list.show_model(self.people)
        self.list.acted.connect(self._act)
        card.body.addWidget(self.list)
        self.begin = Empty(
            "search",
            _("Whom would this interest?"),
            _("Type what it is about. Interests, notes, purchases and gift ideas are looked through."),
        )
        self.nobody = Empty("search", "", _("Try another word for it, or a part of one."))
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        for state in (self.begin, self.nobody):
            holder = Card()
            holder.body.addWidget(state)
            self.stack.addWidget(holder)
        self.stack.setCurrentIndex(1)
        return self.stack

    def _telling(self) -> Card:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        self.text = QPlainTextEdit()
        self.text.setObjectName("passOnText")
        self.text.setTabChangesFocus(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setPlaceholderText(_("The new book by Sofi Oksanen has come"))
        self.field = Field(_("What to tell them"), self.text)
        if isinstance(inside := self.field.layout(), QVBoxLayout):
            inside.setStretchFactor(self.text, 1000)  # the text has the room that is there
        column.addWidget(self.field, 1000)
        keys = native("Ctrl+Enter")
        self.calls = button(_("Call list"), "primary", icon="phone", name="passOnCalls", badge=keys, clicked=self._call)
        shortcut(self, "Ctrl+Return", self.calls.click)
        shortcut(self, "Ctrl+Enter", self.calls.click)
        self.notes = button(_("A note to each"), icon="sticky-note", name="passOnNotes", clicked=self._note)
        self.letters = button(_("Letters"), icon="mail", name="passOnLetters", clicked=self._write)
        self.hint = PlainLabel("", "caption", "muted")
        self.advice = Paragraph("", "caption", "muted")
        for one in (self.hint, self.calls, self.notes, self.letters, self.advice):
            column.addWidget(one)
        column.addStretch(1)
        card = Card()
        card.body.addWidget(scrolling(inner))
        inner.setAutoFillBackground(False)  # the card shows through
        self._count()
        return card

    # -- who ---------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        """Until those are found whom the new words would interest, nobody is told: the list is still of others."""
        self._wait.start()
        self._count()

    def load(self) -> None:
        """Look beside the window: notes of many years are read."""
        self._wait.stop()
        if not self.shop.is_open:  # the pause ends after the window has closed
            return
        shop, text = self.shop, self.search.text().strip()
        if text != self._asked:
            self.people.on.clear()  # whom something interests is for a person to say: nobody is told by default
        self._asked = text
        if not text:
            self._show(text, [])
            return

        def work(_report: Report) -> list[Interest]:
            with shop.database.attached():
                return shop.passing_on.whom(text)

        job = self.main.jobs.start("", work)
        job.done.connect(while_there(self, lambda found: self._show(text, found)))

    def _show(self, text: str, found: Sequence[Interest]) -> None:
        if text != self._asked:  # somebody typed on meanwhile
            return
        self._seen = text
        self.people.show_people(found)
        self.nobody.set_words(
            _("“{text}” would interest nobody we know of").format(text=text),
            _("Try another word for it, or a part of one."),
        )
        self.stack.setCurrentIndex(0 if found else 2 if text else 1)
        self._count()

    def chosen(self) -> tuple[int, ...]:
        """Give the ids of those who are ticked."""
        return self.people.chosen()

    def _act(self, row: Row, zone: str) -> None:
        if zone == "open":
            self.main.perform("customers", "open", row.key)
            return
        self.people.turn({row.key})
        self._count()

    def _turn_all(self) -> None:
        ticked, everybody = set(self.chosen()), {one.customer_id for one in self.people.found}
        self.people.turn(ticked if self._all_on() else everybody - ticked)
        self._count()

    def _all_on(self) -> bool:
        return bool(self.people.found) and len(self.chosen()) == len(self.people.found)

    def _count(self) -> None:
        count = len(self.chosen())
        self.card.count.setText(str(len(self.people.found)))
        self.all.setText(_("Tick nobody") if self._all_on() else _("Tick all"))
        told = ngettext("For {n} person", "For {n} people", count).format(n=count)
        self.hint.setText(told if count else _("Nobody is ticked"))
        day = format_date(self.shop.calendar.next_open(self.shop.today), "weekday_and_day")
        advice = _("Calls are put down for {day}. Whoever wants no calls or no letters is left out.")
        self.advice.setText(advice.format(day=day))
        named = {self.calls: _("Call list"), self.notes: _("A note to each"), self.letters: _("Letters")}
        for one, words in named.items():
            one.setText(counted(words, count))
            one.setEnabled(bool(count) and not self._saving and self._seen == self.search.text().strip())

    # -- how ---------------------------------------------------------------------------------------------------------

    def words(self) -> str:
        """Give what to tell them: what was typed for it, else what it is about."""
        return self.text.toPlainText().strip() or self.search.text().strip()

    def _note(self) -> None:
        chosen, words = self.chosen(), self.words()
        self._do(lambda report: self.shop.passing_on.notes(chosen, words, report))

    def _call(self) -> None:
        chosen, due = self.chosen(), self.shop.calendar.next_open(self.shop.today)
        words = _("Pass on: {text}").format(text=self.words())
        self._do(lambda report: self.shop.passing_on.calls(chosen, words, due, report))

    def _write(self) -> None:
        typed = self.text.toPlainText().strip()
        fields = {"personal_note": typed} if typed else {}
        self.main.perform("letters", "write", LetterRequest(LETTER, self.chosen(), fields))

    def _do(self, work: Callable[[Report], Passed]) -> None:
        """Do it for a few at once, for many beside the window: a thousand calls take a second."""
        shop = self.shop

        def over(done: object = None) -> None:
            self._saving = False
            self._count()
            if not isinstance(done, tuple):
                return
            passed, step = done
            if passed.made and (steps := shop.journal.steps(1, before=step + 1)):
                self.main.undoing.tell_done(steps[0])  # whatever somebody wrote down meanwhile
            if passed.left_out:
                self.strip.say(left_out(passed.left_out), "info")

        def do(report: Report) -> tuple[Passed, int]:
            return work(report), shop.journal.newest

        def beside(report: Report) -> tuple[Passed, int]:
            with shop.database.attached():
                return do(report)

        self.strip.hide()
        if len(self.chosen()) > _AT_ONCE:
            self._saving = True
            self._count()
            job = self.main.jobs.start(_("Saving"), beside)
            for end in (job.done, job.failed, job.cancelled):  # what fails is told by the window
                end.connect(while_there(self, over))
            return
        try:
            over(do(silent))
        except ShopError as error:
            self.strip.say(sentence(error), "warn")

    def fit(self) -> None:
        """In little width, or with large text, what to tell them stands below them."""
        super().fit()
        below = self.width() < px(_BESIDE)
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self.both.setDirection(way)
        self.stack.setMinimumHeight(px(200 if below else 100))
        self.telling.setMinimumHeight(px(280 if below else 100))
        self.text.setMinimumHeight(px(56))
        self.field.setMaximumHeight(px(_TEXT_MOST))
        set_badge(self.calls, "" if self.narrow else native("Ctrl+Enter"))

    # -- coming back -------------------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """``open``: look for whom something would interest (a text); ``again``: as it was, with what was typed."""
        if command == "open":
            self.search.setText(str(value or ""))
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.load()
        elif command == "again" and isinstance(value, tuple):
            about, typed, ticked = value
            self.search.setText(about)
            self.text.setPlainText(typed)
            self.load()
            self.people.on.update(ticked)
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give what was typed and who is ticked."""
        typed = self.text.toPlainText()
        return ("again", (self.search.text(), typed, tuple(self.people.on))) if typed or self.search.text() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.search.hasFocus() and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
