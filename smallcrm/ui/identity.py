"""How the desktop knows the program: its own mark in the task bar, and one entry for all its windows."""

from __future__ import annotations

import sys
from functools import lru_cache

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from smallcrm import paths

DESKTOP_FILE = "smallcrm"
WINDOWS_ID = "SmallCRM.SmallCRM"
"""The shortcuts that the Windows installer makes carry the same: else the task bar shows two icons."""
_SIZES = (16, 24, 32, 48, 64, 128, 256)


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    """Give the program's own mark."""
    made = QIcon()
    for size in _SIZES:
        made.addFile(str(paths.resources() / "app" / f"smallcrm-{size}.png"))
    return made


def introduce(app: QApplication) -> None:
    """Tell the desktop who we are, before the first window is shown."""
    app.setDesktopFileName(DESKTOP_FILE)
    app.setWindowIcon(app_icon())
    if sys.platform == "win32":  # pragma: no cover — Windows only
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(WINDOWS_ID)
