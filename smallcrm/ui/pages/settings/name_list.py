"""What is asked of a list of name days before it comes in: whose it is, by what right, and which one it replaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem
from smallcrm.domain.name_days import NameList
from smallcrm.domain.progress import Report
from smallcrm.exchange.name_days import ORDERS, ReadNameDays, month_day
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.pages.customers.fact_list import countries
from smallcrm.ui.pages.name_days.words import day_words
from smallcrm.ui.pages.page import later, sentence, while_there
from smallcrm.ui.pages.settings.own_rows import line
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field, IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import into_sight, still
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_NAMED = 5
"""Rows that were not read and are named."""


@dataclass(frozen=True, slots=True)
class Readings:
    """A file as it was read, by the order of day and month (one, "", where the file settles it itself)."""

    by_order: Mapping[str, ReadNameDays]
    same: NameList | None = None
    """The list that has the very same days already."""


class TakingIn(QWidget):
    """What is asked of a list: its country, its name, where it is from, by what right; done or left, it says so."""

    def __init__(
        self, window: MainWindow, read: Readings, took: Callable[[], None], leave: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__()
        self.main, self._readings, self._same, self._took = window, read.by_order, read.same, took
        self._read = next(iter(self._readings.values()))
        self._known = window.shop.name_days.lists()
        self.setAccessibleName(_("Add a list of name days"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(8))
        column.setSpacing(px(8))
        names = len({one.name.casefold() for one in self._read.days})
        found = ngettext("{file}: {n} name", "{file}: {n} names", names)
        column.addWidget(Paragraph(found.format(file=self._read.file, n=format_number(names)), "strong"))
        self._tell(column)
        column.addLayout(self._fields())
        self.go = button(_("Add the list"), "primary", icon="check", name="keepNameList", clicked=self.keep)
        column.addWidget(flowing(self.go, button(_("Cancel"), name="leaveNameList", clicked=leave)))
        self._begin_with_the_older()

    # -- what is asked -----------------------------------------------------------------------------------------------

    def _fields(self) -> QGridLayout:
        """Make what is asked, two beside each other; Enter in any of them takes the list in."""
        self.country = _choice("nameListCountry")
        home = self.main.shop.settings.read().country
        for code, words in countries(home):
            self.country.addItem(words, code or home)
        self.title = line(self._read.title or Path(self._read.file).stem, "nameListTitle", "")
        self.source, self.licence = (
            line("", "nameListSource", "", longest=300),
            line("", "nameListLicence", "", longest=300),
        )
        self.source.setPlaceholderText(_("Own list, or who made it"))
        self.licence.setPlaceholderText(_("Own list, or the licence you have"))
        self.fields: dict[str, Field[QComboBox] | Field[QLineEdit]] = {
            **self._questions(),
            "country": Field(_("Country"), self.country),
            "title": Field(_("Name of the list"), self.title),
            "source": Field(_("Where it is from"), self.source),
            "licence": Field(_("Permission"), self.licence),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, number // 2, number % 2)
        for typed in (self.title, self.source, self.licence):
            typed.returnPressed.connect(self.keep)
        return grid

    def _questions(self) -> dict[str, Field[QComboBox]]:
        """Make what only some lists are asked: which number is the month, and whether a list there is makes room."""
        self.order, self.place = _choice("nameListOrder"), _choice("nameListPlace")
        asked = dict[str, Field[QComboBox]]()
        if len(self._readings) > 1:
            self.order.addItem(_("Choose…"), "")
            for order in ORDERS:
                on = month_day(self._read.unsure, order)
                self.order.addItem(day_words(on) if on else order, order)
            # Translators: {value} is a date such as 03/04/2024, of which nobody knows whether it is in March or April
            asked["order"] = Field(_("“{value}” in the list is").format(value=self._read.unsure), self.order)
        if self._known:
            self.place.addItem(_("As one more list"), 0)
            for one in self._known:
                self.place.addItem(_("In the place of “{name}”").format(name=one.title), one.id)
            self.place.activated.connect(lambda _index: self._as_before())
            asked["place"] = Field(_("Take it in"), self.place)
        return asked

    def _begin_with_the_older(self) -> None:
        """Offer to put it in the place of the list that it is, or is a newer one of."""
        days, country = self.main.shop.name_days, str(self.country.currentData())
        older = self._same or days.older(country, self.title.text(), self._read.file)
        if older is not None:
            self.place.setCurrentIndex(max(self.place.findData(older.id), 0))
            self._as_before()

    def _as_before(self) -> None:
        """Say of a list that takes the place of another what was said of that one, where nobody typed anything yet."""
        before = next((one for one in self._known if one.id == self.place.currentData()), None)
        if before is None:
            return
        self.country.setCurrentIndex(max(self.country.findData(before.country), 0))
        self.title.setText(before.title)
        for typed, was in ((self.source, before.source), (self.licence, before.licence)):
            if not typed.text().strip():
                typed.setText(was)

    # -- what is told ------------------------------------------------------------------------------------------------

    def _tell(self, column: QVBoxLayout) -> None:
        """Say that the list is in already, and what was left of the file, the first rows by line."""
        if self._same is not None:
            words = _("This list is in already: {name}").format(name=self._same.title)
            self._line(column, words, "triangle-alert", "warning")
        problems = self._read.problems
        lost = sum(one.rejected for one in problems)
        if lost:
            words = ngettext("{n} row was not read:", "{n} rows were not read:", lost).format(n=format_number(lost))
            self._line(column, words, "triangle-alert", "warning")
        for one in problems[:_NAMED]:
            self._line(column, _worded(one), "minus", "muted")
        if len(problems) > _NAMED:
            rest = len(problems) - _NAMED
            self._line(column, ngettext("and {n} more", "and {n} more", rest).format(n=rest), "ellipsis", "muted")

    @staticmethod
    def _line(column: QVBoxLayout, words: str, icon: str, role: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(IconMark(icon, role))
        row.addWidget(Paragraph(words), 1)
        column.addLayout(row)

    # -- acts --------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Come into sight, the keys where something is to be chosen or typed."""
        empty = [typed for typed in (self.source, self.licence) if not typed.text()]
        first = self.order if len(self._readings) > 1 else (*empty, self.go)[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._in_sight()  # once it has its height

    def _in_sight(self) -> None:
        later(self.main, while_there(self, lambda: into_sight(self)))

    def keep(self) -> None:
        """Take the list in beside the window; what is missing is said at its field."""
        if not self.go.isEnabled():  # Enter twice, or held
            return
        info = NameList(
            str(self.country.currentData()), self.title.text(), self.source.text(), self.licence.text(), self._read.file
        )
        for field in self.fields.values():
            field.set_error("")
        try:
            if len(self._readings) > 1 and not self.order.currentData():
                raise ShopError("no_order")
            self.main.shop.name_days.check(info)
        except ShopError as error:
            asked = self.fields[error.code.removeprefix("no_")]
            asked.set_error(sentence(error))
            asked.widget.setFocus()
            self._in_sight()
            return
        self._keep(info)

    def _keep(self, info: NameList) -> None:
        shop, instead = self.main.shop, int(self.place.currentData() or 0)
        days = (self._readings[str(self.order.currentData())] if len(self._readings) > 1 else self._read).days

        def work(_report: Report) -> None:
            with shop.database.attached():
                if instead:
                    shop.name_days.replace(instead, info, days)
                else:
                    shop.name_days.add(info, days)

        self.go.setEnabled(False)
        job = self.main.jobs.start(_("Saving"), work)
        job.done.connect(while_there(self, lambda _made: self._took()))
        for failed in (job.failed, job.cancelled):  # what fails is told by the window
            failed.connect(while_there(self, lambda *_error: self.go.setEnabled(True)))


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    still(box)
    return box


def _worded(one: Problem) -> str:
    return _("Line {line}: {reason}").format(line=one.line, reason=messages.reason(one.reason))
