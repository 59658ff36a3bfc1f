"""Which cards are printed and posted by when: today, this week, next week, later; and who is too late by post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_kinds
from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.domain.post import Soon, last_day_printed, post_by, printing_group
from smallcrm.store.households import with_mates
from smallcrm.store.letters import Candidate, Selection

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

MOST = 200
"""Cards that are read; of a large shop the others are counted."""
AHEAD = 28
"""Days of printing that the list looks ahead where no days are given."""
_MARGIN = 7
"""Days by which holidays of a country abroad may lengthen the way."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One card: for whom, for which day, by when."""

    customer_id: int
    name: str
    occasion: Occasion
    day: date
    turns: int | None
    print_by: date
    post_by: date
    late: bool = False
    """It cannot come in time by post any more: call, or hand it over; after the day a belated card."""
    belated: bool = False
    """The day has gone by: what is printed says so."""
    household: str = ""
    """Who at the same address gets one too, or got one."""


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Cards that are printed in the same days."""

    soon: Soon
    lines: tuple[WorkLine, ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """What is to be printed, by when; those too late by post stand apart."""

    groups: tuple[WorkGroup, ...] = ()
    late: tuple[WorkLine, ...] = ()
    more: int = 0
    """How many more there may be, where not all were read."""

    @property
    def count(self) -> int:
        """How many cards are read, those too late among them."""
        return sum(len(group.lines) for group in self.groups) + len(self.late)


class Worklist:
    """The cards to print, with by when."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def now(self, most: int = MOST) -> WorkList:
        """Give what is to be printed in the next four weeks, and what is too late by post since two weeks ago."""
        today = self._shop.today
        near, last = self._first_in_time(), today + timedelta(days=AHEAD)
        ahead, more = self._lines(near, self._last_day(last), last, most)
        # Read apart: in a shop that has just begun those too late would leave no room for those who are not.
        gone, others = self._lines(today - timedelta(days=MISSED_DAYS), near - timedelta(days=1), last, most // 4)
        return grouped((*gone, *ahead), today, more + others)

    def _lines(self, start: date, end: date, printed_by: date, most: int) -> tuple[list[WorkLine], int]:
        """Give the cards for those days that are to be printed by a day, and how many were not read.

        Of two weeks ago and before none is.
        """
        shop, today = self._shop, self._shop.today
        start = max(start, today - timedelta(days=MISSED_DAYS))
        if end < start:
            return [], 0
        found = shop.letters.candidates(Selection(start=start, end=end), brief=True, most=most)
        greeted = shop.congratulations.known([one.customer.id for one in found.chosen if one.late])
        wanted = [
            one
            for one in found.chosen
            if (one.late or one.print_by <= printed_by)
            and (one.customer.id, str(one.occasion.kind), one.day) not in greeted
        ]
        return [_line(one, today) for one in with_mates(shop, wanted)], found.unread

    def _first_in_time(self) -> date:
        """Give the first day whose card, posted at home today, comes in time."""
        today, home = self._shop.today, self._shop.calendar.post()
        days = (today + timedelta(days=n) for n in range(AHEAD))
        return next((day for day in days if post_by(day, home) >= today), today + timedelta(days=AHEAD))

    def _last_day(self, printed_by: date) -> date:
        """Give the last day whose card may have to be printed by then, wherever it goes."""
        slowest = max(self._shop.settings.read().post_days_to, key=lambda to: to[1], default=("", 0))[0]
        return max(
            last_day_printed(printed_by, self._shop.calendar.post(country)) for country in {"", "-", slowest}
        ) + timedelta(days=_MARGIN)


def grouped(lines: Iterable[WorkLine], today: date, more: int = 0) -> WorkList:
    """Give lines by when they are printed, as the days of a week stand from today."""
    by_time: dict[Soon, list[WorkLine]] = {}
    late = []
    for line in lines:
        if line.late:
            late.append(line)
        else:
            by_time.setdefault(printing_group(line.print_by, today), []).append(line)
    groups = tuple(WorkGroup(soon, _in_order(by_time[soon])) for soon in Soon if soon in by_time)
    late.sort(key=_by_day)
    return WorkList(groups, tuple(late), more)


def _by_day(line: WorkLine) -> tuple[date, str, int]:
    return line.day, line.name, line.customer_id


def _in_order(lines: Iterable[WorkLine]) -> tuple[WorkLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.print_by, line.day, line.name, line.customer_id)))


def _line(one: Candidate, today: date) -> WorkLine:
    return WorkLine(
        one.customer.id,
        one.customer.name,
        one.occasion,
        one.day,
        one.turns,
        one.print_by,
        one.post_by,
        one.late,
        one.day < today,
        one.household.name if one.household else "",
    )


def kinds_with_cards(shop: Shop) -> Sequence[str]:
    """Give the kinds of occasions that get cards in this shop; ``other`` stands for all of its own kinds."""
    return card_kinds(shop.settings.read(), shop.occasion_kinds.all())


def birthdays_only(shop: Shop) -> bool:
    """Whether this shop sends cards for birthdays and for nothing else; also where it sends none at all."""
    return set(kinds_with_cards(shop)) <= {OccasionKind.BIRTHDAY.value}
