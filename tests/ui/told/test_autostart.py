"""Starting with the desktop: a file that desktops read, from wherever the program runs; Windows by a stand-in."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from smallcrm import app, paths
from smallcrm.cli.arguments import parse
from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui.start import shops
from smallcrm.ui.told import autostart, tray
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

_WORDS = re.compile(r'"((?:\\.|[^"\\])+)"|(\S+)')


def written() -> configparser.SectionProxy:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / "smallcrm.desktop"
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(file.read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


def started(value: str) -> list[str]:
    """Read ``Exec`` as a desktop does: the value first, then its words; of codes like %f none may be left."""
    text = re.sub(r"\\(.)", r"\1", value)
    words = [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in _WORDS.findall(text)]
    assert all(word.replace("%%", "").count("%") == 0 for word in words)
    return [word.replace("%%", "%") for word in words]


def test_it_is_off_at_first_and_switched_on_and_off() -> None:
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()
    assert started(written()["Exec"]) == autostart.command()
    assert autostart.command()[-1] == "--minimised"
    autostart.switch(on=False)
    autostart.switch(on=False)
    assert not autostart.is_on()


def test_what_the_desktop_itself_switched_off_is_off() -> None:
    autostart.switch(on=True)
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / "smallcrm.desktop"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("enabled=true", "enabled=false"), encoding="utf-8")
    assert not autostart.is_on()
    file.write_text(f"{whole}Hidden=true\n", encoding="utf-8")
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()


def test_without_a_place_of_its_own_it_is_in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for elsewhere in ("", "relative/config"):  # the specification: what is not absolute does not count
        monkeypatch.setenv("XDG_CONFIG_HOME", elsewhere)
        autostart.switch(on=True)
        assert (Path.home() / ".config" / "autostart" / "smallcrm.desktop").is_file()
        autostart.switch(on=False)


def test_packaged_it_starts_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/Small CRM/smallcrm")
    autostart.switch(on=True)
    assert written()["Exec"] == '"/opt/Small CRM/smallcrm" --minimised'
    assert written()["TryExec"] == "/opt/Small CRM/smallcrm"
    assert "Path" not in written()


def test_from_a_wheel_it_starts_the_command_beside_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert autostart.command() == [str(tmp_path / "python"), "-m", "smallcrm", "--minimised"]
    (tmp_path / "smallcrm").touch()
    assert autostart.command() == [str(tmp_path / "smallcrm"), "--minimised"]


def test_from_source_it_starts_in_the_folder_of_the_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    autostart.switch(on=True)
    assert (Path(written()["Path"]) / "smallcrm" / "__main__.py").is_file()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_path_comes_back_from_the_file(name: str) -> None:
    path = f"/{name}"
    value = autostart.entry([path, "--minimised"]).split("Exec=", 1)[1].split("\n", 1)[0]
    assert started(value) == [path, "--minimised"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not here")
def test_the_file_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "smallcrm.desktop"
    file.write_text(autostart.entry(["/opt/50 % $mall/smallcrm", "--minimised"]), encoding="utf-8")
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert done.stdout == ""


class Key:
    """The Run key of the stand-in."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


class Registry:
    """What of ``winreg`` is used."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = 1, 2, 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def OpenKey(self, _root: int, path: str) -> Key:
        if path not in self.keys:
            raise FileNotFoundError(path)
        return Key(self.keys[path])

    def CreateKeyEx(self, _root: int, path: str, _reserved: int, _access: int) -> Key:
        return Key(self.keys.setdefault(path, {}))

    @staticmethod
    def QueryValueEx(key: Key, name: str) -> tuple[str, int]:
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], 1

    @staticmethod
    def SetValueEx(key: Key, name: str, _reserved: int, _kind: int, value: str) -> None:
        key.values[name] = value

    @staticmethod
    def DeleteValue(key: Key, name: str) -> None:
        if name not in key.values:
            raise FileNotFoundError(name)
        del key.values[name]


def test_on_windows_it_is_a_value_of_the_persons_run_key(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", r"C:\Program Files\SmallCRM\smallcrm.exe")
    assert not autostart.is_on()
    autostart.switch(on=False)
    autostart.switch(on=True)
    assert autostart.is_on()
    assert list(registry.keys.values()) == [{"SmallCRM": r'"C:\Program Files\SmallCRM\smallcrm.exe" --minimised'}]
    autostart.switch(on=False)
    assert not autostart.is_on()


def settings_box(window: MainWindow, name: str) -> QCheckBox:
    window.go("settings")
    page: Any = window.places.page("settings")
    page.finish()
    box = window.findChild(QCheckBox, name)
    assert isinstance(box, QCheckBox)
    return box


def test_started_small_the_window_is_there_and_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[bool] = []
    shown = MainWindow.showMinimized

    def watched(window: MainWindow) -> None:
        shown(window)
        seen.append(window.isMinimized())
        QTimer.singleShot(0, window, window.close)

    monkeypatch.setattr(MainWindow, "showMinimized", watched)
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    Shop.open(tmp_path / "shop.smallcrm", clock=FixedClock(TODAY), create=True).close()
    options = parse(["--shop", str(tmp_path / "shop.smallcrm"), "--minimised"])
    assert app.main(options.shop, language="en", now=TODAY, minimised=options.minimised) == 0
    assert seen == [True]


def test_started_with_the_computer_a_shop_that_is_not_there_is_told_and_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, told = tmp_path / "drive" / "shop.smallcrm", list[str]()

    def ask(trouble: FileTrouble, *_about: object) -> None:
        told.append(trouble.code)

    monkeypatch.setattr("smallcrm.ui.trouble.ask", ask)
    assert app.main(file, language="en", now=TODAY, minimised=True) == 1
    assert told == ["missing"]
    assert not file.parent.exists()  # the drive is mounted there later


@pytest.fixture
def real(opened: Callable[..., MainWindow]) -> MainWindow:
    return opened()


def test_the_settings_switch_it_and_tell_what_is_wrong(real: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    box = settings_box(real, "setting_autostart")
    box.setFocus()
    assert not box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert autostart.is_on()
    another = ["--minimised", "--shop", str(real.shop.file)]  # which does not open by itself
    assert started(written()["Exec"])[-3:] == another
    assert parse(another).shop == real.shop.file

    def full(*_: object, **__: object) -> None:
        raise ShopError("cannot_write", file="autostart")

    monkeypatch.setattr(paths, "write_atomically", full)
    autostart.switch(on=False)
    box.setChecked(False)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_ones_own_shop_opens_by_itself(real: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shops, "own_shop", lambda: real.shop.file)
    box = settings_box(real, "setting_autostart")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert started(written()["Exec"]) == autostart.command()


def test_the_settings_switch_the_notices(real: MainWindow) -> None:
    box = settings_box(real, "setting_notices")
    assert box.isChecked()
    box.click()
    assert not tray.wanted(real.settings)
