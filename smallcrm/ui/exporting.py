"""Taking the customers out of the window into a file: no data is held hostage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from smallcrm import messages
from smallcrm.domain.errors import ShopError
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.ui.jobs import Job
from smallcrm.ui.pages.importing.words import formats

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SUFFIXES = {"csv": ".csv", "vcard": ".vcf", "json": ".json"}


class Exporting(QObject):
    """Asks for a file and writes everybody into it. ``dialog`` is the last one that was opened, or None."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Ask for name, place and kind of the file."""
        suffixes = {f"{formats()[kind]} (*{suffix})": suffix for kind, suffix in SUFFIXES.items()}
        folder = str(self._window.settings.value("export/folder", str(Path.home())))
        dialog = QFileDialog(self._window, _("Export customers"), folder, ";;".join(suffixes))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(next(iter(suffixes.values())))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(suffixes[chosen]))
        dialog.selectFile(f"{_('Customers')} {self._window.shop.today.isoformat()}")
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        self.dialog = dialog
        dialog.open()

    def save(self, out: Path) -> Job:
        """Write the file in the worker."""
        self._window.settings.setValue("export/folder", str(out.parent))
        shop = self._window.shop

        def write(report: Report) -> int:
            from smallcrm.exchange.export import export

            with shop.database.attached():
                return export(shop, out, report=report)

        job = self._window.jobs.start(_("Saving"), write)
        job.done.connect(lambda _written: self._window.toast.say(_("Saved as {file}").format(file=out.name)))
        job.failed.connect(self._failed)
        return job

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ShopError):
            raise error
        self._window.banner.say(messages.error(error), "bad")
