"""What can be done with a follow-up: done, snoozed, waiting, dropped, reopened, called, handed over; each with Undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.letter_request import LetterRequest, answer_to
from smallcrm.i18n import _
from smallcrm.messages.follow_ups import CALLS
from smallcrm.messages.follow_ups import call as call_words
from smallcrm.ui.icons import icon
from smallcrm.ui.pages import again as again_words
from smallcrm.ui.pages.customers.trying import attempted
from smallcrm.ui.pages.page import tell, tell_of
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.snooze import add_snoozes, show_snooze
from smallcrm.ui.widgets.when import plain_day, with_holiday

if TYPE_CHECKING:
    from smallcrm.ui.widgets.strip import Strip
    from smallcrm.ui.window import MainWindow


class Doing:
    """The actions; what fails is told in the strip, with the repair."""

    def __init__(self, window: MainWindow, trouble: Strip) -> None:
        self.main, self.shop, self.trouble = window, window.shop, trouble

    def _do(self, work: Callable[[], object], words: str = "") -> bool:
        went: list[bool] = []
        tell_of(self.main, lambda: went.append(attempted(self.trouble, work)), words)
        return went[0]

    def done(self, f: FollowUp, outcome: str = "") -> None:
        """Say that it is done; a complaint is solved, and then its check-in calls are made."""
        if not f.live:
            self.reopen(f)
        elif f.kind == FollowUpKind.COMPLAINT:
            self._do(lambda: self.shop.follow_ups.solve(f.id, outcome))
        else:
            self._end(f, outcome)

    def _end(self, f: FollowUp, outcome: str) -> None:
        following: list[int] = []

        def end() -> None:
            if number := self.shop.follow_ups.done(f.id, outcome):
                following.append(number)

        if not attempted(self.trouble, end):
            return
        words = ""
        if following:
            day = self.shop.follow_ups.get(following[0]).due
            said = with_holiday(plain_day(day, self.shop.today), holiday=self.shop.calendar.holiday(day))
            words = _("Done. The next one: {date}").format(date=said)
        tell(self.main, words)

    def wait(self, f: FollowUp) -> None:
        """Say that somebody else has to do something first; said again, it is open."""
        if f.state == State.WAITING:
            self.reopen(f)
        else:
            self._do(lambda: self.shop.follow_ups.wait(f.id))

    def drop(self, f: FollowUp, outcome: str = "") -> None:
        """Say that nothing is to be done any more."""
        if f.live:
            self._do(lambda: self.shop.follow_ups.drop(f.id, outcome))

    def reopen(self, f: FollowUp) -> None:
        """Make it open again."""
        self._do(lambda: self.shop.follow_ups.reopen(f.id))

    def snooze(self, f: FollowUp, parent: QWidget, at: QPoint) -> None:
        """Show until when it may wait."""
        if f.live:
            show_snooze(parent, at, self.shop.now, self.shop.calendar.open_on, lambda until: self._until(f, until))

    def _until(self, f: FollowUp, until: datetime) -> None:
        self._do(lambda: self.shop.follow_ups.snooze(f.id, until), again_words.snoozed(until, self.shop.today))

    def hand_to(self, f: FollowUp, staff_id: int) -> None:
        """Hand it to a colleague (0: to whoever is there)."""
        name = next((one.name for one in self.shop.staff.all() if one.id == staff_id), "")
        words = _("Handed to {name}").format(name=name) if name else _("Handed to whoever is there")
        self._do(lambda: self.shop.follow_ups.hand_to(f.id, staff_id), words)

    def show_now(self, f: FollowUp) -> None:
        """Take a snooze back: it shows again at once."""
        self._do(lambda: self.shop.follow_ups.save(replace(f, snoozed_to=None)))

    def write(self, f: FollowUp) -> None:
        """Write the letter that answers it; once a person says that it came out, it is done."""
        wish = LetterRequest(answer_to(f), (f.customer_id,), follow_up=f.id)
        self.main.perform("letters", "write", wish)

    # -- calls -------------------------------------------------------------------------------------------------------

    def called(self, f: FollowUp, outcome: CallOutcome, words: str = "", again: datetime | None = None) -> None:
        """Log how a call ended."""
        text = "" if f.outcome in CALLS and words == call_words(f.outcome) else words
        self._do(
            lambda: self.shop.follow_ups.called(f.customer_id, outcome, text, follow_up=f.id, again=again),
            again_words.called(outcome, again, self.shop.today),
        )

    def no_answer(self, f: FollowUp, words: str, parent: QWidget, at: QPoint) -> None:
        """Ask when to call again, then log it."""
        show_snooze(
            parent,
            at,
            self.shop.now,
            self.shop.calendar.open_on,
            lambda again: self.called(f, CallOutcome.NO_ANSWER, words, again),
        )

    # -- the menu of a row -------------------------------------------------------------------------------------------

    def menu(self, f: FollowUp, phone: str, parent: QWidget, at: QPoint) -> QMenu:
        """Show everything that can be done; the snooze choices first, for Right leads here."""
        menu = QMenu(parent)
        menu.setObjectName("followUpMenu")
        if f.live and f.snoozed_to and f.snoozed_to.date() > self.shop.today:
            menu.addAction(icon("bell"), _("Show it now"), lambda: self.show_now(f))
        if f.live:
            add_snoozes(menu, parent, self.shop.now, self.shop.calendar.open_on, lambda until: self._until(f, until))
            menu.addSeparator()
        self._states(menu, f)
        menu.addSeparator()
        menu.addAction(icon("user"), _("Open customer"), lambda: self.main.perform("customers", "open", f.customer_id))
        if phone:
            words = _("Copy {phone}").format(phone=phone.replace("&", "&&"))
            menu.addAction(icon("copy"), words, lambda: QGuiApplication.clipboard().setText(phone))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _states(self, menu: QMenu, f: FollowUp) -> None:
        if f.live:
            done = _("Mark as done")
            menu.addAction(icon("check"), f"{done}\t{native('Space')}", lambda: self.done(f))
            waiting = _("Waiting no more") if f.state == State.WAITING else _("Waiting for somebody")
            menu.addAction(icon("hourglass"), waiting, lambda: self.wait(f))
            self._people(menu, f)
            drop = _("Drop")
            menu.addAction(icon("x"), f"{drop}\t{native('Del')}", lambda: self.drop(f))
        else:
            menu.addAction(icon("refresh-cw"), _("Reopen"), lambda: self.reopen(f))

    def _people(self, menu: QMenu, f: FollowUp) -> None:
        staff = [one for one in self.shop.staff.all() if one.active]
        if not staff:
            return
        hand = menu.addMenu(icon("users"), _("Hand to"))
        for number, name in [(0, _("Whoever is there")), *((one.id, one.name) for one in staff)]:
            entry = hand.addAction(name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(number == f.assignee)
            entry.triggered.connect(lambda _on=False, number=number: self.hand_to(f, number))
