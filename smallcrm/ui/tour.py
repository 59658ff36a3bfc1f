"""Every page of the real window as a picture, off screen: for the docs, and for eyes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.domain.errors import ShopError

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_PATIENCE = 20.0
"""Seconds to wait for the jobs of a page, such as its preview."""


def draw(window: MainWindow, out: Path, size: tuple[int, int]) -> list[tuple[str, Path]]:
    """Save a PNG of each page in ``out`` at a size in px, and close the window; (name, file) of each."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShopError("cannot_write", file=str(out)) from error
    window.resize(*size)
    window.show()
    try:
        return [(name, _save(window, arrive, out / f"{name}.png")) for name, arrive in _stops(window)]
    finally:
        window.close()


def _stops(window: MainWindow) -> list[tuple[str, Callable[[], object]]]:
    from smallcrm.ui.pages.registry import pages

    stops: list[tuple[str, Callable[[], object]]] = [(info.key, partial(window.go, info.key)) for info in pages()]
    first = window.shop.customers.page(0, 1)
    if first:
        stops.append(("customer", lambda: window.perform("customers", "open", first[0].id)))
        stops.append(("quick-find", lambda: _find(window, first[0].name[:3])))
    return stops


def _find(window: MainWindow, text: str) -> None:
    window.go("today")
    window.find_customer()
    window.quick_find.setText(text)
    window.quick_find.textEdited.emit(text)


def _save(window: MainWindow, arrive: Callable[[], object], file: Path) -> Path:
    from PySide6.QtCore import QEventLoop, QTimer

    arrive()
    end = time.monotonic() + _PATIENCE
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(30)

    def settled() -> None:
        if not window.jobs.running or time.monotonic() > end:
            loop.quit()

    timer.timeout.connect(settled)
    timer.start()
    loop.exec()
    timer.stop()
    QTimer.singleShot(60, loop.quit)  # what the last job brought is painted
    loop.exec()
    if not window.grab().save(str(file)):
        raise ShopError("cannot_write", file=str(file))
    return file
