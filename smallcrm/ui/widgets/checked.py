"""A part of a menu of which one entry is on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

T = TypeVar("T")


def add_choices(menu: QMenu, choices: Iterable[tuple[str, bool, T]], take: Callable[[T], object]) -> None:
    """Add entries (words, whether it is on, what it stands for), of which one is on; the chosen one is taken."""
    group = QActionGroup(menu)
    for words, on, wanted in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on=False, wanted=wanted: take(wanted))
        group.addAction(action)
