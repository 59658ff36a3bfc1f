"""Those whom a figure counts: a list that leads to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.model import CustomerSummary
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_number
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import initials
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import PagedRows, Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class PeopleList(QWidget):
    """A heading with a way back, and the people; ``left``: back to where they were counted."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main = window
        self.ids: tuple[int, ...] = ()
        self.header = PageHeader("")
        self.back = IconButton("arrow-left", _("Back"))
        self.back.clicked.connect(self.left)
        self.list = RowList("cardPeople", _("Customers"))
        self.list.show_model(PagedRows(self.list))
        self.list.acted.connect(lambda row, _zone: window.perform("customers", "open", row.data) if row.data else None)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        row.setSpacing(px(8))
        row.addWidget(self.back)
        row.addWidget(self.header, 1)
        column.addLayout(row)
        card = Card()
        card.body.addWidget(self.list)
        column.addWidget(card, 1)

    def show_people(self, ids: Sequence[int], heading: str) -> None:
        """Show these customers under a heading."""
        self.ids = tuple(ids)
        self.header.title.setText(heading)
        self.header.context.setText(format_number(len(self.ids)))
        rows = self.list.rows
        if isinstance(rows, PagedRows):
            rows.set_source(len(self.ids), self._fetch)
        self.list.scrollToTop()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        if not self.main.shop.is_open:
            return []
        wanted = self.ids[offset : offset + limit]
        known = {one.id: one for one in self.main.shop.index.summaries(list(wanted))}
        return [_row(known.get(number)) for number in wanted]


def _row(one: CustomerSummary | None) -> Row:
    if one is None:
        return Row(_("A customer who is gone"), enabled=False)
    return Row(one.name, beside(one.town, one.phone), key=one.id, avatar=initials(one.name), data=one.id)
