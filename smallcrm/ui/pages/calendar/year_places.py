"""Where the twelve months of a year and their days stand."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from PySide6.QtCore import QPoint, QRect

from smallcrm.ui.worn import px

MONTHS = 12
WEEK = 7
_WEEKS = 6
_TITLE, _LETTERS = 24, 16
_LOWEST, _HIGHEST = 22, 40
"""Heights of a day, px at 100 %."""
_NARROWEST = 164
"""Width of a month at least, px at 100 %."""
_GAP = 20
_BELOW = 12
"""Between a month and the one below it, px at 100 %."""
_PAD = 12


@dataclass(frozen=True)
class YearPlaces:
    """The places in a view of some width and height; ``first`` is the weekday on which weeks begin, Monday = 0."""

    year: int
    width: int
    height: int
    first: int = 0

    @cached_property
    def across(self) -> int:
        """How many months stand side by side."""
        room = self.width - 2 * px(_PAD) + px(_GAP)
        fitting = max(1, room // px(_NARROWEST + _GAP))
        return next(n for n in (4, 3, 2, 1) if n <= fitting)

    @cached_property
    def at_once(self) -> int:
        """How many rows of months stand in the view, each of them whole; 1 at least."""
        lowest = px(_TITLE + _LETTERS) + _WEEKS * px(_LOWEST) + px(_BELOW)
        return max(1, min(MONTHS // self.across, (self.height - 2 * px(_PAD) + px(_BELOW)) // lowest))

    @cached_property
    def day_height(self) -> int:
        """Height of a day, px: as much as there is room for the rows in sight, within reason."""
        down = self.at_once
        room = (self.height - 2 * px(_PAD) - (down - 1) * px(_BELOW)) // down - px(_TITLE + _LETTERS)
        return min(px(_HIGHEST), max(px(_LOWEST), room // _WEEKS))

    @property
    def step(self) -> int:
        """From a row of months to the next one, px."""
        return px(_TITLE + _LETTERS) + _WEEKS * self.day_height + px(_BELOW)

    @property
    def total(self) -> int:
        """Height of everything, px."""
        return MONTHS // self.across * self.step - px(_BELOW) + 2 * px(_PAD)

    @property
    def farthest(self) -> int:
        """How far everything is scrolled at most, px: the last rows stand whole, too."""
        if self.total <= self.height:
            return 0
        return (MONTHS // self.across - self.at_once) * self.step if self.whole else self.total - self.height

    @property
    def whole(self) -> bool:
        """Whether a row of months has room; in a lower view it is scrolled day by day."""
        return self.at_once * self.step - px(_BELOW) + 2 * px(_PAD) <= self.height

    def month(self, number: int) -> QRect:
        """Where a month stands, 1 to 12."""
        return self._months[number - 1]

    @cached_property
    def _months(self) -> list[QRect]:
        across, high = self.across, px(_TITLE + _LETTERS) + _WEEKS * self.day_height
        wide = (self.width - 2 * px(_PAD) - (across - 1) * px(_GAP)) // across
        right, down = wide + px(_GAP), high + px(_BELOW)
        places = (divmod(n, across) for n in range(MONTHS))
        return [QRect(px(_PAD) + place * right, px(_PAD) + line * down, wide, high) for line, place in places]

    def title(self, number: int) -> QRect:
        """Where the name of a month stands."""
        box = self.month(number)
        return QRect(box.x(), box.y(), box.width(), px(_TITLE))

    def letter(self, number: int, column: int) -> QRect:
        """Where the letter of a weekday stands above a month."""
        box, left, right = self.month(number), *self._columns(number, column)
        return QRect(left, box.y() + px(_TITLE), right - left, px(_LETTERS))

    def day(self, day: date) -> QRect:
        """Where a day stands."""
        box = self.month(day.month)
        before = (day.replace(day=1).weekday() - self.first) % WEEK
        line, column = divmod(before + day.day - 1, WEEK)
        left, right = self._columns(day.month, column)
        top = box.y() + px(_TITLE + _LETTERS) + line * self.day_height
        return QRect(left, top, right - left, self.day_height)

    def day_at(self, point: QPoint) -> date | None:
        """Give the day that stands at a point, or None."""
        month = self.month_at(point)
        if not month:
            return None
        box, before = self.month(month), (date(self.year, month, 1).weekday() - self.first) % WEEK
        line = (point.y() - box.y() - px(_TITLE + _LETTERS)) // self.day_height
        column = min(WEEK - 1, (point.x() - box.x()) * WEEK // max(1, box.width()))
        number = line * WEEK + column - before + 1
        days = monthrange(self.year, month)[1]
        return date(self.year, month, number) if line >= 0 and 1 <= number <= days else None

    def month_at(self, point: QPoint) -> int:
        """Give the month that stands at a point, or 0."""
        return next((n for n in range(1, MONTHS + 1) if self.month(n).contains(point)), 0)

    def _columns(self, number: int, column: int) -> tuple[int, int]:
        box = self.month(number)
        return box.x() + box.width() * column // WEEK, box.x() + box.width() * (column + 1) // WEEK
