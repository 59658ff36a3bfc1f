"""History: who changed what and when; each step can be taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.errors import ShopError
from smallcrm.i18n import _, format_date
from smallcrm.store.journal import Step
from smallcrm.ui.pages.page import Page, header, sentence
from smallcrm.ui.pages.today_rows import joined
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

MOST = 300


class HistoryPage(Page):
    """The newest steps of the shop, or of one customer."""

    AREAS = frozenset({"journal"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "historyPage", _("History"))
        self._customer = 0
        self.whose = PlainLabel("", "body", "muted")
        self.everybody = button(_("All changes"), icon="history", clicked=lambda: self.perform("open", 0))
        self.column.addLayout(header(_("History"), self.everybody, context=self.whose))
        self.strip = Strip()
        self.column.addWidget(self.strip)
        self.list = RowList("historyList", _("History"))
        self.list.acted.connect(self._act)
        card = Card()
        card.body.addWidget(self.list)
        self.column.addWidget(card, 1)

    def load(self) -> None:
        """Read the newest steps."""
        steps = self.shop.journal.steps(MOST, self._customer or None)
        rows: list[Row] = []
        for step in steps:
            day = step.at[:10]
            if not rows or rows[-1].data[0] != day:
                rows.append(Row(self._day(step), group=True, data=(day, None)))
            rows.append(self._row(step, day))
        before = self.list.currentIndex().row()
        self.list.rows.set_rows(rows)
        if 0 <= before < len(rows):
            self.list.setCurrentIndex(self.list.rows.index(before, 0))
        self.everybody.setVisible(bool(self._customer))
        self.whose.setText(self.shop.customers.name_of(self._customer) if self._customer else "")

    def _day(self, step: Step) -> str:
        from datetime import datetime

        day = datetime.fromisoformat(step.at).date()
        return _("Today") if day == self.shop.today else format_date(day, "long")

    def _row(self, step: Step, day: str) -> Row:
        chip = Chip(_("Taken back"), "neutral", "undo-2") if step.undone else None
        fields = ", ".join(dict.fromkeys(messages.field(f) for f in step.fields if messages.field(f) != f))
        return Row(
            messages.label(step),
            joined(step.actor, fields),
            icon="undo-2" if step.undone else "history",
            tint="sky" if step.undone else "petrol",
            side=step.at[11:16],
            chip=chip,
            button=_("Undo") if step.undoable and not step.undone else "",
            data=(day, step),
        )

    def _act(self, row: Row, zone: str) -> None:
        step = row.data[1]
        if step is None or zone not in {"button", "open"} or step.undone or not step.undoable:
            return
        try:
            self.main.undoing.undo_step(step)
        except ShopError as error:
            self.strip.say(sentence(error), "warn")
            return
        self.strip.hide()

    def perform(self, command: str, value: object = None) -> bool:
        """``open``: show the history of one customer (id), or of all (0)."""
        if command == "open":
            self._customer = value if isinstance(value, int) else 0
            self.load()
        return command == "open"
