"""The list by keys: Space is done, Right snoozes, Delete drops, Insert begins a new one, Enter edits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from smallcrm.i18n import _
from smallcrm.ui.pages.follow_ups.rows import FollowUpRows
from smallcrm.ui.widgets.row_lines import Lines
from smallcrm.ui.widgets.row_list import RowList

_ZONES = {
    Qt.Key.Key_Space: "button",
    Qt.Key.Key_Delete: "drop",
    Qt.Key.Key_Insert: "new",
    Qt.Key.Key_Right: "menu",
    Qt.Key.Key_Menu: "menu",
}


class FollowUpList(RowList):
    """Shows ``FollowUpRows``; further zones of ``acted``: drop, new. ``chosen(id)`` when somebody goes to a row."""

    chosen = Signal(int)

    def __init__(self) -> None:
        self._low: set[int] = set()
        super().__init__("followUpList", _("Follow-ups"), keep_selection=True, dense=True, wraps=True)
        self.people.lines = Lines(alike=True)
        self.lines = FollowUpRows(self)
        self.show_model(self.lines)
        self.current.connect(lambda row: self.chosen.emit(row.data) if row.data and not row.group else None)

    def current_id(self) -> int:
        """Id of the follow-up marked, or 0."""
        row = self.current_row()
        return int(row.data) if row is not None and row.data and not row.group else 0

    def mark(self, follow_up_id: int) -> None:
        """Mark a follow-up, without telling."""
        place = self.lines.place_of(follow_up_id)
        if place < 0:
            return
        self.blockSignals(True)
        index = self.lines.index(place, 0)
        self.setCurrentIndex(index)
        self.blockSignals(False)
        self.scrollTo(index)

    def _measure(self) -> None:
        super()._measure()
        for number in self._low:  # a heading stood here before
            if number < self.rows.rowCount():
                self.setRowHeight(number, self.verticalHeader().defaultSectionSize())
        self._low = set(getattr(self.rows, "headings", ()))
        for number in self._low:  # all other rows are of one height
            self.setRowHeight(number, self.people.height(self.rows.row(number)))

    def _return(self) -> None:
        """Who reads the rows again says which one is marked: looking for it here would read them all."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, plain = (
            self.current_row(),
            event.modifiers()
            in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            },
        )
        zone = _ZONES.get(Qt.Key(event.key()), "") if plain and not event.isAutoRepeat() else ""
        if zone == "new" or (zone and row is not None and not row.group):
            self.acted.emit(row, zone)
            event.accept()
            return
        super().keyPressEvent(event)
