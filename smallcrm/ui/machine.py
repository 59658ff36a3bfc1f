"""What this PC remembers (the INI file), read so that a file edited by hand into nonsense never stops the start."""

from __future__ import annotations

import math

from PySide6.QtCore import QSettings


def number(settings: QSettings, key: str, default: float, least: float, most: float) -> float:
    """Give a number between two limits; the default where the file says something else."""
    try:
        value = float(str(settings.value(key, default)))
    except ValueError:
        return default
    return min(most, max(least, value)) if math.isfinite(value) else default


def whole(settings: QSettings, key: str, default: int = 0) -> int:
    """Give a whole number; the default where the file says something else."""
    try:
        return int(str(settings.value(key, default)))
    except ValueError:
        return default


def text_scale(settings: QSettings) -> float:
    """Give the size of text, 0.9 to 2."""
    return number(settings, "window/scale", 1.0, 0.9, 2.0)
