"""Each job has a printer of its own: what is chosen for the next print does not change the one at work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import ShopError
from smallcrm.ui import printers
from smallcrm.ui.pages.letters import sending
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.people import fill


@pytest.fixture
def page(qtbot: QtBot, opened: Callable[..., MainWindow], tmp_path: Path) -> LettersPage:
    """The letters page of a shop with cards to print, and a file for a printer."""
    window = opened()
    fill(window.shop)
    window.perform("letters", "print")
    made = window.places.page("letters")
    assert isinstance(made, LettersPage)
    qtbot.waitUntil(lambda: made.gathered is not None and not window.jobs.running, timeout=20_000)
    made.printing.printer = _set(tmp_path)
    return made


def _set(tmp_path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setDocName("Birthday cards")
    printer.setResolution(300)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Landscape, QMarginsF(9, 8, 7, 6))
    )
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setCollateCopies(False)
    printer.setCopyCount(3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    return printer


def _settings(printer: QPrinter) -> tuple[object, ...]:
    layout = printer.pageLayout()
    return (
        printer.outputFormat(), printer.outputFileName(), printer.docName(), printer.resolution(),
        layout.pageSize().id(), layout.orientation(), printer.colorMode(), printer.pageOrder(),
        printer.collateCopies(), printer.copyCount(), printer.printRange(), printer.fromPage(), printer.toPage(),
    )  # fmt: skip


@pytest.mark.usefixtures("qapp")
def test_another_printer_is_set_as_the_first_and_is_its_own(tmp_path: Path) -> None:
    first = _set(tmp_path)
    before = _settings(first)
    second = printers.like(first)
    assert _settings(second) == before
    printers.begin(second)
    assert (second.copyCount(), second.printRange()) == (1, QPrinter.PrintRange.AllPages)
    assert (second.fromPage(), second.toPage()) == (0, 0)
    assert _settings(first) == before


def test_the_next_dialog_changes_nothing_of_what_is_being_printed(
    page: LettersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, seen = Event(), Event(), []

    def slow(_file: Path, printer: QPrinter, _order: object, _report: object) -> None:
        begun.set()
        assert go_on.wait(20)
        seen.append((printer.copyCount(), printer.colorMode(), printer.docName()))

    monkeypatch.setattr(sending, "_send", slow)
    order = page.printing.order()
    assert order is not None
    page.printing.send(order)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    page.printing.ask_test()
    dialog, printer = page.printing.dialog, page.printing.printer
    assert dialog is not None
    assert printer is not None
    assert printer.copyCount() == 1  # three copies were for that print alone
    assert printer.printRange() == QPrinter.PrintRange.AllPages
    assert printer.resolution() == 300
    printer.setCopyCount(7)
    printer.setColorMode(QPrinter.ColorMode.Color)
    printer.setDocName("Test page")
    dialog.reject()
    assert page.printing.dialog is None
    go_on.set()
    qtbot.waitUntil(lambda: not page.main.jobs.running, timeout=20_000)
    assert seen == [(3, QPrinter.ColorMode.GrayScale, "Birthday cards")]


def test_once_more_prints_the_same_pages(page: LettersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that failed is tried again with what was chosen: the second of the people, three copies."""
    copies = []

    def dead(_file: Path, printer: QPrinter, *_rest: object) -> None:
        copies.append(printer.copyCount())
        if len(copies) < 2:
            raise ShopError("print_failed")

    monkeypatch.setattr(sending, "_send", dead)
    order = page.printing.order()
    assert order is not None
    page.printing.send(order)
    qtbot.waitUntil(lambda: not page.main.jobs.running and page.strip.isVisible(), timeout=20_000)
    printers.begin(page.printing.printer or QPrinter())  # a dialog opened meanwhile and left
    next(made for made in page.strip.findChildren(QPushButton) if made.text() == "Try again").click()
    qtbot.waitUntil(lambda: len(copies) == 2 and not page.main.jobs.running, timeout=20_000)
    assert copies == [3, 3]
    (run,) = page.shop.letters.unfinished()
    assert run.customer_ids == (order.people[1].piece.customer_id,)
