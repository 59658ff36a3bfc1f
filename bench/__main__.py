"""Run all measures: ``python -m bench [--customers N] [--only NAME]``; a table here, the same as bench/latest.json."""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from pathlib import Path

from bench import calendar, cards, files, jobs, pages, start, store, today
from bench.measure import Measure, table

STRESS = 100_000


def main() -> None:
    """Measure, print the table, write the JSON beside this file."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--customers", type=int, default=20_000, help="size of the shop (20000; the stress is 100000)")
    parser.add_argument(
        "--only",
        choices=["store", "today", "calendar", "cards", "files", "pages", "start", "jobs"],
        help="measure one room",
    )
    wanted = parser.parse_args()
    measures: list[Measure] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if wanted.only in {None, "store", "start"}:
            measures += store.measure(folder, wanted.customers)
        for room, measured in (("today", today), ("calendar", calendar), ("cards", cards)):
            if wanted.only in {None, room}:
                measures += measured.measure(folder, STRESS)
        if wanted.only in {None, "files"}:
            measures += files.measure(folder)
        if wanted.only in {None, "pages"}:
            measures += pages.measure(folder)
        if wanted.only in {None, "start"}:
            for size in sorted({wanted.customers, STRESS}):
                shop = folder / "bench.smallcrm" if size == wanted.customers else store.shop_of(folder, size)
                measures += start.measure(folder, shop, size)
        if wanted.only in {None, "jobs"}:
            measures += jobs.measure(folder, store.shop_of(folder, wanted.customers))
    print(table(measures))
    print(f"{time.perf_counter() - began:.0f} s. Compare ratios of one run, never seconds of two.")
    report = {
        "python": platform.python_version(),
        "customers": wanted.customers,
        "measures": [m.as_json() for m in measures],
    }
    Path(__file__).with_name("latest.json").write_text(
        json.dumps(report, indent=2, ensure_ascii=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
