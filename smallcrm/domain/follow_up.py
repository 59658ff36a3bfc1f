"""What was promised, asked or gone wrong: one kind of record for reminders, call-backs, complaints and their like.

A follow-up never vanishes by itself: only a person makes it ``done`` or ``dropped``. Dates are dates; ``at`` is the
clock of the shop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class FollowUpKind(StrEnum):
    """What a follow-up is about."""

    REMINDER = "reminder"
    CALL_BACK = "call_back"
    COMPLAINT = "complaint"
    PROMISE = "promise"
    OPPORTUNITY = "opportunity"
    FEEDBACK = "feedback"
    """Something heard at the counter, passed on to whom it concerns."""
    THANK_YOU = "thank_you"
    CHECK_IN = "check_in"
    """A question whether all is well: after a sale, after a complaint was solved."""
    STAY_IN_TOUCH = "stay_in_touch"
    DRIFTING = "drifting"
    """A regular who is late by their own rhythm: made when somebody does something about it."""


class State(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    WAITING = "waiting"
    """Somebody else has to do something first; it stays in sight."""
    DONE = "done"
    DROPPED = "dropped"


LIVE = (State.OPEN, State.WAITING)


class CallOutcome(StrEnum):
    """How a call ended."""

    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"


class Unit(StrEnum):
    """What a repetition counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    LAST_WEEKDAY = "last_weekday"
    """The last Friday (or another weekday) of every so many months."""


class Basis(StrEnum):
    """What a repetition counts from."""

    ORIGINAL = "original"
    """The first due date: the 31st and 29 February come back where a month has them."""
    CONTACT = "contact"
    """The last contact with the customer, whatever its kind."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repetition: every ``every`` units; ``weekday`` (Monday = 0) only for the last weekday of a month."""

    every: int
    unit: Unit
    basis: Basis = Basis.ORIGINAL
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a complaint carries beside its words."""

    cause: str = ""
    remedy: str = ""
    """What is done about it, as the apology letter says it."""
    prevention: str = ""
    """How it is kept from happening again."""
    asked: str = ""
    """Who was asked about it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to be done for a customer (``id`` 0: not saved yet)."""

    kind: str
    customer_id: int
    text: str
    due: date
    at: time | None = None
    """At that time of day, for a call-back by appointment."""
    leads: tuple[int, ...] = ()
    """Days before ``due`` on which it shows already, the most first."""
    repeat: Repeat | None = None
    first_due: date | None = None
    """The due date of the first of a series; the count goes from here. Set by the store."""
    assignee: int = 0
    """Id of somebody of the staff; 0 = whoever is there."""
    urgent: bool = False
    state: str = State.OPEN
    snoozed_to: datetime | None = None
    """Hidden until then; midnight where only a day was chosen."""
    complaint: Complaint = field(default_factory=Complaint)
    outcome: str = ""
    """What came of it: words, or a code of ``CallOutcome`` for calls."""
    parent: int = 0
    """The follow-up that this one came from: the complaint of a check-in, the one before of a series."""
    entry: int = 0
    """The line of the timeline that it came from."""
    rule: int = 0
    """The rule that made it; 0 = a person did."""
    rule_key: str = ""
    """What the rule made it for, so that it makes it once."""
    made_at: datetime | None = None
    made_by: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    id: int = 0

    @property
    def live(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in LIVE

    @property
    def on(self) -> date:
        """The day it waits for: when it is due, or later where it was put off."""
        return max(self.due, self.snoozed_to.date()) if self.snoozed_to else self.due

    @property
    def hour(self) -> time | None:
        """The time of day it waits for: that to which it was put off, else its own, which another day does not have."""
        if self.snoozed_to is None or self.snoozed_to.date() < self.due:
            return self.at
        put_off = self.snoozed_to.time()
        if put_off.hour or put_off.minute:
            return put_off
        return self.at if self.on == self.due else None
