"""Everything the window can do, once: menus, shortcuts, quick-find and the page of keys are made from this list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from smallcrm.ui import icons
from smallcrm.ui.widgets.quick_find import Offer


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do. ``menu`` is a key of the menus; empty: by shortcut alone."""

    id: str
    text: str
    run: Callable[[], object]
    menu: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    repeats: bool = False
    """Whether a held key may run it again; never for what writes."""
    findable: bool = True
    """Whether quick-find offers it."""
    separated: bool = False
    """A line above it in the menu."""


def native(keys: str) -> str:
    """Give a shortcut as the system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def words(text: str) -> str:
    """Give the words of a menu entry without its mnemonic and without the dots of a question to come."""
    return text.replace("&", "").rstrip("… \u00a0\u202f")


def build(
    bar: QMenuBar, owner: QWidget, menus: Sequence[tuple[str, str]], commands: Sequence[Command]
) -> dict[str, QAction]:
    """Fill the menu bar and give the actions by command id. ``menus``: key and title, in order."""
    for old in bar.findChildren(QMenu):
        old.deleteLater()
    bar.clear()
    made: dict[str, QMenu] = {}
    for key, title in menus:
        menu = QMenu(title, bar)
        bar.addMenu(menu)
        made[key] = menu
    actions: dict[str, QAction] = {}
    for command in commands:
        action = QAction(command.text, owner)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(k) for k in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeats)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if command.icon:
            action.setIcon(icons.icon(command.icon))
        action.triggered.connect(lambda _checked=False, run=command.run: run())
        actions[command.id] = action
        if command.menu:
            if command.separated:
                made[command.menu].addSeparator()
            made[command.menu].addAction(action)
        else:
            owner.addAction(action)
    return actions


def offers(commands: Sequence[Command]) -> list[Offer]:
    """Give what quick-find shows of the commands."""
    return [
        Offer(c.id, words(c.text), c.icon or "chevron-right", native(c.keys[0]) if c.keys else "")
        for c in commands
        if c.findable
    ]
