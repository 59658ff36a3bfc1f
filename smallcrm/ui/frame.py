"""The outside of the window: its size and place, remembered for each shop; full screen; files dropped onto it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from smallcrm.ui import machine
from smallcrm.ui.worn import px

SMALLEST = (880, 440)
FIRST = (1366, 740)
"""Size of a window that nobody sized yet, px."""
_TITLE = 40
"""Height that the system takes for the title of a window, px, or a little more."""
_GRIP = 80
"""Width of the title bar that must be seen, px, to be able to move the window."""


class Frame(QMainWindow):
    """A main window that remembers its shape in the settings of this PC. ``files_dropped(paths)``.

    ``keys_unseen`` when the keys go to something that is hidden by now.
    """

    files_dropped = Signal(object)
    keys_unseen = Signal()

    def __init__(self, settings: QSettings, shop_file: Path) -> None:
        super().__init__()
        self.settings = settings
        self._own = machine.of_shop("shops", shop_file)
        self.keep_room()
        self.setAcceptDrops(True)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._keys_moved)

    def keep_room(self) -> None:
        """Let the window become no smaller than its text allows, as far as the screen reaches."""
        screen = self.screen().availableSize()
        rooms = (screen.width(), screen.height() - _TITLE)
        self.setMinimumSize(*(max(side, min(px(side), room)) for side, room in zip(SMALLEST, rooms, strict=True)))

    def remembered(self, name: str) -> object:
        """Give what was kept for this shop, else what was kept last for any shop, else None."""
        return self.settings.value(f"{self._own}/{name}", self.settings.value(f"window/{name}"))

    def keep(self, name: str, value: object) -> None:
        """Keep something for the next time this shop is opened, and for a shop opened the first time."""
        for group in (self._own, "window"):
            self.settings.setValue(f"{group}/{name}", value)

    def restore_shape(self) -> None:
        """Take the size and place of last time, if there was one, and if it can still be seen."""
        shape = self.remembered("geometry")
        if not (isinstance(shape, QByteArray) and self.restoreGeometry(shape)):
            self.resize(*FIRST)
            return
        seen = fitting(self.geometry(), [s.availableGeometry() for s in QGuiApplication.screens()])
        if seen != self.geometry():
            self.setGeometry(seen)

    def keep_shape(self) -> None:
        """Remember size and place."""
        self.keep("geometry", self.saveGeometry())
        self.settings.sync()

    def show_first(self) -> None:
        """Show the window; without a remembered shape it fills a small screen."""
        if self.remembered("geometry") is not None or self.screen().availableSize().width() >= 1400:
            self.show()
        else:
            self.showMaximized()

    def come_forward(self) -> None:
        """Show the window to somebody who started the program again."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _keys_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Qt gives them back to where they were before a popup, also when that has gone from sight meanwhile.
        if new is not None and not new.isVisible() and self.isVisible() and self.isAncestorOf(new):
            QTimer.singleShot(0, self, self.keys_unseen.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files_dropped.emit(files)


def fitting(window: QRect, screens: list[QRect]) -> QRect:
    """Give where a window belongs: as it was if its title can be taken hold of, else in the middle of the first screen.

    Never larger than the screen.
    """
    title = QRect(window.x(), window.y(), window.width(), 1)
    here = next((s for s in screens if s.intersected(title).width() >= min(_GRIP, window.width())), None)
    screen = here or screens[0]
    made = QRect(window.topLeft(), window.size().boundedTo(screen.size()))
    if here is None:
        made.moveCenter(screen.center())
    elif made != window:
        made.moveTopLeft(screen.topLeft())
    return made
