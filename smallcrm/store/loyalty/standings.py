"""Punch cards as they stand on a day: read for one customer, or for many, with the same few questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.loyalty import Round, RoundState, Standing, fold
from smallcrm.domain.loyalty_terms import ExpiryBasis
from smallcrm.store.loyalty.rows import entries_of

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

UNENDED = "(r.expires_on IS NULL OR r.expires_on >= ?)"
"""Of the round (as ``r``): no stamp of it has expired by a day."""


def rounds(shop: Shop, where: str, values: Sequence[Any] = ()) -> list[Round]:
    """Give the rounds (``r``) that meet a condition, in order of id; one without its edition is left out."""
    rows = shop.database.sql(
        f"SELECT r.id, r.customer_id, r.programme_id, r.version_id, r.opened_on FROM round AS r WHERE {where}"
        " ORDER BY r.id",
        values,
    )
    terms = shop.programmes.terms({row[3] for row in rows})
    with shop.database.understood():
        return [
            Round(i, customer, programme, terms[version], date.fromisoformat(opened))
            for i, customer, programme, version, opened in rows
            if version in terms
        ]


def rounds_of(shop: Shop, customer_id: int, programme_id: int = 0) -> list[Round]:
    """Give the rounds of a customer, of one programme or (0) of all."""
    if programme_id:
        return rounds(shop, "r.customer_id = ? AND r.programme_id = ?", [customer_id, programme_id])
    return rounds(shop, "r.customer_id = ?", [customer_id])


def standings(shop: Shop, cards: Sequence[Round]) -> list[Standing]:
    """Say how cards stand today, by the day that expiry is measured by."""
    entries = entries_of(shop.database, [card.id for card in cards])
    ends = {i: last for i, last in last_days(shop).items() if last}
    today, as_of = shop.today, shop.clock_guard.as_of()
    return [
        fold(card, entries[card.id], today, as_of=as_of, redeem_until=ends.get(card.programme_id)) for card in cards
    ]


def last_days(shop: Shop) -> dict[int, date | None]:
    """Give the last day on which rewards of each programme are given; None: for ever."""
    rows = shop.database.sql("SELECT id, redeem_until FROM programme")
    with shop.database.understood():
        return {i: date.fromisoformat(last) if last else None for i, last in rows}


def open_rounds(shop: Shop, programme_id: int, least: int = 0) -> tuple[int, list[tuple[Round, int]]]:
    """Give how many cards of a programme have room, and those with ``least`` stamps or more, each with its stamps.

    What is kept of a card holds as long as nothing on it has expired: only the others are folded.
    """
    as_of = shop.clock_guard.as_of().isoformat()
    of_programme = "r.programme_id = ? AND r.state = 'open'"
    alive = shop.database.sql(
        f"SELECT count(*) FROM round AS r WHERE {of_programme} AND {UNENDED}", [programme_id, as_of]
    )
    ready, values = f"{of_programme} AND {UNENDED} AND r.stamps >= ?", [programme_id, as_of, least]
    stamps = dict(shop.database.sql(f"SELECT r.id, r.stamps FROM round AS r WHERE {ready}", values))
    past = [(card, int(stamps[card.id])) for card in rounds(shop, ready, values)]
    parted = rounds(shop, f"{of_programme} AND r.expires_on < ?", [programme_id, as_of])
    each = [card for card in parted if card.terms.expiry.basis is ExpiryBasis.EACH]  # some of their stamps may be good
    left = [card for card in standings(shop, each) if card.state is RoundState.OPEN]
    past += [(card.round, card.balance) for card in left if card.balance >= least]
    return int(alive[0][0]) + len(left), past
