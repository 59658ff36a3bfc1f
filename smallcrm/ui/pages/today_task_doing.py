"""What can be done about a follow-up from its row: called, done, snoozed, handed over; each one step with its undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.letter_request import LetterRequest, answer_to
from smallcrm.i18n import _, pgettext
from smallcrm.messages import follow_ups as words
from smallcrm.store.visits import Drifter
from smallcrm.ui.icons import icon
from smallcrm.ui.pages import again as again_words
from smallcrm.ui.pages.page import tell, tell_of
from smallcrm.ui.pages.today_tasks import Task
from smallcrm.ui.widgets.snooze import add_snoozes, show_snooze

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

AGAIN = timedelta(weeks=4)
"""How long somebody who stays away is left alone after a call."""
Ended = Callable[[CallOutcome, datetime | None], object]


class _Menus:
    """Menus of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.main, self.shop = window, window.shop

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _calls(self, menu: QMenu, parent: QWidget, ended: Ended) -> None:
        """Put how a call went into a menu: reached, message left, no answer and when again."""
        menu.addAction(icon("phone"), _("Called"), lambda: ended(CallOutcome.REACHED, None))
        menu.addAction(
            icon("send"), words.call(CallOutcome.MESSAGE_LEFT), lambda: ended(CallOutcome.MESSAGE_LEFT, None)
        )
        again = menu.addMenu(icon("phone-call"), _("No answer, call again"))
        add_snoozes(
            again, parent, self.shop.now, self.shop.calendar.open_on, lambda at: ended(CallOutcome.NO_ANSWER, at)
        )

    def _person(self, menu: QMenu, customer_id: int, phone: str) -> None:
        """Put what is done with the customer at the end of a menu."""
        menu.addSeparator()
        menu.addAction(icon("user"), _("Open the customer"), lambda: self.open_customer(customer_id))
        menu.addAction(
            icon("sticky-note"), _("Write a note"), lambda: self.main.perform("customers", "note", customer_id)
        )
        if phone:
            copied = _("Copy {phone}").format(phone=phone.replace("&", "&&"))
            menu.addAction(icon("copy"), copied, lambda: QGuiApplication.clipboard().setText(phone))

    def open_customer(self, customer_id: int) -> None:
        """Show the customer."""
        self.main.perform("customers", "open", customer_id)

    def _put_off(self, customer_id: int, until: datetime | None = None) -> None:
        """Let somebody who stays away come back to Today later, inside an open change."""
        when = until or datetime.combine(self.shop.calendar.next_open(self.shop.today + AGAIN), datetime.min.time())
        at = when.time() if when.hour or when.minute else None
        self.shop.follow_ups.write(FollowUp(FollowUpKind.DRIFTING, customer_id, "", when.date(), at))

    def _show(self, menu: QMenu, at: QPoint) -> None:
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])


