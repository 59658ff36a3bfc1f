"""The main window: menus, sidebar, quick-find, pages, banner, toast, status; it owns them and knows none of them well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.store.shop import Shop
from smallcrm.ui import commands, menu, qt_words, theme, worn
from smallcrm.ui.errors import ErrorHook
from smallcrm.ui.jobs import Job, Jobs
from smallcrm.ui.pages.registry import PageInfo, PageLike, pages
from smallcrm.ui.sidebar import Place, Sidebar
from smallcrm.ui.status_bar import JobStrip, StatusBar
from smallcrm.ui.tokens import FOLD_WIDTH, NARROW_HEIGHT, NARROW_WIDTH
from smallcrm.ui.widgets.quick_find import QuickFind
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.toast import Toast
from smallcrm.ui.worn import px

EVERYTHING: frozenset[str] = frozenset()


class MainWindow(QMainWindow):
    """The window of one shop. Signals: ``changed(areas)`` after each commit, ``files_dropped(paths)``."""

    changed = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, shop: Shop, jobs: Jobs, settings: QSettings, theme_name: str = "system") -> None:
        super().__init__()
        self.shop, self.jobs, self.settings, self.theme_name = shop, jobs, settings, theme_name
        self.setMinimumSize(880, 440)
        self.setAcceptDrops(True)
        self.errors = ErrorHook(lambda words: self.banner.say(words), self)
        self.history: list[str] = []
        self.build()
        self.changed.connect(self._refresh)
        self._listener: Callable[[frozenset[str]], None] = self.changed.emit
        shop.on_change(self._listener)
        jobs.started.connect(self._job_started)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._look_outside)
        self._clock.start()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._restore()

    # -- building --------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Build everything in the language of now; pages come when they are first shown."""
        self._pages: dict[str, QWidget] = {}
        self.infos = {info.key: info for info in pages()}
        self.commands = menu.commands(self)
        self.actions_by_id = commands.build(self.menuBar(), self, menu.menus(), self.commands)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        shown = [info for info in self.infos.values() if info.listed]
        self.sidebar = Sidebar([_place(i) for i in shown if not i.bottom], [_place(i) for i in shown if i.bottom])
        self.sidebar.chosen.connect(self.go)
        row.addWidget(self.sidebar)
        self.setCentralWidget(central)
        row.addLayout(self._column(central), 1)
        self.setStatusBar(StatusBar())
        self.status.set_item("saved", _("All changes saved"))
        self.toast = Toast(self)
        self.setWindowTitle("SmallCRM")
        self._show_shop()

    def _column(self, central: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(px(10))
        self.quick_find = QuickFind(self.shop.customers.search, central)
        self.quick_find.offers = commands.offers(self.commands)
        self.quick_find.chosen.connect(lambda customer: self.perform("customers", "open", customer))
        self.quick_find.add_requested.connect(lambda name: self.perform("customers", "new_customer", name))
        self.quick_find.command.connect(lambda key: self.actions_by_id[key].trigger())
        self.quick_find.left.connect(self._focus_page)
        self.banner = Strip(name="banner")
        self.job_strip = JobStrip(self.jobs)
        for widget in (self.quick_find, self.banner, self.job_strip):
            self._top.addWidget(widget)
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        column.addLayout(self._top)
        column.addWidget(self.stack, 1)
        return column

    @property
    def status(self) -> StatusBar:
        """The status bar."""
        return cast(StatusBar, self.statusBar())

    def page(self, key: str) -> QWidget:
        """Give a page, made when first asked for."""
        if key not in self._pages:
            self._pages[key] = self.infos[key].make(self)
            self.stack.addWidget(self._pages[key])
        return self._pages[key]

    # -- moving about ----------------------------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Show a page."""
        if key not in self.infos:
            return
        page = self.page(key)
        if self.stack.currentWidget() is not page:
            self.history.append(self.here)
            self.stack.setCurrentWidget(page)
        self.quick_find.hide_results()
        self.sidebar.select(key)
        self.settings.setValue("window/page", key)

    @property
    def here(self) -> str:
        """The key of the page shown."""
        return next((key for key, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def back(self) -> None:
        """Show the page before."""
        while self.history:
            key = self.history.pop()
            if key and key != self.here:
                self.go(key)
                self.history.pop()
                return

    def perform(self, key: str, command: str, value: object = None) -> None:
        """Let the page do a command, and show it."""
        if key in self.infos:
            self.go(key)
            cast(PageLike, self.page(key)).perform(command, value)

    def find(self) -> None:
        """Put the cursor into quick-find."""
        self.quick_find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quick_find.selectAll()

    def next_pane(self, step: int) -> None:
        """Move the focus to the next of: quick-find, sidebar, page."""
        panes: list[QWidget] = [self.quick_find, self.sidebar.list, self.stack.currentWidget()]
        focus = QApplication.focusWidget()
        now = next((i for i, pane in enumerate(panes) if pane is focus or (focus and pane.isAncestorOf(focus))), 0)
        pane = panes[(now + step) % len(panes)]
        self._focus_page() if pane is self.stack.currentWidget() else pane.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_page(self) -> None:
        page = self.stack.currentWidget()
        last = page.focusWidget()
        first = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()]
        target = last if last is not None and last.isVisible() else (first[0] if first else page)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # -- undo ------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self.shop.journal.undo, _("Undone: {step}"))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.shop.journal.redo, _("Done again: {step}"))

    def _turn(self, work: Callable[[], Any], words: str) -> None:
        from smallcrm import messages

        turned = work()
        self.toast.say(words.format(step=messages.step(turned.step.label, turned.step.values)))

    # -- what changed ----------------------------------------------------------------------------------------------

    def _refresh(self, areas: frozenset[str]) -> None:
        if not areas or "settings" in areas:
            self._show_shop()
        for page in self._pages.values():
            cast(PageLike, page).refresh(areas)

    def _show_shop(self) -> None:
        shop = self.shop.settings.read()
        self.sidebar.set_shop(shop.name or _("My shop"), shop.city)

    def _look_outside(self) -> None:
        if self.shop.changed_outside():
            self._refresh(EVERYTHING)

    def _job_started(self, job: Job) -> None:
        job.failed.connect(self.errors.handle)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and hasattr(self, "_clock"):
            self._look_outside()
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or focus is None or focus.window() is not self:
            return False
        # A field keeps Ctrl+Z for itself even where it has nothing to take back: then it is the shop's.
        if isinstance(focus, QLineEdit):
            own = focus.isUndoAvailable() if undo else focus.isRedoAvailable()
        elif isinstance(focus, QPlainTextEdit):
            own = focus.document().isUndoAvailable() if undo else focus.document().isRedoAvailable()
        else:
            return False
        event.setAccepted(own)
        return not own

    # -- looks -----------------------------------------------------------------------------------------------------

    def dress(self, theme_name: str = "", scale: float = 0.0) -> None:
        """Change colours (``light``, ``dark``, ``system``) or text size and build anew."""
        self.theme_name = theme_name or self.theme_name
        size = scale or worn.scale()
        self.settings.setValue("window/theme", self.theme_name)
        self.settings.setValue("window/scale", size)
        theme.apply(cast(QApplication, QApplication.instance()), self.theme_name, size)
        self._rebuild()

    def zoom(self, step: float) -> None:
        """Make texts larger or smaller by a step, between 90 and 200 %."""
        self.dress(scale=min(2.0, max(0.9, round(worn.scale() + step, 2))))

    def set_language(self, code: str) -> None:
        """Speak another language."""
        i18n.set_language(code)
        qt_words.install(cast(QApplication, QApplication.instance()), code)
        self._rebuild()

    def _rebuild(self) -> None:
        here = self.here
        self.toast.deleteLater()
        self.quick_find.hide_results()
        for action in self.actions_by_id.values():
            self.removeAction(action)
            action.deleteLater()
        self.build()
        self._fit()
        self.go(here)

    def come_forward(self) -> None:
        """Show the window to somebody who started the program again."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < px(NARROW_WIDTH) or self.height() < px(NARROW_HEIGHT)
        side, top = px(16 if narrow else 24), px(14 if narrow else 20)
        self._top.setContentsMargins(side, top, side, px(10 if narrow else 14))
        self.sidebar.fold(folded=self.width() < px(FOLD_WIDTH))

    # -- coming and going ------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        shape = self.settings.value("window/geometry")
        if not (isinstance(shape, QByteArray) and self.restoreGeometry(shape)):
            self.resize(1366, 740)
        page = str(self.settings.value("window/page", ""))
        keys = [key for key, info in self.infos.items() if info.listed]
        self.go(page if page in keys else keys[0])
        self.history.clear()
        self.quick_find.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files_dropped.emit(files)
        self.perform("import", "import", files)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.sync()
        self._clock.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.shop.off_change(self._listener)
        self.jobs.close()
        self.shop.close()
        super().closeEvent(event)


def _place(info: PageInfo) -> Place:
    return Place(info.key, info.title(), info.icon)
