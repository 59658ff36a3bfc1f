"""What is shown of a day made into marks: whose day it is, which one, and how its card stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import occasions as rules
from smallcrm.domain.agenda import Layer, Mark, MarkKind, MarkState
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_cards import gets_card, had_card, is_over
from smallcrm.domain.occasion_kinds import OwnKind, folded_name
from smallcrm.domain.post import CardState
from smallcrm.store.agenda_days import LAYER, Key, Rank
from smallcrm.store.couples import had_by_spouse
from smallcrm.store.database import parts
from smallcrm.store.events import Event
from smallcrm.store.post_days import COUNTRY, FARTHEST, TAKES_POST

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_ONE_DAY = timedelta(days=1)
_FIRST_DAY = date(1900, 1, 1)
"""Before it nobody was greeted."""
_WHO = f"c.id, c.name, {TAKES_POST}, {COUNTRY}"
_OCCASION = "o.kind, o.month_day, o.year, o.label, o.whose, o.card_wanted, o.id, o.partner, o.ended, o.lead_days"
_SINCE = "'customer_since', c.since_month_day, substr(c.customer_since, 1, 4), '', '', {wanted}, 0, '', '', 0"


@dataclass(frozen=True, slots=True)
class _Whose:
    """A stored day with whose it is and how post reaches them."""

    customer: int
    name: str
    takes_post: bool
    country: str | None
    """Of the address for post; None where there is none."""
    occasion: Occasion


class YearlyMarks:
    """Marks of yearly days."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self._db, self._settings = shop, shop.database, shop.settings.read()
        self._posts = shop.calendar.posts()
        self._kinds: Mapping[str, OwnKind] = {}

    def of(self, shown: Mapping[date, Sequence[Key]]) -> dict[date, list[Mark]]:
        """Give the marks of each day, in the order given; what is gone since is left out."""
        keys = [key for day in shown.values() for key in day]
        if not keys:
            return {}
        with self._db.understood():
            whose = self._whose(keys)
        ids = sorted({key.customer for key in keys})
        printed = self._shop.occasions.printed(ids)
        printed |= had_by_spouse(
            self._shop,
            [(i, whose[i, o].occasion, day.year) for day in shown for _r, _s, i, o in shown[day] if (i, o) in whose],
        )
        greeted = self._shop.congratulations.known(ids, max(min(shown), _FIRST_DAY))
        self._kinds = self._shop.occasion_kinds.by_name()
        found: dict[date, list[Mark]] = {}
        for day, wanted in shown.items():
            for key in wanted:
                if one := whose.get((key.customer, key.occasion)):
                    said = (key.customer, str(one.occasion.kind), day) in greeted or _had_card(one, day.year, printed)
                    found.setdefault(day, []).append(self._mark(one, day, LAYER[Rank(key.rank)], said))
        return found

    def _whose(self, keys: Iterable[Key]) -> dict[tuple[int, int], _Whose]:
        """Give the stored days of keys, by customer and occasion."""
        stored = sorted({key.occasion for key in keys if key.occasion})
        since = sorted({key.customer for key in keys if not key.occasion})
        wanted = int(OccasionKind.CUSTOMER_SINCE in self._settings.card_kinds)
        found = {}
        for what, ids in (
            (f"{_OCCASION} FROM occasion AS o JOIN customer AS c ON c.id = o.customer_id WHERE o.id", stored),
            (f"{_SINCE.format(wanted=wanted)} FROM customer AS c WHERE c.id", since),
        ):
            for marks, part in parts(ids):
                for row in self._db.sql(f"SELECT {_WHO}, {what} IN ({marks})", part):
                    one = _whose(row)
                    found[one.customer, one.occasion.id] = one
        return found

    def _mark(self, one: _Whose, day: date, layer: Layer, said: bool) -> Mark:
        occasion, kind = one.occasion, str(one.occasion.kind)
        own = self._kinds.get(folded_name(occasion.label)) if kind == OccasionKind.OTHER else None
        turns, state = rules.turns(occasion, day.year), MarkState.DONE if said else MarkState.PLAIN
        card = None
        if not said and self._soon(day) and self._by_post(one) and not is_over(kind, day, self._shop.today):
            card = self._posts.card(one.country or "", day)
            state = MarkState.LATE if card.state == CardState.LATE else state
        return Mark(
            MarkKind.OCCASION,
            day,
            layer,
            occasion.id,
            one.customer,
            one.name,
            occasion,
            turns,
            round=rules.is_round(kind, turns, self._settings.country, self._settings.round_ages),
            state=state,
            icon=own.icon if own else "",
            tint=own.tint if own else "",
            post_by=card.post_by if card else None,
        )

    def _soon(self, day: date) -> bool:
        """Whether a card for that day may be late: those of other years need not be reckoned."""
        return -rules.MISSED_DAYS <= (day - self._shop.today).days <= FARTHEST

    def _by_post(self, one: _Whose) -> bool:
        """Whether a card for that day would go by post."""
        wanted = one.occasion.card_wanted and gets_card(one.occasion, self._settings, self._kinds)
        return wanted and one.takes_post and one.country is not None


def events_by_day(shop: Shop, start: date, end: date, layers: Collection[Layer]) -> dict[date, list[Mark]]:
    """Give the marks of the shop's events on each of their days in a period."""
    found: dict[date, list[Mark]] = {}
    for event in shop.events.between(start, end) if Layer.EVENTS in layers else ():
        first, last = max(start, event.on), min(end, event.until or event.on)
        for n in range((last - first).days + 1):
            day = first + n * _ONE_DAY
            found.setdefault(day, []).append(_of_event(event, day))
    return found


def _of_event(event: Event, day: date) -> Mark:
    several = event.until is not None and event.until > event.on
    return Mark(
        MarkKind.EVENT,
        day,
        Layer.EVENTS,
        event.id,
        name=event.title,
        at=event.at,
        text=event.text,
        first=event.on if several else None,
        last=event.until if several else None,
    )


def _had_card(one: _Whose, year: int, printed: Collection[tuple[int, str, int]]) -> bool:
    """Whether its card was printed; for a child's day none is."""
    return not one.occasion.whose and had_card(one.customer, one.occasion, year, printed)


def _whose(row: tuple[Any, ...]) -> _Whose:
    customer, name, takes, country, kind, md, year, label, whose, wanted, i, partner, ended, lead = row
    since = int(year) if year else None
    occasion = Occasion(kind, md // 100, md % 100, since, label, whose, bool(wanted), i, partner, ended, lead)
    return _Whose(customer, name, bool(takes), country, occasion)
