"""The work that goes on is shown after a second, with its count, and Cancel stops it."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.progress import Report
from smallcrm.ui.status_bar import JobStrip
from smallcrm.ui.window import MainWindow


def test_long_work_is_shown_counted_and_stopped(qtbot: QtBot, frame: MainWindow) -> None:
    step = threading.Event()

    def work(report: Report) -> None:
        report(8_240, 20_000)
        while True:
            step.wait(0.01)
            report(8_240, 20_000)

    strip = frame.findChild(JobStrip)
    bar, cancel = frame.findChild(QProgressBar, "progress"), frame.findChild(QPushButton, "cancelButton")
    assert strip is not None
    assert bar is not None
    assert cancel is not None
    job = frame.jobs.start("Importing customers", work)
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible, timeout=3000)
    assert (bar.value(), bar.maximum()) == (8_240, 20_000)
    cancel.setFocus()
    with qtbot.waitSignal(job.cancelled):
        QTest.keyClick(cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert frame.isVisible()


def test_short_work_shows_nothing(qtbot: QtBot, frame: MainWindow) -> None:
    job = frame.jobs.start("Looking", lambda _report: 1)
    with qtbot.waitSignal(job.done):
        pass
    strip = frame.findChild(JobStrip)
    assert strip is not None
    assert not strip.isVisible()
    assert not strip._wait.isActive()
