"""The window of the first start: Enter goes on, Esc goes back, and only the last button writes."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar, QWidget

from smallcrm import i18n, paths
from smallcrm.i18n import _
from smallcrm.store.clock import Clock
from smallcrm.ui import icons, qt_words, theme, worn
from smallcrm.ui.errors import ErrorHook
from smallcrm.ui.frame import Frame
from smallcrm.ui.jobs import Job, Jobs
from smallcrm.ui.pages.page import while_there
from smallcrm.ui.start import card, shops
from smallcrm.ui.start.ground import Ground, is_short
from smallcrm.ui.start.shops import EMPTY, IMPORT, RESTORE, SAMPLE, Wish
from smallcrm.ui.start.steps import Draft, LanguageStep, ShopStep, Step, WayStep
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import PlainLabel

LANGUAGE, SHOP, WAY = 1, 2, 3

_LARGE = 1.2
"""Size of text up to which six kinds of shop stand beside each other."""


class FirstStart(Frame):
    """Closed by its last button, ``wish`` says which shop was made; else it is None and nothing was written.

    ``own`` leaves out the language and the sample: somebody has looked around and begins with their own shop.
    """

    def __init__(self, settings: QSettings, clock: Clock, language: str, *, own: bool = False) -> None:
        super().__init__(settings, paths.user_data() / "shop.smallcrm")
        self.setObjectName("firstStart")
        self.setWindowTitle("SmallCRM")
        self.setWindowIcon(icons.icon("store", "accent"))
        self.wish: Wish | None = None
        self.draft = Draft(language, way=IMPORT if own else SAMPLE)
        if own:  # what was typed before the look around waits here
            self.draft.name = str(settings.value("start/name", ""))
            self.draft.kind = str(settings.value("start/kind", self.draft.kind))
        self.clock, self.own = clock, own
        self.errors = ErrorHook(lambda: self.strip, self)
        self._steps = (SHOP, WAY) if own else (LANGUAGE, SHOP, WAY)
        self._at, self._asked, self._made_short = 0, 0, False
        self._job: Job | None = None
        self.jobs = Jobs()
        self._wait = QTimer(self, singleShot=True, interval=120)
        self._wait.timeout.connect(self._draw)
        self.files_dropped.connect(self._dropped)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.ground = Ground(len(self._steps))
        self.panel, self.strip, self.area = self.ground.panel, self.ground.strip, self.ground.area
        self.setCentralWidget(self.ground)
        self.restore_shape()
        self.show_step(0)
        self._draw()

    # -- what it looks like ------------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Which of the three screens is shown."""
        return self._steps[self._at]

    def show_step(self, at: int) -> None:
        """Show a screen, made anew in the language of now."""
        self._at = at
        draft, short = self.draft, is_short(self.height())
        made: Step = (
            LanguageStep(draft, self._speak, 2 if short else 1)
            if self.step == LANGUAGE
            else ShopStep(draft, self._changed, 6 if short and worn.scale() <= _LARGE else 3)
            if self.step == SHOP
            else WayStep(draft, self._show_foot, sample=not self.own)
        )
        self.ground.show_step(made, at + 1)
        self._show_foot()
        self.panel.show_step(self.step, *_said()[self.step])
        made.begin.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_foot(self) -> None:
        widgets: list[QWidget | None] = [None]
        if self.step == LANGUAGE:
            restore = button(_("Restore a backup"), "link", size="counter", name="startRestore", clicked=self.restore)
            widgets.insert(0, restore)
        if self.step == SHOP:
            widgets.insert(0, button(_("Skip"), "link", size="counter", name="startSkip", clicked=self.skip))
        if self._at or self.own:
            words = _("Back") if self._at else _("Back to the sample shop")
            widgets.append(button(words, size="counter", name="startBack", clicked=self.back))
        verb = _verbs()[self.draft.way] if self.step == WAY else _("Continue")
        self.primary = button(verb, "primary", size="counter", name="startOn", clicked=self.go_on)
        if self.step != WAY:
            self.primary.setIcon(icons.icon("arrow-right", "on_accent"))
            self.primary.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.ground.fill_foot([*widgets, self.primary])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._made_short != is_short(self.height()):
            self._made_short = is_short(self.height())
            self.show_step(self._at)
        self.ground.fit(self.width(), self.height())

    # -- moving on ---------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next screen; on the last one make what was chosen."""
        if self._job is not None:
            return
        if self._at + 1 < len(self._steps):
            self.show_step(self._at + 1)
        else:
            self.settings.setValue("start/name", self.draft.name)
            self.settings.setValue("start/kind", self.draft.kind)
            self._make(
                Wish(
                    self.draft.language, self.draft.name, self.draft.kind, self.draft.way, files=tuple(self.draft.files)
                )
            )

    def back(self) -> None:
        """Go to the screen before; from the first one back to the sample shop."""
        if self._job is not None:
            self._job.cancel()
        elif self._at:
            self.show_step(self._at - 1)
        elif self.own:
            self.close()

    def skip(self) -> None:
        """Go on without a name."""
        self.draft.name = ""
        self.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            if self._at or self._job:
                self.back()
        else:
            super().keyPressEvent(event)

    def restore(self) -> None:
        """Ask for a backup and put it in the place of the shop."""
        kinds = _("Shops (*.smallcrm)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(Path.home()), kinds)
        if name:
            self._make(Wish(self.draft.language, way=RESTORE, backup=Path(name)))

    def _dropped(self, files: list[Path]) -> None:
        self.draft.files, self.draft.way = tuple(files), IMPORT
        if self.step == WAY:
            self.show_step(self._at)

    # -- language and looks ------------------------------------------------------------------------------------------

    def _speak(self, code: str) -> None:
        self.draft.language = code
        i18n.set_language(code)
        qt_words.install(cast("QApplication", QApplication.instance()), code)
        QTimer.singleShot(0, self, lambda: self.show_step(self._at))  # not while the card that asked still answers
        self._wait.start()

    def _changed(self) -> None:
        self.panel.set_kind(self.draft.kind)
        self._wait.start()

    def _draw(self) -> None:
        self._asked += 1
        mine, language, today = self._asked, self.draft.language, self.clock.now().date()
        name = self.draft.name.strip() or _("Your shop")
        job = self.jobs.start("", lambda _report: card.pictures(language, name, today))

        def drawn(pictures: tuple[QImage, QImage]) -> None:
            if mine == self._asked:
                self.panel.set_card(pictures)

        job.done.connect(while_there(self, drawn))

    def _system_changed(self) -> None:
        look = str(self.settings.value("window/theme", "system"))
        theme.apply(cast("QApplication", QApplication.instance()), look, worn.scale())
        self.show_step(self._at)

    # -- the one thing that writes -----------------------------------------------------------------------------------

    def _make(self, wish: Wish) -> None:
        clock = self.clock
        self._job = self.jobs.start("", lambda report: shops.make(wish, clock, report))
        self._show_work(_("Making the sample shop") if wish.way == SAMPLE else _("Making your shop"))

        def finish(_file: Path) -> None:
            self._job, self.wish = None, wish
            self.close()

        def failed(error: Exception) -> None:
            self._stopped()
            self.errors.handle(error)

        self._job.done.connect(while_there(self, finish))
        self._job.failed.connect(while_there(self, failed))
        self._job.cancelled.connect(while_there(self, self._stopped))

    def _show_work(self, words: str) -> None:
        if self._job is None:
            return
        bar = QProgressBar()
        bar.setObjectName("progress")
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        bar.setAccessibleName(words)

        def moved(done: int, total: int) -> None:
            bar.setRange(0, total)
            bar.setValue(done)

        self._job.progress.connect(while_there(bar, moved))
        cancel = button(_("Cancel"), size="counter", name="cancelButton", clicked=self._job.cancel)
        self.ground.fill_foot([PlainLabel(words, "strong"), bar, cancel])
        cancel.setFocus()

    def _stopped(self) -> None:
        self._job = None
        self._show_foot()
        self.primary.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        QApplication.styleHints().colorSchemeChanged.disconnect(self._system_changed)
        if self.wish is not None:
            self.keep_shape()
        self.jobs.close()
        super().closeEvent(event)


def _said() -> dict[int, tuple[str, str]]:
    """The line and the caption of the panel at each step."""
    return {
        LANGUAGE: (_("Know your regulars"), _("Everything stays on this computer.\nNo account, no internet.")),
        SHOP: (_("Your name on every card"), _("This is how your birthday card could look.\nChange it any time.")),
        WAY: (_("Ready when you are"), _("Everything can be undone.")),
    }


def _verbs() -> dict[str, str]:
    return {SAMPLE: _("Open the sample shop"), IMPORT: _("Choose the file"), EMPTY: _("Open my shop")}
