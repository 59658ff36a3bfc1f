"""Beside Today: regulars who stay away and who came once or twice, each with the reason and a telephone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm.domain.follow_up import CallOutcome
from smallcrm.i18n import _, format_number
from smallcrm.store.visits import Drifter
from smallcrm.ui.pages.today_task_doing import AwayDoing
from smallcrm.ui.pages.today_tasks import away_rows
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

ALL = 200
"""Rows shown when all were asked for."""


class Away(Card):
    """Three people and how many there are; the link shows all of them, the printer a list to call from."""

    def __init__(self, window: MainWindow, name: str, heading: str, read: Callable[[int], Sequence[Drifter]]) -> None:
        self._all = button("", "link", size="small", name=f"{name}All", clicked=self._turn)
        # Translators: beside those who stay away: a list with their numbers, on paper
        self.paper = IconButton("printer", _("Print call list: {list}").format(list=heading))
        self.paper.clicked.connect(lambda: window.perform("sheet", name))
        super().__init__(heading, action=_beside(self.paper, self._all))
        self._read, self._whole, self._count = read, False, 0
        self._first: list[Drifter] = []
        self.doing = AwayDoing(window)
        self.list = RowList(f"{name}List", heading, grow=True, dense=True, wraps=True)
        self.list.acted.connect(self._act)
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))

    def load(self, first: Sequence[Drifter], count: int) -> None:
        """Show the first of so many; hidden without any."""
        self._first, self._count = list(first), count
        self._whole = self._whole and count > len(first)
        people = list(self._read(ALL)) if self._whole else self._first
        self.list.rows.set_rows(away_rows(people))
        self._all.setVisible(self._whole or count > len(first))
        self.setVisible(bool(people))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the printer, then the word beside the number, make way for the heading, which is never cut."""
        words = _("Fewer") if self._whole else _("All {n}").format(n=format_number(self._count))
        self._all.setText(words)
        self._all.setAccessibleName(words)
        room = self.width() - self.heading.sizeHint().width() - px(44)
        link = 0 if self._all.isHidden() else self._all.sizeHint().width()
        self.paper.setVisible(link + self.paper.sizeHint().width() + px(12) <= room)
        short = link > room and not self._whole
        if short:
            self._all.setText(format_number(self._count))
        self._all.setToolTip(words if short else "")

    def _turn(self) -> None:
        self._whole = not self._whole
        self.load(self._first, self._count)

    def _act(self, row: Row, zone: str) -> None:
        who: Drifter = row.data
        if zone == "button":
            self.doing.called(who, CallOutcome.REACHED)
        elif zone == "menu":
            self.doing.menu(who, self, self.list.point_of())
        else:
            self.doing.open_customer(who.customer_id)


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(2))
    for widget in widgets:
        row.addWidget(widget)
    return holder
