"""What looks odd in a programme, day by day, so that somebody may ask: never whose hand it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from smallcrm.i18n import _, format_number, ngettext
from smallcrm.store.loyalty.report import Oddity
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.when import plain_day
from smallcrm.ui.worn import px

MOST = 12
"""Days that are shown."""
_ICONS = {
    "many_stamps": "stamp",
    "closed_day": "calendar-x",
    "outside_hours": "clock-alert",
    "many_reversals": "undo-2",
}


def odd(oddity: Oddity) -> str:
    """Say what is odd about a day."""
    n = oddity.count
    said = {
        "many_stamps": _("Unusually many stamps: {n}"),
        "closed_day": ngettext("{n} stamp on a closed day", "{n} stamps on a closed day", n),
        "outside_hours": ngettext("{n} stamp outside opening hours", "{n} stamps outside opening hours", n),
        "many_reversals": ngettext("{n} entry reversed", "{n} entries reversed", n),
    }
    return said.get(oddity.code, "{n}").format(n=format_number(n))


class Oddities(Card):
    """A quiet list; hidden without any. ``people(ids, day in words)``: somebody wants to see whose cards."""

    people = Signal(tuple, str)

    def __init__(self) -> None:
        super().__init__(_("Worth a look"))
        self.list = RowList("oddityList", _("Worth a look"), grow=True, dense=True, wraps=True)
        self.list.acted.connect(self._open)
        told = Paragraph(_("Days of the last month on which something was unusual."), "caption", "muted")
        told.setContentsMargins(px(16), 0, px(16), px(4))
        self.body.addWidget(told)
        self.body.addWidget(self.list)
        self.body.addSpacing(px(6))

    def show_oddities(self, oddities: Sequence[Oddity], today: date) -> None:
        """Show the newest of these days."""
        newest = sorted(oddities, key=lambda one: one.on, reverse=True)[:MOST]
        self.list.rows.set_rows(
            [
                Row(plain_day(one.on, today), odd(one), icon=_ICONS.get(one.code, "info"), tint="mustard", data=one)
                for one in newest
            ]
        )
        self.setVisible(bool(newest))

    def _open(self, row: Row, _zone: str) -> None:
        if isinstance(row.data, Oddity) and row.data.customers:
            self.people.emit(row.data.customers, row.title)
