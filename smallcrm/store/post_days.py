"""On which days cards have to be posted: counted by country and day, each of which is reckoned once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain import post
from smallcrm.domain.agenda import Layer, Mark, MarkKind, MarkState
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_kinds, gets_card, had_card, is_over, which_day
from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.store.agenda_days import Span, spans
from smallcrm.store.congratulations import KIND as GREETED
from smallcrm.store.day_questions import REFUSED_DAY, SECOND_DAY
from smallcrm.store.follow_up_rows import LIVE
from smallcrm.store.letters import DONE, Selection
from smallcrm.store.second_records import perhaps_twice
from smallcrm.store.tables import APART

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_BIRTHDAY, _OTHER = str(OccasionKind.BIRTHDAY), str(OccasionKind.OTHER)
_WEDDING, _SINCE = str(OccasionKind.WEDDING), str(OccasionKind.CUSTOMER_SINCE)
_DONE = ",".join(f"'{state}'" for state in DONE)
_LAST_WORD = (
    "SELECT k.given FROM consent AS k WHERE k.customer_id = {id} AND k.channel IN ('post', 'mail', 'letter')"
    " ORDER BY k.on_date DESC, k.id DESC LIMIT 1"
)
_COUNTRY = (
    "(SELECT a.country FROM address AS a WHERE a.customer_id = {id} AND trim(a.city) <> ''"
    " AND (trim(a.street) <> '' OR trim(a.postal_code) <> '') ORDER BY a.\"primary\" DESC, a.position, a.id LIMIT 1)"
)
TAKES_POST = f"(c.no_mail = 0 AND coalesce(({_LAST_WORD.format(id='c.id')}), 1 - c.prospect) = 1)"
"""Whether a customer ``c`` may be sent a card, as ``addressees.refusal`` says."""
COUNTRY = _COUNTRY.format(id="c.id")
"""Country of the address to which the post of a customer ``c`` goes; NULL where there is none."""
_REFUSES = (
    f"(SELECT id FROM customer WHERE {APART}"
    " AND (binned_at IS NOT NULL OR archived = 1 OR deceased = 1 OR no_mail = 1))"
)
_ASKS_FIRST = f"(SELECT id FROM customer WHERE {APART} AND prospect = 1)"
_MARGIN = 14
"""Days by which holidays of a country abroad may lengthen the way, beyond what is reckoned for it at large."""
FARTHEST = 200
"""Days ahead of which no card has to be posted."""
_ONE_DAY = timedelta(days=1)
_SINCE_DAY = "since_month_day"
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(9998, 12, 31)
"""Days that are asked for; a card is reckoned from days before and after its own, which must be there."""


class _Cards(NamedTuple):
    """So many cards of one kind for a day that go to a country."""

    day: date
    kind: str
    country: str
    printed: bool
    many: int


class PostDays:
    """The days of posting, of cards that are not printed yet and of those that are.

    Of most customers the cards are counted in the indexes. Of those for whom more decides than their own row (a couple,
    a second record of a person, a day of the shop's own kinds, an open complaint, somebody greeted)
    ``Letters.candidates`` says what they get.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop, self._db, self._settings = shop, shop.database, shop.settings.read()
        self._posts = shop.calendar.posts()
        self._own = shop.occasion_kinds.by_name()
        kinds = card_kinds(self._settings, tuple(self._own.values()))
        self._counted = [str(kind) for kind in kinds if kind != _OTHER]
        self._kinds = [*self._counted, *([_OTHER] if _OTHER in kinds else [])]
        self._years = _SINCE in kinds
        """Whether the years as a customer get cards."""

    def between(self, start: date, end: date) -> dict[date, tuple[int, int]]:
        """Give the days of posting from start to end: how many cards are not printed, and how many are.

        What was not printed is no longer to be posted when its day is two weeks past.
        """
        todo, done = Counter[date](), Counter[date]()
        start, end = max(start, _FIRST_DAY), min(end, _LAST_DAY)
        if end < start or (not self._kinds and not self._years):
            return {}
        over, last = self._shop.today - timedelta(days=MISSED_DAYS), self.last_day(end)
        apart = self._apart(start, last)
        for cards in self._cards(start, last, apart):
            posted, day = self._posts.card(cards.country, cards.day).post_by, cards.day
            still = day >= over and not is_over(cards.kind, day, self._shop.today)
            if start <= posted <= end and (cards.printed or still):
                (done if cards.printed else todo)[posted] += cards.many
        first = max(start, over)
        if apart and first <= last:
            chosen = self._shop.letters.candidates(Selection(start=first, end=last, of=apart), brief=True).chosen
            todo.update(one.post_by for one in chosen if start <= one.post_by <= end)
        return {day: (todo[day], done[day]) for day in sorted(todo.keys() | done.keys())}

    def last_day(self, end: date) -> date:
        """Give the last day whose card may have to be posted by the end of a period, whatever the country."""
        days = [self._settings.post_days_abroad, *(days for _country, days in self._settings.post_days_to)]
        farthest = max(days, default=0)
        slow = [country for country, days in self._settings.post_days_to if days == farthest]
        last = end
        for calendar in (self._shop.calendar.post(country) for country in ("", "-", *slow[:1])):
            day = end
            while (day - end).days < FARTHEST and post.post_by(day, calendar) <= end:
                day += _ONE_DAY
            last = max(last, day)
        return last + timedelta(days=_MARGIN)

    def _apart(self, start: date, end: date) -> frozenset[int]:
        """Give the customers of whom more must be known than their day, address and leave."""
        found, singly = set[int](), ",".join(f"'{kind}'" for kind in self._kinds if kind in {_OTHER, _WEDDING})
        for span in spans(start, end, self._settings.leap_day) if singly else ():
            here = f"FROM occasion WHERE {span.within('month_day')} AND whose = '' AND ended = '' AND card_wanted = 1"
            found.update(int(i) for (i,) in self._db.sql(f"SELECT customer_id {here} AND kind IN ({singly})"))
        lately = self._shop.today - timedelta(days=183)
        for span in spans(start, end, self._settings.leap_day):  # a day corrected over New Year may have its card
            for months, year in (("101 AND 231", span.year - 1), ("1101 AND 1231", span.year + 1)):
                had = f"(SELECT customer_id FROM letter WHERE year = {year} AND state IN ({_DONE}) AND at >= ?)"
                for table, who, day in (("occasion", "customer_id", "month_day"), ("customer", "id", _SINCE_DAY)):
                    here = f"{span.within(day)} AND {day} BETWEEN {months}"
                    asked = f"SELECT {who} FROM {table} WHERE {here} AND {who} IN {had}"
                    found.update(int(i) for (i,) in self._db.sql(asked, [lately.isoformat()]))
        if self._years:  # which somebody may have brought along as a day of its own, beside the day itself
            asked = f"SELECT customer_id FROM occasion WHERE kind = '{_SINCE}'"
            found.update(int(i) for (i,) in self._db.sql(asked))
        return frozenset(found | self._twice(start, end) | self._greeted(start) | self._held(start, end))

    def _twice(self, start: date, end: date) -> set[int]:
        """Give whoever may be on record twice, of those with a day in the period."""
        periods = spans(start, end, self._settings.leap_day)
        kinds = ",".join(f"'{kind}'" for kind in self._counted if kind not in {_BIRTHDAY, _WEDDING})
        birthdays = [span.within("b.month_day") for span in periods if _BIRTHDAY in self._counted]
        others = [
            f"SELECT customer_id FROM occasion WHERE {span.within('month_day')} AND kind IN ({kinds})"
            for span in (periods if kinds else ())
        ]
        if self._years:
            others += [f"SELECT id FROM customer WHERE {span.within(_SINCE_DAY)}" for span in periods]
        return perhaps_twice(self._shop, birthdays, others)

    def _greeted(self, start: date) -> set[int]:
        """Give whoever was greeted in the last weeks, if a card for days gone by may still go out."""
        if start > self._shop.today:
            return set()
        since = self._shop.today - timedelta(days=2 * MISSED_DAYS)
        asked = "SELECT customer_id FROM entry WHERE on_date >= ? AND kind = ?"
        return {int(i) for (i,) in self._db.sql(asked, [since.isoformat(), GREETED])}

    def _held(self, start: date, end: date) -> set[int]:
        """Give the customers with a day in the period whose post waits for an answer to a complaint."""
        if not self._db.sql(f"SELECT 1 FROM follow_up AS f WHERE kind = 'complaint' AND {LIVE} LIMIT 1"):
            return set()
        ids, named = set[int](), ",".join(f"'{kind}'" for kind in self._counted)
        for span in spans(start, end, self._settings.leap_day):
            where = f"{span.within('month_day')} AND kind IN ({named})"
            ids.update(int(i) for (i,) in self._db.sql(f"SELECT customer_id FROM occasion WHERE {where}"))
            if self._years:
                since = f"SELECT id FROM customer WHERE {span.within('since_month_day')}"
                ids.update(int(i) for (i,) in self._db.sql(since))
        return set(self._shop.follow_ups.households_with_open_complaint(sorted(ids)))

    def _cards(self, start: date, end: date, apart: Collection[int]) -> Iterator[_Cards]:
        """Give the cards for the days of a period: those printed, and those not printed of all but who is apart."""
        those = json.dumps(sorted(apart))
        for span in spans(start, end, self._settings.leap_day):
            found = self._stored(span, those) if self._counted else []
            found += self._since(span, those) if self._years else []
            with self._db.understood():
                for month_day, kind, country, printed, many in found:
                    if country is not None:
                        yield _Cards(span.day(month_day), kind, country, bool(printed), many)
            yield from self._printed_apart(span, those, apart)

    def _stored(self, span: Span, apart: str) -> list[tuple[Any, ...]]:
        kinds = ",".join(f"'{kind}'" for kind in self._counted)
        return self._db.sql(
            "SELECT month_day, kind, country, printed, count(*) FROM (SELECT o.month_day AS month_day, o.kind AS kind,"
            f" {_COUNTRY.format(id='o.customer_id')} AS country,"
            " EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = o.customer_id AND l.kind = o.kind"
            f" AND l.year = {span.year} AND l.state IN ({_DONE})) AS printed"
            f" FROM occasion AS o WHERE {self._wanted(span)} AND o.kind IN ({kinds})"
            " AND o.customer_id NOT IN (SELECT value FROM json_each(?)) LIMIT -1) GROUP BY 1, 2, 3, 4",
            [apart],
        )

    @staticmethod
    def _wanted(span: Span) -> str:
        """Say in SQL which occasions ``o`` of a span get a card, of those who may be sent one."""
        return (
            f"{span.within('o.month_day')} AND o.whose = '' AND o.card_wanted = 1 AND {span.kept}"
            f" AND o.customer_id NOT IN {_REFUSES}"
            f" AND coalesce(({_LAST_WORD.format(id='o.customer_id')}), o.customer_id NOT IN {_ASKS_FIRST}) = 1"
            f" AND NOT {SECOND_DAY} AND NOT {REFUSED_DAY}"
        )

    def _printed_apart(self, span: Span, those: str, apart: Collection[int]) -> Iterator[_Cards]:
        """Give the cards that were printed for those who are apart: one a customer, kind and year."""
        kinds, had = ",".join(f"'{kind}'" for kind in self._kinds), self._shop.occasions.printed(apart)
        if not had or not kinds:
            return
        found = self._db.sql(
            f"SELECT o.customer_id, o.id, o.kind, o.month_day, o.label, {_COUNTRY.format(id='o.customer_id')}"
            f" FROM occasion AS o WHERE o.customer_id IN (SELECT value FROM json_each(?)) AND {self._wanted(span)}"
            f" AND o.kind IN ({kinds}) ORDER BY o.id",
            [those],
        )
        told = set[tuple[int, str, str]]()
        with self._db.understood():
            for customer, row, kind, month_day, label, country in found:
                day = Occasion(kind, month_day // 100, month_day % 100, label=label, id=row)
                which = (int(customer), str(kind), which_day(day))
                if country is None or which in told or not gets_card(day, self._settings, self._own):
                    continue
                if had_card(customer, day, span.year, had):
                    told.add(which)
                    yield _Cards(span.day(month_day), kind, country, True, 1)

    def _since(self, span: Span, apart: str) -> list[tuple[Any, ...]]:
        """Give the cards for years as a customer; those who are apart only with what was printed."""
        return self._db.sql(
            "SELECT month_day, 'customer_since', country, printed, count(*) FROM (SELECT c.since_month_day AS"
            f" month_day, {COUNTRY} AS country, EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = c.id"
            f" AND l.kind = 'customer_since' AND l.year = {span.year} AND l.state IN ({_DONE})) AS printed,"
            " c.id IN (SELECT value FROM json_each(?)) AS apart"
            f" FROM customer AS c WHERE {span.within('c.since_month_day')} AND {span.since_kept}"
            f" AND c.id NOT IN {_REFUSES} AND {TAKES_POST} LIMIT -1) WHERE printed OR NOT apart GROUP BY 1, 3, 4",
            [apart],
        )


def post_marks(shop: Shop, start: date, end: date) -> dict[date, Mark]:
    """Give the days of posting as marks: of cards still to be printed, late once the day is over; else done."""
    found = {}
    for day, (todo, done) in PostDays(shop).between(start, end).items():
        late = MarkState.LATE if day < shop.today else MarkState.PLAIN
        state = late if todo else MarkState.DONE
        found[day] = Mark(MarkKind.POST, day, Layer.POST, state=state, count=todo or done)
    return found
