"""Starting: from the command to the first painted frame, against an empty Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Measure

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


def measure(folder: Path) -> Iterator[Measure]:
    """Measure a warm start with the shop that the store's measures left."""
    shop = str(folder / "bench.smallcrm")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    times: dict[str, list[float]] = {_EMPTY: [], _OURS: []}
    for _ in range(4):
        for code, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code, shop], check=True, env=environment, capture_output=True)
            taken.append(time.perf_counter() - start)
    ours, empty = min(times[_OURS]) * 1000, min(times[_EMPTY]) * 1000
    yield Measure("start to first paint, warm", ours, empty, "ms", 2.0, "an empty Qt window, Python's start included")
