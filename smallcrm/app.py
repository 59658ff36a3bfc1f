"""Composition root of the desktop program: language, shop, jobs, look and window are put together here alone."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QSettings
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from smallcrm import i18n, paths
from smallcrm.domain.errors import FileTrouble
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui import qt_words, theme
from smallcrm.ui.jobs import Jobs
from smallcrm.ui.trouble import TroubleWindow
from smallcrm.ui.window import MainWindow


def display_missing() -> bool:
    """Whether there is no screen to open a window on: Qt would end the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application() -> QApplication:
    """Give the one application object, made when first asked for."""
    if sys.platform == "win32":
        # AltGr is no Ctrl+Alt: else ą ć ę ł ń ó ś ź ż cannot be typed where a shortcut sits.
        os.environ.setdefault("QT_QPA_PLATFORM", "windows:altgr")
    app = QApplication.instance() or QApplication(["smallcrm"])
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows runs in this process")
    app.setApplicationName("SmallCRM")
    app.setDesktopFileName("smallcrm")
    return app


def open_window(
    shop_file: Path | str, *, language: str = "en", today: date | datetime | None = None, theme: str = "light"
) -> MainWindow:
    """Build the real window with real jobs and a real shop, without running the event loop. Raises FileTrouble."""
    app = application()
    i18n.set_language(language)
    clock = FixedClock(today) if today else Clock()
    shop = Shop.open(Path(shop_file), clock=clock, create=True, language=language, busy_ms=100)
    return _window(app, shop, language, theme)


def _window(app: QApplication, shop: Shop, language: str, theme_name: str) -> MainWindow:
    i18n.set_language(language, shop.settings.read().country)
    qt_words.install(app, language)
    settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
    theme.apply(app, theme_name, float(str(settings.value("window/scale", 1.0))))
    return MainWindow(shop, Jobs(at_end=shop.close), settings, theme_name)


def main(shop_file: Path, *, language: str = "", now: date | datetime | None = None) -> int:
    """Run the window until it is closed and give the exit status; a second start raises the first window."""
    app = application()
    lock = FileLock(f"{shop_file}.lock")
    shop_file.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return 0 if _raise_first(shop_file) else 1
    try:
        return _run(app, shop_file, language, FixedClock(now) if now else Clock())
    finally:
        lock.release()


def _run(app: QApplication, shop_file: Path, language: str, clock: Clock) -> int:
    code = language or i18n.system_language()
    settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
    look = str(settings.value("window/theme", "system"))
    i18n.set_language(code)
    try:
        shop = Shop.open(shop_file, clock=clock, create=True, language=code, busy_ms=100)
    except FileTrouble as trouble:
        qt_words.install(app, code)
        theme.apply(app, look)
        page = TroubleWindow(trouble, shop_file)
        page.show()
        app.exec()
        return main(page.chosen, language=language) if page.chosen else 1
    window = _window(app, shop, language or shop.settings.read().language or code, look)
    window.errors.install()
    server = _listen(shop_file, window)
    if settings.contains("window/geometry") or window.screen().availableSize().width() >= 1400:
        window.show()
    else:
        window.showMaximized()
    status = app.exec()
    server.close()
    return status


def _name(shop_file: Path) -> str:
    """Name of the socket: this person and this file."""
    whose = f"{os.getuid() if hasattr(os, 'getuid') else os.environ.get('USERNAME', '')}:{shop_file.resolve()}"
    return "smallcrm-" + hashlib.sha256(whose.encode()).hexdigest()[:24]


def _listen(shop_file: Path, window: MainWindow) -> QLocalServer:
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(_name(shop_file))
    server.listen(_name(shop_file))
    server.newConnection.connect(window.come_forward)
    return server


def _raise_first(shop_file: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(_name(shop_file))
    return socket.waitForConnected(1000)


def run(arguments: Sequence[str]) -> int:
    """Open the window on a file named on the command line, or on the usual one."""
    return main(Path(arguments[0]) if arguments else paths.user_data() / "shop.smallcrm")
