"""Where the window stands: as it was for this shop, and never where nobody can see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QProcess, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from smallcrm.ui import other_shops
from smallcrm.ui.frame import fitting
from smallcrm.ui.window import MainWindow

SCREEN = QRect(0, 0, 1366, 728)
rects = st.builds(
    QRect, st.integers(-9000, 9000), st.integers(-9000, 9000), st.integers(880, 4000), st.integers(440, 3000)
)


@given(window=rects)
def test_a_window_can_always_be_taken_hold_of(window: QRect) -> None:
    screens = [SCREEN, QRect(1366, 0, 1920, 1040)]
    made = fitting(window, screens)
    title = QRect(made.x(), made.y(), made.width(), 1)
    here = [s for s in screens if s.intersected(title).width() >= 80]
    assert here
    assert made.width() <= max(s.width() for s in screens)
    assert made.height() <= max(s.height() for s in screens)
    assert fitting(made, screens) == made


def test_what_can_be_seen_stays_and_a_lost_screen_centres() -> None:
    there = QRect(200, 60, 1000, 600)
    assert fitting(there, [SCREEN]) == there
    assert fitting(QRect(3000, 100, 1000, 600), [SCREEN]).center() == SCREEN.center()
    assert fitting(QRect(2000, 0, 2560, 1400), [SCREEN]) == SCREEN


def test_a_window_saved_on_a_screen_that_is_gone_comes_back(
    plain_pages: None, opened: Callable[..., MainWindow]
) -> None:
    first = opened()
    first.setGeometry(5000, 4000, 900, 500)
    first.close()
    second = opened()
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(second.geometry())


def test_each_shop_has_its_own_size_and_page(
    plain_pages: None, opened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    one = opened(tmp_path / "one.smallcrm")
    one.resize(900, 640)
    one.go("letters")
    two = opened(tmp_path / "two.smallcrm")
    two.resize(900, 500)
    two.go("customers")
    one.close()
    two.close()
    again, other = opened(tmp_path / "one.smallcrm"), opened(tmp_path / "two.smallcrm")
    assert (again.height(), again.places.here) == (640, "letters")
    assert (other.height(), other.places.here) == (500, "customers")


def test_another_shop_opens_in_a_program_of_its_own(frame: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    other = frame.shop.file.with_name("other.smallcrm")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other), ""))
    frame.actions_by_id["open_another"].trigger()
    assert started == [(sys.executable, ["-m", "smallcrm", "--language", "en", "--shop", str(other)])]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(frame.shop.file), ""))
    frame.actions_by_id["open_another"].trigger()
    assert len(started) == 1


def test_a_new_shop_gets_its_suffix_and_never_takes_the_place_of_one(
    frame: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(other_shops, "start", lambda _window, file: started.append(file))
    asked = frame.shop.file.with_name("second")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(asked), ""))
    frame.actions_by_id["new_shop"].trigger()
    assert started == [asked.with_name("second.smallcrm")]
    asked.with_name("second.smallcrm").touch()
    frame.actions_by_id["new_shop"].trigger()
    assert len(started) == 1
    assert "second.smallcrm" in frame.banner.text()
    next(b for b in frame.banner.findChildren(QPushButton) if b.text() == "Open it").click()
    assert len(started) == 2


def test_a_program_that_does_not_start_is_told(frame: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QProcess, "startDetached", lambda *_what: (False, 0))
    other_shops.start(frame, frame.shop.file.with_name("other.smallcrm"))
    assert "other.smallcrm" in frame.banner.text()
