"""What one booking becomes: into which punch cards its stamps go, and what is left of its money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import NamedTuple

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, RoundState, Standing, Why, live
from smallcrm.domain.loyalty_terms import Terms, Unit


@dataclass(frozen=True, slots=True)
class Booking:
    """One entry to be: so many stamps and cents into ``round``, or into a new one under the terms of today (None).

    ``head_start`` stamps for joining go in before it, as an entry of their own.
    """

    round: Round | None
    qty: int
    amount: int = 0
    head_start: int = 0


class _Place(NamedTuple):
    """A card with room, or one that would be opened (None)."""

    round: Round | None
    terms: Terms
    space: int
    head_start: int


def spread(
    standings: Sequence[Standing],
    terms: Terms,
    *,
    stamps: int = 0,
    cents: int = 0,
    remainder: int = 0,
    joining: bool = True,
) -> tuple[Booking, ...]:
    """Say what one booking becomes: the oldest open card first, what is over into new ones under ``terms`` of today.

    ``standings`` are all cards of a customer in the programme; an empty one is used again under the same terms only.
    The card it begins on decides whether stamps or cents count; stamps without cents on a card of amounts are worth
    theirs. There is one booking at least (qty 0 keeps the money). Not ``joining``, an import say: no head start.
    """
    places = _places(standings, terms, joining=joining)
    begin = next(places)
    if begin.terms.unit is Unit.AMOUNT and (cents or not stamps):
        return _of_money(begin, places, cents, remainder)
    return _of_stamps(begin, places, stamps, cents)


def remainder(entries: Iterable[tuple[LedgerEntry, Terms]]) -> int:
    """Give the cents not yet turned into stamps, over all cards of a customer in a programme, each with its terms.

    Below 0 after a reversal of money that had become a stamp: then as many stamps as ``-(remainder // per_cents)`` are
    to be adjusted away, reason ``remainder``, and it is 0 or more again.
    """
    pairs = list(entries)
    per = {entry.id: _per(terms) for entry, terms in pairs}
    counted = (entry for entry in live(entry for entry, _terms in pairs) if per[entry.id] and _is_of_money(entry))
    return sum(entry.amount - entry.qty * per[entry.id] for entry in counted)


def _per(terms: Terms) -> int:
    """Cents a stamp; 0 where stamps are not for money."""
    return terms.per_cents if terms.unit is Unit.AMOUNT else 0


def _is_of_money(entry: LedgerEntry) -> bool:
    return entry.kind is EntryKind.STAMP or (entry.kind is EntryKind.ADJUST and entry.reason is Why.REMAINDER)


def _places(standings: Sequence[Standing], terms: Terms, *, joining: bool) -> Iterator[_Place]:
    """Where the next stamps go, for ever: open cards from the oldest, empty ones of these terms, then new ones."""
    cards = sorted(standings, key=lambda standing: standing.round.id)
    for standing in cards:
        if standing.state is RoundState.OPEN:
            yield _Place(standing.round, standing.round.terms, standing.needed - standing.balance, 0)
    first = joining and all(standing.state is RoundState.EMPTY for standing in cards)
    again = (card.round for card in cards if card.state is RoundState.EMPTY and card.round.terms.id == terms.id)
    for card in chain(again, repeat(None)):
        head_start = terms.head_start if first else 0
        yield _Place(card, terms, terms.goal - head_start, head_start)
        first = False


def _of_stamps(begin: _Place, places: Iterator[_Place], stamps: int, cents: int) -> tuple[Booking, ...]:
    made: list[Booking] = []
    for place in chain((begin,), places):
        qty = min(place.space, stamps)
        if made and not qty:
            break
        stamps -= qty
        amount = qty * _per(place.terms) or (0 if made else cents)
        made.append(Booking(place.round, qty, amount, place.head_start))
    return tuple(made)


def _of_money(begin: _Place, places: Iterator[_Place], cents: int, kept: int) -> tuple[Booking, ...]:
    """Turn cents, and those kept from before, into bookings. Their amounts sum to ``cents``: nothing is lost."""
    made: list[Booking] = []
    money = max(0, kept + cents)
    for place in chain((begin,), places):
        per = _per(place.terms)
        qty = min(place.space, money // per) if per else 0
        if made and not qty:
            break
        money -= qty * per
        amount = min(cents, qty * per)
        cents -= amount
        made.append(Booking(place.round, qty, amount, place.head_start))
    return (*made[:-1], replace(made[-1], amount=made[-1].amount + cents))
