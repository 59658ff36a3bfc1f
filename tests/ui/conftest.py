"""A real window on a real, small shop; its pages are those of the program or, for the frame itself, plain ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.app import open_window
from smallcrm.domain.model import Customer, Phone, PostalAddress, ShopSettings
from smallcrm.ui.pages import registry
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY, plain_info

PEOPLE = (
    ("Anna Kowalska", "Kraków", "601 234 518"),
    ("Elo Mäkinen", "Tampere", "050 388 1120"),
    ("Ødegård", "Oslo", ""),
)


@pytest.fixture(autouse=True)
def _windows_go(qapp: QApplication) -> Iterator[None]:
    """Delete the windows of a test: what stays is dressed again with each new window."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the window stand alone: the frame is tested without the program's pages."""
    keys = next(info for info in registry.PAGES if info.key == "help")
    plain = [
        plain_info("today", 1),
        plain_info("customers", 2),
        plain_info("letters", 6),
        plain_info("import"),
        plain_info("settings"),
        keys,
    ]
    monkeypatch.setattr(registry, "PAGES", plain)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Open windows that are closed again after the test."""
    windows: list[MainWindow] = []

    def open_one(file: Path | None = None, **options: Any) -> MainWindow:
        window = open_window(file or tmp_path / "shop.smallcrm", today=TODAY, **options)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield open_one
    for window in windows:
        if window.isVisible():
            window.close()


@pytest.fixture
def frame(plain_pages: None, opened: Callable[..., MainWindow]) -> MainWindow:
    """The window with plain pages and three customers."""
    window = opened()
    window.shop.settings.save(ShopSettings(name="Harbour Books", city="Kinsale"))
    for name, town, phone in PEOPLE:
        phones = (Phone(phone),) if phone else ()
        window.shop.customers.add(
            Customer(display_name=name, phones=phones, addresses=(PostalAddress(street="1", city=town),))
        )
    return window
