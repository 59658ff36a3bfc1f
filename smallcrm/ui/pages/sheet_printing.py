"""One page on paper, or as a PDF: the printer's dialog, the file's dialog, and the work beside the window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from smallcrm import paths
from smallcrm.domain.errors import ShopError
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.ui import printers
from smallcrm.ui.pages.letters.sending import paint, spool
from smallcrm.ui.pages.page import sentence, while_there
from smallcrm.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed: a title for the printer's queue, a name for its file, and what writes it."""

    title: str
    file: str
    write: Callable[[Path], int]
    dpi: int = 300
    """Of a printer that is painted on: bars want finer dots than words."""


def read_and_write(shop: Shop, read: Callable[[], T], write: Callable[[T, Path], int]) -> Callable[[Path], int]:
    """Give what reads the shop and writes what it found, both in the thread that calls it: beside the window."""

    def both(out: Path) -> int:
        with shop.database.attached():
            found = read()
        return write(found, out)

    return both


class SheetPrinting(QObject):
    """Asks which printer or which file, and does it in the worker; ``paper()`` is asked anew each time.

    ``went``: it is printed or saved, with what is to be said of the file.
    """

    went = Signal(str)

    def __init__(
        self, page: QWidget, window: MainWindow, strip: Callable[[], Strip], paper: Callable[[], Paper]
    ) -> None:
        super().__init__(page)
        self._page, self._main, self._strip, self._paper = page, window, strip, paper
        self.printer: QPrinter | None = None
        self.dialog: QPrintDialog | QFileDialog | None = None

    def ask_printer(self) -> None:
        """Open the system's printer dialog."""
        self.printer = self.printer or printers.named("")
        printers.begin(self.printer)
        self.printer.setDocName(self._paper().title)
        dialog = QPrintDialog(self.printer, self._page)
        dialog.setWindowTitle(_("Print"))
        dialog.accepted.connect(self.send)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # its printer goes with the job
        dialog.finished.connect(self._ended)
        self.dialog = dialog
        QDialog.open(dialog)

    def _ended(self, _result: int) -> None:
        self.dialog = None

    def send(self) -> None:
        """Print on the printer chosen; the job has it alone, the next dialog another that is set the same."""
        printer = self.printer
        if printer is None:
            return
        self.printer = printers.like(printer)
        job = self._main.jobs.start(_("Printing"), partial(_print, self._paper(), printer))
        job.done.connect(while_there(self, lambda _nothing: self.went.emit("")))
        job.failed.connect(while_there(self, self._failed))

    def ask_file(self) -> None:
        """Ask where the PDF goes."""
        folder = Path(str(self._main.settings.value("print/folder", str(Path.home()))))
        name = self._paper().file
        dialog = QFileDialog(self._page, _("Save as PDF"), str(folder / name), _("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        self.dialog = dialog
        dialog.open()

    def save(self, out: Path) -> None:
        """Write the PDF in the worker."""
        paper = self._paper()
        job = self._main.jobs.start(_("Writing the PDF"), lambda _report: paper.write(out))
        job.done.connect(while_there(self, lambda _pages: self._saved(out)))
        job.failed.connect(while_there(self, self._failed))

    def _saved(self, out: Path) -> None:
        said = _("Saved as {file}").format(file=out.name)
        self._strip().say(said, "ok")
        self.went.emit(said)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ShopError):
            return  # a bug: the window tells it
        self._main.banner.dismiss()
        repairs = ((_("Try again"), self.ask_printer), (_("Save as PDF"), self.ask_file))
        self._strip().say(sentence(error), "bad", repairs=repairs)


def _print(paper: Paper, printer: QPrinter, report: Report) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        paper.write(file)
        if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            _keep(file, Path(printer.outputFileName()))
        elif sys.platform.startswith("linux") and shutil.which("lp") and printer.printerName():
            spool(file, printer)
        else:
            paint(file, printer, paper.dpi, report)


def _keep(file: Path, out: Path) -> None:
    try:
        paths.write_atomically(out, file.read_bytes())
    except OSError as error:
        raise ShopError("cannot_write", file=str(out)) from error
