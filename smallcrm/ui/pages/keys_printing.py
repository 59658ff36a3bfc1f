"""The page of keys on paper, or as a PDF: drawn in the language of now."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from smallcrm import i18n, paths
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.paper.key_map import KeySection, write_key_map
from smallcrm.ui.pages.letters.sending import paint, spool
from smallcrm.ui.pages.page import sentence, while_there

if TYPE_CHECKING:
    from smallcrm.ui.pages.keys import KeysPage

_DPI = 300


class KeysPrinting(QObject):
    """Asks which printer or which file, and does it in the worker."""

    def __init__(self, page: KeysPage) -> None:
        super().__init__(page)
        self._page, self._main = page, page.main
        self.printer: QPrinter | None = None
        self.dialog: QPrintDialog | QFileDialog | None = None

    def _sections(self) -> list[KeySection]:
        from smallcrm.ui.pages.keys import sections

        return sections(self._main)

    def ask_printer(self) -> None:
        """Open the system's printer dialog."""
        self.printer = self.printer or QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(_("Help and keys"))
        dialog = QPrintDialog(self.printer, self._page)
        dialog.setWindowTitle(_("Print"))
        dialog.accepted.connect(self.send)
        self.dialog = dialog
        QDialog.open(dialog)

    def send(self) -> None:
        """Print on the printer chosen."""
        printer = self.printer
        if printer is None:
            return
        job = self._main.jobs.start(
            _("Printing"), partial(_print, self._sections(), _("Keys"), i18n.language(), printer)
        )
        job.failed.connect(while_there(self, self._failed))

    def ask_file(self) -> None:
        """Ask where the PDF goes."""
        folder = Path(str(self._main.settings.value("print/folder", str(Path.home()))))
        name = f"SmallCRM {_('Keys')}.pdf"
        dialog = QFileDialog(self._page, _("Save as PDF"), str(folder / name), _("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        self.dialog = dialog
        dialog.open()

    def save(self, out: Path) -> None:
        """Write the PDF in the worker."""
        rows, title, language = self._sections(), _("Keys"), i18n.language()
        job = self._main.jobs.start(
            _("Writing the PDF"), lambda _report: write_key_map(rows, title, out, language=language)
        )
        job.done.connect(while_there(self, lambda _pages: self._saved(out)))
        job.failed.connect(while_there(self, self._failed))

    def _saved(self, out: Path) -> None:
        self._page.strip.say(_("Saved as {file}").format(file=out.name), "ok")

    def _failed(self, error: Exception) -> None:
        self._main.banner.dismiss()
        repairs = ((_("Try again"), self.ask_printer), (_("Save as PDF"), self.ask_file))
        self._page.strip.say(sentence(error), "bad", repairs=repairs)


def _print(rows: list[KeySection], title: str, language: str, printer: QPrinter, report: Report) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "keys.pdf"
        write_key_map(rows, title, file, language=language)
        if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            paths.write_atomically(Path(printer.outputFileName()), file.read_bytes())
        elif sys.platform.startswith("linux") and shutil.which("lp") and printer.printerName():
            spool(file, printer)
        else:
            paint(file, printer, _DPI, report)
