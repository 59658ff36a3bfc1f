"""The outside of the window: its size and place, remembered; full screen; files dropped onto it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow


class Frame(QMainWindow):
    """A main window that remembers its shape in the settings of this PC. ``files_dropped(paths)``."""

    files_dropped = Signal(object)

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.setMinimumSize(880, 440)
        self.setAcceptDrops(True)

    def restore_shape(self) -> None:
        """Take the size and place of last time, if there was one."""
        shape = self.settings.value("window/geometry")
        if not (isinstance(shape, QByteArray) and self.restoreGeometry(shape)):
            self.resize(1366, 740)

    def keep_shape(self) -> None:
        """Remember size and place."""
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.sync()

    def show_first(self) -> None:
        """Show the window; without a remembered shape it fills a small screen."""
        if self.settings.contains("window/geometry") or self.screen().availableSize().width() >= 1400:
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files_dropped.emit(files)
