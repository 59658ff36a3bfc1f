"""The head of a follow-up: who, what kind, when, and the first things to do about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.letter_request import answer_to
from smallcrm.domain.rules import Rule
from smallcrm.i18n import _, pgettext
from smallcrm.messages.follow_ups import kind as kind_words
from smallcrm.messages.follow_ups import state as state_words
from smallcrm.messages.letters import kind as letter_kind
from smallcrm.ui.pages.customers.header import ChipRow
from smallcrm.ui.pages.day_chips import due_chip
from smallcrm.ui.pages.follow_ups.rows import CALLS
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.chips import Chip, draw_disc
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.when import clock_words, moment_words, plain_day, with_holiday
from smallcrm.ui.worn import px


class Disc(QWidget):
    """The icon of a kind in its disc."""

    def __init__(self) -> None:
        super().__init__()
        self._look = ("bell", "petrol")
        self.setFixedSize(QSize(px(44), px(44)))

    def show_kind(self, kind: str) -> None:
        """Show another kind."""
        self._look = look(kind)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icon, tint = self._look
        draw_disc(QPainter(self), QRectF(self.rect()), tint, icon=icon)


class Head(QWidget):
    """Name, chips, a line and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("followUpHead")
        self._live, self._narrow = True, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self.disc, self.name, self.chips = Disc(), PlainLabel("", "page"), ChipRow()
        self.line = PlainLabel("", "body", "muted")
        self.more = IconButton("ellipsis", _("More choices"))
        self.customer = button(_("Open customer"), icon="user", size="small", name="openCustomerButton")
        row.addWidget(self.disc)
        words = QVBoxLayout()
        words.setSpacing(0)
        names = QHBoxLayout()
        names.setSpacing(px(10))
        names.addWidget(self.name)
        names.addWidget(self.chips, 1)
        words.addLayout(names)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        row.addWidget(self.customer)
        row.addWidget(self.more)
        column.addLayout(row)
        self.done = button(_done(), "primary", icon="check", name="doneButton")
        self.snooze = button(_("Snooze"), icon="hourglass", name="snoozeButton")
        self.wait = button(_("Waiting"), icon="clock-alert", name="waitButton")
        self.drop = button(_("Drop"), icon="x", name="dropButton")
        column.addWidget(flowing(self.done, self.snooze, self.wait, self.drop))
        self.reached = button(_("Reached"), icon="phone", name="reachedButton")
        self.message = button(_("Message left"), name="messageButton")
        self.missed = button(_("No answer…"), name="noAnswerButton")
        self.phone = PlainLabel("", "strong")
        self.phone.setMinimumHeight(px(36))
        self.letter = button(_("Write a letter"), icon="mail", name="followUpLetterButton")
        # Not part of the head: in a low window it scrolls away with the rest.
        self.calls = flowing(self.phone, self.reached, self.message, self.missed, self.letter)

    def show_follow_up(
        self,
        f: FollowUp,
        name: str,
        phone: str,
        now: datetime,
        *,
        holiday: bool = False,
        rule: Rule | None = None,
    ) -> None:
        """Show who and what it is, and only what can be done now; ``holiday``: the day it waits for is one."""
        self.disc.show_kind(f.kind)
        self.name.setText(name)
        when = with_holiday(moment_words(f.on, f.hour, now.date()), holiday=holiday)
        calling = f.live and bool(phone) and (f.kind in CALLS or f.kind == FollowUpKind.COMPLAINT)
        parts = (kind_words(f.kind), when if f.live else "", "" if calling else phone)
        self.line.setText(" · ".join(part for part in parts if part))
        self.chips.show_chips(_chips(f, now, rule))
        self.done.setText(_solved(f) if f.live else _("Reopen"))
        self._live = f.live
        for one in (self.snooze, self.wait):
            one.setVisible(f.live)
        self.drop.setVisible(f.live and not self._narrow)
        waiting = f.state == State.WAITING
        self.wait.setText(_("Waiting no more") if waiting else _("Waiting"))
        letter = answer_to(f) if f.live else ""
        self.letter.setVisible(bool(letter))
        self.letter.setToolTip(letter_kind(letter))
        for part in (self.phone, self.reached, self.message, self.missed):
            part.setVisible(calling)
        self.calls.setVisible(calling or bool(letter))
        self.phone.setText(phone)

    def fit(self, *, narrow: bool) -> None:
        """In narrow windows there is no room for every word; what goes is in the menu."""
        self._narrow = narrow
        self.drop.setVisible(self._live and not narrow)
        self.done.setToolTip(_("{key} in the list").format(key=native("Space")))
        self.snooze.setToolTip(_("{key} in the list").format(key=native("Right")))
        self.drop.setToolTip(_("{key} in the list").format(key=native("Del")))
        self.customer.setText("" if narrow else _("Open customer"))
        self.customer.setAccessibleName(_("Open customer"))
        self.customer.setToolTip(_("Open customer"))


def _solved(f: FollowUp) -> str:
    return _("Solved") if f.kind == FollowUpKind.COMPLAINT else _done()


def _done() -> str:
    # Translators: a button: what was to be done is done
    return pgettext("follow-up", "Done")


def _chips(f: FollowUp, now: datetime, rule: Rule | None) -> list[Chip]:
    """Give what is to be known first; the last make way where there is no room."""
    found, today = [], now.date()
    if f.state != State.OPEN:
        tones = {State.WAITING: "info", State.DONE: "ok", State.DROPPED: "neutral"}
        found.append(Chip(state_words(f.state), tones.get(State(f.state), "neutral")))
    if f.state == State.OPEN and f.on < today:
        found.append(due_chip(f, rule, today) or Chip(_("Overdue"), "bad", "triangle-alert"))
    if f.live and f.urgent:
        found.append(Chip(_("Urgent"), "warn", "circle-alert"))
    if f.live and f.snoozed_to and f.snoozed_to > now.replace(tzinfo=None):
        day, hour = f.snoozed_to.date(), f.snoozed_to.time()
        words = _("Snoozed until {date}").format(date=plain_day(day, today) if day > today else clock_words(hour))
        found.append(Chip(words, "neutral", "hourglass"))
    return found
