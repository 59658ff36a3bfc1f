"""What this PC remembers (the INI file), read so that a file edited by hand into nonsense never stops the start."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from PySide6.QtCore import QSettings


def of_shop(name: str, shop_file: Path) -> str:
    """Give the key under which something is remembered of one shop alone: its file by a number, not by its name."""
    path = str(shop_file.resolve()).encode("utf-8", "surrogateescape")
    return f"{name}/{hashlib.sha256(path).hexdigest()[:16]}"


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
