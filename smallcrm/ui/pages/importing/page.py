"""Import: choose or drop files, look, import, and undo if it was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.pages.importing import work
from smallcrm.ui.pages.importing.drop_zone import DropZone
from smallcrm.ui.pages.importing.look import LookPane
from smallcrm.ui.pages.importing.memory import recall, remember
from smallcrm.ui.pages.page import Page, header, later, scrolling, sentence, while_there
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class ImportPage(Page):
    """Four steps on one page: choose, look, wait, done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "importPage", _("Import"))
        self.paths: tuple[Path, ...] = ()
        self.mappings: dict[Path, dict[str, Any]] = {}
        self.looked: work.Looked | None = None
        self._asked, self._step = 0, 0
        self.dialog: QFileDialog | None = None
        self.files_label = PlainLabel("", "body", "muted")
        self.other = button(_("Other files"), icon="folder-open", name="otherFiles", clicked=self.choose)
        self.column.addLayout(header(_("Import"), self.other, context=self.files_label))
        self.strip = Strip()
        self.column.addWidget(self.strip)
        self.steps = QStackedWidget()
        self.look = self._look_pane()
        self._look_area = scrolling(self.look)
        self.choose_button = button(
            _("Choose files"), "primary", icon="folder-open", name="chooseFiles", clicked=self.choose
        )
        self.choosing = DropZone(self.choose_button)
        self._wait_words = Empty("cup", "", "")
        self.waiting = _card(self._wait_words)
        self.show_button = button(
            _("Show the customers"),
            "primary",
            icon="users",
            name="showImported",
            clicked=lambda: window.go("customers"),
        )
        self.undo_button = button(_("Undo import"), icon="undo-2", name="undoImport", clicked=self.take_back)
        self.save_rest = button("", icon="file-down", clicked=self.ask_rejects)
        today = button(_("Today"), "link", clicked=lambda: window.go("today"))
        self._done_words = Empty("letter", "", "", (self.show_button, self.undo_button, self.save_rest, today))
        self.done = _card(self._done_words)
        for widget in (scrolling(self.choosing), self._look_area, self.waiting, self.done):
            self.steps.addWidget(widget)
        self.column.addWidget(self.steps, 1)
        self.steps.currentChanged.connect(lambda step: self.other.setVisible(step > 0))
        self.other.hide()
        self.begins_at = self.choose_button

    def _look_pane(self) -> LookPane:
        look = LookPane()
        look.wanted.connect(self.bring_in)
        look.mapped.connect(self._map)
        look.matched.connect(lambda _matches: self._look_again(_("Reading the file")))
        look.opened.connect(lambda customer: self.main.perform("customers", "open", customer))
        look.rejects.connect(self.ask_rejects)
        look.left.connect(self._leave)
        return look

    # -- choosing and looking --------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """``import`` with paths (dropped) or without (asks for files)."""
        if command != "import":
            return False
        if isinstance(value, (list, tuple)) and value:
            self.take([Path(str(p)) for p in value])
        else:
            self.choose()
        return True

    def state(self) -> tuple[str, object] | None:
        """Give the files looked at, so that a page built anew looks at them again."""
        return ("import", list(self.paths)) if self.steps.currentIndex() == 1 else None

    def choose(self) -> None:
        """Ask for files."""
        folder = str(self.main.settings.value("import/folder", str(Path.home())))
        kinds = _("Contacts (*.vcf *.csv *.txt *.tsv *.xlsx *.xls *.ods *.json);;All files (*)")
        dialog = QFileDialog(self, _("Import from a file"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.take([Path(f) for f in files]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files."""
        self.paths, self.mappings = tuple(paths), {}
        self.look.matches.choose("fill")
        self.main.settings.setValue("import/folder", str(paths[0].parent))
        self.files_label.setText(", ".join(p.name for p in paths))
        self._look_again(_("Reading the file"))

    def _look_again(self, words: str) -> None:
        self._asked += 1
        mine, shop, paths, mappings = self._asked, self.shop, self.paths, dict(self.mappings)
        matches = self.look.matches.value
        self.strip.hide()
        if self.steps.currentWidget() is not self._look_area:
            self._wait(words)
        job = self.main.jobs.start(words, lambda report: work.look(shop, paths, mappings, report, matches))
        job.done.connect(while_there(self, partial(self._looked, mine)))
        job.failed.connect(while_there(self, self._failed))
        job.cancelled.connect(while_there(self, self._leave))

    def _wait(self, words: str) -> None:
        self._wait_words.set_words(words, _("You can go on working meanwhile."))
        self.steps.setCurrentWidget(self.waiting)

    def _looked(self, asked: int, looked: work.Looked) -> None:
        if asked != self._asked:
            return
        if remembered := recall(self.main.settings, looked, self.mappings):
            self.mappings.update(remembered)
            self._look_again(_("Reading the file"))
            return
        self.looked = looked
        if not looked.files:
            self.strip.say(" ".join(sentence(error) for _path, error in looked.unread))
            self.steps.setCurrentIndex(0)
            return
        anew = self.steps.currentWidget() is not self._look_area
        self.look.show_looked(looked)
        self.steps.setCurrentWidget(self._look_area)
        if anew:  # the focus comes before the layout and scrolls by places of before
            later(self.main, lambda: self._look_area.verticalScrollBar().setValue(0))
        if self.isVisible() and self.look.import_button.isVisible():
            self.look.import_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _map(self, number: int, key: str, value: str) -> None:
        if self.looked is None:
            return
        path = self.looked.paths[number]
        mine = self.mappings.setdefault(path, {})
        if key.startswith("column:"):
            mine.setdefault("columns", {})[key.removeprefix("column:")] = value
        else:
            mine[key] = value
        self._look_again(_("Reading the file"))

    def _failed(self, error: Exception | None = None) -> None:
        """Say what went wrong; without an error a person stopped it."""
        if error is None:
            self.strip.say(_("Stopped. Nothing was changed."), "info")
        elif isinstance(error, ShopError):
            self.main.banner.dismiss()
            self.strip.say(sentence(error))
        self.steps.setCurrentIndex(1 if self.looked is not None else 0)

    def _leave(self) -> None:
        self.looked = None
        self.files_label.setText("")
        self.steps.setCurrentIndex(0)
        if self.isVisible():
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, areas: frozenset[str]) -> None:
        """Let the page go on to the next files once the import it tells of is taken back, by whatever way."""
        super().refresh(areas)
        if not self._step or self.steps.currentWidget() is not self.done:
            return
        mine = self.shop.journal.steps(1, before=self._step + 1)
        if mine and mine[0].id == self._step and mine[0].undone:
            self._leave()

    # -- importing -------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Import what was looked at, in the worker."""
        looked, shop = self.looked, self.shop
        if looked is None:
            return
        remember(self.main.settings, looked, self.mappings)
        self._wait(_("Importing customers"))
        job = self.main.jobs.start(_("Importing customers"), lambda report: work.bring_in(shop, looked, report))
        job.done.connect(while_there(self, self._came_in))
        job.failed.connect(while_there(self, self._failed))
        job.cancelled.connect(while_there(self, self._failed))

    def _came_in(self, step: int) -> None:
        looked, self._step = self.looked, step
        if looked is None:
            return
        self.main.keeping.show_last()
        plan = looked.plan
        new, changed, out = plan.total("created"), plan.total("updated"), plan.total("rejected")
        title = ngettext("{n} new customer is here", "{n} new customers are here", new).format(n=format_number(new))
        parts = []
        if changed:
            parts.append(ngettext("{n} got more.", "{n} got more.", changed).format(n=format_number(changed)))
        if out:
            parts.append(ngettext("{n} row stayed out.", "{n} rows stayed out.", out).format(n=format_number(out)))
        self._done_words.set_words(title, " ".join(parts))
        self.undo_button.setVisible(bool(step))
        self.save_rest.setText(_("Save the rows that stayed out"))
        self.save_rest.setVisible(out > 0)
        self.steps.setCurrentWidget(self.done)
        if self.isVisible():
            self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.main.toast.say(title)

    def take_back(self) -> None:
        """Undo the import, in the worker."""
        shop, step = self.shop, self._step
        job = self.main.jobs.start(_("Undoing the import"), lambda report: work.take_back(shop, step, report))
        job.done.connect(while_there(self, self._taken_back))
        job.failed.connect(while_there(self, self._failed))

    def _taken_back(self, kept: int) -> None:
        words = _("The import was taken back.")
        if kept:
            words = ngettext(
                "The import was taken back. {n} customer was changed since then and stays.",
                "The import was taken back. {n} customers were changed since then and stay.",
                kept,
            ).format(n=format_number(kept))
        self._leave()
        self.main.toast.say(words)

    def ask_rejects(self) -> None:
        """Ask where the rejected rows go."""
        looked = self.looked
        if looked is None:
            return
        first = Path(looked.files[0].file)
        name = first.with_name(_("{name} stayed out").format(name=first.stem) + first.suffix)
        folder = Path(str(self.main.settings.value("import/folder", str(Path.home()))))
        dialog = QFileDialog(self, _("Save the rows that stayed out"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name.name)
        dialog.fileSelected.connect(lambda file: self.save_rejects(Path(file)))
        self.dialog = dialog
        dialog.open()

    def save_rejects(self, out: Path) -> None:
        """Write the rejected rows."""
        looked = self.looked
        if looked is None:
            return
        job = self.main.jobs.start(_("Saving"), lambda _report: work.save_rejected(looked, out))
        job.done.connect(
            while_there(self, lambda _written: self.main.toast.say(_("Saved as {file}").format(file=out.name)))
        )
        job.failed.connect(while_there(self, self._failed))

    def fit(self) -> None:
        super().fit()
        self.choosing.set_narrow(narrow=self.narrow)


def _card(content: QWidget) -> QWidget:
    card = Card()
    card.body.addWidget(content)
    return card
