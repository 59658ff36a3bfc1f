"""What is to be done for the customer shown, above the timeline: Space says it is done, Right snoozes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm import messages
from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.rules import Rule
from smallcrm.i18n import _, format_date, pgettext
from smallcrm.messages import follow_ups as words
from smallcrm.messages.rules import every
from smallcrm.ui.giving import offer
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.fact_touch import first_upper
from smallcrm.ui.pages.customers.header import breakable
from smallcrm.ui.pages.day_chips import due_chip
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.row_lines import Lines
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.snooze import add_snoozes
from smallcrm.ui.widgets.strip import Repair, Strip
from smallcrm.ui.widgets.when import moment_words, with_holiday

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

Try = Callable[[Callable[[], object]], object]
_CALLS = frozenset({FollowUpKind.CALL_BACK, FollowUpKind.COMPLAINT, FollowUpKind.CHECK_IN, FollowUpKind.THANK_YOU})

_LINE = 90
"""Characters of a complaint that the strip says."""
_MOST = 5
"""Lines of what is to be done: nobody does half of it."""


class ToDo(Card):
    """Rows of what is live; ``call_wanted(id)``: the call about one is to be logged."""

    call_wanted = Signal(int)

    def __init__(self, window: MainWindow, attempt: Try) -> None:
        super().__init__()
        self.main, self._try = window, attempt
        self.list = RowList("customerToDo", _("To be done"), grow=True, dense=True, wraps=True)
        self.list.people.lines = Lines(most=_MOST)
        self.list.acted.connect(self._acted)
        self.body.addWidget(self.list)

    def show_all(self, follow_ups: Sequence[FollowUp]) -> None:
        """Show what is live of a customer."""
        shop = self.main.shop
        live = [one for one in follow_ups if one.live]
        rules = {rule.id: rule for rule in shop.rules.all()} if any(one.rule for one in live) else {}
        now = shop.now.replace(tzinfo=None)
        holiday = shop.calendar.holiday
        rows = [_row(one, rules.get(one.rule), shop.today, now, holiday=holiday(one.on)) for one in live]
        self.list.rows.set_rows(rows)
        self.list.fit_buttons()
        self.setVisible(bool(rows))

    def _acted(self, row: Row, zone: str) -> None:
        if zone == "button":
            self._done(row.data)
        elif zone == "menu":
            self._menu(row.data)
        elif zone == "open":
            self.open(row.data.id)

    def open(self, follow_up: int) -> None:
        """Show one with all that belongs to it."""
        self.main.perform("followUps", "open", follow_up)

    def _done(self, follow_up: FollowUp) -> None:
        store = self.main.shop.follow_ups
        end = store.solve if follow_up.kind == FollowUpKind.COMPLAINT else store.done
        self._try(lambda: end(follow_up.id))

    def _menu(self, follow_up: FollowUp) -> None:
        shop, store = self.main.shop, self.main.shop.follow_ups
        menu = QMenu(self)
        menu.setObjectName("toDoMenu")
        menu.setAccessibleName(_("Snooze"))
        add_snoozes(
            menu,
            self,
            shop.now,
            shop.calendar.open_on,
            lambda until: self._try(lambda: store.snooze(follow_up.id, until)),
        )
        menu.addSeparator()
        if follow_up.kind in _CALLS:
            menu.addAction(icon("phone"), _("Log the call"), lambda: self.call_wanted.emit(follow_up.id))
            menu.addAction(
                icon("phone"), words.call(CallOutcome.MESSAGE_LEFT), lambda: self._called(follow_up, "message_left")
            )
        if follow_up.kind == FollowUpKind.COMPLAINT and any(r.active for r in shop.remedies.all()):
            menu.addAction(icon("gift"), _("Give a remedy"), lambda: self.give(follow_up, self.list))
        menu.addAction(icon("pencil"), _("Open"), lambda: self.open(follow_up.id))
        menu.addAction(icon("x"), _("No longer needed"), lambda: self._try(lambda: store.drop(follow_up.id)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.point_of())
        menu.setActiveAction(menu.actions()[0])

    def _called(self, follow_up: FollowUp, outcome: str) -> None:
        store = self.main.shop.follow_ups
        self._try(lambda: store.called(follow_up.customer_id, CallOutcome(outcome), follow_up=follow_up.id))

    def give(self, complaint: FollowUp, opener: QWidget) -> None:
        """Offer what anyone may give on the spot."""
        place = self.list.point_of() if opener is self.list else opener.mapToGlobal(opener.rect().bottomLeft())
        offer(self.main, complaint, opener, place)


def show_complaint(strip: Strip, to_do: ToDo, live: Sequence[FollowUp], customer: int) -> None:
    """Say which complaint is open, the oldest first, with what can be done about it; else that of their household."""
    open_ones = [one for one in live if one.kind == FollowUpKind.COMPLAINT]
    if not open_ones:
        hold = to_do.main.shop.follow_ups.households_with_open_complaint([customer]).get(customer)
        if hold is None:
            strip.hide()
        else:
            words = breakable(messages.reason(hold.why(customer)))
            strip.say(words, "warn", repairs=((_("Open"), lambda: to_do.open(hold.follow_up)),))
        return
    first = min(open_ones, key=lambda one: one.id)
    since = format_date(first.made_at.date() if first.made_at else first.due, "medium")
    line = " ".join(first.text.split())
    line = line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"
    said = _("Open complaint since {date}: {words}").format(date=since, words=breakable(line))
    repairs: list[Repair] = [(_("Open"), lambda: to_do.open(first.id))]
    if any(one.active for one in to_do.main.shop.remedies.all()):
        repairs.insert(0, (_("Give a remedy"), lambda: to_do.give(first, strip)))
    strip.say(said, "bad", repairs=repairs)


def _row(follow_up: FollowUp, rule: Rule | None, today: date, now: datetime, *, holiday: bool) -> Row:
    mark, tint = look(follow_up.kind)
    due = with_holiday(moment_words(follow_up.on, follow_up.hour, today), holiday=holiday)
    often = rule is not None and rule.days and follow_up.kind == FollowUpKind.STAY_IN_TOUCH and not follow_up.text
    parts = [first_upper(every(rule.days[0])) if rule is not None and often else words.kind(follow_up.kind), due]
    chip = None
    if follow_up.snoozed_to and follow_up.snoozed_to > now:
        at = follow_up.snoozed_to.time()
        until = moment_words(follow_up.snoozed_to.date(), at if (at.hour, at.minute) != (0, 0) else None, today)
        parts = [parts[0], _("snoozed until {day}").format(day=until)]
    elif amber := due_chip(follow_up, rule, today):
        parts, chip = parts[:1], amber
    elif follow_up.on < today:
        chip = Chip(_("Overdue"), "bad", "clock-alert")
    elif follow_up.state == State.WAITING:
        chip = Chip(words.state(follow_up.state), "neutral", "hourglass")
    done = _("Solved") if follow_up.kind == FollowUpKind.COMPLAINT else pgettext("follow-up", "Done")
    return Row(
        " · ".join(parts),
        " ".join(messages.follow_up_text(follow_up).split()),
        follow_up.customer_id,
        icon=mark,
        tint=tint,
        chip=chip,
        button=done,
        menu=True,
        data=follow_up,
    )
