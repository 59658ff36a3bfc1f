"""From the page to paper: the system's printer dialog or a PDF, in the worker, and what went wrong with its repair."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from smallcrm.domain.errors import ShopError
from smallcrm.domain.progress import Report
from smallcrm.i18n import _, language, ngettext
from smallcrm.ui import printers
from smallcrm.ui.jobs import Job
from smallcrm.ui.pages.letters import layouts, sending
from smallcrm.ui.pages.letters.last_paper import remember
from smallcrm.ui.pages.letters.sending import Sent
from smallcrm.ui.pages.letters.work import Order
from smallcrm.ui.pages.page import sentence, while_there

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


class Printing(QObject):
    """Does the printing of a letters page."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page, self.main, self.shop = page, page.main, page.shop
        self.printer: QPrinter | None = None
        self.dialog: QPrintDialog | QFileDialog | None = None

    def order(self) -> Order | None:
        """Give what is ticked, or None after saying that nobody is."""
        people = self.page.who.ticked_people()
        if not people and (self.page.asking.run or self.page.asking.printed):
            self.page.strip.begin()  # the question stays
            return None
        if not people:
            self.page.strip.say(_("Nobody is ticked, so there is nothing to print."), "info")
            return None
        return self.page.order(people)

    def _title(self) -> str:
        return layouts.title(self.page.options.code, layouts.letter_of(self.shop, self.page.writing.kind))

    # -- printer ---------------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Open the system's printer dialog for what is ticked, once what was typed stands in it."""
        if self.page.writing.complete():
            self.page.writing.once_read(self._ask_printer)

    def _ask_printer(self) -> None:
        order = self.order()
        if order is None:
            return
        pages = len(order.people) if layouts.kind_of(order.layout) == layouts.CARDS else 0
        self._open_dialog(pages, partial(self.send, order))

    def _open_dialog(self, pages: int, then: Callable[[], object]) -> None:
        """Open the system's dialog; ``pages`` to choose from, 0 where their number is not known."""
        self.printer = self.printer or printers.named(self.page.paper.printer)
        printers.begin(self.printer)
        self.printer.setDocName(self._title())
        dialog = QPrintDialog(self.printer, self.page)
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        if pages:
            dialog.setMinMax(1, pages)
        dialog.finished.connect(partial(self._chosen, then))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # its printer goes with the job
        self.dialog = dialog
        QDialog.open(dialog)

    def _chosen(self, then: Callable[[], object], result: int) -> None:
        self.dialog = None
        if result == QDialog.DialogCode.Accepted and self.printer is not None:
            self.page.paper.use(self.printer.printerName())
            then()

    def send(self, order: Order, printer: QPrinter | None = None) -> Job:
        """Print in the worker, on the printer chosen last unless one is given; once more is set the same."""
        own = printer or self._own()
        again = partial(self.send, order, printers.like(own))
        doing = partial(sending.to_printer, self.shop, order, own)
        return self._follow(_("Printing"), doing, "", again)

    def _own(self) -> QPrinter:
        """Give the printer as it is set to one job alone, and keep another for the next."""
        own = self.printer or printers.named(self.page.paper.printer)
        self.printer = printers.like(own)
        return own

    def ask_test(self) -> None:
        """Open the printer dialog for a test page of the form."""
        self._open_dialog(1, self._test)

    def _test(self) -> None:
        page = self.page
        doing = partial(sending.test_page, page.options.code, page.paper.nudge, language(), self._own())
        job = self.main.jobs.start(_("Printing"), doing)
        job.failed.connect(while_there(self, partial(self._failed, self._test)))

    # -- file ------------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask where the PDF goes."""
        if self.page.writing.complete():
            self.page.writing.once_read(self._ask_file)

    def _ask_file(self) -> None:
        order = self.order()
        if order is None:
            return
        folder = Path(str(self.main.settings.value("print/folder", str(Path.home()))))
        name = f"{self._title()} {self.shop.today.isoformat()}"
        dialog = QFileDialog(self.page, _("Save as PDF"), str(folder / f"{name}.pdf"), _("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{name}.pdf")
        dialog.fileSelected.connect(lambda file: self.save(order, Path(file)))
        self.dialog = dialog
        dialog.open()

    def save(self, order: Order, out: Path) -> Job:
        """Write the PDF in the worker."""
        self.main.settings.setValue("print/folder", str(out.parent))
        doing = partial(sending.save, self.shop, order, out)
        return self._follow(_("Writing the PDF"), doing, str(out), partial(self.save, order, out))

    def _show_folder(self, file: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file).parent)))

    # -- what came of it -------------------------------------------------------------------------------------------

    def _follow(self, title: str, doing: Callable[[Report], Sent], file: str, again: Callable[[], object]) -> Job:
        self.page.strip.hide()
        remember(self.main.settings, self.shop, self.page.writing.kind, self.page.options.code)
        self.page.held = True
        job = self.main.jobs.start(title, doing)
        job.done.connect(while_there(self, partial(self._out, file)))
        job.failed.connect(while_there(self, partial(self._failed, again)))
        job.cancelled.connect(while_there(self, self._let_go))
        return job

    def _let_go(self) -> None:
        self.page.held = False

    def _failed(self, again: Callable[[], object], error: Exception) -> None:
        self._let_go()
        if isinstance(error, ShopError):
            self.main.banner.dismiss()
            repairs = (
                (_("Try again"), again),
                (_("Other printer"), self.ask_printer),
                (_("Save as PDF"), self.ask_file),
            )
            self.page.strip.say(
                sentence(error), "bad", repairs=repairs if error.code == "print_failed" else repairs[::2]
            )

    def _out(self, file: str, sent: Sent) -> None:
        count, name = len(sent.people), Path(file).name
        folder = ((_("Open folder"), partial(self._show_folder, file)),) if file else ()
        if sent.run:
            title = _("The file {file} is written.").format(file=name) if file else ""
            self.page.asking.about(sent, title, folder)
            return
        self._let_go()
        words = (
            ngettext("{n} address is in {file}", "{n} addresses are in {file}", count)
            if file
            else ngettext("{n} address printed", "{n} addresses printed", count)
        )
        done = ((_("Done"), self.page.start_again),)
        self.page.strip.say(words.format(n=count, file=name), "ok", repairs=(*folder, *done))
