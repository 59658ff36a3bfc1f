"""Importing: from the bytes of a file to customers in the shop, duplicates looked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench import raw
from bench.measure import Measure, seconds
from bench.people import rows, vcards
from smallcrm.exchange.files import read_file
from smallcrm.store.shop import Shop

TODAY = date(2027, 3, 1)


def measure(folder: Path) -> Iterator[Measure]:
    """Measure 10,000 vCards and 50,000 rows of CSV."""
    for name, count, data in (("vcf", 10_000, vcards(10_000)), ("csv", 50_000, rows(50_000))):
        file = folder / f"people.{name}"
        file.write_bytes(data)
        shop_file = raw.empty_shop(folder / "import.smallcrm")
        took = seconds(lambda f=file, s=shop_file: _import(f, s))  # type: ignore[misc]
        written = raw.contents(shop_file)
        there = raw.empty_shop(folder / "raw.smallcrm")
        floor = seconds(lambda d=data, n=name: _parse(d, n))  # type: ignore[misc]
        floor += seconds(lambda w=written, t=there: raw.insert(w, t))  # type: ignore[misc]
        yield Measure(
            f"import, {count} {name}, end to end", count / took, count / floor, "rows/s", 0.5,
            "split into values, the same rows by executemany; nothing recognised, nobody compared",
        )  # fmt: skip


def _import(file: Path, shop_file: Path) -> None:
    shop = Shop.open(shop_file)
    read = read_file(file, country="FI", today=TODAY)
    shop.imports.apply(shop.imports.plan([read]))
    shop.close()


def _parse(data: bytes, name: str) -> int:
    text = data.decode()
    if name == "csv":
        return sum(len(row) for row in csv.reader(io.StringIO(text), delimiter=";"))
    found = 0
    for line in text.split("\r\n"):
        head, _, value = line.partition(":")
        found += len(head.split(";")) + len(value.split(";"))
    return found
