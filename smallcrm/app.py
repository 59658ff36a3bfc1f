"""Composition root of the desktop program: language, shop, jobs, look and window are put together here alone."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from smallcrm import i18n, messages, paths
from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.safety.backup import backup_if_changed
from smallcrm.safety.window_lock import window_lock
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui import machine, qt_words, single, theme, worn
from smallcrm.ui.application import application, display_missing
from smallcrm.ui.following import Next, refuse_missing, restored
from smallcrm.ui.jobs import Jobs
from smallcrm.ui.pages.letters import ahead
from smallcrm.ui.start import opening
from smallcrm.ui.window import MainWindow

__all__ = ["application", "display_missing", "main", "open_window"]


def open_window(
    shop_file: Path | str,
    *,
    language: str = "en",
    today: date | datetime | None = None,
    theme: str = "light",
    settings_file: Path | None = None,
) -> MainWindow:
    """Build the real window with real jobs and a real shop, without running the event loop. Raises FileTrouble.

    ``settings_file``: the INI that remembers its look, by default that of this person.
    """
    shop = _shop(Path(shop_file), language, FixedClock(today) if today else Clock())
    return _window(application(), shop, language, theme, settings_file)


def _shop(file: Path, language: str, clock: Clock, *, look: bool = False) -> Shop:
    return Shop.open(file, clock=clock, create=True, language=language, busy_ms=100, look=look)


def _window(
    app: QApplication, shop: Shop, language: str, theme_name: str, settings_file: Path | None = None
) -> MainWindow:
    i18n.set_language(language, shop.settings.read().country)
    qt_words.install(app, language)
    settings = QSettings(str(settings_file or paths.settings_file()), QSettings.Format.IniFormat)
    theme.apply(app, theme_name, machine.text_scale(settings))
    worn.set_compact(compact=bool(machine.whole(settings, "window/compact")))
    return MainWindow(shop, Jobs(shop.close, shop.database.interrupt), settings, theme_name)


def main(file: Path | None, *, language: str = "", now: date | datetime | None = None, minimised: bool = False) -> int:
    """Run the window until it is closed and give the exit status; a second start raises the first window.

    Without a file the shop of last time opens; if there is none yet, the first start asks.
    """
    app, clock, status = application(), FixedClock(now) if now else Clock(), 0
    following = opening.first(app, clock, language, file, minimised=minimised)
    while following:
        status, following = _session(app, following, language, clock)
        if following and following.begin:
            following = opening.own(app, clock, following)
    return status


def _session(app: QApplication, this: Next, language: str, clock: Clock) -> tuple[int, Next | None]:
    """One window from opening to closing: exit status, and what to open next."""
    language = this.wish.language if this.wish else language
    lock, code, notice = window_lock(this.file), language or i18n.system_language(), ""
    look = str(QSettings(str(paths.settings_file()), QSettings.Format.IniFormat).value("window/theme", "system"))
    i18n.set_language(code)
    try:
        notice = restored(this.candidate, this.file, clock.now())
        refuse_missing(this)
        if not this.look and not single.take_turn(lock, this.file):
            return 0, None
        shop = _shop(this.file, code, clock, look=this.look)
        window = _window(app, shop, language or shop.settings.read().language or code, look)
        status = _show(app, window, this, notice)
        window.deleteLater()  # else it would be dressed with the next one
        return status, window.next or (Next(this.file, window.keeping.wanted) if window.keeping.wanted else None)
    except FileTrouble as trouble:
        from smallcrm.ui.trouble import ask  # noqa: PLC0415 — seldom needed, and each start would wait for it

        qt_words.install(app, code)
        theme.apply(app, look)
        return 1, ask(trouble, this.file, clock.now(), notice)
    finally:
        lock.release()


def _show(app: QApplication, window: MainWindow, this: Next, notice: str) -> int:
    """Run the window; at its end a backup is made if anything changed, and a failure is told at the next start."""
    window.errors.install()
    file = window.shop.file
    server = None if this.look else single.listen(file, window, window.come_forward)
    (window.showMinimized if this.minimised else window.show_first)()
    opening.arrived(window, this)
    ahead.prepare(window.jobs)
    window.keeping.tell_start(notice or str(window.settings.value("backup/trouble", "")))
    window.telling.start()
    status = app.exec()
    if server is not None:
        server.close()
    if window.keeping.wanted or not window.keeping.writable:
        return status  # a restore keeps the present itself; thinning now could take what is wanted
    try:
        backup_if_changed(file, window.shop.now, "closing")
        window.settings.remove("backup/trouble")
    except ShopError as trouble:
        window.settings.setValue("backup/trouble", messages.error(trouble))
    return status
