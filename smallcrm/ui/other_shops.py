"""Another shop beside this one: each in a window, and a program, of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QFileDialog

from smallcrm import i18n
from smallcrm.i18n import _

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SUFFIX = ".smallcrm"


def open_another(window: MainWindow) -> None:
    """Ask which shop file, and open it in a window of its own; this shop comes forward if it is meant."""
    name, _kind = QFileDialog.getOpenFileName(
        window, _("Open another shop"), str(window.shop.file.parent), _("Shops (*.smallcrm)")
    )
    if name:
        start(window, Path(name))


def new_shop(window: MainWindow) -> None:
    """Ask where the new shop is to lie, and open it, empty, in a window of its own."""
    name, _kind = QFileDialog.getSaveFileName(
        window, _("New shop"), str(window.shop.file.parent / f"shop{SUFFIX}"), _("Shops (*.smallcrm)")
    )
    if not name:
        return
    file = Path(name if name.endswith(SUFFIX) else f"{name}{SUFFIX}")
    if file.exists():
        window.banner.say(
            _("{file} is a shop already. A new one never takes its place.").format(file=file.name),
            "warn",
            repairs=[(_("Open it"), lambda: start(window, file)), (_("Choose another name"), lambda: new_shop(window))],
        )
    else:
        start(window, file)


def command(file: Path) -> tuple[str, list[str]]:
    """Give program and arguments that open a shop file."""
    how = [] if getattr(sys, "frozen", False) else ["-m", "smallcrm"]
    return sys.executable, [*how, "--language", i18n.language(), "--shop", str(file)]


def start(window: MainWindow, file: Path) -> None:
    """Open a shop file in a program of its own, or bring this window forward if it shows that shop."""
    if file.resolve() == window.shop.file.resolve():
        window.come_forward()
        return
    program, arguments = command(file)
    started, _number = QProcess.startDetached(program, arguments)
    if not started:
        window.banner.say(_("{file} could not be opened.").format(file=file.name))
