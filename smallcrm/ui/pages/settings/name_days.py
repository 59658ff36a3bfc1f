"""The lists of name days: which there are and by what right, taking one in, an empty template, suggestions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.name_days import NameList
from smallcrm.domain.progress import Report
from smallcrm.domain.text import beside
from smallcrm.exchange.name_days import ORDERS, ReadNameDays, read_name_days, template
from smallcrm.i18n import _, country_name, format_number, ngettext
from smallcrm.paths import write_atomically
from smallcrm.ui.pages.name_days.words import why_none
from smallcrm.ui.pages.page import emptied, later, sentence, tell, while_there
from smallcrm.ui.pages.settings.name_list import Readings, TakingIn
from smallcrm.ui.pages.settings.own_rows import OwnRows
from smallcrm.ui.pages.settings.rows import Section, Told
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def name_days_section(window: MainWindow, before: NameDayLists | None) -> Section:
    """Make the section of the lists of name days; the rows of ``before`` stand in it with what is asked there."""
    return Section("nameDays", _("Name days"), "cake", lambda: (_Row(before or NameDayLists(window)),))


class _Row(QWidget):
    """Holds the lists: what comes from another place is hidden by Qt, while a search hides and shows the row."""

    def __init__(self, lists: NameDayLists) -> None:
        super().__init__()
        self.searched = lists.searched
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(lists)
        lists.show()


class NameDayLists(OwnRows):
    """One row a list, what is asked of a new one, and what can be done with them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, _("Name days"), _("Add a list…"), _("Where it is from"), _("Licence"))
        self.setObjectName("nameDayLists")
        self.dialog: QFileDialog | None = None
        self._known: tuple[list[NameList], str] | None = None
        self._said = Told()
        self._asking: TakingIn | None = None
        self.show_all()

    def show_all(self) -> None:
        """Show the lists as they stand now; what is being said of a new one stays."""
        shop = self.main.shop
        known, country = shop.name_days.lists(), shop.settings.read().country
        if (known, country) == self._known or self._asking is not None:
            return
        self._known = known, country
        self.begin(
            _("Name days of your customers are suggested by their first names, from lists that you take in.")
            if known
            else why_none(country)
        )
        for one in known:
            self.add_row(*self._list(one))
            self.column.addWidget(Hairline())
        self._said = Told()
        self.column.addWidget(self._said)
        self.place = QVBoxLayout()
        self.column.addLayout(self.place)
        self.first = button(_("Add a list…"), icon="file-up", name="takeNameList", clicked=self.choose)
        empty = button(
            _("Save an empty template…"), icon="file-down", name="nameListTemplate", clicked=self.ask_template
        )
        acts = [self.first, empty]
        if known:
            words = _("Suggest name days for customers…")
            acts.append(button(words, icon="users", name="suggestNameDays", clicked=lambda: self.main.go("nameDays")))
        self.last = acts[-1]
        self.column.addWidget(flowing(*acts))

    def _list(self, one: NameList) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(beside(one.title, country_name(one.country)), "strong"))
        count = ngettext("{n} name", "{n} names", one.names).format(n=format_number(one.names))
        words.addWidget(Paragraph(beside(count, one.source), "caption", "muted"))
        right = _("Permission: {licence}").format(licence=one.licence)
        words.addWidget(Paragraph(right, "caption", "muted"))
        away = button(
            _("Remove"), size="small", name=f"removeNameList_{one.id}", clicked=partial(self._remove, one, said)
        )
        away.setAccessibleName(_("Remove: {name}").format(name=one.title))
        row.addLayout(words, 1)
        row.addWidget(away)
        return row, said

    def _remove(self, one: NameList, said: Told) -> None:
        if self.do(lambda: self.main.shop.name_days.remove(one.id), said):
            tell(self.main)
            later(self.main, while_there(self, self._begin_again))

    def _begin_again(self) -> None:
        """Show what there is now; the keys go where one begins, for what had them is gone."""
        self.show_all()
        later(self.main, while_there(self, lambda: self.first.setFocus(Qt.FocusReason.OtherFocusReason)))

    # -- taking in ---------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the file."""
        folder = str(self.main.settings.value("import/folder", str(Path.home())))
        kinds = _("Lists of name days (*.csv *.txt *.tsv *.xlsx *.xls *.ods *.ics);;All files (*)")
        dialog = QFileDialog(self.main, _("Add a list of name days"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.take(Path(file)))
        self.dialog = dialog
        dialog.open()

    def take(self, file: Path) -> None:
        """Read a file beside the window, then ask whose list it is."""
        self.main.settings.setValue("import/folder", str(file.parent))
        self._said.say("")

        def work(_report: Report) -> Readings | ShopError:
            try:
                read = read_name_days(file)
                if not read.unsure:
                    return Readings({"": read}, self._same(read))
                both = {order: read_name_days(file, order) for order in ORDERS}
                return Readings(both, next(filter(None, map(self._same, both.values())), None))
            except ShopError as error:  # told where the list was asked for, not above the page
                return error

        job = self.main.jobs.start(_("Reading the file"), work)
        job.done.connect(while_there(self, self._ask))

    def _same(self, read: ReadNameDays) -> NameList | None:
        """Look, beside the window, whether the list is in already."""
        shop = self.main.shop
        with shop.database.attached():
            return shop.name_days.same(read.days)

    def _ask(self, read: Readings | ShopError) -> None:
        self.leave()
        if isinstance(read, ShopError):
            self._said.say(sentence(read))
            return
        self._asking = TakingIn(self.main, read, self.took, self.leave)
        self.place.addWidget(self._asking)
        later(self.main, while_there(self._asking, self._asking.begin))

    def leave(self) -> None:
        """Take no list in."""
        if self._asking is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asking = None
        emptied(self.place)

    def took(self) -> None:
        """Show the list that came in, with its Undo; what comes next has the keys."""
        tell(self.main)
        self.leave()
        self.show_all()
        later(self.main, while_there(self, lambda: self.last.setFocus(Qt.FocusReason.OtherFocusReason)))

    # -- the template ------------------------------------------------------------------------------------------------

    def ask_template(self) -> None:
        """Ask where to put an empty list."""
        folder = str(self.main.settings.value("export/folder", str(Path.home())))
        dialog = QFileDialog(self.main, _("Save an empty template"), folder, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(".csv")
        dialog.selectFile(f"{_('Name days')}.csv")
        dialog.fileSelected.connect(lambda file: self.save_template(Path(file)))
        self.dialog = dialog
        dialog.open()

    def save_template(self, file: Path) -> None:
        """Write a list with a row for each day and no names, for a spreadsheet."""
        self.main.settings.setValue("export/folder", str(file.parent))
        try:
            write_atomically(file, template(_("Day"), _("Month"), _("Names")))
        except OSError:
            self._said.say(sentence(ShopError("cannot_write", file=file.name)))
            return
        self._said.say("")
        self.main.toast.say(_("Saved as {file}").format(file=file.name))
