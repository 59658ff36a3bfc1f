"""Starting, finding, scrolling and memory of the real window, each in a process of its own, against an empty one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Measure

_RUNS = 4
# os._exit: what is measured is the way to the first frame, not the way out.
_EMPTY = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.grab()
os._exit(0)
"""
_OURS = """
import os, sys
from smallcrm.app import open_window
window = open_window(sys.argv[1])
window.resize(1366, 768)
window.grab()
os._exit(0)
"""


def measure(folder: Path, shop: Path, customers: int) -> Iterator[Measure]:
    """Measure a warm start, search, scrolling and memory with that shop."""
    times: dict[str, list[float]] = {_EMPTY: [], _OURS: []}
    for _ in range(_RUNS):
        for code, taken in times.items():
            start = time.perf_counter()
            seated(code, folder, shop)
            taken.append(time.perf_counter() - start)
    ours, empty = min(times[_OURS]) * 1000, min(times[_EMPTY]) * 1000
    title = f"start to first paint, warm, {customers}"
    yield Measure(title, ours, empty, "ms", 2.0, "an empty Qt window, Python's start included")
    seen, bare = (
        json.loads(seated(f"from bench import seat; seat.{what}()", folder, shop)) for what in ("ours", "empty")
    )
    yield Measure(
        f"search, key press to painted rows, p95, {customers}", seen["search"], bare["list"], "ms", 16.0,
        "a Qt list of 20 strings, reset and painted",
    )  # fmt: skip
    for name, goal in (("p95", 10.0), ("longest", 33.0)):
        yield Measure(
            f"scrolling {customers}, a page, {name}", seen["scroll"][name], bare["scroll"][name], "ms",
            goal / bare["scroll"][name], f"a bare Qt table of as many numbers; the goal is {goal:g} ms",
        )  # fmt: skip
    for name, room in (("start", 40.0), ("scroll", 60.0)):
        yield Measure(
            f"memory after {'start' if name == 'start' else 'scrolling'}, {customers}", seen["memory"][name],
            bare["memory"], "MB", (bare["memory"] + room) / bare["memory"], f"an empty window; the goal is + {room:g}",
        )  # fmt: skip


def seated(code: str, folder: Path, shop: Path) -> str:
    """Run some Python on a shop in a process of its own, off screen, its home in a folder; what it printed."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code, str(shop)], check=True, env=environment, capture_output=True)
    return done.stdout.decode()
