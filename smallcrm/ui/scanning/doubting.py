"""A date that cannot be right is told while it is doubted: what is held back, and who may say that it is right."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from smallcrm.domain.errors import FileTrouble
from smallcrm.i18n import _
from smallcrm.messages.clock import doubted
from smallcrm.ui.widgets.strip import Repair

if TYPE_CHECKING:
    from smallcrm.store.clock_guard import Doubt
    from smallcrm.ui.window import MainWindow

_SETTINGS = {"win32": "ms-settings:dateandtime", "darwin": "x-apple.systempreferences:com.apple.preference.datetime"}
"""Where the date of the computer is set; elsewhere each desktop has a place of its own."""


class Doubting:
    """Keeps the banner of a window in step with the doubt about its clock."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._told: tuple[str, str] = ("", "")
        """The day doubted and the sentence in the banner."""

    def look(self) -> None:
        """Tell a new doubt, and take back one that is over."""
        doubt, (day, sentence) = self._window.shop.clock_guard.doubt(), self._told
        now = f"{doubt.code} {doubt.now.date()}" if doubt else ""
        if now == day:
            return
        if sentence:
            self._window.banner.unsay(sentence)
        self._told = ("", "")
        if doubt is not None:
            with suppress(FileTrouble):  # it is told all the same; the next change remembers it
                self._window.shop.clock_guard.seen()
            self.say(doubt, now)

    def say(self, doubt: Doubt, day: str) -> None:
        """Say what is doubted and what is held back meanwhile."""
        sentence = doubted(self._window.shop.now, doubt.since)
        repairs: list[Repair] = [(_("The date is right"), self._confirm)]
        if sys.platform in _SETTINGS:
            repairs.append((_("Open date settings"), _open))
        self._told = (day, sentence)
        self._window.banner.say(sentence, "warn", title=_("Is the date right?"), repairs=repairs)

    def _confirm(self) -> None:
        self._told = ("", "")
        self._window.shop.clock_guard.confirm()


def _open() -> None:
    QDesktopServices.openUrl(QUrl(_SETTINGS[sys.platform]))
