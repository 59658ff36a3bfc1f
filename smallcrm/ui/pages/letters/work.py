"""What the worker does for the letters page: gather the people, draw pages as pictures, write the PDF, feed a printer.

Everything here runs in the one job thread: PDFium is not safe in two.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from smallcrm import paths
from smallcrm.domain.errors import ShopError
from smallcrm.domain.piece import LeftOut, Piece, Sender
from smallcrm.domain.progress import Report
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop

SCREEN_DPI = 144
PRINT_DPI = 300
LABEL_DPI = 600


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who gets one: what is printed, and why now."""

    piece: Piece
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everybody of a selection, and who is left out."""

    people: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    sender: Sender


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be put on paper, and how."""

    people: tuple[Chosen, ...]
    sender: Sender
    layout: str
    design: str
    start: int = 1
    nudge: tuple[float, float] = (0.0, 0.0)

    @property
    def counted(self) -> bool:
        """Whether it is remembered who got one: cards and letters yes, labels and envelopes no."""
        return not self.layout.startswith(("label:", "envelope:"))


def gather(shop: Shop, selection: Selection, layout: str) -> Gathered:
    """Find everybody of the selection and word their pieces."""
    from smallcrm.paper.printing import prepare

    with shop.database.attached():
        prepared = prepare(shop, selection, layout)
        found = {(c.customer.id, c.occasion.id, c.day.year): c for c in shop.letters.candidates(selection).chosen}
    keys = [(p.customer_id, p.occasion_id, p.year) for p in prepared.pieces]
    # somebody may have been changed between the two readings: the page hears of it and gathers again
    people = [Chosen(p, found[key]) for p, key in zip(prepared.pieces, keys, strict=True) if key in found]
    return Gathered(tuple(people), prepared.left_out, prepared.sender)


def write_pdf(order: Order, out: Path, report: Report) -> int:
    """Write the file; the number of its pages."""
    from smallcrm.paper.document import write

    pieces = [one.piece for one in order.people]
    return write(
        pieces, order.sender, order.layout, order.design, out, start=order.start, nudge=order.nudge, report=report
    )


def pictures(order: Order, page: int = 0, dpi: int = SCREEN_DPI) -> list[QImage]:
    """Give pictures of one page: of a folded card its cover, its inside and the sheet, else the page alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        pages = write_pdf(order, file, lambda _done, _total: None)
        sheet = drawn(file.read_bytes(), min(page, pages - 1), dpi)
    if order.layout != "a6-quarter":
        return [sheet]
    width, height = sheet.width() // 2, sheet.height() // 2
    cover = sheet.copy(width, height, width, height)
    inside = sheet.copy(0, 0, width, height).transformed(QTransform().rotate(180))
    return [cover, inside, sheet]


def thumbnail(design: str, language: str, dpi: int = SCREEN_DPI) -> QImage:
    """Give a picture of the front of a design."""
    from smallcrm.paper.card import design_thumbnail

    return drawn(design_thumbnail(design, language), 0, dpi)


def drawn(pdf: bytes, page: int, dpi: int) -> QImage:
    """Give a page of a PDF as a picture on white."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=dpi / 72)
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return image.convertToFormat(QImage.Format.Format_RGB32)
    finally:
        document.close()


def save(shop: Shop, order: Order, out: Path, report: Report) -> int:
    """Write the PDF where a person wants it and remember the run; the run's id, 0 for addresses."""
    write_pdf(order, out, report)
    return begin(shop, order)


def begin(shop: Shop, order: Order) -> int:
    """Remember whose cards go to the printer, before the first page does; 0 for addresses."""
    if not order.counted:
        return 0
    with shop.database.attached():
        return shop.letters.start_run(order.layout, order.design, [one.piece for one in order.people])


def to_printer(shop: Shop, order: Order, printer: QPrinter, report: Report) -> int:
    """Send the pages to a printer; the run's id. ShopError ``print_failed``: nothing is remembered."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cards.pdf"
        write_pdf(order, file, report)
        run = begin(shop, order)
        try:
            _send(file, printer, order, report)
        except (ShopError, OSError, subprocess.SubprocessError) as error:
            if run:
                with shop.database.attached():
                    shop.letters.finish(run)
            raise error if isinstance(error, ShopError) else ShopError("print_failed") from error
    return run


def _send(file: Path, printer: QPrinter, order: Order, report: Report) -> None:
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        paths.write_atomically(Path(printer.outputFileName()), file.read_bytes())
    elif sys.platform.startswith("linux") and shutil.which("lp") and printer.printerName():
        _spool(file, printer)
    else:
        _paint(file, printer, LABEL_DPI if order.layout.startswith("label:") else PRINT_DPI, report)


def _spool(file: Path, printer: QPrinter) -> None:
    """Hand the PDF itself to CUPS: its own renderer keeps letters sharp."""
    options = [
        "-o",
        "print-scaling=none",
        "-o",
        "sides=one-sided",
    ]  # a folded card has one side, whatever the queue does
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        options += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    command = ["lp", "-d", printer.printerName(), "-n", str(printer.copyCount()), *options, str(file)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    if done.returncode:
        raise ShopError("print_failed")


def _paint(file: Path, printer: QPrinter, dpi: int, report: Report) -> None:
    import pypdfium2

    data = file.read_bytes()
    document = pypdfium2.PdfDocument(data)
    sizes: Sequence[tuple[float, float]] = [document.get_page_size(n) for n in range(len(document))]
    document.close()
    printer.setFullPage(True)
    printer.setResolution(dpi)
    painter = QPainter()
    for number, (width, height) in enumerate(sizes):
        report(number, len(sizes))
        size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
        printer.setPageSize(size)
        printer.setPageOrientation(
            QPageLayout.Orientation.Portrait if width <= height else QPageLayout.Orientation.Landscape
        )
        if number == 0:
            if not painter.begin(printer):
                raise ShopError("print_failed")
        elif not printer.newPage():
            raise ShopError("print_failed")
        image = drawn(data, number, dpi)
        page = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        painter.fillRect(page, Qt.GlobalColor.white)
        painter.drawImage(page, image)
    painter.end()
