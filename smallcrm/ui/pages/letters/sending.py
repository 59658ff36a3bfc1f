"""From pieces to a file or a printer, in the worker; what came of it is told as it was, half-way stops too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from smallcrm import paths
from smallcrm.domain.errors import Cancelled, ShopError
from smallcrm.domain.piece import Sender
from smallcrm.domain.progress import Report
from smallcrm.paper import forms
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.work import Chosen, Order, page_image, write_pdf

PRINT_DPI = 300
LABEL_DPI = 600
PATIENCE = 60.0
"""How long a queue of the system may take to accept a file, seconds."""
_MEDIA = {
    (210, 297): "iso_a4_210x297mm",
    (216, 279): "na_letter_8.5x11in",
    (114, 162): "iso_c6_114x162mm",
    (110, 220): "iso_dl_110x220mm",
    (162, 229): "iso_c5_162x229mm",
}
"""Names that every queue knows, by the size in mm, upright."""
_POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: its run (0 for addresses), its people, and how many of them before it stopped."""

    run: int
    people: tuple[Chosen, ...]
    done: int
    stopped: str = ""
    """``cancelled`` by a person, ``failed`` by the printer, empty: it went to the end."""


class Halted(Exception):  # noqa: N818 — not an error of ours: a person or the printer stopped
    """Painting stopped after some pages; ``cause`` is why."""

    def __init__(self, pages: int, cause: Exception) -> None:
        super().__init__(pages)
        self.pages, self.cause = pages, cause


def save(shop: Shop, order: Order, out: Path, report: Report) -> Sent:
    """Write the PDF where a person wants it and remember the run."""
    write_pdf(order, out, report)
    return Sent(begin(shop, order), order.people, len(order.people))


def begin(shop: Shop, order: Order) -> int:
    """Remember whose cards go to the printer, before the first page does; 0 for addresses."""
    if not order.counted:
        return 0
    with shop.database.attached():
        return shop.letters.start_run(order.layout, order.design, order.pieces)


