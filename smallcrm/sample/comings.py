"""Who came when: each regular by a rhythm of their own, some who stay away, some who came once or twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from smallcrm.domain.model import Entry, Kind
from smallcrm.sample.culture import Culture
from smallcrm.sample.people import Regular
from smallcrm.store.histories import History, write_histories
from smallcrm.store.shop import Shop

_SHARES = {"regular": 61, "rare": 18, "once": 5, "away": 3, "never": 13}
_MOST = 16
_MOST_OF_MANY = 6
_CHUNK = 2000


class Comings:
    """Makes the visits, purchases and calls of customers."""

    def __init__(self, shop: Shop, culture: Culture, rng: Random, *, many: bool) -> None:
        self._culture, self._rng = culture, rng
        self._now = shop.now
        self._today = shop.today
        self._open = shop.settings.read().open_days
        self._most = _MOST_OF_MANY if many else _MOST
        self._rhythms = [days for days, _ in culture.rhythms]
        self._weights = [weight for _, weight in culture.rhythms]

    def of(self, regular: Regular) -> Iterator[Entry]:
        """Give the lines of somebody, the oldest first."""
        customer = regular.customer
        if customer.prospect:
            return
        since = customer.customer_since or self._today - timedelta(days=900)
        gone = customer.deceased_on or (self._today - timedelta(days=240) if customer.archived else None)
        for on in self._days(since, gone, company=customer.kind == Kind.COMPANY):
            yield self._visit(on, regular)
        if self._rng.random() < 0.08:
            yield self._contact(since)

    def _days(self, since: date, gone: date | None, *, company: bool) -> list[date]:
        """Days of visits since somebody became a customer, until they were gone."""
        rng, until = self._rng, gone or self._today
        known = (until - since).days
        if known < 45 and gone is None:
            return [since]
        sort = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        usual = rng.choices(self._rhythms, self._weights)[0] * (2 if company else 1)
        back, gap, number = rng.randint(0, usual), usual, rng.randint(4, self._most)
        if sort == "never":
            return []
        if sort == "away" and gone is None:
            back = int(usual * 1.6) + rng.randint(1, 2 * usual)
        elif sort == "once":
            back, gap, number = rng.randint(70, 300), rng.randint(9, 60), rng.choice((1, 1, 2))
        elif sort == "rare":
            back, gap, number = rng.randint(10, 110), rng.randint(80, 130), rng.randint(3, 6)
        days: list[date] = []
        while back <= known and len(days) < number:
            days.append(self._opened(until - timedelta(days=back)))
            back += max(round(gap * rng.uniform(0.75, 1.25)), 1)
        return sorted(day for day in set(days) if since <= day < until or day == since)

    def _opened(self, day: date) -> date:
        """The nearest opening day before."""
        return next((d for n in range(7) if (d := day - timedelta(days=n)).weekday() in self._open), day)

    def _visit(self, on: date, regular: Regular) -> Entry:
        rng = self._rng
        at = datetime.combine(on, time(rng.randint(9, 17), rng.randrange(60)), self._now.tzinfo)
        if rng.random() < 0.45:
            return Entry("visit", on, at=at, written_at=at)
        return self._purchase(at, regular)

    def _purchase(self, at: datetime, regular: Regular) -> Entry:
        fitting = [bought for bought in self._culture.purchases if bought[0].fits(regular.band, regular.sex)]
        bought, low, high = self._rng.choice(fitting)
        amount = self._rng.randint(low * 2, high * 2) * 50
        return Entry("purchase", at.date(), bought.text, at=at, written_at=at, amount=amount)

    def _contact(self, since: date) -> Entry:
        rng = self._rng
        kind, outcome, text = rng.choice(self._culture.contacts)
        span = max(min((self._today - since).days, 300), 1)
        on = self._opened(self._today - timedelta(days=rng.randint(1, span)))
        at = datetime.combine(on, time(rng.randint(9, 17), rng.randrange(60)), self._now.tzinfo)
        return Entry(kind, on, text, at=at, written_at=at, outcome=outcome)

    def this_morning(self, here: Sequence[tuple[int, Regular]]) -> list[tuple[int, History]]:
        """Give visits of today, until now: none before the shop opens, or where it is closed."""
        opened = datetime.combine(self._today, time(9), self._now.tzinfo)
        minutes = int((self._now - opened).total_seconds()) // 60
        if self._today.weekday() not in self._open or minutes < 20:
            return []
        times = sorted(self._rng.sample(range(5, minutes), min(7, minutes // 12, len(here))))
        who = self._rng.sample(here, len(times))
        return [
            (i, History((self._purchase(opened + timedelta(minutes=at), regular),)))
            for at, (i, regular) in zip(times, who, strict=True)
        ]


def write_comings(shop: Shop, comings: Comings, regulars: Sequence[tuple[int, Regular]]) -> None:
    """Write who came, called and wrote, inside an open change."""
    lines = [(i, History(tuple(comings.of(regular)))) for i, regular in regulars]
    here = [(i, r) for i, r in regulars if not (r.customer.prospect or r.customer.deceased or r.customer.archived)]
    lines += comings.this_morning(here)
    for start in range(0, len(lines), _CHUNK):
        write_histories(shop, lines[start : start + _CHUNK])
