"""The list of Today: as every list, and the right arrow snoozes a follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from smallcrm.i18n import _
from smallcrm.ui.pages.today_tasks import Task
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row


class TodayList(RowList):
    """A further zone of ``acted``: snooze."""

    def __init__(self) -> None:
        super().__init__("todayList", _("What is due"), wraps=True)
        self._given: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; what is in sight stays where it is."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self._given = list(rows)
        self.rows.set_rows(rows)
        self.fit_buttons()
        self.updateGeometries()  # else the bar is as long as no rows are
        bar.setValue(place)
        if self.hasFocus() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def shown(self) -> list[Row]:
        """Give the rows as they were given."""
        return self._given

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat()
        if plain and event.key() == Qt.Key.Key_Right and row is not None and isinstance(row.data, Task):
            self.acted.emit(row, "snooze")
            event.accept()
            return
        super().keyPressEvent(event)
