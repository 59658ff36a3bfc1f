"""Parts of the calendar that stand in files of their own, made when they are first wanted."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def part(module: str, name: str) -> Any:
    """Give a class of the calendar's room, or None where it does not stand yet."""
    try:
        return getattr(import_module(f"smallcrm.ui.pages.calendar.{module}"), name, None)
    except ModuleNotFoundError:
        return None
