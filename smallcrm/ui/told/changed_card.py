"""Beside Today: with whom of one's own customers somebody else did something since one looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm.i18n import _
from smallcrm.ui.pages.changed import short_rows
from smallcrm.ui.told.changes import Changes, at_the_counter, read_beside
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

MOST = 3


class ChangedCard(Card):
    """The first few of them; the link leads to the page. Hidden while nobody is at the counter or nothing changed."""

    def __init__(self, window: MainWindow) -> None:
        self._all = button(_("Show all"), "link", size="small", name="changedAll", clicked=lambda: window.go("changed"))
        super().__init__(_("Changed with my customers"), action=self._all)
        self._window = window
        self.list = RowList("changedShort", _("Changed with my customers"), grow=True, dense=True)
        self.list.acted.connect(lambda row, _zone: window.perform("customers", "open", row.data.customer_id))
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))
        self.hide()

    def load(self) -> None:
        """Read it beside the window."""
        staff = at_the_counter(self._window.shop)
        if staff is None:
            self.hide()
        else:
            read_beside(self._window, self, staff, self._show)

    def _show(self, changes: Changes) -> None:
        if not self._window.shop.is_open:
            return
        people = changes.by_customer()
        self.count.setText(str(len(people)) if people else "")
        self.list.rows.set_rows(short_rows(changes, self._window.shop.now, MOST))
        self.setVisible(bool(people) and self._window.shop.actor == changes.staff.name)
