"""A notice in the tray, for somebody who works in another window; everything works where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from smallcrm.i18n import _
from smallcrm.ui import bug_log, errors, machine

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SHOWN = 15_000
"""Milliseconds a notice asks to stay; the desktop decides."""
_KEY = "told/tray"
_ALIKE = str.maketrans("<>", "‹›")
_WORD_JOINER = "\u2060"
"""No space and no width: an ``&`` with it before the next letter names no character."""


def wanted(settings: QSettings) -> bool:
    """Whether this PC shows notices in its tray."""
    return bool(machine.whole(settings, _KEY, 1))


def set_wanted(settings: QSettings, *, on: bool) -> None:
    """Choose whether this PC shows notices in its tray."""
    settings.setValue(_KEY, int(on))


def available() -> bool:
    """Whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def plain(text: str) -> str:
    """Give words that read the same to desktops which take a notice for markup and to those which do not.

    Qt hands them on as they are, some desktops would show a name in bold, others nothing after a "<"; and whether they
    do cannot be known where the notice is no message to the desktop at all. So nothing is escaped: it looks alike.
    """
    return re.sub(r"&(?=#|\w+;)", f"&{_WORD_JOINER}", text.translate(_ALIKE))


class Tray(QObject):
    """The icon in the tray, made when there is something to say. What goes wrong here stops nothing else."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.icon: QSystemTrayIcon | None = None

    def notify(self, title: str, words: str) -> None:
        """Show a notice, unless the window is being looked at."""
        if not self._window.isActiveWindow():
            self._try(lambda: self._notify(title, words))

    def renew(self) -> None:
        """Show or hide the icon as the settings say, in the language of now."""
        self._try(self._renew)

    def close(self) -> None:
        """Take the icon away."""
        if self.icon is not None:
            self._try(self.icon.hide)

    def _notify(self, title: str, words: str) -> None:
        self._renew()  # at the start of the desktop the tray may come later than we do
        if self.icon is not None:
            self.icon.showMessage(plain(title), plain(words), self._window.windowIcon(), SHOWN)

    def _renew(self) -> None:
        if not (wanted(self._window.settings) and available()):
            self.close()
            self.icon = None
            return
        if self.icon is None:
            self.icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self.icon.activated.connect(self._pressed)
            self.icon.messageClicked.connect(self._window.come_forward)
        self.icon.setToolTip(plain(self._window.windowTitle()))
        self._fill(self.icon)
        self.icon.show()

    def _fill(self, icon: QSystemTrayIcon) -> None:
        menu = icon.contextMenu() or QMenu(self._window)
        menu.clear()
        menu.addAction(_("Open SmallCRM")).triggered.connect(self._window.come_forward)
        menu.addAction(_("Quit")).triggered.connect(self._window.close)
        icon.setContextMenu(menu)

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self._window.come_forward()

    @staticmethod
    def _try(work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 — a tray that fails takes no reminder with it
            bug_log.keep(errors.report(error))
