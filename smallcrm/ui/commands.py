"""Everything the window can do, once: menus, shortcuts, quick-find and the page of keys are made from this list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from smallcrm.ui import icons
from smallcrm.ui.shortcuts import native, sequence
from smallcrm.ui.widgets.quick_find import Offer

_MNEMONIC = re.compile("&(.?)")
"""What Qt does with "&": the letter behind it is a mnemonic, and of two one is seen."""


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


def words(text: str) -> str:
    """Give the words of a menu entry without its mnemonic and without the dots of a question to come."""
    return _MNEMONIC.sub(r"\1", text).rstrip("… \u00a0\u202f")


def plain(text: str) -> str:
    """Give the words of a menu entry that has no mnemonic: an "&" in them is one to be read."""
    return text.replace("&", "&&")


def distinct(texts: Sequence[str]) -> list[str]:
    """Give the entries of one menu with mnemonics that differ: one that is taken moves to a letter that is free."""
    taken: set[str] = set()
    made = []
    for text in texts:
        marked = next((m for m in _MNEMONIC.finditer(text) if m[1] != "&"), None)
        if marked is None:
            made.append(text)
            continue
        place = marked.start()
        bare = text[:place] + text[place + 1 :]
        starts = [n for n in range(len(bare)) if n == 0 or bare[n - 1] == " "]
        letters = [n for n in (place, *starts, *range(len(bare))) if n < len(bare) and bare[n].isalpha()]
        free = next((n for n in letters if bare[n].casefold() not in taken), None)
        if free is None:
            made.append(bare)
            continue
        taken.add(bare[free].casefold())
        made.append(f"{bare[:free]}&{bare[free:]}")
    return made


def build(
    bar: QMenuBar, owner: QWidget, menus: Sequence[tuple[str, str]], commands: Sequence[Command]
) -> dict[str, QAction]:
    """Fill the menu bar and give the actions by command id. ``menus``: key and title, in order."""
    for old in bar.findChildren(QMenu):
        old.deleteLater()
    bar.clear()
    made: dict[str, QMenu] = {}
    for (key, _title), title in zip(menus, distinct([title for _key, title in menus]), strict=True):
        menu = QMenu(title, bar)
        bar.addMenu(menu)
        made[key] = menu
    told: dict[str, str] = {}
    for key in made:
        mine = [c for c in commands if c.menu == key]
        told |= {c.id: text for c, text in zip(mine, distinct([c.text for c in mine]), strict=True)}
    actions: dict[str, QAction] = {}
    for command in commands:
        action = QAction(told.get(command.id, command.text), owner)
        action.setObjectName(command.id)
        action.setShortcuts([sequence(k) for k in command.keys])
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
