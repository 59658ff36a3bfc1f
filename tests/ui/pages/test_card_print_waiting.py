"""Printing membership cards beside another program, and with errors: nobody waits, and nothing raw is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.store import database
from smallcrm.ui import printers
from smallcrm.ui.pages.cards import print_sending, printing
from smallcrm.ui.pages.cards.printing import CardPrint
from smallcrm.ui.scenes import card_print
from smallcrm.ui.window import MainWindow
from tests.ui.pages.card_printing import people, shown

__all__ = ["people"]
Settle = Callable[[MainWindow], None]
Lock = Callable[[], AbstractContextManager[sqlite3.Connection]]


@pytest.fixture
def locked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Another program writes, and keeps everybody out for so long."""
    monkeypatch.setattr(database, "_JOB_WAIT", 1)
    window.shop.database.sql("PRAGMA busy_timeout = 1")

    @contextmanager
    def lock() -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield other
            other.execute("ROLLBACK")

    return lock


def waits(page: CardPrint) -> bool:
    return page.strip.isVisible() and "Another program is writing" in page.strip.text()


def test_what_came_out_is_written_beside_the_window(window: MainWindow, people: list[int], settled: Settle) -> None:
    page = shown(window, settled)
    assert page.printing.take()
    page.printing.came()
    assert [job.title for job in window.jobs.running] == ["Remembering the printed cards"]
    settled(window)
    assert window.shop.cards.unprinted() == []


def test_what_came_out_is_written_when_the_file_is_free(
    window: MainWindow, people: list[int], settled: Settle, locked: Lock, qtbot: QtBot
) -> None:
    page = shown(window, settled)
    page.printing.take()
    with locked():
        page.printing.came()
        qtbot.waitUntil(lambda: waits(page))
        assert window.banner.isHidden()
        assert window.errors.dialog is None
    qtbot.waitUntil(lambda: window.shop.cards.unprinted() == [])
    settled(window)
    assert page.strip.isHidden()
    assert page.nothing.title.text() == "Every card is printed"


def test_numbers_are_given_when_the_file_is_free(
    window: MainWindow, people: list[int], settled: Settle, locked: Lock, qtbot: QtBot
) -> None:
    without = window.shop.cards.without_card()[:2]
    page = shown(window, settled, value=tuple(without))
    with locked():
        page.left_card.number_button.click()
        qtbot.waitUntil(lambda: waits(page))
        assert not page.left_card.number_button.isEnabled()
        assert window.banner.isHidden()
    qtbot.waitUntil(page.left_card.isHidden)
    assert all(window.shop.cards.number(one) for one in without)
    assert page.strip.isHidden()


def test_cards_come_when_the_file_is_free(
    window: MainWindow, people: list[int], settled: Settle, locked: Lock, qtbot: QtBot
) -> None:
    page = shown(window, settled)
    with locked():
        page.options.start.setValue(4)
        settled(window)
        assert page.strip.isHidden()
        assert window.banner.isHidden()
    qtbot.waitUntil(lambda: page.found is not None and page.found.wish.start == 4)


@pytest.mark.parametrize("what", ["gather", "give_numbers"])
def test_what_a_bug_says_of_itself_stands_nowhere(
    window: MainWindow, people: list[int], settled: Settle, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    without = window.shop.cards.without_card()[:1]
    page = shown(window, settled, value=tuple(without))

    def broken(*_anything: object) -> None:
        raise RuntimeError("secret of Ann")

    monkeypatch.setattr(printing, what, broken)
    if what == "gather":
        page.options.start.setValue(3)
    else:
        page.left_card.number_button.click()
    settled(window)
    dialog = window.errors.dialog
    assert dialog is not None
    assert "secret" not in page.strip.text() + dialog.details.toPlainText()
    assert page.left_card.number_button.isEnabled()
    dialog.close()


def test_an_expected_error_is_told_in_the_strip_alone_and_tried_again(
    window: MainWindow, people: list[int], settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(window, settled)

    def full(*_anything: object) -> None:
        raise FileTrouble("disk_full", file="a.smallcrm")

    with monkeypatch.context() as broken:
        broken.setattr(printing, "gather", full)
        page.options.start.setValue(3)
        settled(window)
    assert "The disk is full" in page.strip.text()
    assert window.banner.isHidden()
    QTest.keyClick(page.strip.first, Qt.Key.Key_Space)
    settled(window)
    assert page.strip.isHidden()
    assert page.found
    assert page.found.wish.start == 3


def test_the_question_counts_membership_cards(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    page.printing.take()
    page.printing.save(tmp_path / "cards.pdf")
    settled(window)
    assert "Did the 3 membership cards come out well?" in page.strip.text()


def test_the_scene_of_the_question_has_cards(window: MainWindow, people: list[int], settled: Settle) -> None:
    class Played:
        """As much of a stage as the scene asks for."""

        shop, folder = window.shop, window.shop.file.parent

        def perform(self, page: str, command: str, value: object = None) -> None:
            window.perform(page, command, value)

        def find(self, name: str, _kind: type[CardPrint]) -> CardPrint:
            page = window.places.page(name)
            assert isinstance(page, CardPrint)
            return page

        def rest(self) -> None:
            settled(window)

        def afterwards(self, _run: object) -> None:
            """Nobody calms this window."""

    card_print._came_out(Played())  # type: ignore[arg-type]
    page = window.places.page("cardPrint")
    assert isinstance(page, CardPrint)
    count = len(window.shop.cards.unprinted())
    assert count > len(people)
    assert f"Did the {count} membership cards come out well?" in page.strip.text()


def test_a_folder_that_cannot_be_written_is_told_with_a_way_on(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    page.printing.take()
    printer = printers.named("")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "cards.pdf"))
    page.printing.printer = printer
    page.printing.send()
    settled(window)
    assert window.errors.dialog is None
    assert "cards.pdf" in page.strip.text()
    assert "No such file" not in page.strip.text()
    assert len(window.shop.cards.unprinted()) == 3


def test_a_bug_in_printing_is_told_by_the_window_alone(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(window, settled)
    page.printing.take()

    def broken(*_anything: object, **_named: object) -> int:
        raise RuntimeError("secret of Ann")

    monkeypatch.setattr(print_sending, "write", broken)
    page.printing.save(tmp_path / "cards.pdf")
    settled(window)
    dialog = window.errors.dialog
    assert dialog is not None
    assert page.strip.isHidden()
    dialog.close()
