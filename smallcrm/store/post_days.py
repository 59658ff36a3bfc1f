"""On which days cards have to be posted: counted by country and day, each of which is reckoned once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain import post
from smallcrm.domain.agenda import Layer, Mark, MarkKind, MarkState
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_kinds, is_over
from smallcrm.domain.occasion_kinds import folded_name
from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.store.agenda_days import Span, spans
from smallcrm.store.couples import spouses
from smallcrm.store.letters import DONE
from smallcrm.store.tables import APART

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_OTHER, _WEDDING = str(OccasionKind.OTHER), str(OccasionKind.WEDDING)
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


class _Cards(NamedTuple):
    """So many cards of one kind for a day that go to a country."""

    day: date
    kind: str
    country: str
    printed: bool
    many: int


class PostDays:
    """The days of posting, of cards that are not printed yet and of those that are."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self._db, self._settings = shop, shop.database, shop.settings.read()
        self._posts = shop.calendar.posts()

    def between(self, start: date, end: date) -> dict[date, tuple[int, int]]:
        """Give the days of posting from start to end: how many cards are not printed, and how many are.

        What was not printed is no longer to be posted when its day is two weeks past.
        """
        todo, done = Counter[date](), Counter[date]()
        over = self._shop.today - timedelta(days=MISSED_DAYS)
        for cards in self._cards(start, self._last(end)):
            posted, day = self._posts.card(cards.country, cards.day).post_by, cards.day
            still = day >= over and not is_over(cards.kind, day, self._shop.today)
            if start <= posted <= end and (cards.printed or still):
                (done if cards.printed else todo)[posted] += cards.many
        return {day: (todo[day], done[day]) for day in sorted(todo.keys() | done.keys())}

    def _last(self, end: date) -> date:
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

    def _cards(self, start: date, end: date) -> Iterator[_Cards]:
        """Give all cards for the days of a period."""
        own = self._shop.occasion_kinds.by_name()
        kinds = card_kinds(self._settings, tuple(own.values()))
        counted = ",".join(f"'{kind}'" for kind in kinds if kind not in {_OTHER, _WEDDING})
        for span in spans(start, end, self._settings.leap_day):
            found = self._stored(span, f"o.kind IN ({counted})", "''") if counted else []
            if _OTHER in kinds:
                named = self._stored(span, "o.kind = 'other' AND o.label <> ''", "o.label")
                found += [row for row in named if (kind := own.get(folded_name(row[4]))) and kind.card_wanted]
            if _WEDDING in kinds:
                found += self._weddings(span)
            if OccasionKind.CUSTOMER_SINCE in kinds:
                found += self._since(span)
            with self._db.understood():
                for month_day, kind, country, printed, _label, many in found:
                    if country is not None:
                        yield _Cards(span.day(month_day), kind, country, bool(printed), many)

    def _stored(self, span: Span, which: str, label: str) -> list[tuple[Any, ...]]:
        return self._db.sql(
            f"SELECT month_day, kind, country, printed, label, count(*) FROM ({self._one_by_one(span, which, label)}"
            " LIMIT -1) GROUP BY 1, 2, 3, 4, 5"
        )

    @staticmethod
    def _one_by_one(span: Span, which: str, label: str) -> str:
        """Ask for the cards of stored occasions ``o`` one by one."""
        same = "l.occasion = o.id" if label == "o.label" else "l.kind = o.kind"
        return (
            f"SELECT o.month_day AS month_day, o.kind AS kind, {_COUNTRY.format(id='o.customer_id')} AS country,"
            f" EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = o.customer_id AND {same}"
            f" AND l.year = {span.year} AND l.state IN ({_DONE})) AS printed, {label} AS label"
            f" FROM occasion AS o WHERE {span.within('o.month_day')} AND {which}"
            f" AND o.whose = '' AND o.card_wanted = 1 AND {span.kept} AND o.customer_id NOT IN {_REFUSES}"
            f" AND coalesce(({_LAST_WORD.format(id='o.customer_id')}), o.customer_id NOT IN {_ASKS_FIRST}) = 1"
        )

    def _weddings(self, span: Span) -> list[tuple[Any, ...]]:
        """Cards to couples: whoever's the other one gets or got has none of their own, as ``one_card_each`` says."""
        asked = self._one_by_one(span, f"o.kind = '{_WEDDING}'", "o.customer_id || ' ' || coalesce(o.year, '')")
        found: dict[tuple[int, Occasion], tuple[Any, ...]] = {}
        for row in self._db.sql(asked):
            customer, _blank, year = str(row[4]).partition(" ")
            day = Occasion(_WEDDING, row[0] // 100, row[0] % 100, int(year) if year else None)
            if row[2] is not None:
                found[int(customer), day] = row
        others = spouses(self._shop, found)
        had = self._shop.occasions.printed({one.customer_id for several in others.values() for one in several})
        waiting = {(who, span.day(row[0])) for (who, _day), row in found.items() if not row[3]}
        return [
            (*row, 1)
            for (who, day), row in found.items()
            if row[3]
            or not any(
                one.deceased
                or one.ended
                or (one.customer_id, _WEDDING, span.year) in had
                or (one.customer_id < who and (one.customer_id, span.day(row[0])) in waiting)
                for one in others[who, day]
            )
        ]

    def _since(self, span: Span) -> list[tuple[Any, ...]]:
        return self._db.sql(
            "SELECT month_day, 'customer_since', country, printed, '', count(*) FROM (SELECT c.since_month_day AS"
            f" month_day, {COUNTRY} AS country, EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = c.id"
            f" AND l.kind = 'customer_since' AND l.year = {span.year} AND l.state IN ({_DONE})) AS printed"
            f" FROM customer AS c WHERE {span.within('c.since_month_day')} AND {span.since_kept}"
            f" AND c.id NOT IN {_REFUSES} AND {TAKES_POST} LIMIT -1) GROUP BY 1, 3, 4"
        )


def post_marks(shop: Shop, start: date, end: date) -> dict[date, Mark]:
    """Give the days of posting as marks: of cards still to be printed, late once the day is over; else done."""
    found = {}
    for day, (todo, done) in PostDays(shop).between(start, end).items():
        late = MarkState.LATE if day < shop.today else MarkState.PLAIN
        state = late if todo else MarkState.DONE
        found[day] = Mark(MarkKind.POST, day, Layer.POST, state=state, count=todo or done)
    return found
