"""Follow-ups written: added, changed, done, snoozed. Their state changes by a person or by undo, never by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import Basis, CallOutcome, FollowUp, FollowUpKind, Repeat, State
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.model import Entry
from smallcrm.domain.repeat import next_due
from smallcrm.domain.rules import by_hand
from smallcrm.store import tables
from smallcrm.store.follow_up_list import FollowUpFilter, FollowUpList
from smallcrm.store.follow_up_rows import LIVE, FollowUpRow, clock, follow_up_values, wall

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

__all__ = ["FollowUpFilter", "FollowUpRow", "FollowUps", "NoteMade"]

_KEPT = {"made_at", "made_by", "done_at", "done_by", "state", "customer_id", "parent", "entry", "rule", "rule_key"}
"""What an edit leaves alone."""
_TEN = time(10)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoteMade:
    """What a note became: its line in the timeline, and its follow-up (0: none)."""

    entry: int
    follow_up: int


class FollowUps(FollowUpList):
    """What is to be done for customers."""

    # -- one follow-up -----------------------------------------------------------------------------------------------

    def add(self, follow_up: FollowUp) -> int:
        """Add a follow-up; its id."""
        with self._shop.change("follow_up_added", name=self._shop.customers.name_of(follow_up.customer_id)):
            return self.write(follow_up)

    def write(self, follow_up: FollowUp) -> int:
        """Insert a follow-up inside an open change; its id."""
        made = replace(
            follow_up,
            made_at=follow_up.made_at or self._shop.now,
            made_by=follow_up.made_by or self._shop.actor,
        )
        return self._shop.journal.insert(tables.FollowUp, follow_up_values(made), owner=made.customer_id)

    def save(self, follow_up: FollowUp) -> None:
        """Keep what was edited, of which only what differs is written; whose it is and its state stay as they are.

        A new due date or repetition begins a series anew, and is no longer snoozed. The day that a person gives a
        reminder to stay in touch holds until it is done.
        """
        with self._shop.change(
            "follow_up_edited", name=self._shop.customers.name_of(self.get(follow_up.id).customer_id)
        ):
            before = self.get(follow_up.id)
            if (follow_up.due, follow_up.repeat) != (before.due, before.repeat):
                follow_up = replace(follow_up, first_due=follow_up.due)
            if (follow_up.due, follow_up.at) != (before.due, before.at) and follow_up.snoozed_to == before.snoozed_to:
                follow_up = replace(follow_up, snoozed_to=None)
            values = {k: v for k, v in follow_up_values(follow_up).items() if k not in _KEPT}
            moved = (values["due"], values["at"]) != (before.due.isoformat(), clock(before.at))
            if moved and before.rule and before.kind == FollowUpKind.STAY_IN_TOUCH:
                values["rule_key"] = by_hand(before.rule_key)
            self._shop.journal.update(tables.FollowUp, before.id, values, owner=before.customer_id)

    def done(self, follow_up_id: int, outcome: str = "") -> int | None:
        """Say that it is done; the id of the next of a repetition, if there is one (the same step)."""
        with self._shop.change("follow_up_done", name=self._shop.customers.name_of(self.get(follow_up_id).customer_id)):
            return self._finish(self.get(follow_up_id), State.DONE, outcome)

    def drop(self, follow_up_id: int, outcome: str = "") -> None:
        """Say that nothing is to be done any more; a repetition ends with it."""
        with self._shop.change(
            "follow_up_dropped", name=self._shop.customers.name_of(self.get(follow_up_id).customer_id)
        ):
            self._finish(self.get(follow_up_id), State.DROPPED, outcome)

    def reopen(self, follow_up_id: int) -> None:
        """Make something that was done, dropped or waiting open again."""
        self._set("follow_up_reopened", follow_up_id, state=State.OPEN, done_at=None, done_by="", snoozed_to=None)

    def wait(self, follow_up_id: int) -> None:
        """Say that somebody else has to do something first; it stays in sight."""
        self._set("follow_up_waiting", follow_up_id, state=State.WAITING)

    def snooze(self, follow_up_id: int, until: datetime) -> None:
        """Hide it until a moment, by the clock on the wall; midnight where only a day is meant."""
        self._set("follow_up_snoozed", follow_up_id, snoozed_to=wall(until))

    def move(self, follow_up_id: int, day: date) -> None:
        """Put it on another day, at its own time; what was put off is put off to that day instead.

        Of a repetition only this one moves: the next ones stay on the days of the first. What has ended stays.
        """
        one = self.get(follow_up_id)
        if not one.live or one.on == day:
            return
        moved = _put_off(one, day) if one.snoozed_to and one.on > one.due else None
        if moved is None:
            keeps = one.snoozed_to is not None and one.snoozed_to.date() < day
            moved = replace(one, due=day, snoozed_to=one.snoozed_to if keeps else None)
            if one.rule and one.kind == FollowUpKind.STAY_IN_TOUCH:
                moved = replace(moved, rule_key=by_hand(one.rule_key))
        with self._shop.change("follow_up_moved", name=self._shop.customers.name_of(one.customer_id)):
            self._keep(moved)

    def hand_to(self, follow_up_id: int, staff_id: int) -> None:
        """Hand it to somebody of the staff; 0 = whoever is there."""
        self._set("follow_up_handed", follow_up_id, assignee=staff_id)

    # -- at the counter ----------------------------------------------------------------------------------------------

    def called(
        self,
        customer_id: int,
        outcome: CallOutcome,
        text: str = "",
        *,
        follow_up: int = 0,
        again: datetime | None = None,
        on: date | None = None,
    ) -> int:
        """Log a call, of today if no day is given, one step; the line of the timeline.

        Who was reached closes the follow-up (a complaint stays open until it is solved), a message left makes it wait,
        no answer snoozes it to ``again``; where none stays live ``again`` makes a call-back.
        """
        if on is not None and on > self._shop.today:
            raise BadInput("future_entry", day=on)
        with self._shop.change("call_logged", name=self._shop.customers.name_of(customer_id)):
            entry = Entry("call", on or self._shop.today, text.strip(), outcome=str(outcome), follow_up=follow_up)
            made = self._shop.timeline.write(customer_id, entry)
            about = self.get(follow_up) if follow_up else None
            waits = about is not None and self._after_call(about, outcome, again)
            if again and not waits:  # nobody is forgotten, whatever the call was about is done with
                self.write(FollowUp(FollowUpKind.CALL_BACK, customer_id, text, again.date(), _time(again), entry=made))
            return made

    def _after_call(self, follow_up: FollowUp, outcome: CallOutcome, again: datetime | None) -> bool:
        """Whether the follow-up is still live after a call about it; what had ended stays as it ended."""
        if not follow_up.live:
            return False
        if outcome == CallOutcome.REACHED and follow_up.kind != FollowUpKind.COMPLAINT:
            self._finish(follow_up, State.DONE, str(outcome))
            return False
        values: dict[str, Any] = {"outcome": str(outcome), "snoozed_to": wall(again) if again else None}
        if outcome == CallOutcome.MESSAGE_LEFT:
            values["state"] = State.WAITING
        self._keep(replace(follow_up, **values))
        return True

    def note(
        self,
        customer_id: int,
        text: str,
        due: date | None = None,
        at: time | None = None,
        *,
        kind: str = "reminder",
        on: date | None = None,
    ) -> NoteMade:
        """Write a note, of today if no day is given, and with a due date the follow-up it speaks of, as one step."""
        if not text.strip():
            raise BadInput("empty_note")
        label = "note_with_follow_up" if due else "note_added"
        with self._shop.change(label, name=self._shop.customers.name_of(customer_id)):
            said = Entry("note", on or self._shop.today, text.strip())
            if due is None:
                return NoteMade(self._shop.timeline.add(customer_id, said.kind, said.text, said.on), 0)
            return self.with_entry(said, FollowUp(kind, customer_id, text, due, at))

    def complain(
        self,
        customer_id: int,
        text: str,
        *,
        due: date | None = None,
        at: time | None = None,
        assignee: int = 0,
        on: date | None = None,
    ) -> NoteMade:
        """Write down a complaint, of today if no day is given, and when to call back about it, one step.

        Without ``due`` that is on the next open day at ten.
        """
        if not text.strip():
            raise BadInput("empty_note")
        if due is None:
            due, at = self._shop.calendar.next_open(self._shop.today), at or _TEN
        with self._shop.change("complaint_added", name=self._shop.customers.name_of(customer_id)):
            wanted = FollowUp(FollowUpKind.COMPLAINT, customer_id, text, due, at, assignee=assignee)
            return self.with_entry(Entry("complaint", on or self._shop.today, text.strip()), wanted)

    def solve(self, follow_up_id: int, outcome: str = "") -> None:
        """Say that a complaint is solved; the rules then make its check-ins, in the same step."""
        with self._shop.change(
            "complaint_solved", name=self._shop.customers.name_of(self.get(follow_up_id).customer_id)
        ):
            self._finish(self.get(follow_up_id), State.DONE, outcome)

    def give(self, customer_id: int, remedy: Remedy, amount: int, *, complaint: int = 0, text: str = "") -> int:
        """Book something given to put things right (cents); raises BadInput ``over_limit``, ``bad_amount``."""
        if amount <= 0 < remedy.amount:
            raise BadInput("bad_amount", value=str(amount // 100))
        if amount > remedy.amount:
            raise BadInput("over_limit", name=remedy.name, cents=remedy.amount)
        with self._shop.change("remedy_given", name=self._shop.customers.name_of(customer_id)):
            entry = Entry("remedy", self._shop.today, text.strip(), amount=amount, detail=remedy.name)
            return self._shop.timeline.write(customer_id, replace(entry, follow_up=complaint))

    # -- inside an open change ---------------------------------------------------------------------------------------

    def with_entry(self, entry: Entry, follow_up: FollowUp) -> NoteMade:
        """Write a line and what is to be done about it, each of which knows the other; BadInput ``future_entry``."""
        if entry.on > self._shop.today:
            raise BadInput("future_entry", day=entry.on)
        made = self.write(replace(follow_up, entry=self._shop.database.next_id(tables.Entry)))
        return NoteMade(self._shop.timeline.write(follow_up.customer_id, replace(entry, follow_up=made)), made)

    def _finish(self, follow_up: FollowUp, state: State, outcome: str) -> int | None:
        """End a follow-up that is live; what had ended keeps its day."""
        if not follow_up.live:
            return None
        ended = replace(follow_up, state=state, snoozed_to=None, done_at=self._shop.now, done_by=self._shop.actor)
        self._keep(replace(ended, outcome=outcome.strip() or follow_up.outcome))
        if state != State.DONE or not follow_up.repeat or any(one.repeat for one in self.children(follow_up.id)):
            return None  # opened again and done once more, a series has its next already
        return self.write(_next(self._shop, follow_up, follow_up.repeat))

    def _set(self, label: str, follow_up_id: int, **values: Any) -> None:
        with self._shop.change(label, name=self._shop.customers.name_of(self.get(follow_up_id).customer_id)):
            self._keep(replace(self.get(follow_up_id), **values))

    def _keep(self, follow_up: FollowUp) -> None:
        self._shop.journal.update(
            tables.FollowUp, follow_up.id, follow_up_values(follow_up), owner=follow_up.customer_id
        )


def _put_off(one: FollowUp, day: date) -> FollowUp | None:
    """Give what is put off to another day, at the same time; None where that day is before its own."""
    if one.snoozed_to is None or day < one.due:
        return None
    return replace(one, snoozed_to=datetime.combine(day, one.snoozed_to.time()))


def _next(shop: Shop, done: FollowUp, repeat: Repeat) -> FollowUp:
    """Give the next of a series: after today, and after the one that was done before its day."""
    today = shop.today
    after = max(today, done.due, done.due if repeat.basis == Basis.CONTACT else _turn(shop, done, repeat))
    due = next_due(repeat, done.first_due or done.due, after, today)
    following = replace(done, due=due, first_due=done.first_due or done.due, state=State.OPEN, snoozed_to=None)
    following = replace(following, rule=0, rule_key="")  # a person wants it again, the rule did once
    return replace(following, outcome="", parent=done.id, made_at=None, made_by="")


def _turn(shop: Shop, one: FollowUp, repeat: Repeat) -> date:
    """Give the day of its series for which something stands, wherever it was moved to: it is not due once more then."""
    first = one.first_due or one.due
    if next_due(repeat, first, one.due - _ONE_DAY) == one.due:
        return one.due
    if not one.parent or one.made_at is None or (before := shop.follow_ups.get(one.parent)).first_due != first:
        return first
    return next_due(repeat, first, max(one.made_at.date(), before.due, _turn(shop, before, repeat)))


def move_on(shop: Shop, customers: Collection[int]) -> None:
    """Move what counts from the last contact of customers on, where there was a later one; inside an open change."""
    ids = sorted(customers)
    for start in range(0, len(ids), 900):
        part = ids[start : start + 900]
        found = shop.database.sql(
            "SELECT f.id, c.last_contact_on FROM follow_up AS f JOIN customer AS c ON c.id = f.customer_id"
            f" WHERE f.customer_id IN ({','.join('?' * len(part))}) AND f.basis = 'contact' AND f.rule = 0 AND {LIVE}"
            " AND c.last_contact_on > substr(f.made_at, 1, 10)",
            part,
        )
        for follow_up_id, contact in found:
            one = shop.follow_ups.get(int(follow_up_id))
            last = date.fromisoformat(contact)
            if one.repeat and (due := next_due(one.repeat, one.due, last, last)) > one.due:
                values = follow_up_values(replace(one, due=due, snoozed_to=None))
                shop.journal.update(tables.FollowUp, one.id, values, owner=one.customer_id)


def _time(when: datetime) -> time | None:
    """The time of a moment; none at midnight, where only a day was meant."""
    return None if (when.hour, when.minute) == (0, 0) else when.time()
