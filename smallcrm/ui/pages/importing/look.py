"""What would happen: numbers first, the Import button, then columns on real rows and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.pages.importing import words
from smallcrm.ui.pages.importing.columns import Columns
from smallcrm.ui.pages.importing.first_rows import FirstRowsTable
from smallcrm.ui.pages.importing.told import MOST, differing_rows, problem_row
from smallcrm.ui.pages.page import emptied
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import Chip, ChipLabel
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.importing.work import Looked

FEW = 6
"""Problems shown until somebody wants all."""


class LookPane(QWidget):
    """What would happen, and what may be changed about it.

    ``wanted``: import; ``mapped(file number, key, value)``; ``matched(what becomes of those who are here already)``;
    ``opened(customer)``; ``rejects``: save what stays out; ``left``: cancel.
    """

    wanted = Signal()
    matched = Signal(str)
    opened = Signal(int)
    mapped = Signal(int, str, str)
    rejects = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._looked: Looked | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.strip = Strip(closable=False)
        column.addWidget(self.strip)
        column.addWidget(self._numbers())
        column.addWidget(self._needs_a_look())
        column.addWidget(self._shape())
        column.addWidget(self._first())
        column.addStretch(1)

    def _needs_a_look(self) -> Card:
        self.all_button = button("", "link", size="small", name="allProblems", clicked=self._show_all)
        self.problems_card = Card(_("Needs a look"), action=self.all_button)
        self.problems = RowList("problemList", _("Needs a look"), grow=True)
        self.problems.acted.connect(self._mend)
        self.problems_card.body.addWidget(self.problems)
        self._told: list[Row] = []
        return self.problems_card

    def _first(self) -> Card:
        self.first = FirstRowsTable()
        self.first_card = Card(_("The first rows, as they come in")).pad(8, 0, 8, 8)
        self.first_card.body.addWidget(self.first)
        return self.first_card

    def _numbers(self) -> Card:
        card = Card().pad(20, 16, 20, 16)
        self.title, self.sentence = PlainLabel("", "section"), PlainLabel("", "body", "muted")
        card.body.setSpacing(px(8))
        card.body.addWidget(self.title)
        card.body.addWidget(self.sentence)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(px(8))
        card.body.addLayout(self._chips)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.import_button = button("", "primary", icon="file-up", name="importButton", clicked=self.wanted.emit)
        self.rejects_button = button("", icon="file-down", name="rejectsButton", clicked=self.rejects.emit)
        row.addWidget(self.import_button)
        row.addWidget(self.rejects_button)
        row.addWidget(button(_("Cancel"), "link", clicked=self.left.emit))
        row.addStretch(1)
        card.body.addSpacing(px(4))
        card.body.addLayout(row)
        card.body.addWidget(self._here_already())
        return card

    def _here_already(self) -> QWidget:
        choices = {
            "fill": _("Add what is missing"),
            "overwrite": _("Take what the file says"),
            "skip": _("Leave them as they are"),
        }
        self.matches = Segment(choices, "fill", _("Who is here already"))
        self.matches.chosen.connect(self.matched)
        self.matches_row = QWidget()
        column = QVBoxLayout(self.matches_row)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(_("Who is here already"), "caption", "muted"))
        column.addWidget(self.matches)
        return self.matches_row

    def _shape(self) -> Card:
        self.file_box = QComboBox()
        self.file_box.setAccessibleName(_("File"))
        self.file_box.currentIndexChanged.connect(self._show_file)
        card = Card(_("How the file was read"), action=self.file_box)
        self.guess = PlainLabel("", "body", "muted")
        line = QHBoxLayout()
        line.setContentsMargins(px(16), 0, px(16), px(10))
        line.addWidget(self.guess)
        line.addStretch(1)
        card.body.addLayout(line)
        self.columns = Columns()
        self.columns.changed.connect(lambda key, value: self.mapped.emit(self.file_box.currentIndex(), key, value))
        card.body.addWidget(self.columns)
        self.shape_card = card
        return card

    def show_looked(self, looked: Looked) -> None:
        """Show what importing would do."""
        self._looked = looked
        plan = looked.plan
        new, changed, known, out = (plan.total(k) for k in ("created", "updated", "unchanged", "rejected"))
        ready = new + changed
        self.title.setText(
            _("{ready} of {read} are ready").format(
                ready=format_number(ready + known), read=format_number(plan.total("read"))
            )
        )
        self.sentence.setText(
            ngettext(
                "Nothing is written yet. {n} file was read.",
                "Nothing is written yet. {n} files were read.",
                len(looked.files),
            ).format(n=len(looked.files))
        )
        self._show_chips(new, changed, known, self._show_told(looked), bad=out > 0)
        self.import_button.setText(ngettext("Import {n}", "Import {n}", ready).format(n=format_number(ready)))
        self.import_button.setVisible(ready > 0)
        self.rejects_button.setText(
            ngettext("Save the other {n}", "Save the other {n}", out).format(n=format_number(out))
        )
        self.rejects_button.setVisible(out > 0)
        self._show_unread(looked, ready)
        self.matches_row.setVisible(changed + known > 0 or self.matches.value != "fill")
        self.first_card.setVisible(bool(plan.items))
        self.first.show_looked(looked)
        self._show_files(looked)

    def _show_told(self, looked: Looked) -> int:
        """Show what needs a look, and give how much that is."""
        several, tables = len(looked.files) > 1, {f.file for f in looked.files if f.guess.columns}
        told = [problem_row(p, looked.shown, several=several, table=p.file in tables) for p in looked.problems[:MOST]]
        self._told = told + differing_rows(looked)
        self.problems.rows.set_rows(self._told[:FEW])
        total = len(self._told) + max(0, len(looked.problems) - MOST)
        count = format_number(total)
        self.problems_card.count.setText(count)
        self.problems_card.setVisible(bool(self._told))
        self.all_button.setText(_("Show all {n}").format(n=count))
        self.all_button.setVisible(len(self._told) > FEW)
        return total

    def _show_all(self) -> None:
        self.problems.rows.set_rows(self._told)
        self.all_button.hide()
        self.problems.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mend(self, row: Row, zone: str) -> None:
        """Lead to what may help: the customer, or how the file was read."""
        if zone not in {"button", "open"} or not row.button:
            return
        if isinstance(row.data, int):
            self.opened.emit(row.data)
            return
        field = self.columns.field_for(str(row.data))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_files(self, looked: Looked) -> None:
        here, several = max(0, self.file_box.currentIndex()), len(looked.files) > 1
        self.file_box.blockSignals(True)
        self.file_box.clear()
        self.file_box.addItems([f.file for f in looked.files])
        self.file_box.setCurrentIndex(min(here, self.file_box.count() - 1))
        self.file_box.blockSignals(False)
        self.file_box.setVisible(several)
        self.shape_card.setVisible(bool(looked.files))
        self._show_file(self.file_box.currentIndex())

    def _show_chips(self, new: int, changed: int, known: int, told: int, *, bad: bool) -> None:
        emptied(self._chips)
        chips: Sequence[tuple[int, Chip]] = (
            (new, Chip(ngettext("{n} new", "{n} new", new).format(n=format_number(new)), "ok", "user-plus")),
            (
                changed,
                Chip(
                    ngettext("{n} gets more", "{n} get more", changed).format(n=format_number(changed)),
                    "info",
                    "pencil",
                ),
            ),
            (
                known,
                Chip(
                    ngettext("{n} already here", "{n} already here", known).format(n=format_number(known)),
                    "neutral",
                    "check",
                ),
            ),
            (
                told,
                Chip(
                    ngettext("{n} needs a look", "{n} need a look", told).format(n=format_number(told)),
                    "warn" if bad else "info",
                    "triangle-alert" if bad else "info",
                ),
            ),
        )
        for count, chip in chips:
            if count:
                self._chips.addWidget(ChipLabel(chip))
        self._chips.addStretch(1)

    def _show_unread(self, looked: Looked, ready: int) -> None:
        if looked.unread:
            self.strip.say(" ".join(messages.error(e) for _path, e in looked.unread), "bad")
        elif not ready:
            self.strip.say(_("Everybody in this file is in the shop already. Nothing would change."), "info")
        else:
            self.strip.hide()

    def _show_file(self, number: int) -> None:
        if self._looked is None or not 0 <= number < len(self._looked.files):
            return
        guess = self._looked.files[number].guess
        self.guess.setText(words.guessed(guess))
        self.columns.setVisible(bool(guess.columns))
        self.columns.show_guess(guess, self._looked.shown)
