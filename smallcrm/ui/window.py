"""The main window: menus, sidebar, quick-find, pages, banner, toast, status; it owns them and knows none well."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenuBar, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.store.shop import Shop
from smallcrm.ui import commands, drafts, menu, panes, qt_words, theme, worn
from smallcrm.ui.counter import Counter
from smallcrm.ui.errors import ErrorHook
from smallcrm.ui.exporting import Exporting
from smallcrm.ui.following import Next
from smallcrm.ui.frame import Frame
from smallcrm.ui.jobs import Jobs
from smallcrm.ui.keeping import Keeping
from smallcrm.ui.pages.counts import show_counts
from smallcrm.ui.pages.registry import pages
from smallcrm.ui.patience import patient, rest
from smallcrm.ui.places import Places
from smallcrm.ui.scanning.scanning import Scanning
from smallcrm.ui.sidebar import Sidebar
from smallcrm.ui.start import sample_strip
from smallcrm.ui.status_bar import JobStrip, StatusBar, show_saved
from smallcrm.ui.tokens import FOLD_WIDTH, NARROW_HEIGHT, NARROW_WIDTH
from smallcrm.ui.told.telling import Telling
from smallcrm.ui.top import MenuRow, Top
from smallcrm.ui.undoing import Undoing
from smallcrm.ui.watch import Watch
from smallcrm.ui.widgets.quick_find import QuickFind
from smallcrm.ui.widgets.strip import Banner
from smallcrm.ui.widgets.toast import Toast
from smallcrm.ui.worn import px


class MainWindow(Frame):
    """The window of one shop. Closing it closes the shop and ends the jobs.

    Attributes for pages: shop, jobs, settings (INI of this PC), toast, banner, sidebar, status, places, errors.
    """

    def __init__(self, shop: Shop, jobs: Jobs, settings: QSettings, theme_name: str = "system") -> None:
        super().__init__(settings, shop.file)
        self.shop, self.jobs, self.theme_name = shop, jobs, theme_name
        self.setObjectName("mainWindow")
        self.keeping = Keeping(self)
        self.errors = ErrorHook(lambda: self.banner, self, self.keeping.repairs)
        self.undoing = Undoing(shop, jobs, self, lambda: self.toast)
        self.exporting = Exporting(self)
        self.next: Next | None = None
        self._spoken = shop.settings.read().language
        self.counter = Counter(self)
        self.scanning = Scanning(self)
        self.telling = Telling(self)
        self.build()
        self.keeping.show_last()
        self.watch = Watch(shop, self)
        self.watch.changed.connect(self._refresh)
        self.watch.troubled.connect(lambda code: show_saved(self.status, code))
        jobs.started.connect(lambda job: job.failed.connect(self.errors.handle))
        self.files_dropped.connect(lambda files: self.perform("import", "import", files))
        self.keys_unseen.connect(self._focus_again)
        theme.follow(self._system_changed)
        self.restore_shape()
        page, listed = str(self.remembered("page") or ""), [info.key for info in pages() if info.listed]
        self.go(page if page in listed else listed[0])
        self.quick_find.setFocus()

    def build(self) -> None:
        """Build everything in the language of now; pages come when they are first shown."""
        self.places = Places(pages(), lambda info: info.make(self))
        self.places.shown.connect(self._shown)
        self.commands = menu.commands(self)
        self.menu_row = MenuRow(self)
        self.setMenuWidget(self.menu_row)
        self.menu_row.bar.triggered.connect(lambda _action: QTimer.singleShot(0, self, self._focus_again))
        self.actions_by_id = commands.build(self.menu_row.bar, self, menu.menus(), self.commands)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar.of_pages(pages())
        self.sidebar.chosen.connect(self.go)
        row.addWidget(self.sidebar)
        self.setCentralWidget(central)
        row.addLayout(self._column(), 1)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.scanning.attach()
        self.status.acts["backup"] = (self.keeping.back_up, _("Back up now"))
        show_saved(self.status)
        self.toast = Toast(self)
        self.toast.left.connect(self.places.focus_page)
        self.telling.attach()
        self._show_shop()
        show_counts(self)
        self.counter.attach()
        sample_strip.attach(self)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        find = self.quick_find = QuickFind(self.shop.customers.search, self)
        self.top = self.strips = Top(self.menu_row, find)
        find.offers = commands.offers(self.commands)
        find.chosen.connect(lambda customer: self.perform("customers", "open", customer))
        find.add_requested.connect(lambda name: self.perform("customers", "new_customer", name))
        find.command.connect(lambda key: self.actions_by_id[key].trigger())
        find.left.connect(self.places.focus_page)
        self.banner = Banner()
        for widget in (self.banner, JobStrip(self.jobs)):
            self.top.add(widget)
        column.addWidget(self.top)
        column.addWidget(self.places, 1)
        return column

    def menuBar(self) -> QMenuBar:
        return self.menu_row.bar  # Qt's own answer would put a new bar in place of the row

    # -- moving about ----------------------------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Show a page by its key."""
        self.places.go(key)

    def perform(self, key: str, command: str, value: object = None) -> None:
        """Show a page and let it do a command."""
        self.places.perform(key, command, value)

    def _shown(self, key: str) -> None:
        self.quick_find.leave_empty()
        self.top.seat(large=self.places.infos[key].finds)
        self.sidebar.select(key)
        self.keep("page", key)

    def find_customer(self) -> None:
        """Put the cursor into quick-find."""
        self.quick_find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quick_find.selectAll()

    def next_pane(self, step: int) -> None:
        """Move the focus to the next (1) or previous (-1) pane."""
        panes.next_pane(self, step)

    def undo(self) -> None:
        """Take the shop's last step back."""
        self.undoing.undo()

    # -- what changed ----------------------------------------------------------------------------------------------

    @patient
    def _refresh(self, areas: frozenset[str]) -> None:
        if not self.shop.is_open:  # what the worker saved last is told after the window closed
            return
        if not areas or "settings" in areas:
            self._show_shop()
            before, self._spoken = self._spoken, self.shop.settings.read().language
            if self._spoken not in {before, i18n.language(), ""}:  # taken back, or changed by another program
                self.set_language(self._spoken)
                return
        if not areas or "staff" in areas:
            self.counter.refresh()
        self.places.refresh(areas)
        show_counts(self, areas)
        self.scanning.show_state()
        show_saved(self.status)

    def _show_shop(self) -> None:
        shop = self.shop.settings.read()
        self.sidebar.set_shop(shop.name or _("My shop"), shop.city, shop.kind)
        self.telling.entitle()

    # -- looks -----------------------------------------------------------------------------------------------------

    def dress(self, theme_name: str = "", scale: float = 0.0) -> None:
        """Change colours (``light``, ``dark``, ``system``) or text size (0.9 to 2), which builds the window anew."""
        self.theme_name = theme_name or self.theme_name
        before, size = worn.scale(), round(min(2.0, max(0.9, scale or worn.scale())), 2)
        self.settings.setValue("window/theme", self.theme_name)
        self.settings.setValue("window/scale", size)
        theme.apply(cast("QApplication", QApplication.instance()), self.theme_name, size)
        if size != before:
            self._rebuild()
        for part in self.findChildren(QWidget):  # everything asks for its colours when it paints
            part.update()

    def _system_changed(self) -> None:
        self.dress()  # also under a theme of one's own: high contrast comes and goes

    def set_language(self, code: str) -> None:
        """Speak another language (en, fi, nb, pl)."""
        i18n.set_language(code, self.shop.settings.read().country)
        qt_words.install(cast("QApplication", QApplication.instance()), code)
        self._rebuild()

    def _rebuild(self) -> None:
        here, told, held = self.places.here, self.banner.said, drafts.keep(self.places)
        finding = self.quick_find.hasFocus()
        self.toast.deleteLater()
        for action in self.actions_by_id.values():
            self.removeAction(action)
            action.deleteLater()
        self.keep_room()
        self.build()
        self.keeping.show_last()
        self.banner.say_again(told)
        self._fit()
        self.go(here)
        drafts.bring_back(self.places, held)
        QTimer.singleShot(0, self, lambda: self._focus_again(finding=finding))  # what is not seen yet takes no focus

    def _focus_again(self, *, finding: bool = False) -> None:
        focus = self.focusWidget()
        if finding:
            self.quick_find.setFocus()
        elif focus is None or focus is self.menuBar() or not focus.isVisible():
            self.places.focus_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < px(NARROW_WIDTH) or self.height() < px(NARROW_HEIGHT)
        self.top.set_narrow(narrow=narrow)
        self.sidebar.fold(folded=self.width() < px(FOLD_WIDTH))

    # -- coming and going ------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.shop.is_open:
            drafts.leave(self.places)
        self.scanning.close()
        self.keeping.remember()
        self.keep_shape()
        theme.unfollow(self._system_changed)
        self.telling.close()
        self.watch.close()
        self.undoing.close()
        self.hide()  # what goes on is stopped, which may take a moment
        rest(self)
        self.keeping.remember_stopped(self.jobs.close())
        self.shop.close()
        super().closeEvent(event)
