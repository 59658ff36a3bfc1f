"""Today: the reading of the whole page in a large shop with a long past, and beside it the bare questions."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench import raw
from bench.cards import with_cards
from bench.measure import Measure, best
from bench.store import shop_of
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

ENTRIES = 10
"""Lines of the timeline a customer has."""
_FRAME = 1000 / 60
"""Milliseconds of one frame of the screen."""
_RUNS = 15
_LIVE = "state IN ('open', 'waiting')"
_KINDS = ("visit", "visit", "visit", "purchase", "note", "call", "letter", "sms")
_TODAY = date(2026, 11, 20)


def measure(folder: Path, customers: int) -> Iterator[Measure]:
    """Give a shop of that size ten lines a customer, and read its Today."""
    file = shop_of(folder, customers)
    with_past(file, customers)
    with_cards(file, customers)
    shop = Shop.open(file, clock=FixedClock(_TODAY))
    connection = raw.connect(file)
    floor = best(lambda: _bare(connection), _RUNS) * 1000
    whole = best(shop.due.today, _RUNS) * 1000
    yield Measure(
        f"Today, {customers} customers, {customers * ENTRIES} entries", whole - floor, _FRAME, "ms", 1.0,
        f"one frame of the screen; the bare questions took {floor:.1f} ms, the whole page {whole:.1f} ms",
    )  # fmt: skip
    yield Measure("Today, the whole page's reading", whole, 50.0, "ms", 1.0, "50 ms, as nobody sees")
    listed = best(shop.due.occasions, _RUNS) * 1000
    bare = best(lambda: _bare_occasions(connection), _RUNS) * 1000
    yield Measure(
        "Today, occasions and cards", listed, bare, "ms", 2.0,
        "names, days, addresses, refusals, cards printed and greetings of the same days by the index, no rules",
    )  # fmt: skip
    shop.close()
    connection.close()


def with_past(file: Path, customers: int) -> None:
    """Write years of visits, notes, calls and follow-ups into a shop, by plain SQL."""
    dice, connection = random.Random(11), raw.connect(file)
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone():
        connection.executemany(
            "INSERT INTO entry (customer_id, kind, on_date, at, text, written_at) VALUES (?, ?, ?, ?, ?, ?)",
            _entries(customers, dice),
        )
        connection.executemany(
            "INSERT INTO follow_up (customer_id, kind, text, due, first_due, at, state, wake) VALUES"
            " (?, ?, 'Ask about the order', ?, ?, ?, ?, ?)",
            _follow_ups(customers, dice),
        )
        connection.executemany(
            "UPDATE customer SET visits = ?, last_visit_on = ?, last_contact_on = ?, usual_days = ?, late_on = ?"
            " WHERE id = ?",
            _figures(customers, dice),
        )
    connection.execute("COMMIT")
    connection.close()


def _entries(customers: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    for customer in range(1, customers + 1):
        for _ in range(ENTRIES):
            on = (_TODAY - timedelta(days=dice.randint(0, 2000))).isoformat()
            yield customer, dice.choice(_KINDS), on, f"{on}T10:00:00", "Cut and colour", f"{on}T10:00:00"


def _follow_ups(customers: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    """One in five has one; of those a few are due these days, as in a shop that keeps up."""
    for customer in range(1, customers + 1, 5):
        near = dice.random() < 40 * 5 / customers
        due = (_TODAY + timedelta(days=dice.randint(-3, 1) if near else dice.randint(2, 300))).isoformat()
        if dice.random() < 0.5 and not near:
            due = (_TODAY - timedelta(days=dice.randint(4, 900))).isoformat()
            yield customer, "reminder", due, due, "", "done", due
        else:
            kind = "complaint" if near and dice.random() < 0.2 else "reminder"
            yield customer, kind, due, due, "14:00" if dice.random() < 0.2 else "", "open", due


def _figures(customers: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    for customer in range(1, customers + 1):
        last, usual = _TODAY - timedelta(days=dice.randint(0, 400)), dice.randint(14, 120)
        visits = dice.randint(1, 9)
        late = (last + timedelta(days=usual * 3 // 2 + 1)).isoformat() if visits > 2 else None
        yield visits, last.isoformat(), last.isoformat(), usual if visits > 2 else 0, late, customer


def _bare(connection: sqlite3.Connection) -> None:
    """The questions that Today cannot be without, by their indexes, their rows thrown away."""
    _bare_occasions(connection)
    day = _TODAY.isoformat()
    here = "binned_at IS NULL AND archived = 0 AND deceased = 0"
    late = f"late_on BETWEEN date(?, '-365 days') AND ? AND late_on IS NOT NULL AND {here}"
    once = f"visits IN (1, 2) AND last_visit_on BETWEEN date(?, '-365 days') AND date(?, '-60 days') AND {here}"
    both = [day, day]
    names, number = "SELECT id, name, usual_days FROM customer INDEXED BY", "SELECT count(*) FROM customer INDEXED BY"
    for statement, values in (
        (f"SELECT * FROM follow_up JOIN customer c ON c.id = customer_id WHERE {_LIVE} AND wake <= ?", [day]),
        (f"{names} customer_late WHERE {late} ORDER BY late_on DESC LIMIT 3", both),
        (f"{number} customer_late WHERE {late}", both),
        (f"{names} customer_once WHERE {once} ORDER BY last_visit_on DESC LIMIT 3", both),
        (f"{number} customer_once WHERE {once}", both),
    ):
        connection.execute(statement, values).fetchall()
    _bare_cards(connection)


def _bare_cards(connection: sqlite3.Connection) -> None:
    """Rewards that wait and how many, those that expire soon, and cards whose stamps do."""
    day, last = _TODAY.isoformat(), (_TODAY + timedelta(days=30)).isoformat()
    here = "JOIN customer c ON c.id = r.customer_id WHERE r.state = 'open'"
    rewards = f"FROM reward r INDEXED BY reward_open {here} AND r.valid_until BETWEEN ? AND ?"
    cards = f"FROM round r INDEXED BY round_expiring {here} AND r.stamps > 0 AND r.expires_on BETWEEN ? AND ?"
    for statement, until in (
        (f"SELECT r.*, c.name {rewards} ORDER BY r.valid_until LIMIT 5", "9999"),
        (f"SELECT count(*) {rewards}", "9999"),
        (f"SELECT r.*, c.name {rewards} ORDER BY r.valid_until LIMIT 20", last),
        (f"SELECT r.*, c.name {cards} ORDER BY r.expires_on LIMIT 20", last),
    ):
        connection.execute(statement, (day, until)).fetchall()


def _bare_occasions(connection: sqlite3.Connection) -> None:
    """The days that so large a shop shows, and the first of its cards, with what decides about a card."""
    connection.execute(
        "SELECT o.month_day, count(*) FROM occasion o WHERE o.month_day BETWEEN ? AND ? AND o.kind = 'birthday'"
        " AND o.card_wanted = 1 AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.customer_id = o.customer_id"
        " AND l.kind = o.kind AND l.year = 2026) GROUP BY 1",
        (1106, 1108),
    ).fetchall()
    for first, last in ((1119, 1121), (1106, 1107)):
        found = connection.execute(
            "SELECT o.id, o.kind, o.month_day, o.year, o.label, c.id, c.name, c.no_mail FROM occasion o"
            " JOIN customer c ON c.id = o.customer_id WHERE o.month_day BETWEEN ? AND ?",
            (first, last),
        ).fetchall()
        ids = [row[5] for row in found]
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            marks = ",".join("?" * len(part))
            for wanted in ("address", "consent", "letter"):
                connection.execute(f"SELECT * FROM {wanted} WHERE customer_id IN ({marks})", part).fetchall()
            connection.execute(
                f"SELECT customer_id, text FROM entry WHERE customer_id IN ({marks}) AND on_date >= '2026-10-23'"
                " AND kind = 'greeted'",
                part,
            ).fetchall()
