"""What opens instead of the window when the shop file cannot be used: the sentence, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.i18n import _
from smallcrm.safety.backup import backups, folder_of
from smallcrm.ui.errors import sentence
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px


class TroubleWindow(QWidget):
    """A plain page. After it closes, ``chosen`` is the shop file to open, or ``candidate`` the backup to restore."""

    def __init__(self, trouble: FileTrouble, file: Path) -> None:
        super().__init__()
        self.setObjectName("troublePage")
        self.setWindowTitle("SmallCRM")
        self.setMinimumSize(px(640), px(420))
        self.chosen: Path | None = None
        self.candidate: Path | None = None
        self._folder = folder_of(file)
        column = QVBoxLayout(self)
        kept = bool(backups(self._folder, file.stem))
        look = "secondary" if kept else "primary"
        choices = [button(_("Open another shop"), look, icon="folder-open", clicked=self._open_other)]
        if kept:
            choices.insert(
                0, button(_("Restore a backup"), "primary", icon="archive-restore", clicked=self._bring_back)
            )
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
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Restore a backup"), str(self._folder), _("Shops (*.smallcrm)")
        )
        if name:
            self.candidate = Path(name)
            self.close()
