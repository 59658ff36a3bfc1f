"""Two short sounds: a scan went as hoped, or the answer wants to be looked at. A setting of this PC; on at first."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress

from PySide6.QtCore import QProcess, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smallcrm import paths
from smallcrm.ui import machine

KEY = "scanner/sound"
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


def wanted(settings: QSettings) -> bool:
    """Whether this PC is to sound."""
    return bool(machine.whole(settings, KEY, 1))


def play(*, good: bool) -> None:
    """Play one of the two, beside the window; the system's own sound where nothing can play it."""
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return  # nobody is there to hear it
    file = paths.resources() / "sounds" / ("good.wav" if good else "other.wav")
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):  # many a till has nothing that sounds
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return
    player = next((known for known in _PLAYERS if shutil.which(known[0])), None)
    if player is None or not QProcess.startDetached(player[0], [*player[1:], str(file)]):
        QApplication.beep()
