"""The one application object of Qt, and whether there is a screen for it."""

from __future__ import annotations

import os
import sys
from typing import cast

from PySide6.QtWidgets import QApplication

from smallcrm.ui import identity


def display_missing() -> bool:
    """Whether there is no screen to open a window on: Qt would end the process."""
    names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in names)


def application() -> QApplication:
    """Give the one application object, made when first asked for."""
    if sys.platform == "win32":
        # AltGr is no Ctrl+Alt: else ą ć ę ł ń ó ś ź ż cannot be typed where a shortcut sits.
        os.environ.setdefault("QT_QPA_PLATFORM", "windows:altgr")
    app = cast("QApplication", QApplication.instance() or QApplication(["smallcrm"]))
    identity.introduce(app)
    return app
