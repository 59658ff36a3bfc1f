"""From the page to paper: the printer or a PDF, the question whether it came out, and what follows."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from smallcrm.domain.errors import ShopError
from smallcrm.i18n import _, format_time, ngettext
from smallcrm.store.letters import Selection
from smallcrm.ui.jobs import Job
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.pages.letters.work import Order
from smallcrm.ui.pages.page import sentence, tell, while_there

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


class Printing(QObject):
    """Does the printing of a letters page."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page, self.main, self.shop = page, page.main, page.shop
        self.printer: QPrinter | None = None
        self.dialog: QPrintDialog | QFileDialog | None = None
        self.run = 0

    def _order(self) -> Order | None:
        people = self.page.who.ticked_people()
        if not people:
            self.page.strip.say(_("Nobody is ticked, so there is nothing to print."), "info")
            return None
        return self.page.order(people)

    # -- onto paper ------------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Open the system's printer dialog for what is ticked."""
        order = self._order()
        if order is None:
            return
        self.printer = self.printer or QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self.printer, self.page)
        dialog.setWindowTitle(_("Print"))
        dialog.finished.connect(lambda result: self.send(order) if result == QDialog.DialogCode.Accepted else None)
        self.dialog = dialog
        QDialog.open(dialog)

    def send(self, order: Order) -> Job:
        """Print in the worker."""
        printer, shop = self.printer or QPrinter(), self.shop
        return self._follow(order, _("Printing"), lambda report: work.to_printer(shop, order, printer, report), "")

    def ask_file(self) -> None:
        """Ask where the PDF goes."""
        order = self._order()
        if order is None:
            return
        folder = Path(str(self.main.settings.value("print/folder", str(Path.home()))))
        name = _("Birthday cards {date}").format(date=self.shop.today.isoformat())
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
        shop = self.shop
        return self._follow(order, _("Writing the PDF"), lambda report: work.save(shop, order, out, report), str(out))

    def _follow(self, order: Order, title: str, doing: object, file: str) -> Job:
        self.page.strip.hide()
        self.page.held = True
        job = self.main.jobs.start(title, doing)  # type: ignore[arg-type]
        job.done.connect(while_there(self, partial(self._out, order, file)))
        job.failed.connect(while_there(self, self._failed))
        job.cancelled.connect(while_there(self, self._let_go))
        return job

    def _let_go(self) -> None:
        self.page.held = False

    def _failed(self, error: Exception) -> None:
        self._let_go()
        if isinstance(error, ShopError):
            self.main.banner.dismiss()
            again = ((_("Try again"), self.ask_printer), (_("Save as PDF"), self.ask_file))
            self.page.strip.say(sentence(error), "bad", repairs=again)

    # -- did it come out? ------------------------------------------------------------------------------------------

    def _out(self, order: Order, file: str, run: int) -> None:
        count = len(order.people)
        if not run:
            self._let_go()
            words = (
                ngettext("{n} address is in {file}", "{n} addresses are in {file}", count)
                if file
                else ngettext("{n} address printed", "{n} addresses printed", count)
            )
            self.main.toast.say(words.format(n=count, file=Path(file).name))
            return
        self.run = run
        title = _("The file {file} is written.").format(file=Path(file).name) if file else ""
        self._ask(count, title)

    def _ask(self, count: int, title: str = "") -> None:
        words = ngettext("Did the {n} card come out well?", "Did the {n} cards come out well?", count)
        answers = ((_("Yes, all"), self.all_came), (_("Not all…"), self.not_all), (_("No"), self.none_came))
        self.page.strip.say(words.format(n=count), "info", title=title, repairs=answers)

    def all_came(self) -> None:
        """Every card came out: remember it."""
        count = self.shop.letters.mark(self.run, "printed")
        tell(self.main)
        self._what_next(count)

    def not_all(self) -> None:
        """Ask which ones came out."""
        words = _("Take away the ticks of those that did not come out.")
        self.page.strip.say(words, "info", repairs=((_("These came out"), self.ticked_came), (_("Back"), self._back)))
        self.page.who.list.setFocus()

    def _back(self) -> None:
        self._ask(len(self.page.who.ticked_people()))

    def ticked_came(self) -> None:
        """Those with a tick came out; the others are offered again."""
        if self.page.gathered is None:
            return
        came = [one.piece.customer_id for one in self.page.who.ticked_people()]
        with self.shop.change("cards_printed", count=len(came)):
            self.shop.letters.mark(self.run, "printed", came)
            self.shop.letters.finish(self.run)
        tell(self.main)
        self._what_next(len(came))

    def none_came(self) -> None:
        """Nothing came out: everybody is offered again."""
        self.shop.letters.finish(self.run)
        tell(self.main)
        self.forget()
        self.page.held = False
        self.page.load()

    def _what_next(self, count: int) -> None:
        self.run = 0
        title = ngettext("{n} card printed.", "{n} cards printed.", count).format(n=count)
        self.page.strip.say(
            _("Now the addresses, for the same people in the same order?"),
            "ok",
            title=title,
            repairs=((_("Envelopes and labels"), self._addresses), (_("Done"), self.page.start_again)),
        )

    def _addresses(self) -> None:
        self.page.show_kind(layouts.ADDRESSES)

    def ask_again(self, run: int) -> None:
        """Show a run that nobody answered for, and ask which cards came out."""
        found = [r for r in self.shop.letters.unfinished() if r.id == run]
        if not found:
            return
        page = self.page
        page.held, page.selection = False, Selection(customers=tuple(dict.fromkeys(found[0].customer_ids)))
        page.who.words.setText(format_time(datetime.fromisoformat(found[0].started_at)))
        page.gathered = None  # until they are here, the ticks on the page are other people's
        page.load()
        page.held = True
        self.run = run
        self.not_all()

    def forget(self) -> None:
        """Ask nothing any more; a run without an answer is asked about on Today."""
        self.run = 0
        self.page.strip.hide()
