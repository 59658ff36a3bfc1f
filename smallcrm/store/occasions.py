"""What is due: occasions missed, of today and of the coming days, and the cards that are to be printed."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import occasions as rules
from smallcrm.domain import post
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import card_keys, card_kinds, gets_card, had_card
from smallcrm.domain.occasion_kinds import MOST_LEAD, folded_name
from smallcrm.store.couples import had_by_spouse, with_spouses
from smallcrm.store.day_lines import Named, TodayItem, TodayView
from smallcrm.store.day_questions import ABROAD, enough, nearest, only, since_without_a_card, without_a_card
from smallcrm.store.letters import DONE, Candidate, Selection

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

__all__ = ["Named", "Occasions", "TodayItem", "TodayView", "month_day_ranges"]

_LEAPLING = Occasion(OccasionKind.BIRTHDAY, 2, 29)
_ACTIVE = "+c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0"
_NO_ADDRESS = {"no_address", "address_incomplete"}
_AT_ONCE, _CARDS, _CARD_DAYS = 6, 10, 30
_FEW_DAYS = 3
"""Up to so many times what a group lists everything is read: days, cards, and days that may have a card."""


class Occasions:
    """Special days of the shop's customers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def today(self, days: int = 7, listed: int = 0) -> TodayView:
        """What is due: missed in the last 14 days, today, the next ``days`` days; then the cards to print.

        With ``listed`` the nearest days of a very large shop are read until there are so many of a group; the others
        are counted. Its cards are read all but where there are thousands: then ``more`` says how many at most.
        """
        today = self._shop.today
        start, end = today - timedelta(days=rules.MISSED_DAYS), today + timedelta(days=days)
        until, more = date.max, dict[str, int]()
        if listed:
            start, end, until, more = self._near(start, end, listed)
        early = self._ahead(days)
        if listed and len(early) > listed:
            more["coming"] = more.get("coming", 0) + len(early) - listed
        due = self._days(start, end, listed if more else 0, more) + early[: listed or None]
        items = self._items(due)
        found = self._shop.letters.candidates(Selection(), brief=True, until=until, most=listed * _CARDS)
        if found.unread:
            more["cards"] = more.get("cards", 0) + found.unread
        lost = frozenset(i.customer_id for i in found.left_out if i.reason.code in _NO_ADDRESS)
        cards = [self._card(c) for c in (*found.chosen, *found.held)]
        return TodayView(today, (*items, *cards), lost, more)

    def again(self, view: TodayView, customers: Collection[int], days: int = 7) -> TodayView:
        """Give a view that was read to its end with these customers' lines as they are now, all others as they were."""
        if not customers:
            return view
        today, of = self._shop.today, with_spouses(self._shop, customers)
        known = self._days(today - timedelta(days=rules.MISSED_DAYS), today + timedelta(days=days), of=of)
        days_now = self._items(known + self._ahead(days, of))
        found = self._shop.letters.candidates(Selection(of=of), brief=True)
        lost = frozenset(i.customer_id for i in found.left_out if i.reason.code in _NO_ADDRESS)
        kept = [i for i in view.items if i.customer_id not in of]
        for item in (*days_now, *(self._card(c) for c in (*found.chosen, *found.held))):
            insort(kept, item, key=_place)  # thousands are in order: to sort them all takes longer than to read these
        return TodayView(today, tuple(kept), (view.no_address - of) | lost, view.more)

    def _near(self, start: date, end: date, listed: int) -> tuple[date, date, date, dict[str, int]]:
        """First and last day to read and the last day of a card, so that each group has ``listed``; how many are left.

        Only the index of days is asked: a shop of a hundred thousand has hundreds of birthdays every day.
        """
        today, home = self._shop.today, self.last_day_to_look()
        far = max(end, home)
        days = [start + timedelta(days=n) for n in range((far - start).days + 1)]
        for_cards = self._many("occasion", "month_day", days)
        since = self._many("customer", "since_month_day", days)
        many = [kept + joined for kept, joined in zip(for_cards, since, strict=True)]
        if sum(many) <= _AT_ONCE * listed:
            return start, end, date.max, {}
        here = days.index(today)
        back, ahead = enough(many[:here][::-1], listed), enough(many[here + 1 : days.index(end) + 1], listed)
        left = {"missed": sum(many[: here - back]), "coming": sum(many[here + 1 + ahead : days.index(end) + 1])}
        until, posted = date.max, days[: days.index(home) + 1]
        if sum(for_cards[: len(posted)]) > _CARD_DAYS * listed:
            cards = self._days_of_cards(posted, listed, start, home)
            left["cards"] = sum(for_cards[cards : len(posted)])  # at most: which of them are printed is not asked yet
            until = posted[cards - 1] if left["cards"] else date.max
        return days[here - back], days[here + ahead], until, {name: n for name, n in left.items() if n}

    def _days_of_cards(self, days: list[date], listed: int, start: date, home: date) -> int:
        """Of how many of these days the cards that are not printed yet are enough to show; asked a few at a time."""
        kinds = card_kinds(self._shop.settings.read(), self._shop.occasion_kinds.all())
        wanted, open_ones = 3 * listed, list[int]()  # of many neither address nor leave is known
        while len(open_ones) < len(days) and sum(open_ones) < wanted:
            few = days[len(open_ones) :][:_FEW_DAYS]
            open_ones += self._many("occasion AS o", "month_day", few, *without_a_card(start, home, kinds))
        return enough(open_ones, wanted)

    def _many(self, table: str, column: str, days: list[date], more: str = "", asked: Sequence[Any] = ()) -> list[int]:
        """How many a table has on each of these days, 29 February where its greeting day is."""
        ranges, leap_day = month_day_ranges(days[0], days[-1]), self._shop.settings.read().leap_day
        where = " OR ".join(f"{column} BETWEEN ? AND ?" for _ in ranges)
        values = [*(v for pair in ranges for v in pair), *asked]
        counts = dict(self._db.sql(f"SELECT {column}, count(*) FROM {table} WHERE ({where}){more} GROUP BY 1", values))
        born = {year: rules.day_in(_LEAPLING, year, leap_day) for year in {day.year for day in days}}
        return [
            sum(counts.get(md, 0) for md in {day.month * 100 + day.day} | ({229} if born[day.year] == day else set()))
            for day in days
        ]

    def cards_to_print(self) -> list[Candidate]:
        """Each wanted card whose print-by has come, and late ones until 14 days after the day; by print-by date."""
        return list(self._shop.letters.candidates(Selection()).chosen)

    def between(self, start: date, end: date) -> list[TodayItem]:
        """Every occasion of active customers from one day to another, both included."""
        return self._items(self._days(start, end))

    def of(self, customers: Collection[int], start: date, end: date) -> list[TodayItem]:
        """Every occasion of these customers from one day to another, if they are active."""
        return self._items(self._days(start, end, of=customers))

    def last_day_to_look(self, country: str = "") -> date:
        """The latest day whose card to that country is to be printed by now."""
        settings = self._shop.settings.read()
        calendar = self._shop.calendar.post(country)
        today = self._shop.today
        limit = post.last_print_day(today, calendar, settings.cards_until)
        day = last = today
        for _ in range(90):
            day += timedelta(days=1)
            if post.print_by(day, calendar) <= limit:
                last = day
        return last

    def stored(
        self,
        start: date,
        end: date,
        *,
        kinds: Collection[str] | None = None,
        active: bool = True,
        abroad: bool = False,
        todo: bool = False,
        of: Collection[int] | None = None,
    ) -> list[Named]:
        """Occasions whose month and day lie in the period (29 February where its greeting day does).

        ``kinds``: only of these. ``todo``: only of those who take post, for which a card is wanted and none was
        printed. ``of``: only these customers'.
        """
        ranges, more, values = month_day_ranges(start, end), f" AND {_ACTIVE}", list[Any]()
        if not active:
            more = " AND +c.binned_at IS NULL"
        more += only("o.customer_id", of)
        if kinds is not None:
            more += f" AND o.kind IN ({','.join('?' * len(kinds))})"
            values += kinds
        if todo:
            asked, by = without_a_card(start, end, kinds or ())
            more += f" AND {_ACTIVE} AND c.no_mail = 0{asked}"
            values += by
        far, to = ("", list[Any]()) if not abroad else (ABROAD, [self._shop.settings.read().country])
        found = self._rows(ranges, more + far, [*values, *to])
        if kinds is None or OccasionKind.CUSTOMER_SINCE in kinds:
            asked, by = since_without_a_card(start, end) if todo else ("", list[Any]())
            who = _ACTIVE if active or todo else "+c.binned_at IS NULL"
            found = found + self._since(ranges, of, f" AND {who}{asked}{far}", [*by, *to])
        with self._db.understood():
            return [_named(row) for row in found]

    def _days(
        self,
        start: date,
        end: date,
        listed: int = 0,
        more: dict[str, int] | None = None,
        of: Collection[int] | None = None,
    ) -> list[tuple[Named, date]]:
        """Give each day from start to end, in the order of days, then of customers.

        With ``listed`` only so many of each group, the nearest to today; ``more`` counts the others too.
        """
        ranges, leap_day = month_day_ranges(start, end), self._shop.settings.read().leap_day
        rows = self._rows(ranges, f" AND {_ACTIVE}{only('o.customer_id', of)}") + self._since(ranges, of)
        with self._db.understood():
            days = {
                md: rules.days_of(Occasion(OccasionKind.NAME_DAY, md // 100, md % 100), start, end, leap_day)
                for md in {row[3] for row in rows}
            }  # of hundreds with the same day few are shown: only of those an occasion is made
            due = sorted(
                (day, row[0], number)
                for number, row in enumerate(rows)
                for day in days[row[3]]
                if rules.kept_in(row[2], row[4] and int(row[4]), day.year)
            )
            shown = nearest(due, self._shop.today, listed, more) if listed and more is not None else due
            return [(_named(rows[number]), day) for day, _customer, number in shown]

    def _ahead(self, days: int, of: Collection[int] | None = None) -> list[tuple[Named, date]]:
        """Give the days after the next ``days`` days that are told earlier than others, by day and customer.

        How early is said with the day, else by the shop's own kind that it is of.
        """
        today, leap_day = self._shop.today, self._shop.settings.read().leap_day
        start, end = today + timedelta(days=days + 1), today + timedelta(days=MOST_LEAD)
        if end < start:
            return []
        more = f" AND {_ACTIVE}{only('o.customer_id', of)}"
        rows = self._rows([], f" AND o.lead_days > 0 AND o.lead_days > {days}{more}", index="INDEXED BY occasion_lead")
        early = {name: kind.lead_days for name, kind in self._shop.occasion_kinds.by_name().items()}
        if (far := max(early.values(), default=0)) > days:
            every = {day.month * 100 + day.day for day in (today + timedelta(n) for n in range(days + 1, far + 1))}
            listed = ",".join(map(str, sorted({*every, 229} if every & {228, 301} else every)))
            rows += self._rows([], f" AND o.month_day IN ({listed}) AND o.kind = 'other' AND o.lead_days = 0{more}")
        with self._db.understood():
            told = [
                (who, day)
                for who in map(_named, rows)
                for day in rules.days_of(who.occasion, start, end, leap_day)
                if (day - today).days <= (who.occasion.lead_days or early.get(folded_name(who.occasion.label), 0))
            ]
        return sorted(told, key=lambda one: (one[1], one[0].customer_id))

    def _rows(
        self, ranges: list[tuple[int, int]], more: str, values: Sequence[Any] = (), index: str = ""
    ) -> list[tuple[Any, ...]]:
        """Stored occasions with whose they are; ``more`` is what else is asked of them, ``index`` what finds them."""
        where = " OR ".join("o.month_day BETWEEN ? AND ?" for _ in ranges) or "1"
        return self._db.sql(
            "SELECT c.id, c.name, o.kind, o.month_day, o.year, o.label, o.whose, o.card_wanted, o.id, c.no_mail,"
            " o.partner, o.lead_days"
            f" FROM occasion AS o {index} JOIN customer AS c ON c.id = o.customer_id"
            f" WHERE ({where}) AND o.ended = ''{more}",
            [*(v for pair in ranges for v in pair), *values],
        )

    def _since(
        self, ranges: list[tuple[int, int]], of: Collection[int] | None = None, more: str = f" AND {_ACTIVE}",
        values: Sequence[Any] = (),
    ) -> list[tuple[Any, ...]]:  # fmt: skip
        """Customer-since days: kept with the customer; with a card where the shop sends one."""
        wanted = int(OccasionKind.CUSTOMER_SINCE in self._shop.settings.read().card_kinds)
        where = " OR ".join("c.since_month_day BETWEEN ? AND ?" for _ in ranges)
        return self._db.sql(
            "SELECT c.id, c.name, ?, c.since_month_day, substr(c.customer_since, 1, 4), '', '',"
            f" {wanted}, 0, c.no_mail, '', 0"
            f" FROM customer AS c WHERE ({where}){more}{only('c.id', of)}",
            [str(OccasionKind.CUSTOMER_SINCE), *(v for pair in ranges for v in pair), *values],
        )

    def printed(self, ids: Collection[int]) -> set[tuple[int, str, int]]:
        """(customer, key, year) of the cards printed for these customers; the years of a shop hold many more."""
        found, asked = set[tuple[int, str, int]](), sorted(ids)
        for start in range(0, len(asked), 900):
            part = [*asked[start : start + 900], *DONE]
            marks = ",".join("?" * (len(part) - len(DONE)))
            query = "SELECT customer_id, kind, occasion, which, year FROM letter"
            query += f" WHERE customer_id IN ({marks}) AND state IN (?, ?, ?)"
            for customer, kind, occasion, which, year in self._db.sql(query, part):
                found.update((int(customer), key, int(year)) for key in card_keys(kind, int(occasion), which))
        return found

    def _countries(self, ids: list[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            marks = ",".join("?" * len(part))
            query = (
                f"SELECT customer_id, country FROM address WHERE customer_id IN ({marks}) AND trim(city) <> ''"
                " AND (trim(street) <> '' OR trim(postal_code) <> '') ORDER BY \"primary\", position DESC"
            )  # the last of a customer is the one post goes to
            found.update({int(i): str(c) for i, c in self._db.sql(query, part)})
        return found

    def _items(self, due: list[tuple[Named, date]]) -> list[TodayItem]:
        """A line for each day, with what is known of its card and greeting."""
        today, ids = self._shop.today, sorted({who.customer_id for who, _day in due})
        printed, greeted = self.printed(ids), self._shop.congratulations.known(ids)
        printed |= had_by_spouse(self._shop, [(who.customer_id, who.occasion, day.year) for who, day in due])
        countries, posts = self._countries(ids), self._shop.calendar.posts()
        settings, kinds = self._shop.settings.read(), self._shop.occasion_kinds.by_name()
        items = []
        for who, day in due:
            i, occasion, kind = who.customer_id, who.occasion, str(who.occasion.kind)
            wanted = occasion.card_wanted and gets_card(occasion, settings, kinds)
            card = posts.card(countries.get(i, ""), day) if wanted else None
            items.append(
                TodayItem(
                    "occasion",
                    i,
                    who.name,
                    occasion,
                    day,
                    rules.turns(occasion, day.year),
                    card.print_by if card else None,
                    card.post_by if card else None,
                    "missed" if day < today else "today" if day == today else "coming",
                    not occasion.whose and had_card(i, occasion, day.year, printed),
                    (i, kind, day) in greeted,
                    i in countries,
                    who.no_mail,
                )
            )
        return items

    @staticmethod
    def _card(candidate: Candidate) -> TodayItem:
        return TodayItem(
            "card_held" if candidate.hold else "card_to_print",
            candidate.customer.id,
            candidate.customer.name,
            candidate.occasion,
            candidate.day,
            candidate.turns,
            candidate.print_by,
            candidate.post_by,
            "late" if candidate.late else "due",
            hold=candidate.hold,
        )


def _place(item: TodayItem) -> tuple[Any, ...]:
    """Give where a line stands in a view: days, then cards by print-by, then those that are held."""
    if item.kind == "occasion":
        return 0, item.day, item.customer_id
    return (1 if item.hold is None else 2), item.print_by, item.day, item.name, item.customer_id


def _named(row: tuple[Any, ...]) -> Named:
    i, name, kind, md, year, label, whose, wanted, oid, no_mail, partner, lead = row
    year = year and int(year)
    occasion = Occasion(kind, md // 100, md % 100, year, label, whose, bool(wanted), oid, partner, "", lead)
    return Named(i, name, occasion, bool(no_mail))


def month_day_ranges(start: date, end: date) -> list[tuple[int, int]]:
    """Ranges of month * 100 + day that cover a period; 29 February is found on both its greeting days."""
    if (end - start).days >= 365:
        return [(101, 1231)]
    first, last = start.month * 100 + start.day, end.month * 100 + end.day
    ranges = [(first, last)] if first <= last else [(first, 1231), (101, last)]
    touches_end_of_february = any(lo <= md <= hi for lo, hi in ranges for md in (228, 301))
    return (
        [*ranges, (229, 229)] if touches_end_of_february and not any(lo <= 229 <= hi for lo, hi in ranges) else ranges
    )
