"""How many wait today: in the title, for a window that is small or behind others, and on its icon where that can be."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from smallcrm.ui import bug_log, errors

PROGRAM = "SmallCRM"


def title(shop_name: str, waiting: int = 0) -> str:
    """Give the title of the window of a shop."""
    named = f"{shop_name} – {PROGRAM}" if shop_name else PROGRAM
    return f"({waiting}) {named}" if waiting else named


def show(waiting: int) -> None:
    """Put the number on the program's icon; desktops that cannot do so pass over it."""
    app = QGuiApplication.instance()
    try:
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(waiting)
    except Exception as error:  # noqa: BLE001 — a number on an icon is worth no interruption
        bug_log.keep(errors.report(error))
