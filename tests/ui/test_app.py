"""Starting: no display, a second start, a file that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm import app
from smallcrm.domain.errors import FileTrouble
from smallcrm.ui.trouble import TroubleWindow
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY


def test_a_missing_display_is_noticed_before_qt_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.display_missing()
    monkeypatch.setenv("DISPLAY", ":0")
    assert not app.display_missing()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not app.display_missing()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, plain_pages: None, opened: Callable[..., MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    raised: list[int] = []
    monkeypatch.setattr(window, "come_forward", lambda: raised.append(1))
    server = app._listen(window.shop.file, window)
    assert app._raise_first(window.shop.file)
    qtbot.waitUntil(lambda: raised == [1])
    assert not app._raise_first(tmp_path / "other.smallcrm")
    server.close()


def test_the_socket_belongs_to_one_person_and_one_file(tmp_path: Path) -> None:
    assert app._name(tmp_path / "a") == app._name(tmp_path / "b" / ".." / "a")
    assert app._name(tmp_path / "a") != app._name(tmp_path / "b")


def test_a_file_in_use_ends_the_second_start_without_touching_it(qapp: object, tmp_path: Path) -> None:
    from filelock import FileLock

    shop_file = tmp_path / "shop.smallcrm"
    with FileLock(f"{shop_file}.lock"):
        assert app.main(shop_file) == 1
    assert not shop_file.exists()


@pytest.mark.parametrize("content", [b"", b"not a shop at all" * 100])
def test_a_file_that_is_no_shop_is_refused_and_kept(qapp: object, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "shop.smallcrm"
    file.write_bytes(content)
    with pytest.raises(FileTrouble):
        app.open_window(file, today=TODAY)
    assert file.read_bytes() == content


def test_trouble_is_a_page_with_choices(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("smallcrm.messages")
    other = tmp_path / "other.smallcrm"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other), ""))
    page = TroubleWindow(FileTrouble("damaged", file="shop.smallcrm"), tmp_path / "shop.smallcrm", lambda: None)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert page.empty.sentence.text()
    first, *others = page.findChildren(QPushButton)
    assert first.hasFocus()
    assert len(others) == 2
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.chosen == other
    assert not page.isVisible()


def test_the_server_is_gone_with_its_window(plain_pages: None, opened: Callable[..., MainWindow]) -> None:
    window = opened()
    server = app._listen(window.shop.file, window)
    assert isinstance(server, QLocalServer)
    assert server.isListening()
    server.close()
    window.close()
    assert not app._raise_first(window.shop.file)
