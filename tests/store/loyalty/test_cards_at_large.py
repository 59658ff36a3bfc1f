"""What Today asks of punch cards costs the same however many stamps there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms
from smallcrm.domain.model import Customer
from smallcrm.store.loyalty.reading import COUNTED
from smallcrm.store.shop import Shop
from tests.store.loyalty.punching import programme

_CARDS = 1500


@contextmanager
def counted(shop: Shop) -> Iterator[Callable[[], int]]:
    """Count what SQLite does, in hundreds of its steps."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    shop.database.connection.set_progress_handler(step, 100)
    try:
        yield lambda: steps
    finally:
        shop.database.connection.set_progress_handler(None, 0)


def fill(shop: Shop) -> None:
    """Give many people a card with two stamps of some day of the last weeks, none of them full."""
    terms = Terms(goal=5, reward=Prize(5, "Kahvi", 300), expiry=Expiry(ExpiryBasis.LAST, 40, ExpiryUnit.DAY))
    terms = shop.programmes.on(programme(shop, terms), shop.today).terms
    with shop.change("imported", bulk=True):
        people = shop.customers.add_many([Customer(given=f"N{n}") for n in range(_CARDS)])
        shop.ledger.append_many(
            [
                {
                    "round_id": shop.ledger.open_round(i, terms).id,
                    "kind": "stamp",
                    "qty": 2,
                    "key": f"k{i}",
                    "on": shop.today - timedelta(days=n % 20 + 5),
                    "owner": i,
                }
                for n, i in enumerate(people)
            ]
        )


def test_the_last_scans_are_found_without_looking_through_the_years(shop: Shop) -> None:
    fill(shop)
    with counted(shop) as steps:
        assert len(shop.cards.last_scans()) == 5
    assert steps() < 100


def test_what_expires_soon_is_counted_so_far_as_anybody_reads(shop: Shop) -> None:
    fill(shop)
    with counted(shop) as steps:
        found, count = shop.cards.expiring(36, 20)
    assert (len(found), count) == (20, COUNTED)
    assert steps() < 200
    assert shop.cards.expiring(36, 10_000)[1] == _CARDS
