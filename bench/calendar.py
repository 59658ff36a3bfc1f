"""The calendar: a month, days of posting and a year of a very large shop, beside one frame and the bare questions."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bench import calendar_writing, raw
from bench.measure import Measure, best
from bench.people import people
from bench.start import seated
from bench.store import shop_of
from smallcrm.domain.agenda import Layer
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import PostalAddress
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop

MOST = 5
"""Marks of a day that a month shows."""
_FRAME = 1000 / 60
"""Milliseconds of one frame of the screen."""
_RUNS = 15
_TOWN = 20_000
"""Customers of a town of few names."""
_TODAY = date(2026, 11, 20)
_START, _END = date(2026, 10, 26), date(2026, 12, 6)
_SPANS = "month_day BETWEEN 1026 AND 1206"
_HERE = "binned_at IS NULL AND archived = 0 AND deceased = 0"


def measure(folder: Path, customers: int) -> Iterator[Measure]:
    """Give everybody of a shop of that size the day since which they are a customer, and read its calendar."""
    file = shop_of(folder, customers)
    with_days(file)
    shop = Shop.open(file, clock=FixedClock(_TODAY))
    connection = raw.connect(file)
    agenda, month = shop.agenda, f"calendar, {customers} customers, 42 days"
    shop.agenda.days(_START, _END)  # the holidays are known by now, as they are after the first look
    whole = best(lambda: agenda.days(_START, _END, most=MOST), _RUNS) * 1000
    floor = best(lambda: _bare_month(connection), _RUNS) * 1000
    yield Measure(f"{month}, read", whole, _FRAME, "ms", 2.0, "one frame of the screen")
    yield Measure(
        f"{month}, beside its floor", whole, floor, "ms", 6.0,
        "days counted in the same indexes, then the first rows of each day by it, in no order",
    )  # fmt: skip
    no_years = best(lambda: agenda.days(_START, _END, {Layer.NAME_DAYS, Layer.DAYS}, most=MOST), _RUNS) * 1000
    yield Measure(f"{month}, without birthdays", no_years, _FRAME, "ms", 2.0, "one frame of the screen")
    yield from _posting(shop, connection, month)
    year = best(lambda: agenda.counts(_TODAY.year), _RUNS) * 1000
    bare = best(lambda: _bare_year(connection), _RUNS) * 1000
    yield Measure(
        f"calendar, {customers} customers, counts of a year", year, bare, "ms", 4.0,
        "both indexes counted by day, without years, the dead and the bin",
    )  # fmt: skip
    yield from _cards(shop, connection, customers)
    yield from _few_names(folder)
    shop.close()
    connection.close()
    seen = json.loads(seated("from bench import calendar_seat; calendar_seat.main()", folder, file))
    yield Measure(
        f"{month}, painted", seen["painted"], seen["bare"], "ms", 4.0, "a Qt table of 42 cells of five words, painted"
    )
    yield Measure(
        "calendar, a year with something on each day, painted", seen["year"], seen["numbers"], "ms", 12.0,
        "the numbers of 365 days, set by Qt alone",
    )  # fmt: skip
    yield Measure(f"{month}, turned: read, shown, painted", seen["turned"], _FRAME, "ms", 2.0, "one frame")
    yield from calendar_writing.measure(folder)


def _posting(shop: Shop, connection: sqlite3.Connection, month: str) -> Iterator[Measure]:
    """Find the days of posting of a month, with and without somebody who complains."""
    agenda = shop.agenda
    posted = best(lambda: agenda.post_marks(_START, _END), _RUNS) * 1000
    bare = best(lambda: _bare_cards(connection), _RUNS) * 1000
    yield Measure(f"{month}, days of posting", posted, _FRAME, "ms", 8.0, "one frame; it is read beside the window")
    yield Measure(
        f"{month}, days of posting beside their floor", posted, bare, "ms", 2.5,
        "country, printed card and an elder birthday of each by their indexes, counted",
    )  # fmt: skip
    shop.follow_ups.add(FollowUp("complaint", 5, "Broken", _TODAY))
    held = best(lambda: agenda.post_marks(_START, _END), _RUNS) * 1000
    shop.journal.undo()
    yield Measure(
        f"{month}, days of posting, one open complaint", held, bare, "ms", 5.0,
        "the same; the home of each customer with a day is compared with that of the complaint",
    )  # fmt: skip


def _cards(shop: Shop, connection: sqlite3.Connection, customers: int) -> Iterator[Measure]:
    """Find the cards to print."""
    cards = best(shop.worklist.now, _RUNS) * 1000
    bare = best(lambda: _bare_worklist(connection), _RUNS) * 1000
    yield Measure(
        f"calendar, {customers} customers, cards to print", cards, bare, "ms", 5.0,
        "days, names and printed cards of the same weeks by their indexes; both beside the window",
    )  # fmt: skip


def _few_names(folder: Path) -> Iterator[Measure]:
    """Find the cards of December where many share a name, a birthday and a home: who of them is on record twice?"""
    crowd, made = [], list(people(_TOWN))
    for number, one in enumerate(made):
        home = PostalAddress(f"Street {number % 10 + 1}", "10000", "Turku", country="FI")
        crowd.append(replace(one, given=f"Anna{number % 7}", family=f"Berg{number % 5}", addresses=(home,)))
    took = []
    for name, these in (("few", crowd), ("many", made)):
        shop = Shop.open(raw.empty_shop(folder / f"{name}-names.smallcrm"), clock=FixedClock(_TODAY))
        with shop.change("imported", bulk=True):
            shop.customers.add_many(these)
        december = Selection(start=date(2026, 12, 1), end=date(2026, 12, 31))
        took.append(best(lambda: shop.letters.candidates(december), 5) * 1000)  # noqa: B023 — called at once
        shop.close()
    yield Measure(
        f"cards of December, {_TOWN} customers of 35 names in ten homes", took[0], took[1], "ms", 5.0,
        "the same of as many customers whose names and homes differ",
    )  # fmt: skip


def with_days(file: Path) -> None:
    """Write since when each is a customer, and a few events and follow-ups, by plain SQL."""
    dice, connection = random.Random(5), raw.connect(file)
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT 1 FROM customer WHERE since_month_day > 0 LIMIT 1").fetchone():
        days = [date(2001, 1, 1) + timedelta(days=dice.randint(0, 9000)) for _ in range(2000)]
        ids = [i for (i,) in connection.execute("SELECT id FROM customer")]
        since = [days[i % len(days)] for i in ids]
        connection.executemany(
            "UPDATE customer SET customer_since = ?, since_month_day = ? WHERE id = ?",
            [(day.isoformat(), day.month * 100 + day.day, i) for day, i in zip(since, ids, strict=True)],
        )
        connection.executemany(
            "INSERT INTO event (title, on_date) VALUES ('Evening', ?)",
            [((_START + timedelta(days=9 * n)).isoformat(),) for n in range(5)],
        )
    connection.execute("COMMIT")
    connection.close()


def _bare_month(connection: sqlite3.Connection) -> None:
    """What a month cannot be without: its days counted, and names, cards and greetings of what is shown."""
    connection.execute(f"SELECT month_day, kind, count(*) FROM occasion WHERE {_SPANS} GROUP BY 1, 2").fetchall()
    connection.execute(f"SELECT since_month_day, count(*) FROM customer WHERE since_{_SPANS} GROUP BY 1").fetchall()
    shown: list[int] = []
    for n in range((_END - _START).days + 1):
        day = _START + timedelta(days=n)
        shown += [
            row[0]
            for row in connection.execute(
                "SELECT c.id, o.kind, o.year, o.label, c.name, c.sort_key FROM occasion AS o JOIN customer AS c"
                f" ON c.id = o.customer_id WHERE o.month_day = ? AND +{_HERE} LIMIT {MOST}",
                (day.month * 100 + day.day,),
            )
        ]
    marks = ",".join("?" * len(shown))
    for table in ("letter", "address", "consent", "entry"):
        connection.execute(f"SELECT * FROM {table} WHERE customer_id IN ({marks})", shown).fetchall()


def _bare_cards(connection: sqlite3.Connection) -> None:
    connection.execute(
        "SELECT month_day, country, printed, count(*) FROM (SELECT o.month_day AS month_day, (SELECT a.country FROM"
        " address AS a WHERE a.customer_id = o.customer_id LIMIT 1) AS country, EXISTS (SELECT 1 FROM letter AS l"
        " WHERE l.customer_id = o.customer_id AND l.year = 2026) AS printed FROM occasion AS o"
        " WHERE o.month_day BETWEEN 1026 AND 1231 AND o.kind = 'birthday' AND NOT EXISTS (SELECT 1 FROM occasion AS x"
        " WHERE x.customer_id = o.customer_id AND x.kind = o.kind AND x.id < o.id) LIMIT -1) GROUP BY 1, 2, 3"
    ).fetchall()


def _bare_worklist(connection: sqlite3.Connection) -> None:
    """Read from two weeks ago to the last day whose card may be printed within four weeks."""
    connection.execute(
        "SELECT o.id, o.month_day, o.year, c.id, c.name FROM occasion AS o JOIN customer AS c ON c.id = o.customer_id"
        f" WHERE (o.month_day BETWEEN 1106 AND 1231 OR o.month_day BETWEEN 101 AND 112) AND o.kind = 'birthday'"
        f" AND +c.{_HERE} AND NOT EXISTS (SELECT 1 FROM letter AS l WHERE l.customer_id = c.id"
        " AND l.kind = 'birthday' AND l.year IN (2026, 2027))"
    ).fetchall()


def _bare_year(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT month_day, count(*) FROM occasion GROUP BY 1").fetchall()
    connection.execute("SELECT since_month_day, count(*) FROM customer GROUP BY 1").fetchall()
