"""The calendar page in a window of its own, off screen: how long a month takes to be read, shown and painted.

It prints milliseconds as JSON: of a month turned, of the grid painted alone, of a table of as many words, and of a year
painted beside as many bare numbers.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

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
    from smallcrm.ui.pages.calendar.year_view import YearView

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
    page.perform("show", ("year", window.shop.today))
    _settle(window)
    year = window.findChild(YearView, "yearView")
    assert year is not None
    grid = year.grid.viewport()
    found |= {"year": best(grid.grab, _RUNS) * 1000, "numbers": best(lambda: _numbers(grid), _RUNS) * 1000}
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


def _numbers(like: QWidget) -> None:
    """Paint the numbers of 365 days, set by Qt and nothing else."""
    shown = QPixmap(like.size() * like.devicePixelRatioF())
    shown.fill(like.palette().base().color())
    painter = QPainter(shown)
    painter.setFont(like.font())
    for number in range(365):
        painter.drawText(10 + number % 30 * 40, 20 + number // 30 * 20, str(number % 31 + 1))
    painter.end()


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
