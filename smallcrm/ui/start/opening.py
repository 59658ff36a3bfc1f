"""Which shop opens when nobody names one: the one of last time, or what the first start makes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from smallcrm import i18n, paths
from smallcrm.store.clock import Clock
from smallcrm.ui import machine, qt_words, theme
from smallcrm.ui.following import Next, seen_key
from smallcrm.ui.start import shops
from smallcrm.ui.start.shops import EMPTY, IMPORT, Wish

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def first(
    app: QApplication, clock: Clock, language: str, wanted: Path | None = None, *, minimised: bool = False
) -> Next | None:
    """Give the shop to open: the one wanted, the last one, or the one that the first start makes; None where none was.

    A shop that this PC used and that is gone is given, too: that is told, and not hidden by a first start.
    """
    settings = _settings()
    file = wanted or shops.to_open(settings)
    if file is not None or settings.contains(seen_key(shops.own_shop())):
        return Next(file or shops.own_shop(), minimised=minimised)
    wish = _asked(app, settings, clock, language or i18n.system_language())
    return Next(wish.file, wish=wish) if wish else None


def own(app: QApplication, clock: Clock, this: Next) -> Next:
    """Give one's own shop after a look at the sample, made by the first start if need be; else back to the sample."""
    if shops.own_shop().exists():
        return Next(shops.own_shop(), wish=Wish(this.language, way=""))
    wish = _asked(app, _settings(), clock, this.language, own=True)
    return Next(wish.file, wish=wish) if wish else Next(this.file)


def _settings() -> QSettings:
    return QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)


def _asked(app: QApplication, settings: QSettings, clock: Clock, language: str, *, own: bool = False) -> Wish | None:
    from smallcrm.ui.start.window import FirstStart

    i18n.set_language(language)
    qt_words.install(app, language)
    look, scale = str(settings.value("window/theme", "system")), machine.text_scale(settings)
    theme.apply(app, look, scale)
    window = FirstStart(settings, clock, language, own=own)
    window.errors.install()
    window.show_first()
    app.exec()
    wish = window.wish
    window.deleteLater()
    return wish


def arrived(window: MainWindow, this: Next) -> None:
    """Remember which shop is open and lead on from the first start; the sample goes when one's own shop has come."""
    shops.remember(window.settings, window.shop.file)
    if this.wish is None:
        return
    if window.shop.file == shops.own_shop():
        shops.drop_sample()
    if this.wish.way == IMPORT:
        window.perform("import", "import", list(this.wish.files))
    elif this.wish.way == EMPTY:
        window.go("customers")
        window.places.focus_page()
    else:
        window.go("today")
