"""What every test stands on: no display, no real user data, nothing left behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

settings.register_profile("here", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

PATIENCE = 30_000
"""Milliseconds to wait for what is to come: on a busy machine it comes late, and only what never comes is a fault."""
for _waiting in (QtBot.waitUntil, QtBot.waitActive, QtBot.waitExposed, QtBot.waitSignal):
    _waiting.__kwdefaults__ = {**(_waiting.__kwdefaults__ or {}), "timeout": PATIENCE}

_LAYERS = ("domain", "store", "exchange", "paper", "safety", "cli", "ui", "journeys")


_BY_THE_CLOCK = {"ui", "e2e"}
"""Folders whose tests wait for a window, a screen or another process."""
_ONCE = "walked"
"""The walk through all scenes takes minutes and is the same each time: whoever needs it gets no second one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the deepest layer first, so that the first failure is the one to look at.

    On CI a test with a window that fails is tried once more, and the first failure is shown whole at the end: a
    crowded machine keeps nothing from landing, and what fails at times is still seen.
    """
    items.sort(key=lambda item: _depth(item.path))
    for item in items:
        once = _ONCE in getattr(item, "fixturenames", ())
        if os.environ.get("CI") and _BY_THE_CLOCK & set(item.path.parts) and not once:
            item.add_marker(pytest.mark.flaky(reruns=1))


def _depth(path: Path) -> int:
    return next((n for n, layer in enumerate(_LAYERS) if layer in path.parts), -1)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's shop, settings or language is touched by a test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in (
        ("DATA", ".local/share"),
        ("CONFIG", ".config"),
        ("CACHE", ".cache"),
        ("STATE", ".local/state"),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop of a test lives for seconds: only tests of safety, and those marked so, wait until the disk has it.

    A killed process loses nothing by it, only a power cut would.
    """
    if "safety" in request.path.parts or request.node.get_closest_marker("real_disk"):
        return
    from smallcrm.store import database

    monkeypatch.setitem(database.PRAGMAS, "synchronous", "off")
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(autouse=True)
def _in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that names a date alone has it at 10:42: near midnight an hour later is another day."""
    from smallcrm.store.clock import FixedClock

    monkeypatch.setattr(FixedClock, "_of_the_pc", lambda _clock, _zone: time(10, 42))


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A language chosen by one test is not the next one's."""
    yield
    from smallcrm import i18n

    i18n.set_language("en")


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a visible window or a pressed mouse button (qtbot closes what it was given)."""
    threads = set(threading.enumerate())
    yield
    left = [t.name for t in threading.enumerate() if t not in threads and t.is_alive() and not t.daemon]
    windows, pressed = _visible_windows(), _pressed()
    assert not left, f"threads left behind: {left}"
    assert not windows, f"windows left behind: {windows}"
    assert not pressed, f"pressed for every test after this one: {pressed}"


def _visible_windows() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    shown = [w for w in app.topLevelWidgets() if w.isVisible()]
    names = [f"{type(w).__name__} {w.objectName()!r}" for w in shown]
    for window in shown:
        window.close()
        window.deleteLater()
    return names


def _pressed() -> str:
    """Give the mouse buttons that Qt takes for pressed, and let them go: whatever is scrolled to waits for that."""
    if "PySide6.QtWidgets" not in sys.modules:
        return ""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    if not isinstance(QApplication.instance(), QApplication):
        return ""
    held = QApplication.mouseButtons()
    for button in (b for b in Qt.MouseButton if b and b in held):
        QTest.mouseRelease(QWidget(), button)
    return "" if held == Qt.MouseButton.NoButton else str(held)
