"""Backups in the window: when the last one was, one now, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.safety.backup import backup, backups, folder_of
from smallcrm.safety.interrupted import interrupted_import
from smallcrm.ui import machine
from smallcrm.ui.following import Next, seen_key
from smallcrm.ui.proving import Proving
from smallcrm.ui.status_bar import show_saved
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.widgets.strip import Repair

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

OLD = timedelta(days=7)
"""After this the last backup is shown as a warning."""


class Keeping(QObject):
    """Shows and makes backups. ``wanted``: the backup to restore once the window closed; ``writable``: the shop is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.proving = Proving(window)
        self.wanted: Path | None = None
        self.writable = True

    def show_last(self) -> None:
        """Tell in the status bar when the last backup was made."""
        shop = self._window.shop
        known = backups(folder_of(shop.file), shop.file.stem)
        if not known:
            self._window.status.set_item("backup", _("No backup yet"), "hard-drive", "muted")
            return
        old = shop.now.replace(tzinfo=None) - known[0].at > OLD
        words = _("Backed up on {date}").format(date=format_date(known[0].at.date(), "medium"))
        if known[0].at.date() == shop.today:
            words = _("Backed up today {time}").format(time=format_time(known[0].at))
        self._window.status.set_item(
            "backup", words, "triangle-alert" if old else "hard-drive", "warning" if old else "muted"
        )

    def back_up(self) -> None:
        """Make a backup now, beside the window."""
        file, now = self._window.shop.file, self._window.shop.now
        job = self._window.jobs.start(_("Backing up"), lambda report: backup(file, now, report=report))
        job.done.connect(self._made)

    def _made(self, _file: Path) -> None:
        self.show_last()
        self._window.toast.say(_("Backup made and checked"))

    def restore(self) -> None:
        """Ask which backup, and whether; then the window closes and opens again on it."""
        folder = folder_of(self._window.shop.file)
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Restore a backup"), str(folder), _("Shops (*.smallcrm)")
        )
        if name:
            self.ask_whether(Path(name))

    def ask_whether(self, file: Path) -> None:
        """Ask whether to go back to this backup."""

        def go() -> None:
            self.wanted = file
            self._window.settings.remove(self._seen_key())
            self._window.close()

        Question(
            _("Go back to this backup?"),
            _("The shop becomes as it was then. What you have now is kept beside it as a backup."),
            do=_("Restore the backup"),
            keep=_("Keep today’s shop"),
            done=go,
            parent=self._window,
        ).open()

    def tell_start(self, notice: str = "") -> None:
        """Tell once what went wrong before this start: an import that never finished, or a sentence handed in."""
        files = interrupted_import(self._window.shop.file)
        stopped = str(self._window.settings.value("closed/stopped", ""))
        self._window.settings.remove("closed/stopped")
        if files:
            notice = ngettext(
                "An import was interrupted. Nothing of {files} came in.",
                "An import was interrupted. Nothing of these files came in: {files}",
                len(files),
            ).format(files=", ".join(files))
        notice = notice or stopped
        if not self._window.settings.contains(self._seen_key()):  # a file that goes in its first session is missed, too
            self._window.settings.setValue(self._seen_key(), self._window.shop.journal.change_no())
            self._window.settings.sync()
        if not notice and self._older():
            notice = _(
                "This shop file is older than the one used here last. Look for the newer one, or restore a backup."
            )
        if notice:
            self._window.banner.say(notice, "warn")
        self._window.scanning.tell_start()
        self._tell_read_only()
        self.proving.start()

    def _tell_read_only(self) -> None:
        """Tell where nothing can be saved, before somebody types; look again when asked."""
        self.writable = self._window.shop.database.writable()
        if self.writable:
            return
        show_saved(self._window.status, "read_only")
        self._window.banner.say(
            _("You can look at everything, but nothing is saved."),
            "warn",
            title=_("The shop file may only be read"),
            repairs=[(_("Try again"), self._look_again)],
        )

    def _look_again(self) -> None:
        self._window.banner.dismiss()
        self._tell_read_only()

    def repairs(self, error: ShopError) -> Sequence[Repair]:
        """Give what may help against a trouble with the shop file while it is open."""
        if error.code in {"missing", "damaged", "not_a_shop", "empty_file", "cannot_open"}:
            return [(_("What can be done?"), self._open_again)]
        if error.code in {"disk_full", "read_only"}:
            return [(_("Show the folder"), self._show_folder)]
        return ()

    def _open_again(self) -> None:
        """Close the window and open the shop anew: where it does not open, its page says what can be done."""
        self._window.next = Next(self._window.shop.file)
        self._window.close()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.shop.file.parent)))

    def remember(self) -> None:
        """Keep, outside the file, how many changes the shop has seen: an older or short file is noticed by it.

        Nothing where a backup takes its place.
        """
        with suppress(FileTrouble):  # a stick pulled out: the window closes nevertheless
            if self.wanted is None and self._window.shop.is_open:
                self._window.settings.setValue(self._seen_key(), self._window.shop.journal.change_no())
                if self.writable:
                    self._window.shop.journal.trim()  # old names and pictures do not lie in the file for ever

    def remember_stopped(self, works: list[str]) -> None:
        """Keep what closing the window stopped, to be told at the next start."""
        if works:
            words = _("Stopped when the window was closed: {work}. Nothing of it was changed.")
            self._window.settings.setValue("closed/stopped", words.format(work=", ".join(works)))

    def _older(self) -> bool:
        """Whether the file is older than the one this PC used last, and nobody restored it."""
        seen = machine.whole(self._window.settings, self._seen_key())
        shop = self._window.shop
        known = backups(folder_of(shop.file), shop.file.stem)
        restored = bool(known) and known[0].why == "restored"
        return shop.journal.change_no() < seen and not restored

    def _seen_key(self) -> str:
        return seen_key(self._window.shop.file)