class TaskDoing(_Menus):
    """The actions of Today's follow-ups."""

    def button(self, task: Task) -> None:
        """Do the one thing that the button of the row says."""
        if task.kind == FollowUpKind.COMPLAINT:
            self.open(task)
        elif task.letter:
            wish = LetterRequest(answer_to(task.row.follow_up), (task.customer_id,), follow_up=task.id)
            self.main.perform("letters", "write", wish)
        elif task.calls:
            self.called(task, CallOutcome.REACHED)
        else:
            self.done(task)

    def open(self, task: Task) -> None:
        """Show the follow-up where all of it can be read and changed."""
        self.main.perform("followUps", "open", task.id)

    def enter(self, task: Task) -> None:
        """Show a complaint itself, of others the customer: who that is, and what was said last."""
        if task.kind == FollowUpKind.COMPLAINT:
            self.open(task)
        else:
            self.open_customer(task.customer_id)

    def done(self, task: Task) -> None:
        """Say that it is done; of a repetition also when it comes next."""
        if task.kind == FollowUpKind.DRIFTING:
            self.called(task, CallOutcome.REACHED)
            return
        again_words.tell_done(self.main, task.id)

    def called(self, task: Task, outcome: CallOutcome, again: datetime | None = None) -> None:
        """Log the call; who was reached is done with."""
        with self.shop.change("call_logged", name=task.row.name):
            self.shop.follow_ups.called(task.customer_id, outcome, follow_up=task.id, again=again)
            if task.kind == FollowUpKind.DRIFTING and outcome == CallOutcome.REACHED:
                self._put_off(task.customer_id)  # else they would stand beside the list at once
        tell(self.main, again_words.called(outcome, again, self.shop.today) if again else "")

    def snooze(self, task: Task, parent: QWidget, at: QPoint) -> QMenu:
        """Ask until when it may wait."""
        return show_snooze(
            parent, at, self.shop.now, self.shop.calendar.open_on, lambda until: self._snoozed(task, until)
        )

    def _snoozed(self, task: Task, until: datetime) -> None:
        said = again_words.snoozed(until, self.shop.today)
        tell_of(self.main, lambda: self.shop.follow_ups.snooze(task.id, until), said)

    def menu(self, task: Task, parent: QWidget, at: QPoint) -> None:
        """Show everything that can be done about it."""
        menu, follow_ups = self._menu(parent), self.shop.follow_ups
        if task.calls or task.row.phone:
            self._calls(menu, parent, lambda outcome, again: self.called(task, outcome, again))
            menu.addSeparator()
        if task.kind not in {FollowUpKind.COMPLAINT, FollowUpKind.DRIFTING}:
            menu.addAction(icon("check"), pgettext("follow-up", "Done"), lambda: self.done(task))
        if task.row.follow_up.state != State.WAITING:
            menu.addAction(icon("hourglass"), _("Waits for somebody else"), lambda: self._told(follow_ups.wait, task))
        later = menu.addMenu(icon("hourglass"), _("Snooze"))
        add_snoozes(later, parent, self.shop.now, self.shop.calendar.open_on, lambda until: self._snoozed(task, until))
        self._colleagues(menu, task)
        if task.kind != FollowUpKind.COMPLAINT:
            menu.addAction(icon("x"), _("Not needed any more"), lambda: self._told(follow_ups.drop, task))
        menu.addSeparator()
        menu.addAction(icon("pencil"), _("Open"), lambda: self.open(task))
        self._person(menu, task.customer_id, task.row.phone)
        self._show(menu, at)

    def _told(self, step: Callable[[int], object], task: Task) -> None:
        tell_of(self.main, lambda: step(task.id))

    def _hand_to(self, task: Task, staff_id: int) -> None:
        self.shop.follow_ups.hand_to(task.id, staff_id)
        tell(self.main)

    def _colleagues(self, menu: QMenu, task: Task) -> None:
        staff = [s for s in self.shop.staff.all() if s.active and s.id != task.row.follow_up.assignee]
        if not staff:
            return
        hand = menu.addMenu(icon("users"), _("Hand over to"))
        for one in staff:
            act = hand.addAction(one.name.replace("&", "&&"))
            act.triggered.connect(partial(self._hand_to, task, one.id))


class AwayDoing(_Menus):
    """The actions for somebody who stays away: whatever is done, Today leaves them alone for a while."""

    def called(self, who: Drifter, outcome: CallOutcome, again: datetime | None = None) -> None:
        """Log the call; they come back to Today in 4 weeks, or when they are to be called again."""
        with self.shop.change("call_logged", name=who.name):
            self.shop.follow_ups.called(who.customer_id, outcome)
            self._put_off(who.customer_id, again)
        tell(self.main, again_words.called(outcome, again, self.shop.today) if again else "")

    def snooze(self, who: Drifter, until: datetime | None = None) -> None:
        """Leave them alone until then, else for 4 weeks."""
        with self.shop.change("drifting_snoozed", name=who.name):
            self._put_off(who.customer_id, until)
        tell(self.main)

    def gone(self, who: Drifter) -> None:
        """Somebody who does not come back is not asked about again, unless they do."""
        with self.shop.change("drifting_gone", name=who.name):
            left = FollowUp(FollowUpKind.DRIFTING, who.customer_id, "", self.shop.today, state=State.DROPPED)
            self.shop.follow_ups.write(replace(left, done_at=self.shop.now, done_by=self.shop.actor))
        tell(self.main)

    def menu(self, who: Drifter, parent: QWidget, at: QPoint) -> None:
        """Show everything that can be done about somebody who stays away."""
        menu = self._menu(parent)
        self._calls(menu, parent, lambda outcome, again: self.called(who, outcome, again))
        menu.addSeparator()
        menu.addAction(icon("hourglass"), _("Snooze 4 weeks"), lambda: self.snooze(who))
        menu.addAction(icon("x"), _("Not coming back"), lambda: self.gone(who))
        self._person(menu, who.customer_id, who.phone)
        self._show(menu, at)
