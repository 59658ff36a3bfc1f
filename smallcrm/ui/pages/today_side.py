"""What was changed last, each with its own Undo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.i18n import _, format_date, format_time
from smallcrm.store.journal import Step
from smallcrm.ui.pages.page import emptied, wide
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

MOST = 4


class LatestChanges(Card):
    """The last four steps that stand, with time and Undo; the link leads to all of them."""

    def __init__(self, window: MainWindow) -> None:
        everything = button(_("All changes"), "link", size="small", clicked=lambda: window.go("history"))
        super().__init__(_("Changed last"), action=everything)
        self.main = window
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addSpacing(px(8))

    def load(self) -> None:
        """Read the newest steps."""
        emptied(self._rows)
        known = (s for s in self.main.shop.journal.steps(30) if not s.undone and s.undoable)
        steps = [s for s in known if s.label != "run_started"][:MOST]  # nobody asked for that one: printing did it
        for step in steps:
            self._rows.addWidget(self._row(step))
        self.setVisible(bool(steps))

    def _row(self, step: Step) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(px(36))
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(8))
        label = messages.label(step)
        row.addWidget(wide(PlainLabel(label)), 1)
        row.addWidget(PlainLabel(moment(step.at, self.main.shop.now), "body", "muted"))
        undo = IconButton("undo-2", _("Undo: {step}").format(step=label))
        undo.clicked.connect(lambda: self.main.undoing.undo_step(step))
        row.addWidget(undo)
        return holder


def moment(at: str, now: datetime) -> str:
    """Say when something was done: the time today, else the date."""
    when = datetime.fromisoformat(at)
    return format_time(when) if when.date() == now.date() else format_date(when.date(), "day_month")
