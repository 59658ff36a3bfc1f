"""Finding, saving, today, and writing in bulk."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import raw
from bench.measure import Measure, best, p95, seconds
from bench.people import people
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop

TYPED = [
    "a",
    "s",
    "ma",
    "sol",
    "elna",
    "ingrik",
    "åse",
    "oy",
    "lu",
    "turku",
    "4567",
    "99",
    "maja ta",
    "kra ra",
    "xyzzy",
]


def measure(folder: Path, customers: int) -> Iterator[Measure]:
    """Build a shop of that size and measure it; the shop file stays for the other measures."""
    crowd = list(people(customers))
    file = raw.empty_shop(folder / "bench.smallcrm")
    shop = Shop.open(file)
    took = seconds(lambda: _add(shop, crowd))
    rows = raw.contents(file)
    floor = seconds(lambda: raw.insert(rows, raw.empty_shop(folder / "raw.smallcrm")))
    yield Measure(
        f"bulk write, {customers} customers, with journal", customers / took, customers / floor, "rows/s", 0.7,
        "the same rows, already formed and indexed, by executemany",
    )  # fmt: skip
    yield _find(shop, raw.connect(file))
    yield _today(shop, raw.connect(file))
    yield _save(shop, raw.connect(raw.empty_shop(folder / "raw.smallcrm")))
    shop.close()


def shop_of(folder: Path, customers: int) -> Path:
    """Give a shop file with that many customers, made when first asked for."""
    file = folder / f"shop-{customers}.smallcrm"
    if not file.exists():
        shop = Shop.open(raw.empty_shop(file))
        crowd = list(people(customers))
        for start in range(0, customers, 10_000):
            _add(shop, crowd[start : start + 10_000])
        shop.close()
    return file


def _add(shop: Shop, crowd: list[Customer]) -> None:
    with shop.change("imported", bulk=True):
        shop.customers.add_many(crowd)


def _find(shop: Shop, connection: sqlite3.Connection) -> Measure:
    def floor(text: str) -> None:
        term = text.split(maxsplit=1)[0]
        ids = connection.execute(
            "SELECT DISTINCT customer_id FROM word WHERE word >= ? AND word < ? LIMIT 50", (term, term + "\U0010ffff")
        ).fetchall()
        for one in ids:
            connection.execute("SELECT id, name FROM customer WHERE id = ?", one).fetchone()

    ours = p95(best(lambda t=text: shop.customers.search(t)) for text in TYPED)  # type: ignore[misc]
    bare = p95(best(lambda t=text: floor(t)) for text in TYPED)  # type: ignore[misc]
    return Measure("quick-find, p95", ours * 1000, bare * 1000, "ms", 8.0, "50 names by the index, unordered")


def _today(shop: Shop, connection: sqlite3.Connection) -> Measure:
    day = shop.today

    def floor() -> None:
        start = day.month * 100 + day.day
        found = "SELECT o.id, c.name FROM occasion o JOIN customer c ON c.id = o.customer_id"
        connection.execute(f"{found} WHERE month_day BETWEEN ? AND ?", (start - 14, start + 30)).fetchall()

    return Measure(
        "Today, 30 days", best(lambda: shop.occasions.today(30)) * 1000, best(floor) * 1000, "ms", 10.0,
        "names and days of the same weeks by the index, without the rules of the post",
    )  # fmt: skip


def _save(shop: Shop, connection: sqlite3.Connection) -> Measure:
    connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("INSERT INTO one VALUES (1, '')")

    def floor(turn: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE one SET text = ? WHERE id = 1", (str(turn),))
        connection.execute("COMMIT")

    ours, bare = [], []
    for turn in range(40):
        customer = replace(shop.customers.get(turn + 1), wishes=f"wish {turn}")
        start = time.perf_counter()
        shop.customers.save(customer)
        ours.append(time.perf_counter() - start)
        bare.append(seconds(lambda t=turn: floor(t)))  # type: ignore[misc]
    return Measure(
        "one customer saved, median", sorted(ours)[20] * 1000, sorted(bare)[20] * 1000, "ms", 25.0,
        "one row updated and committed",
    )  # fmt: skip
