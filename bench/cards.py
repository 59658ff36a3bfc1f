"""Punch cards: one stamp, one card among very many, and the proof of all of them."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bench import raw
from bench.measure import Measure, best, seconds
from bench.store import shop_of
from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Programme, ProgrammeState, Terms, last_day
from smallcrm.domain.progress import silent
from smallcrm.store.clock import FixedClock
from smallcrm.store.loyalty.check import differences
from smallcrm.store.shop import Shop

ENTRIES = 10
"""Of a card; with ``_READY`` a million over all."""
_GOAL = 12
_READY = 300
"""Cards that are full and whose reward waits."""
_FRAME = 1000 / 60
_TODAY = date(2026, 11, 20)
_BEGAN = _TODAY - timedelta(days=700)
_EXPIRY = Expiry(ExpiryBasis.LAST, 12)
_REWARD_DAYS = 60
_TURNS = 40
_ROUND = (
    "INSERT INTO round (id, customer_id, programme_id, version_id, opened_on, stamps, entries, first_on, last_on,"
    " state, expires_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ENTRY = (
    "INSERT INTO ledger (key, round_id, kind, qty, on_date, at, written_at, card) VALUES (?, ?, 'stamp', 1, ?, ?, ?, ?)"
)
_REWARD = (
    "INSERT INTO reward (id, round_id, customer_id, programme_id, at_stamp, earned_on, valid_until, uses, used, cents,"
    " state) VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 340, 'open')"
)


def measure(folder: Path, customers: int) -> Iterator[Measure]:
    """Give a shop of that size a punch card for everybody, and stamp, read and prove them."""
    file = shop_of(folder, customers)
    with_cards(file, customers)
    shop, connection = Shop.open(file, clock=FixedClock(_TODAY)), raw.connect(file)
    entries = int(connection.execute("SELECT count(*) FROM ledger").fetchone()[0])
    dice = random.Random(5)
    some = [dice.randint(1, customers) for _ in range(200)]
    shop.cards.views(some[0])
    worst = max(best(lambda i=i: shop.cards.views(i)) for i in some) * 1000  # type: ignore[misc]
    yield Measure(
        f"one of {customers} cards, {entries} entries", worst, _FRAME, "ms", 1.0, "one frame; the slowest of 200 cards"
    )
    took = seconds(lambda: list(differences(shop, silent)))
    bare = seconds(lambda: _sums(connection))
    yield Measure(
        f"{customers} cards proved (part of check)", took, bare, "s", 60.0, "the sum of each card by SQLite, no rules"
    )
    shop.close()
    yield _stamp(file, customers, connection)
    connection.close()


def with_cards(file: Path, customers: int) -> None:
    """Give everybody a card of one programme with its stamps, by plain SQL; some are full."""
    connection = raw.connect(file)
    if connection.execute("SELECT 1 FROM ledger LIMIT 1").fetchone():
        connection.close()
        return
    connection.close()
    shop = Shop.open(file, clock=FixedClock(_BEGAN))
    terms = Terms(goal=_GOAL, reward=Prize(_GOAL, "A coffee", 340), expiry=_EXPIRY, reward_days=_REWARD_DAYS)
    made = Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, started_on=_BEGAN, terms=terms)
    terms = shop.programmes.get(shop.programmes.add(made)).terms
    shop.close()
    dice, connection = random.Random(13), raw.connect(file)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO card_number (id, digits, customer_id, state, issued_on) VALUES (?, ?, ?, 'active', ?)",
        ((i, number_of(i), i, _BEGAN.isoformat()) for i in range(1, customers + 1)),
    )
    for customer in range(1, customers + 1):
        _card(connection, customer, terms, dice, full=customer % (customers // _READY) == 0)
    connection.execute("COMMIT")
    connection.close()


def _card(connection: sqlite3.Connection, customer: int, terms: Terms, dice: random.Random, *, full: bool) -> None:
    latest, count = dice.randint(1, 55 if full else 360), (_GOAL if full else ENTRIES)
    days = sorted(_TODAY - timedelta(days=latest + dice.randint(0, 300)) for _ in range(count))
    days[-1] = _TODAY - timedelta(days=latest)
    first, last = days[0].isoformat(), days[-1].isoformat()
    ends = None if full else last_day(days[-1], terms.expiry)
    state = "full" if full else "open"
    mine = (customer, customer, terms.programme_id, terms.id, first)
    connection.execute(_ROUND, (*mine, count, count, first, last, state, ends.isoformat() if ends else None))
    moments = [f"{day.isoformat()}T10:{number:02}:00+02:00" for number, day in enumerate(days)]
    connection.executemany(
        _ENTRY,
        (
            (f"{customer}-{number}", customer, day.isoformat(), moments[number], moments[number], customer)
            for number, day in enumerate(days)
        ),
    )
    if full:
        until = (days[-1] + timedelta(days=_REWARD_DAYS)).isoformat()
        reward = customer * 1000 + _GOAL
        connection.execute(_REWARD, (reward, customer, customer, terms.programme_id, _GOAL, last, until))


def _sums(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT round_id, count(*), sum(qty), min(on_date) FROM ledger GROUP BY round_id").fetchall()


def _stamp(file: Path, customers: int, connection: sqlite3.Connection) -> Measure:
    """One stamp with journal, guards and figures, beside one row added to the same ledger under the same triggers."""
    shop = Shop.open(file, clock=FixedClock(datetime(2026, 11, 20, 10, 0)))
    ours, bare = [], []
    for turn in range(_TURNS):
        customer = customers - turn - 1
        number = number_of(customer)
        ours.append(_timed(lambda n=number: shop.cards.stamp(n, key=uuid4().hex)))  # type: ignore[misc]
        bare.append(_timed(lambda c=customer: _append(connection, c)))  # type: ignore[misc]
    shop.close()
    return Measure(
        "one stamp, median", sorted(ours)[_TURNS // 2] * 1000, sorted(bare)[_TURNS // 2] * 1000, "ms", 25.0,
        "one row added to the same ledger and committed, under the same triggers",
    )  # fmt: skip


def _append(connection: sqlite3.Connection, card: int) -> None:
    day = _TODAY.isoformat()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_ENTRY, (uuid4().hex, card, day, f"{day}T10:00:00+02:00", f"{day}T08:00:00+00:00", 0))
    connection.execute("COMMIT")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
