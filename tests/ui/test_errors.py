"""What goes wrong while the shop is open: a sentence with its repair, or one report that names nobody."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm import paths
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.ui import bug_log
from smallcrm.ui.errors import BugDialog
from smallcrm.ui.following import Next
from smallcrm.ui.scenes.registry import scenes
from smallcrm.ui.window import MainWindow

NAME = "Zofia Wiśniewska-Ylä"


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    return {b.text(): b for b in window.banner.findChildren(QPushButton) if b.isVisible()}


def test_a_bug_names_nobody_neither_on_screen_nor_in_the_log(frame: MainWindow) -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as inner:
            raise ValueError(f"cannot greet {NAME}") from inner
    except ValueError as bug:
        frame.errors.handle(bug)
    dialog = frame.errors.dialog
    assert dialog is not None
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy").click()
    kept = bug_log.place().read_text(encoding="utf-8")
    for told in (dialog.details.toPlainText(), QGuiApplication.clipboard().text(), kept):
        assert "ValueError" in told
        assert "KeyError" in told
        assert "tests" in told or "test_errors.py" in told
        assert "Zofia" not in told
        assert "Ylä" not in told
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_tour_shows_the_dialog_and_keeps_no_bug_of_its_own(frame: MainWindow) -> None:
    scene = next(scene for scene in scenes() if scene.name == "bug")
    stage: Any = SimpleNamespace(go=frame.go, window=frame, shop=frame.shop)
    scene.play(stage)
    (dialog,) = frame.findChildren(BugDialog)
    assert dialog.isVisible()
    assert "IndexError" in dialog.details.toPlainText()
    assert not bug_log.place().exists()
    dialog.close()


def test_a_second_bug_opens_no_second_dialog_but_is_kept(frame: MainWindow) -> None:
    frame.errors.handle(ValueError("one"))
    first = frame.errors.dialog
    frame.errors.handle(TypeError("two"))
    assert frame.errors.dialog is first
    assert first is not None
    kept = bug_log.place().read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert "TypeError" in kept
    first.close()


def test_the_log_of_bugs_stays_small_and_private() -> None:
    for n in range(40):
        bug_log.keep(f"report {n} " + "x" * 3000)
    file = bug_log.place()
    assert file.stat().st_size <= bug_log.MOST
    assert "report 39" in file.read_text(encoding="utf-8")
    assert file.parent == paths.settings_file().parent
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("code", ["missing", "damaged", "cannot_open"])
def test_a_file_that_goes_bad_leads_to_its_page(frame: MainWindow, code: str) -> None:
    frame.errors.handle(FileTrouble(code, file="shop.smallcrm"))
    assert "shop.smallcrm" in frame.banner.text()
    buttons(frame)["What can be done?"].click()
    assert frame.next == Next(frame.shop.file)
    assert not frame.isVisible()


def test_a_full_disk_shows_its_folder_and_says_it_once(frame: MainWindow) -> None:
    for _ in range(2):
        frame.errors.handle(FileTrouble("disk_full", file="shop.smallcrm"))
    assert list(buttons(frame)) == ["Show the folder"]
    frame.banner.dismiss()
    assert frame.banner.isHidden()


def test_a_stick_pulled_out_is_noticed_within_a_second_and_told_once(frame: MainWindow, qtbot: QtBot) -> None:
    frame.errors.install()
    away = frame.shop.file.with_name("away")
    frame.shop.file.rename(away)
    qtbot.waitUntil(frame.banner.isVisible)
    assert "is not there" in frame.banner.text()
    with pytest.raises(FileTrouble) as lost:
        frame.shop.customers.add(Customer(given="Eero"))
    assert lost.value.code == "missing"
    qtbot.wait(600)  # nor does a job lay an empty file in its place
    assert not frame.shop.file.exists()
    away.rename(frame.shop.file)


def test_the_counter_waits_a_blink_for_another_program_and_keeps_nothing_half(
    opened: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened()
    with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with qtbot.captureExceptions() as none, pytest.raises(FileTrouble) as busy:
            window.shop.customers.add(Customer(given="Eero"))
        assert busy.value.code == "locked"
        window.errors.handle(busy.value)
        other.execute("ROLLBACK")
    assert not none
    assert window.banner.tone == "warn"
    window.shop.customers.add(Customer(given="Eero"))
    assert window.shop.customers.count() == 1
