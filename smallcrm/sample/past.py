"""What happened before today: notes of the last years, and the cards of twelve months, printed month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from smallcrm.domain.model import Entry
from smallcrm.domain.occasion_cards import which_day
from smallcrm.domain.piece import Piece, Wording
from smallcrm.domain.post import is_open
from smallcrm.domain.progress import Report
from smallcrm.sample.culture import Culture
from smallcrm.sample.days import Near
from smallcrm.sample.people import Regular
from smallcrm.store.clock import FixedClock
from smallcrm.store.histories import History, write_histories
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop

_RUN = 80
"""Cards of an older run at most: a large shop is for measuring, and has enough of them."""
_LAST_RUN = timedelta(days=10)
_AHEAD = timedelta(days=14)
_MONTHS = 11
_CHUNK = 500
_NO_WORDS = Wording("", "", "", "", (), "", "", "", "")


class Remarks:
    """Finds notes that fit; what can be true of few people only is said of few."""

    def __init__(self, culture: Culture, rng: Random, customers: int, zone: tzinfo | None) -> None:
        self._culture, self._rng, self._zone = culture, rng, zone
        self._left = {r.text: 3 + customers // 400 if "{" not in r.text else customers for r in culture.notes}

    def about(self, regular: Regular, today: date) -> Iterator[Entry]:
        """Give the notes about somebody, the oldest first."""
        since = regular.customer.customer_since or today
        texts = [regular.note] if regular.note else self._chosen(regular)
        span = min((today - since).days, 700)
        days = sorted(self._rng.randint(0, span) for _ in texts)
        for back, text in zip(reversed(days), texts, strict=True):
            moment = time(self._rng.randint(9, 17), self._rng.randrange(60))
            at = datetime.combine(today - timedelta(days=max(back, 1)), moment, self._zone)
            yield Entry("note", at.date(), text, at=at, written_at=at)

    def _chosen(self, regular: Regular) -> list[str]:
        number = self._rng.choices((0, 1, 2, 3), (46, 40, 12, 2))[0]
        fitting = [r.text for r in self._culture.notes if r.fits(regular.band, regular.sex) and self._left[r.text]]
        chosen = self._rng.sample(fitting, number)
        for text in chosen:
            self._left[text] -= 1
        return [self._filled(text) for text in chosen]

    def _filled(self, text: str) -> str:
        for name, choices in self._culture.slots.items():
            if f"{{{name}}}" in text:
                text = text.replace(f"{{{name}}}", self._rng.choice(choices))
        return text[:1].upper() + text[1:]


def write_notes(
    shop: Shop, culture: Culture, rng: Random, regulars: Sequence[tuple[int, Regular]], report: Report
) -> None:
    """Write what the shopkeeper noted, inside an open change."""
    remarks = Remarks(culture, rng, len(regulars), shop.now.tzinfo)
    for start in range(0, len(regulars), _CHUNK):
        report(start, len(regulars))
        part = regulars[start : start + _CHUNK]
        write_histories(shop, [(i, History(tuple(remarks.about(regular, shop.today)))) for i, regular in part])


def print_cards(shop: Shop, days: Near, layout: str, design: str) -> None:
    """Print the cards of the last months as the shop would have, inside an open change, with the clock set back."""
    present = shop.clock
    try:
        for when, start, end in _runs(shop, days):
            older = end < days.today - timedelta(days=60)
            shop.clock = FixedClock(datetime.combine(when, time(9, 20)))
            found = shop.letters.candidates(Selection(start=start, end=end)).chosen
            known = [c for c in found if c.customer.customer_since is None or c.customer.customer_since < when]
            if known:
                pieces = [_piece(c) for c in (known[:_RUN] if older else known)]
                shop.letters.mark(shop.letters.start_run(layout, design, pieces))
    finally:
        shop.clock = present


def _runs(shop: Shop, days: Near) -> Iterator[tuple[date, date, date]]:
    """Give (day of printing, first and last birthday) of each run, the oldest first."""
    last = days.today - timedelta(days=25)
    for back in range(_MONTHS, 0, -1):
        start = last - timedelta(days=30 * back)
        yield _open_day(shop, start - _AHEAD), start, start + timedelta(days=29)
    yield _open_day(shop, days.today - _LAST_RUN), last, days.printed_until


def _open_day(shop: Shop, day: date) -> date:
    calendar = shop.calendar.post()
    return next((d for n in range(14) if is_open(d := day - timedelta(days=n), calendar)), day)


def _piece(candidate: Candidate) -> Piece:
    customer = candidate.customer
    return Piece(
        customer.id,
        customer.name,
        "",
        _NO_WORDS,
        (),
        occasion_id=candidate.occasion.id,
        which=which_day(candidate.occasion),
        year=candidate.day.year,
        kind=str(candidate.occasion.kind),
    )
