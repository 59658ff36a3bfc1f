"""The work that goes on is shown after a second, with its count, and Cancel stops it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.domain.progress import Report
from smallcrm.store.shop import Shop
from smallcrm.ui.status_bar import JobStrip, StatusButton, show_saved
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import plain


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
    qtbot.waitUntil(strip.isVisible)
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


def test_the_last_backup_is_a_button_that_makes_one(qtbot: QtBot, frame: MainWindow) -> None:
    item = frame.findChild(StatusButton, "backupStatus")
    assert item is not None
    assert item.accessibleDescription() == "Back up now"
    before = item.text()
    item.setFocus()
    QTest.keyClick(item, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: item.text() != before)
    qtbot.waitUntil(lambda: not frame.jobs.running)


def test_what_could_not_be_saved_is_told_until_something_is(qtbot: QtBot, frame: MainWindow) -> None:
    assert frame.status.text("saved") == "All changes saved"
    other = Shop.open(frame.shop.file)
    try:
        other.database.sql("BEGIN IMMEDIATE")
        with pytest.raises(FileTrouble):
            frame.shop.customers.add(Customer(display_name="New"))
        assert frame.status.text("saved") == "The last change is not saved"
        other.database.sql("ROLLBACK")
    finally:
        other.close()
    frame.shop.customers.add(Customer(display_name="New"))
    assert frame.status.text("saved") == "All changes saved"
    show_saved(frame.status, "read_only")
    assert "Read only" in frame.status.text("saved")


def test_the_banner_keeps_what_was_said_before(qtbot: QtBot, frame: MainWindow) -> None:
    banner, done = frame.banner, list[str]()
    banner.say("The disk is full.", repairs=[("Try again", lambda: done.append("again"))])
    banner.say("The printer does not answer.", "warn")
    banner.say("The disk is full.", repairs=[("Try again", lambda: done.append("again"))])
    assert [s.sentence for s in banner.said] == ["The printer does not answer.", "The disk is full."]
    frame.dress(scale=1.1)
    banner = frame.banner
    repair = next(b for b in banner.findChildren(QPushButton) if b.text() == "Try again")
    repair.click()
    assert done == ["again"]
    assert banner.text() == "The printer does not answer."
    banner.dismiss()
    assert not banner.isVisible()
    frame.dress(scale=1.0)


def test_a_toast_makes_way_for_the_field_in_use_and_f6_reaches_its_undo(qtbot: QtBot, frame: MainWindow) -> None:
    frame.resize(900, 600)
    note = QLineEdit(frame)
    note.setAccessibleName("Field")
    frame.toast.say("One note deleted", lambda: None)
    usual = frame.toast.geometry()
    note.setGeometry(usual)
    note.show()
    note.setFocus()
    qtbot.waitUntil(lambda: not frame.toast.geometry().intersects(note.geometry()))
    assert frame.rect().contains(frame.toast.geometry())
    other = plain(frame, "today").line
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_F6)
    assert frame.toast.undo_button.hasFocus()
    assert not frame.toast.timer.isActive()
    frame.toast.dismiss()
    assert other.hasFocus()
    note.deleteLater()


def test_a_toast_makes_way_for_the_row_the_keys_go_to(qtbot: QtBot, frame: MainWindow) -> None:
    frame.resize(900, 600)
    rows = RowList("list", "People", frame)
    rows.rows.set_rows([Row(f"No {n}", key=n) for n in range(40)])
    rows.setGeometry(100, 100, 700, 460)
    rows.show()
    with qtbot.waitActive(frame):
        frame.activateWindow()
    rows.setFocus()
    frame.toast.say("One note deleted", lambda: None)
    frame.toast.raise_()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 12, Qt.Key.Key_PageDown):
        QTest.keyClick(rows, key)
        qtbot.wait(1)
        place = rows.visualRect(rows.currentIndex())
        row = QRect(rows.viewport().mapTo(frame, place.topLeft()), place.size())
        assert not frame.toast.geometry().intersects(row)
        assert frame.rect().contains(frame.toast.geometry())
    rows.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    plain(frame, "today").line.setFocus()  # a list that is gone is asked nothing
    assert frame.toast.isVisible()


def test_where_words_have_no_room_what_is_well_stands_as_its_icon(qtbot: QtBot, frame: MainWindow) -> None:
    bar = frame.status
    bar.set_item("scanner", "Scanner ready", "scan-barcode", "success")
    ready = bar._items["scanner"]
    words = ready.findChild(PlainLabel)
    assert words is not None
    frame.resize(1366, 697)
    qtbot.waitUntil(words.isVisible)
    assert ready.toolTip() == ""
    bar.acts["backup"] = (lambda: None, "")
    bar.set_item("backup", "A last backup that takes a great many words " * 4, "hard-drive", "muted")
    qtbot.waitUntil(lambda: not words.isVisible())
    assert (ready.accessibleName(), "Scanner ready" in ready.toolTip()) == ("Scanner ready", True)
    bar.set_item("scanner", "Saving", "hourglass", "warning")
    qtbot.waitUntil(words.isVisible)  # what is not well is said in words, whatever room there is
    bar.set_item("backup", "Short", "hard-drive", "muted")
    bar.set_item("scanner", "Scanner ready", "scan-barcode", "success")
    qtbot.waitUntil(words.isVisible)
