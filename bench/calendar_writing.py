"""What the indexes of the calendar cost whoever writes: many rows put in under them, and under those of before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bench import raw
from bench.measure import Measure, best
from bench.store import shop_of

_NEW = ("occasion_lead", "occasion_day", "customer_since_day", "customer_apart", "follow_up_on")
_OLD = (
    "CREATE INDEX occasion_month_day ON occasion (month_day)",
    "CREATE INDEX customer_since_month_day ON customer (since_month_day)",
)
_MANY = 20_000
_RUNS = 3


def measure(folder: Path) -> Iterator[Measure]:
    """Write the rows of a shop whole, then one more day for each of its customers, under both sets of indexes."""
    rows = raw.contents(shop_of(folder, _MANY))
    with_new, with_old = folder / "with.smallcrm", folder / "without.smallcrm"

    def whole(file: Path, make: Callable[[Path], object]) -> float:
        took = []
        for _ in range(_RUNS):
            make(file)
            took.append(best(lambda: raw.insert(rows, file), 1))
        return min(took)

    many = sum(len(lines) for lines in rows.values())
    figure, floor = many / whole(with_new, raw.empty_shop), many / whole(with_old, _as_before)
    yield Measure(
        f"{_MANY} customers written by plain SQL", figure, floor, "rows/s", 0.8,
        "the same rows under the indexes of before the calendar",
    )  # fmt: skip
    figure, floor = _MANY / best(lambda: _days(with_new), _RUNS), _MANY / best(lambda: _days(with_old), _RUNS)
    yield Measure(
        f"a name day for each of {_MANY} customers, by plain SQL", figure, floor, "rows/s", 0.6,
        "the same rows under the one index of before the calendar",
    )  # fmt: skip


def _as_before(file: Path) -> None:
    """Make an empty shop whose indexes are those of the format before."""
    raw.empty_shop(file)
    connection = raw.connect(file)
    for name in _NEW:
        connection.execute(f"DROP INDEX {name}")
    for index in _OLD:
        connection.execute(index)
    connection.close()


def _days(file: Path) -> None:
    """Add a day for each customer in one transaction, and let it go again."""
    connection = raw.connect(file)
    ids = [i for (i,) in connection.execute("SELECT id FROM customer")]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO occasion (customer_id, kind, month_day) VALUES (?, 'name_day', ?)",
        [(i, (i * 7 % 12 + 1) * 100 + i % 28 + 1) for i in ids],
    )
    connection.execute("ROLLBACK")
    connection.close()
