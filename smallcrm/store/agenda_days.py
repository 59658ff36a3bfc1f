"""The yearly days of a period as the indexes hold them: how many stand on each day, and which come first.

A shop of a hundred thousand has hundreds on every day, of which a month shows four: they are counted in the index, and
only what is shown is read. What is asked here is the rules of ``domain/occasions.py`` once more, in SQL.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain import occasions as rules
from smallcrm.domain.agenda import Layer
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.store.tables import APART

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

GONE = f"(SELECT id FROM customer WHERE {APART} AND (binned_at IS NOT NULL OR archived = 1 OR deceased = 1))"
"""Customers whose days nobody is told."""
_PRESENT = "+c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0"
_LEAPLING = Occasion(OccasionKind.BIRTHDAY, 2, 29)
_AT_ONCE = 1000
"""Days up to which it is quicker to read them all than to ask for the first of each day."""


class Rank(IntEnum):
    """In which order the yearly days of a day stand."""

    ROUND = 1
    BIRTHDAY = 2
    WEDDING = 3
    NAME_DAY = 4
    OTHER = 5
    """The shop's own kinds, and years as a customer."""


_RANK = {
    OccasionKind.BIRTHDAY: Rank.BIRTHDAY,
    OccasionKind.WEDDING: Rank.WEDDING,
    OccasionKind.NAME_DAY: Rank.NAME_DAY,
}
LAYER = {
    Rank.ROUND: Layer.BIRTHDAYS,
    Rank.BIRTHDAY: Layer.BIRTHDAYS,
    Rank.WEDDING: Layer.DAYS,
    Rank.NAME_DAY: Layer.NAME_DAYS,
    Rank.OTHER: Layer.DAYS,
}


