"""The steps of the history as rows, read in portions: what fits the question, under the day on which it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from smallcrm import messages
from smallcrm.domain.text import words
from smallcrm.i18n import _, format_date, format_time
from smallcrm.store.journal import Step
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import Index, Row, RowsModel

PORTION = 200
"""Rows read at once; more come when somebody scrolls to the end."""
_TURN = 0.03
"""Seconds to look on before the window may do something else."""
_KINDS = {
    "note": ("sticky-note", "mustard"),
    "customer": ("user", "petrol"),
    "entry": ("sticky-note", "mustard"),
    "visit": ("footprints", "petrol"),
    "purchase": ("shopping-bag", "petrol"),
    "call": ("phone", "sky"),
    "complaint": ("message-square-warning", "plum"),
    "remedy": ("hand-helping", "plum"),
    "follow": ("bell", "petrol"),
    "gift": ("gift", "clay"),
    "passed": ("send", "leaf"),
    "letters": ("mail", "sky"),
    "greeted": ("hand-heart", "clay"),
    "run": ("printer", "sky"),
    "cards": ("mail", "sky"),
    "imported": ("file-up", "leaf"),
    "settings": ("settings", "plum"),
    "staff": ("users", "plum"),
}


def step_row(step: Step, *, redoable: bool = False) -> Row:
    """Give the row of one step: what, who and which fields, when, and the button that turns it."""
    fields = dict.fromkeys(messages.field(f) for f in step.fields if messages.field(f) != f)
    icon, tint = looks(step)
    turn = _("Redo") if step.undone and redoable else _("Undo") if step.undoable and not step.undone else ""
    when = format_time(datetime.fromisoformat(step.at))
    return Row(
        messages.label(step),
        " · ".join(part for part in (when, step.actor, ", ".join(fields)) if part),
        icon="undo-2" if step.undone else icon,
        tint=tint,
        chip=Chip(_("Taken back"), "neutral", "undo-2") if step.undone else None,
        button=turn,
        enabled=not step.undone,
        data=step,
    )


def looks(step: Step) -> tuple[str, str]:
    """Give icon and tint of what a step was about."""
    return _KINDS.get(step.label.split("_")[0], ("history", "petrol"))


def day_row(step: Step, today: str) -> Row:
    """Give the heading of the day of a step."""
    day = datetime.fromisoformat(step.at).date()
    words = format_date(day, "full")
    return Row(_("Today") if day.isoformat() == today else words[:1].upper() + words[1:], group=True, data=step.at[:10])


class HistoryRows(RowsModel):
    """Rows of steps, newest first; ``settled`` when the rows that were asked for are there."""

    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read: Callable[[int], Sequence[Step]] = lambda _before: ()
        self._asked: list[str] = []
        self._before = self._wanted = self._redoable = 0
        self._all = True
        self._today = ""
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._look_on)

    def begin(
        self, read: Callable[[int], Sequence[Step]], *, asked: str = "", today: str = "", redoable: int = 0
    ) -> None:
        """Read from the newest on. ``read(before)`` gives older steps; ``asked`` are words that must all be there."""
        wanted = max(PORTION, min(len(self._rows), 5 * PORTION))
        self._read, self._asked, self._today, self._redoable = read, words(asked), today, redoable
        self._before, self._all, self._wanted = 0, False, wanted
        self._timer.stop()
        self.set_rows(self._portion([]))
        self._go_on()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._all and not self._timer.isActive()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._wanted = len(self._rows) + PORTION
            self._look_on()

    def _look_on(self) -> None:
        new = self._portion(self._rows)
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows = [*self._rows, *new]
            self.endInsertRows()
        self._go_on()

    def _go_on(self) -> None:
        if self._all or len(self._rows) >= self._wanted:
            self.settled.emit()
        else:
            self._timer.start()

    def _portion(self, known: Sequence[Row]) -> list[Row]:
        """Rows of the next steps that fit, for as long as the window may wait."""
        found: list[Row] = []
        day = next((row.data.at[:10] for row in reversed(known) if not row.group), "")
        end = monotonic() + _TURN
        while len(known) + len(found) < self._wanted and monotonic() < end:
            steps = self._read(self._before)
            self._all = not steps
            if not steps:
                break
            self._before = steps[-1].id
            for step in steps:
                row = step_row(step, redoable=step.id == self._redoable)
                if not self._fits(row):
                    continue
                if step.at[:10] != day:
                    day = step.at[:10]
                    found.append(day_row(step, self._today))
                found.append(row)
        return found

    def _fits(self, row: Row) -> bool:
        if not self._asked:
            return True
        there = words(f"{row.title} {row.subtitle}")
        return all(any(w.startswith(part) for w in there) for part in self._asked)
