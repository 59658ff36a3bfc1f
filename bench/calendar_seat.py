"""The calendar page in a window of its own, off screen: how long a month takes to be read, shown and painted.

It prints milliseconds as JSON: of a month turned, of the grid painted alone, and of a table of as many words.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from bench.measure import best

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_RUNS = 9
_PATIENCE = 60
"""Seconds at most until the window stands still."""
_STILL = 30
"""Hundredths of a second in which nothing may be running."""
_WORDS = 5
"""Words in a cell of the table to compare with."""


def main() -> None:
    """Open the window on a shop, go to its calendar, turn and paint months."""
    from smallcrm.app import open_window
    from smallcrm.ui.pages.calendar.month_view import MonthView
    from smallcrm.ui.pages.calendar.page import CalendarPage

    window = open_window(sys.argv[1])
    window.resize(1366, 768)
    window.show()
    window.go("calendar")
    _settle(window)
    view = window.findChild(MonthView, "monthView")
    page = window.findChild(CalendarPage, "calendarPage")
    assert view is not None
    assert page is not None
    turned = page.step

    def turn() -> None:
        turned(1)
        QApplication.processEvents()

    found = {
        "painted": best(view.grab, _RUNS) * 1000,
        "bare": best(_table(view).grab, _RUNS) * 1000,
        "turned": best(turn, _RUNS) * 1000,
    }
    print(json.dumps(found), flush=True)
    os._exit(0)


def _settle(window: MainWindow) -> None:
    """Let the window find what it finds beside itself after its start: a month is turned in one that stands still."""
    ends, still = time.perf_counter() + _PATIENCE, 0
    while still < _STILL and time.perf_counter() < ends:
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        still = 0 if window.jobs.running else still + 1


def _table(like: QTableView) -> QTableView:
    """Give a table of the same size and as many cells, with a few words in each."""
    table, model = QTableView(), QStandardItemModel(6, 7)
    for row in range(6):
        for column in range(7):
            model.setItem(row, column, QStandardItem("\n".join(f"Margaret {n}" for n in range(_WORDS))))
    table.setModel(model)
    table.resize(like.size())
    for row in range(6):
        table.setRowHeight(row, like.rowHeight(row))
    for column in range(7):
        table.setColumnWidth(column, like.columnWidth(column))
    return table
