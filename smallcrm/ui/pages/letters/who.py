"""Who gets one: ticked people with their day, and below who is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters.work import Chosen, Gathered
from smallcrm.ui.pages.today_rows import joined, when
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px


def chosen_row(one: Chosen, today: date) -> Row:
    """Give the row of somebody who gets one."""
    candidate = one.candidate
    line = joined(
        when(candidate.day, today),
        messages.turns(candidate.occasion.kind, candidate.turns, past=candidate.day < today),
    )
    chip = Chip(_("By hand"), "warn", "hand-helping") if candidate.late else None
    if not candidate.late:
        soon = candidate.post_by <= today
        full = _("Post today") if soon else _("Post {day}").format(day=when(candidate.post_by, today))
        chip = Chip(when(max(candidate.post_by, today), today), "neutral", "mailbox", full)
    return Row(one.piece.name, line, key=one.piece.customer_id, chip=chip, check=True, data=one)


def left_out_row(one: LeftOut) -> Row:
    """Give the row of somebody who gets none."""
    return Row(
        one.name,
        messages.reason(one.reason),
        key=one.customer_id,
        check=False,
        enabled=False,
        button=_("Open"),
        data=one,
    )


class WhoPane(QWidget):
    """The left pane; ``shown(Chosen)``, ``ticked``, ``opened(customer id)``, ``period(Selection, words)``."""

    shown = Signal(object)
    ticked = Signal()
    opened = Signal(int)
    period = Signal(object, str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(6), px(8), px(6))
        row.setSpacing(px(8))
        row.addWidget(PlainLabel(_("Who"), "strong"))
        self.words = PlainLabel("", "body", "muted")
        row.addWidget(self.words, 1)
        self.change = button(_("Change"), "link", size="small", name="changePeriod", clicked=self._choose)
        row.addWidget(self.change)
        column.addLayout(row)
        self.list = RowList("whoList", _("Who gets one"), keep_selection=True)
        self.list.people.button_width = 72
        self.list.acted.connect(self._act)
        self.list.current.connect(self._moved)
        column.addWidget(self.list, 1)

    def show_people(self, gathered: Gathered, today: date, unticked: frozenset[int] = frozenset()) -> None:
        """Show everybody; ``unticked`` are customers whose tick was taken away before."""
        self._today = today
        rows = [chosen_row(one, today) for one in gathered.people]
        rows = [replace(r, check=r.key not in unticked) for r in rows]
        left = [left_out_row(one) for one in gathered.left_out]
        self._rows = rows
        head = [Row(_("Gets one"), count=str(len(rows)), group=True)] if rows else []
        tail = [Row(_("Left out"), count=str(len(left)), group=True), *left] if left else []
        self.list.rows.set_rows([*head, *rows, *tail])
        if rows:
            self.list.setCurrentIndex(self.list.rows.index(1, 0))

    def ticked_people(self) -> tuple[Chosen, ...]:
        """Give those with a tick, in order."""
        rows = [self.list.rows.row(n) for n in range(self.list.rows.rowCount())]
        return tuple(r.data for r in rows if r.check and isinstance(r.data, Chosen))

    def unticked_ids(self) -> frozenset[int]:
        """Give the customers whose tick was taken away."""
        rows = [self.list.rows.row(n) for n in range(self.list.rows.rowCount())]
        return frozenset(r.key for r in rows if r.check is False and isinstance(r.data, Chosen))

    def current(self) -> Chosen | None:
        """Give the person marked in the list."""
        row = self.list.current_row()
        return row.data if row is not None and isinstance(row.data, Chosen) else None

    def step(self, by: int) -> None:
        """Mark the next or previous person."""
        number = self.list.currentIndex().row() + by
        if 0 <= number < self.list.rows.rowCount() and isinstance(self.list.rows.row(number).data, Chosen):
            self.list.setCurrentIndex(self.list.rows.index(number, 0))

    def _moved(self, row: Row) -> None:
        if isinstance(row.data, Chosen):
            self.shown.emit(row.data)

    def _act(self, row: Row, zone: str) -> None:
        if isinstance(row.data, LeftOut):
            if zone in {"button", "open", "check"}:
                self.opened.emit(row.data.customer_id)
            return
        if isinstance(row.data, Chosen) and zone == "check":
            number = self.list.currentIndex().row()
            at = next((n for n in range(self.list.rows.rowCount()) if self.list.rows.row(n) is row), number)
            self.list.rows.replace(at, replace(row, check=not row.check))
            self.ticked.emit()

    def _choose(self) -> None:
        menu = QMenu(self)
        for words, selection in periods(self._today):
            menu.addAction(words, partial(self.period.emit, selection, words))
        menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))


def periods(today: date) -> Sequence[tuple[str, Selection]]:
    """Give the selections to choose from, in words."""
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    after = (following + timedelta(days=32)).replace(day=1)
    one = timedelta(days=1)
    return (
        (_("Cards to print now"), Selection()),
        (_("Birthdays in the next 7 days"), Selection(start=today, end=today + timedelta(days=7))),
        (_("Birthdays in the next 30 days"), Selection(start=today, end=today + timedelta(days=30))),
        (_("Birthdays this month"), Selection(start=first, end=following - one)),
        (_("Birthdays next month"), Selection(start=following, end=after - one)),
    )
