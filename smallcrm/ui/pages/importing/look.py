"""What would happen: numbers first, the Import button, then columns on real rows and what needs a look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.incoming import Problem
from smallcrm.domain.joining import Differing
from smallcrm.i18n import _, format_date, format_number, ngettext
from smallcrm.ui.pages.importing import words
from smallcrm.ui.pages.importing.columns import Columns
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import Chip, ChipLabel
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.importing.work import Looked

MOST = 500
"""Problems listed on the page; the file of rejected rows has all."""
NOBODY = frozenset({"row_above_header", "totals_row", "sheet_left", "outside_card", "no_cards"})
"""Reasons of rows that are told, but are no customer: nothing of them comes in."""


def problem_row(problem: Problem, *, several: bool) -> Row:
    """Give the row of a card or row that needs a look."""
    where = _("Line {line}").format(line=format_number(problem.line))
    if several:
        where = _("{file}, line {line}").format(file=problem.file, line=format_number(problem.line))
    raw = " ".join(problem.raw.split())[:200]
    if problem.rejected:
        chip = Chip(_("Stays out"), "warn", "triangle-alert")
    elif problem.reason.code in NOBODY:
        chip = Chip(_("Stays out"), "neutral")
    else:
        chip = Chip(_("Comes in"), "ok", "check")
    return Row(
        messages.reason(problem.reason),
        raw,
        icon="triangle-alert" if problem.rejected else "info",
        tint="mustard" if problem.rejected else "sky",
        side=where,
        chip=chip,
    )


def differing_rows(looked: Looked) -> list[Row]:
    """Give the rows of values that the shop has otherwise and keeps."""
    found = [(i.record.customer.name, i.record.line, d) for i in looked.plan.items for d in i.differing]
    where = _("Line {line}")
    return [
        Row(
            name, messages.differing(_readable(d)), icon="info", tint="sky", side=where.format(line=format_number(line))
        )
        for name, line, d in found[:MOST]
    ]


def _readable(differing: Differing) -> Differing:
    return replace(differing, ours=_day(differing.ours), theirs=_day(differing.theirs))


def _day(value: str) -> str:
    """Write a stored day as people do; anything else stays."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(date.fromisoformat(value), "medium")
    if found := re.fullmatch(r"--(\d\d)-(\d\d)", value):
        return format_date(date(2000, int(found[1]), int(found[2])), "day_month")
    return value


class LookPane(QWidget):
    """``wanted``: import; ``mapped(file number, key, value)``; ``rejects``: save what stays out; ``left``: cancel."""

    wanted = Signal()
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
        self.problems_card = Card(_("Needs a look"))
        self.problems = RowList("problemList", _("Needs a look"), grow=True)
        self.problems_card.body.addWidget(self.problems)
        column.addWidget(self.problems_card)
        column.addWidget(self._shape())
        column.addStretch(1)

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
        return card

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
        self._show_chips(new, changed, known, out)
        self.import_button.setText(ngettext("Import {n}", "Import {n}", ready).format(n=format_number(ready)))
        self.import_button.setVisible(ready > 0)
        self.rejects_button.setText(
            ngettext("Save the other {n}", "Save the other {n}", out).format(n=format_number(out))
        )
        self.rejects_button.setVisible(out > 0)
        self._show_unread(looked, ready)
        several = len(looked.files) > 1
        rows = [problem_row(p, several=several) for p in looked.problems[:MOST]] + differing_rows(looked)
        self.problems.rows.set_rows(rows)
        self.problems_card.count.setText(
            format_number(len(looked.problems) + len(rows) - min(MOST, len(looked.problems)))
        )
        self.problems_card.setVisible(bool(rows))
        self._show_files(looked)

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

    def _show_chips(self, new: int, changed: int, known: int, out: int) -> None:
        from smallcrm.ui.pages.page import emptied

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
                out,
                Chip(
                    ngettext("{n} needs a look", "{n} need a look", out).format(n=format_number(out)),
                    "warn",
                    "triangle-alert",
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
        self.columns.show_guess(guess)
