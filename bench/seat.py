"""What somebody in front of the window waits for: in a process of its own, the figures as JSON on standard output."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMainWindow, QTableView

from bench.measure import p95

TYPED = ("a", "ma", "sol", "elna", "ingrik", "åse", "oy", "lu", "turku", "4567", "99", "maja ta", "kra ra", "xyzzy")
_PAGES = 400
"""Pages turned when scrolling through all: enough to meet every part of the list."""


def memory() -> float:
    """Give the memory in use, MB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def _scrolled(view: QAbstractItemView) -> dict[str, float]:
    bar = view.verticalScrollBar()
    steps = [round(n * bar.maximum() / _PAGES) for n in range(1, _PAGES + 1)]

    def turn(to: int) -> None:
        bar.setValue(to)
        view.viewport().repaint()

    times = [_timed(lambda to=step: turn(to)) for step in steps]  # type: ignore[misc]
    return {"p95": p95(times), "longest": max(times)}


def ours() -> None:
    """Measure the program's own window on the shop of the first argument."""
    from smallcrm.app import open_window

    window = open_window(sys.argv[1])
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    found: dict[str, Any] = {"memory": {"start": memory()}}
    find = window.quick_find
    find.setFocus()

    def typed(text: str) -> None:
        find.setText(text)
        find.textEdited.emit(text)
        end = time.perf_counter() + 1
        while window.jobs.busy and time.perf_counter() < end:
            QApplication.processEvents()
        QApplication.processEvents()

    for text in TYPED[:3]:
        typed(text)
    found["search"] = p95([_timed(lambda t=text: typed(t)) for text in TYPED])  # type: ignore[misc]
    find.clear()
    window.go("customers")
    QApplication.processEvents()
    view = window.findChild(QAbstractItemView, "customerList")
    assert view is not None
    found["scroll"] = _scrolled(view)
    found["memory"]["scroll"] = memory()
    print(json.dumps(found), flush=True)
    os._exit(0)


class _Numbers(QAbstractTableModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 — Qt's own
        return 100_000

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 — Qt's own
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


def empty() -> None:
    """Measure an empty window, a list of words and a table of numbers."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    found: dict[str, Any] = {"memory": memory()}
    words, listed = QStringListModel(), QListView()
    listed.setModel(words)
    window.setCentralWidget(listed)
    texts = [[f"{text} {n}" for n in range(20)] for text in TYPED]
    found["list"] = p95([_timed(lambda t=text: words.setStringList(t)) for text in texts])  # type: ignore[misc]
    table = QTableView()
    table.setModel(_Numbers())
    window.setCentralWidget(table)
    app.processEvents()
    found["scroll"] = _scrolled(table)
    print(json.dumps(found), flush=True)
    os._exit(0)
