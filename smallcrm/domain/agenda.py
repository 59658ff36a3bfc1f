"""What stands on one day of the calendar: plain values that the window paints, paper prints and files take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from smallcrm.domain.model import Occasion

_SUNDAY = 6


class Layer(StrEnum):
    """What can be shown or hidden on the calendar."""

    BIRTHDAYS = "birthdays"
    """Birthdays, those of children and spouses too."""
    NAME_DAYS = "name_days"
    DAYS = "days"
    """Weddings, years as a customer, the shop's own kinds."""
    FOLLOW_UPS = "follow_ups"
    POST = "post"
    """Days on which cards have to be posted."""
    EVENTS = "events"


ALL_LAYERS = frozenset(Layer)


class MarkKind(StrEnum):
    """What one mark of a day is."""

    OCCASION = "occasion"
    FOLLOW_UP = "follow_up"
    EVENT = "event"
    POST = "post"


class MarkState(StrEnum):
    """How a mark stands."""

    PLAIN = ""
    DONE = "done"
    """The card was printed, the customer greeted, the follow-up done: shown quietly with a tick."""
    LATE = "late"
    """Its card cannot come in time by post any more: call or hand over."""
    OVERDUE = "overdue"
    """A follow-up whose day has gone by."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on one day."""

    kind: MarkKind
    day: date
    layer: Layer
    id: int = 0
    """Of the occasion (0: customer since), the follow-up or the event."""
    customer_id: int = 0
    name: str = ""
    """The customer's name, or the title of an event."""
    occasion: Occasion | None = None
    turns: int | None = None
    round: bool = False
    """Whether the age is one that the shop tells as round."""
    state: MarkState = MarkState.PLAIN
    at: time | None = None
    what: str = ""
    """Of a follow-up its kind (``FollowUpKind``)."""
    text: str = ""
    """Words of a follow-up or an event, as typed."""
    count: int = 0
    """Of a post day: how many cards have to go."""
    first: date | None = None
    """Of an event of several days: its first one."""
    last: date | None = None
    """Of an event of several days: its last one."""
    icon: str = ""
    """Of an own kind: its icon; empty = as its kind has it."""
    tint: str = ""
    post_by: date | None = None
    """Of a day whose card goes by post and is not printed yet: by when it is posted."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day with all that stands on it; ``more`` counts what was not read of a very full one."""

    day: date
    holiday: str = ""
    """Name of the public holiday in the window's language, or empty."""
    closed: bool = False
    """Whether the shop is closed: on a holiday, on a weekday off, by its own list."""
    closed_by_shop: bool = False
    """Whether it is on the shop's own list of closed days."""
    marks: tuple[Mark, ...] = ()
    more: int = 0
    eve: bool = False
    """Whether the holiday is one by custom alone (``is_eve``)."""

    @property
    def red(self) -> bool:
        """Whether almanacs print the day red: a Sunday, or a public holiday in law."""
        return self.day.weekday() == _SUNDAY or (bool(self.holiday) and not self.eve)