def to_printer(shop: Shop, order: Order, printer: QPrinter, report: Report) -> Sent:
    """Send the pages to a printer. ShopError ``print_failed``: nothing came out and nothing is remembered."""
    order = replace(order, mono=printer.colorMode() == QPrinter.ColorMode.GrayScale)
    if order.counted and printer.printRange() == QPrinter.PrintRange.PageRange:
        order = of_pages(order, printer.fromPage(), printer.toPage())
        printer.setPrintRange(QPrinter.PrintRange.AllPages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cards.pdf"
        write_pdf(order, file, report)
        run = begin(shop, order)
        try:
            _send(file, printer, order, report)
        except Halted as halt:
            return _halted(shop, order, run, halt)
        except (ShopError, OSError, subprocess.SubprocessError) as error:
            _forget(shop, run)
            raise error if isinstance(error, ShopError) else ShopError("print_failed") from error
    return Sent(run, order.people, len(order.people))


def test_page(layout: str, nudge: tuple[float, float], language: str, printer: QPrinter, report: Report) -> None:
    """Print outline, folds and a cross of a letter or a label sheet, to hold against the real form."""
    from smallcrm.paper import calibration

    form = forms.labels_of(layout) or layouts.window_of(layout)
    if form is None:
        return
    order = Order((), Sender(""), layout, "")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "test.pdf"
        calibration.test_page(form, file, nudge=nudge, language=language)
        try:
            _send(file, printer, order, report)
        except Halted as halt:
            raise halt.cause from halt
        except (OSError, subprocess.SubprocessError) as error:
            raise ShopError("print_failed") from error


test_page.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for one of its own


def _halted(shop: Shop, order: Order, run: int, halt: Halted) -> Sent:
    """A person says which of the cards already handed over came out; without any nothing was begun."""
    if not halt.pages or not run:
        _forget(shop, run)
        raise halt.cause
    done = sum(1 for pages in pages_of(order) if pages.stop <= halt.pages + 1)
    return Sent(run, order.people, done, "cancelled" if isinstance(halt.cause, Cancelled) else "failed")


def _forget(shop: Shop, run: int) -> None:
    if run:
        with shop.database.attached():
            shop.letters.finish(run)


def pages_of(order: Order) -> list[range]:
    """Give on which pages, counted from 1, each person's piece is; a sheet of labels is one page of many."""
    from smallcrm.paper.document import pages_for

    labels = layouts.labels_on(order.layout)
    if labels:
        pages = [1 + (order.start - 1 + number) // labels for number in range(len(order.people))]
        return [range(page, page + 1) for page in pages]
    ends = accumulate((pages_for((piece,), order.layout) for piece in order.pieces), initial=1)
    return [range(begin, end) for begin, end in pairwise(ends)]


def of_pages(order: Order, first: int, last: int) -> Order:
    """Give the order with only those people who are on these pages: nobody else is asked about afterwards."""
    both = zip(order.people, pages_of(order), strict=True)
    people = tuple(one for one, pages in both if pages.start <= last and pages.stop > first)
    return replace(order, people=people, start=order.start if first <= 1 else 1)


def _send(file: Path, printer: QPrinter, order: Order, report: Report) -> None:
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        paths.write_atomically(Path(printer.outputFileName()), file.read_bytes())
    elif sys.platform.startswith("linux") and shutil.which("lp") and printer.printerName():
        spool(file, printer)
    else:
        paint(file, printer, LABEL_DPI if forms.labels_of(order.layout) else PRINT_DPI, report)


def spool(file: Path, printer: QPrinter) -> None:
    """Hand the PDF itself to CUPS: its own renderer keeps letters sharp."""
    options = ["print-scaling=none", "sides=one-sided", f"media={_media(file)}"]
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options.append("print-color-mode=monochrome")
    command = ["lp", "-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", printer.docName() or "SmallCRM"]
    for option in options:
        command += ["-o", option]
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        command += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    try:
        done = subprocess.run([*command, str(file)], check=False, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return  # a queue that does not answer may print all the same: a person is asked
    if done.returncode:
        raise ShopError("print_failed")


def _media(file: Path) -> str:
    """Give the paper of the first page by the name that the system's queues know."""
    width, height = sorted(round(side / _POINTS) for side in _sizes(file)[0])
    return _MEDIA.get((width, height)) or f"Custom.{width}x{height}mm"


def _sizes(file: Path) -> Sequence[tuple[float, float]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def paint(file: Path, printer: QPrinter, dpi: int, report: Report) -> None:
    """Paint every page, white and lossless, in the size of its paper. Halted: a person or the printer stopped."""
    import pypdfium2

    sizes = _sizes(file)
    document = pypdfium2.PdfDocument(file.read_bytes())
    chosen = printer.printRange() == QPrinter.PrintRange.PageRange
    first, last = (printer.fromPage(), printer.toPage()) if chosen else (1, len(sizes))
    numbers = range(max(first, 1) - 1, min(last or len(sizes), len(sizes)))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    printer.setFullPage(True)
    printer.setResolution(dpi)
    painter, pages = QPainter(), 0
    try:
        for number in [n for _copy in range(copies) for n in numbers]:
            report(pages, len(numbers) * copies)
            _turn_page(printer, painter, sizes[number])
            page = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            painter.fillRect(page, Qt.GlobalColor.white)
            painter.drawImage(page, page_image(document, number, dpi))
            pages += 1
    except (Cancelled, ShopError) as cause:
        printer.abort()
        raise Halted(min(pages, len(numbers)), cause) from cause
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def _turn_page(printer: QPrinter, painter: QPainter, size: tuple[float, float]) -> None:
    width, height = size
    upright = width <= height
    printer.setPageSize(QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)  # a folded card has one side, whatever the queue does
    if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
        raise ShopError("print_failed")
