"""Where everything is: the shop file, its backups, its check, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import i18n, messages
from smallcrm.domain.progress import Report
from smallcrm.domain.reason import Reason
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.safety.backup import backups, folder_of
from smallcrm.ui.following import Next
from smallcrm.ui.pages.page import emptied, while_there
from smallcrm.ui.pages.settings.rows import Section, SettingRow
from smallcrm.ui.start import shops
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_LISTED = 20
"""How many findings of a check are listed."""


def data_section(window: MainWindow) -> Section:
    """Make the section of the shop file and its backups."""
    return Section("data", _("Data and backup"), "hard-drive", lambda: _rows(window))


def _rows(window: MainWindow) -> list[SettingRow]:
    keeping = window.keeping
    rows = [
        _place(window),
        SettingRow(_("Last backup"), LastBackup(window), _("Also made by itself at closing and before each import")),
        SettingRow(
            _("Backup"),
            flowing(
                button(_("Back up now"), icon="hard-drive", name="backupButton", clicked=keeping.back_up),
                button(_("Restore a backup"), icon="archive-restore", name="restoreButton", clicked=keeping.restore),
            ),
            _("Now and then keep one elsewhere, such as on a stick"),
            wide=True,
        ),
        Checking(window),
        SettingRow(
            _("History of changes"), button(_("All changes"), icon="history", clicked=lambda: window.go("history"))
        ),
        SettingRow(
            _("Export"),
            button(_("Export customers…"), icon="file-down", name="exportButton", clicked=window.exporting.ask),
            _("All your customers in a file for another program"),
        ),
    ]
    if not window.shop.settings.read().sample:
        rows.append(_sample(window))
    return rows


def _place(window: MainWindow) -> SettingRow:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    path = Paragraph(str(window.shop.file).replace("/", "/\u200b"))
    column.addWidget(path)
    folder = str(window.shop.file.parent)
    show = button(
        _("Show the folder"),
        size="small",
        icon="folder-open",
        clicked=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
    )
    column.addWidget(flowing(show))
    holder.setAccessibleName(_("Shop file"))
    return SettingRow(_("Shop file"), holder, _("Everything is in this one file"), wide=True)


class LastBackup(QWidget):
    """When the last backup was made; looks again after each job."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self._mark, self.words = IconMark("circle-alert", "warning", 18), PlainLabel("")
        row.addWidget(self._mark)
        row.addWidget(self.words)
        window.jobs.ended.connect(while_there(self, lambda _job: self.show_last()))
        self.show_last()

    def show_last(self) -> None:
        """Show the newest backup, or that there is none."""
        known = backups(folder_of(self._window.shop.file), self._window.shop.file.stem)
        self._mark.set_icon(*(("circle-check", "success") if known else ("circle-alert", "warning")))
        words = _("No backup yet")
        if known:
            at = known[0].at
            words = _("{date}, {time}, checked").format(date=format_date(at.date(), "medium"), time=format_time(at))
        self.words.setText(words)


class Checking(SettingRow):
    """The check of the shop file, and what it found as a list."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._said = window, list[str]()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self._button = button(_("Check the shop file"), icon="shield-check", name="checkButton", clicked=self.check)
        column.addWidget(flowing(self._button))
        self._found = QVBoxLayout()
        self._found.setSpacing(px(4))
        column.addLayout(self._found)
        super().__init__(_("Integrity check"), holder, _("Changes nothing"), wide=True)

    def check(self) -> None:
        """Check the shop file, in the worker."""
        shop = self._window.shop

        def work(report: Report) -> list[Reason]:
            from smallcrm.safety.check import check

            with shop.database.attached():
                return check(shop, report)

        self._button.setEnabled(False)
        job = self._window.jobs.start(_("Checking the shop file"), work)
        job.done.connect(while_there(self, self._tell))
        for over in (job.done, job.failed, job.cancelled):
            over.connect(while_there(self, lambda *_: self._button.setEnabled(True)))

    def _tell(self, findings: list[Reason]) -> None:
        emptied(self._found)
        self._said.clear()
        if not findings:
            self._add(_("The shop file is in order."), "circle-check", "success")
            return
        words = ngettext("{n} thing is not as it should be:", "{n} things are not as they should be:", len(findings))
        self._add(words.format(n=len(findings)), "triangle-alert", "warning", "strong")
        for finding in findings[:_LISTED]:
            self._add(messages.reason(finding), "minus", "muted")
        if len(findings) > _LISTED:
            more = ngettext("and {n} more", "and {n} more", len(findings) - _LISTED)
            self._add(more.format(n=len(findings) - _LISTED), "ellipsis", "muted")
        advice = _("Restore a backup from before, or go on: the check itself has changed nothing.")
        self._add(advice, "info", "link")

    def _add(self, words: str, icon: str, role: str, font: str = "body") -> None:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(IconMark(icon, role))
        line.addWidget(Paragraph(words, font), 1)
        self._said.append(words)
        self._found.addLayout(line)

    def text(self) -> str:
        """Give what was found, in words."""
        return "\n".join(self._said)


def _sample(window: MainWindow) -> SettingRow:
    row: list[SettingRow] = []

    def look_around() -> None:
        wish, clock = shops.Wish(i18n.language()), window.shop.clock
        job = window.jobs.start(_("Making the sample shop"), lambda report: shops.make(wish, clock, report))

        def leave(_file: object) -> None:
            window.next = Next(wish.file, wish=wish)
            window.close()

        job.done.connect(while_there(window, leave))

    made = button(_("Look around a sample shop"), icon="sprout", name="sampleButton", clicked=look_around)
    row.append(SettingRow(_("Sample shop"), made, _("Another file. Nothing of it comes into your shop.")))
    return row[0]
