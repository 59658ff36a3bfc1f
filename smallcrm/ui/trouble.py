"""What opens instead of the window when the shop file cannot be used: the sentence, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.i18n import _
from smallcrm.ui.errors import sentence
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px


class TroubleWindow(QWidget):
    """A plain page. After it closes, ``chosen`` is the shop file to open next, or None."""

    def __init__(self, trouble: FileTrouble, file: Path, restore: Callable[[], Path | None] | None = None) -> None:
        super().__init__()
        self.setObjectName("troublePage")
        self.setWindowTitle("SmallCRM")
        self.setMinimumSize(px(640), px(420))
        self.chosen: Path | None = None
        self._restore = restore
        column = QVBoxLayout(self)
        choices = [button(_("Open another shop"), "primary", icon="folder-open", clicked=self._open_other)]
        if restore is not None:
            choices.append(button(_("Restore a backup"), icon="archive-restore", clicked=self._bring_back))
        choices.append(button(_("Close"), "link", clicked=self.close))
        self.empty = Empty("broken", _("The shop file did not open"), sentence(trouble), tuple(choices))
        column.addWidget(self.empty, 1)
        place = PlainLabel(str(file), "caption", "muted")
        column.addWidget(place)
        choices[0].setFocus()

    def _open_other(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open another shop"), "", _("Shops (*.smallcrm)"))
        if name:
            self.chosen = Path(name)
            self.close()

    def _bring_back(self) -> None:
        if self._restore is not None and (file := self._restore()):
            self.chosen = file
            self.close()
