"""The list of Today: as every list, and the right arrow snoozes a follow-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from smallcrm.i18n import _
from smallcrm.ui.pages.today_tasks import Task
from smallcrm.ui.widgets.row_list import RowList


class TodayList(RowList):
    """A further zone of ``acted``: snooze."""

    def __init__(self) -> None:
        super().__init__("todayList", _("What is due"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat()
        if plain and event.key() == Qt.Key.Key_Right and row is not None and isinstance(row.data, Task):
            self.acted.emit(row, "snooze")
            event.accept()
            return
        super().keyPressEvent(event)