class Key(NamedTuple):
    """One yearly day in little, in the order in which a day shows them; ``occasion`` 0: customer since."""

    rank: int
    sort_key: str
    customer: int
    occasion: int


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a period that lies in one year, from and to month * 100 + day."""

    year: int
    first: int
    last: int
    leap_day: date
    """Where 29 February is kept in that year."""

    def day(self, month_day: int) -> date:
        """Day on which what is stored so is kept."""
        return self.leap_day if month_day == 229 else date(self.year, month_day // 100, month_day % 100)

    def stored(self, day: date) -> tuple[int, ...]:
        """Give what is stored of what is kept on a day."""
        plain = day.month * 100 + day.day
        return (plain, 229) if day == self.leap_day and plain != 229 else (plain,)

    def within(self, column: str) -> str:
        """Say in SQL that a column lies in the span."""
        return f"{column} BETWEEN {self.first} AND {self.last}"

    @property
    def kept(self) -> str:
        """Say in SQL which occasions ``o`` of customers still there are kept in that year, as ``kept_in`` does."""
        year = self.year
        return (
            "o.ended = '' AND CASE WHEN o.year IS NULL OR o.kind = 'name_day' THEN 1"
            f" WHEN o.kind IN ('birthday', 'customer_since') THEN o.year <> {year} ELSE o.year <= {year} END"
        )

    @property
    def since_kept(self) -> str:
        """The same of the years as a customer."""
        return f"substr(c.customer_since, 1, 4) <> '{self.year:04}'"


def spans(start: date, end: date, leap_day: str) -> list[Span]:
    """Give the years of a period, each with what of it lies in the period."""
    found = []
    for year in range(start.year, end.year + 1):
        first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
        low, high = first.month * 100 + first.day, last.month * 100 + last.day
        leap = rules.day_in(_LEAPLING, year, leap_day)
        if leap == last and high == 228:  # nothing else lies between the end of February and the 29th
            high = 229
        if leap == first and low == 301:
            low = 229
        found.append(Span(year, low, high, leap))
    return found


class YearlyDays:
    """The yearly days of a shop in one period."""

    def __init__(self, shop: Shop, start: date, end: date, layers: Collection[Layer]) -> None:
        self._db, settings = shop.database, shop.settings.read()
        self.spans = spans(start, end, settings.leap_day)
        self.ranks = [rank for rank, layer in LAYER.items() if layer in layers]
        ages = rules.round_ages(settings.country, settings.round_ages)
        self._round = {span.year: ",".join(str(span.year - age) for age in ages if age > 0) for span in self.spans}

    def counts(self, *, ranked: bool = True) -> Counter[tuple[date, int]]:
        """How many stand on each day, by rank; not ``ranked``: round birthdays among the others."""
        found: Counter[tuple[date, int]] = Counter()
        for span in self.spans if self.ranks else ():
            round_ones = f"sum(o.year IN ({self._round[span.year]}))" if ranked else "0"
            counted = self._db.sql(  # in the order of the index: nothing is sorted
                f"SELECT o.month_day, o.kind, count(*), {round_ones} FROM occasion AS o"
                f" WHERE {span.within('o.month_day')} AND {span.kept} AND o.customer_id NOT IN {GONE} GROUP BY 1, 2"
            )
            with self._db.understood():
                for month_day, kind, many, some in counted:
                    rank, day = _RANK.get(kind, Rank.OTHER), span.day(month_day)
                    first = (some or 0) if rank == Rank.BIRTHDAY else 0
                    for of, number in ((Rank.ROUND, first), (rank, many - first)):
                        if number and of in self.ranks:
                            found[day, of] += number
            if Rank.OTHER in self.ranks:
                found.update(self._since_counts(span))
        return found

    def _since_counts(self, span: Span) -> dict[tuple[date, int], int]:
        counted = self._db.sql(
            f"SELECT c.since_month_day, count(*) FROM customer AS c WHERE {span.within('c.since_month_day')}"
            f" AND {_PRESENT} AND {span.since_kept} GROUP BY 1"
        )
        found: Counter[tuple[date, int]] = Counter()
        with self._db.understood():
            for month_day, many in counted:
                found[span.day(month_day), Rank.OTHER] += many
        return found

    def firsts(self, counts: Mapping[tuple[date, int], int], room: Mapping[date, int]) -> dict[date, list[Key]]:
        """Give the first of each day of ``room``, in order, as many as that says there is room for."""
        found: dict[date, list[Key]] = {}
        for span in self.spans:
            here = {day: n for day, n in room.items() if day.year == span.year and n > 0}
            for cut, days in self._cuts(counts, here).items():
                many = sum(counts.get((day, rank), 0) for day in days for rank in self.ranks if rank <= cut)
                for some in [days] if many <= _AT_ONCE else [[day] for day in days]:
                    for month_day, *key in self._keys(span, cut, some, max(here[day] for day in some)):
                        found.setdefault(span.day(month_day), []).append(Key(*key))
                if cut == Rank.OTHER:
                    for day in days:
                        found.setdefault(day, []).extend(self._since(span, day, here[day]))
        return {day: heapq.nsmallest(room[day], keys) for day, keys in found.items()}

    def _cuts(self, counts: Mapping[tuple[date, int], int], room: Mapping[date, int]) -> dict[int, list[date]]:
        """Give by the last rank that is looked at the days of which no later one is shown."""
        found: dict[int, list[date]] = {}
        for day, wanted in room.items():
            so_far, cut = 0, 0
            for rank in self.ranks:
                if so_far < wanted and (many := counts.get((day, rank), 0)):
                    so_far, cut = so_far + many, int(rank)
            if cut:
                found.setdefault(cut, []).append(day)
        return found

    def _keys(self, span: Span, cut: int, days: Sequence[date], most: int) -> list[tuple[Any, ...]]:
        """Give month_day and key of occasions up to a rank; of a single day the first ones, put in order by SQLite."""
        stored = ",".join(str(n) for day in days for n in span.stored(day))
        ranks, rank = ",".join(str(int(r)) for r in self.ranks if r <= cut), self._rank(span)
        return self._db.sql(
            f"SELECT o.month_day, {rank}, c.sort_key, c.id, o.id FROM occasion AS o"
            f" JOIN customer AS c ON c.id = o.customer_id WHERE o.month_day IN ({stored}) AND {span.kept}"
            f" AND {rank} IN ({ranks}) AND {_PRESENT}"
            + (f" ORDER BY 2, 3, 4, 5 LIMIT {most}" if len(days) == 1 else "")
        )

    def _since(self, span: Span, day: date, most: int) -> list[Key]:
        """Give the first who became customers on a day, in the order of the index."""
        found = []
        for stored in span.stored(day):
            found += self._db.sql(
                f"SELECT c.sort_key, c.id FROM customer AS c WHERE c.since_month_day = {stored} AND {_PRESENT}"
                f" AND {span.since_kept} ORDER BY c.sort_key, c.id LIMIT {most}"
            )
        return [Key(Rank.OTHER, name, customer, 0) for name, customer in found]

    def _rank(self, span: Span) -> str:
        """Say in SQL which rank an occasion ``o`` has in that year."""
        birthday = f"CASE WHEN o.year IN ({self._round[span.year]}) THEN 1 ELSE 2 END"
        others = "WHEN 'wedding_anniversary' THEN 3 WHEN 'name_day' THEN 4 ELSE 5 END"
        return f"CASE o.kind WHEN 'birthday' THEN {birthday} {others}"
