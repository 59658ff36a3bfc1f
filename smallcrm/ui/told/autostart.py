"""Starting with the desktop, small: a desktop file on Linux, a value of the person's own Run key on Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from smallcrm import paths
from smallcrm.domain.errors import ShopError

OPTION = "--minimised"
"""Opens the window small: nobody asked for it yet."""
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_NAME = "SmallCRM"
_ENTRY = """[Desktop Entry]
Type=Application
Version=1.4
Name=SmallCRM
Comment=Call-backs and reminders at their minute
Exec={command}
TryExec={program}
{folder}Icon=smallcrm
Terminal=false
X-GNOME-Autostart-enabled=true
"""


def supported() -> bool:
    """Whether this system can be told to start us."""
    return sys.platform in {"linux", "win32"}


def command(shop: Path | None = None) -> list[str]:
    """Give what starts this program as it was started now: packaged, installed, or from its source.

    ``shop`` is named where it is another one than opens by itself.
    """
    options = [OPTION, *(["--shop", str(shop)] if shop is not None else [])]
    if getattr(sys, "frozen", False):
        return [sys.executable, *options]
    beside = Path(sys.executable).with_name("smallcrm.exe" if sys.platform == "win32" else "smallcrm")
    if beside.is_file():
        return [str(beside), *options]
    return [sys.executable, "-m", "smallcrm", *options]


def is_on() -> bool:
    """Whether the desktop starts us, as it would see it: its own settings may have switched us off."""
    if sys.platform == "win32":
        return _registered()
    with suppress(OSError, UnicodeDecodeError):
        lines = {line.strip().lower() for line in _file().read_text(encoding="utf-8").splitlines()}
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}
    return False


def switch(*, on: bool, shop: Path | None = None) -> None:
    """Start with the desktop, or no longer; ``shop`` as for ``command``. Raises ShopError ``cannot_write``."""
    try:
        if sys.platform == "win32":
            _register(on=on, shop=shop)
        elif on:
            _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            paths.write_atomically(_file(), entry(command(shop)).encode("utf-8"))
        else:
            _file().unlink(missing_ok=True)
    except OSError as error:
        raise ShopError("cannot_write", file=str(_where())) from error


def entry(started: Sequence[str]) -> str:
    """Give the desktop file that starts a command; removed with its program, the desktop passes it over."""
    from_source = f"Path={_text(str(Path(__file__).resolve().parents[3]))}\n" if "-m" in started else ""
    words = " ".join(quoted(word) for word in started)
    return _ENTRY.format(command=_text(words), program=_text(started[0]), folder=from_source)


def quoted(word: str) -> str:
    """Write a word of ``Exec`` as the Desktop Entry Specification wants it: quoted where it must be, % doubled."""
    plain = word.replace("%", "%%")
    if word and all(letter.isalnum() or letter in "/._-+:@,%" for letter in word):
        return plain
    for letter in ("\\", '"', "`", "$"):
        plain = plain.replace(letter, f"\\{letter}")
    return f'"{plain}"'


def _text(value: str) -> str:
    """A value of a desktop file: what is a backslash, and what would end the line."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _file() -> Path:
    own = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(own) if Path(own).is_absolute() else Path.home() / ".config"
    return base / "autostart" / "smallcrm.desktop"


def _where() -> str:
    return _RUN if sys.platform == "win32" else str(_file())


# -- Windows: written after its documentation, not tried there ---------------------------------------------------------


def _registry() -> Any:
    import winreg

    return winreg


def _registered() -> bool:
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, _RUN) as key:
            return bool(registry.QueryValueEx(key, _NAME)[0])
    except OSError:
        return False


def _register(*, on: bool, shop: Path | None) -> None:
    registry = _registry()
    with registry.CreateKeyEx(registry.HKEY_CURRENT_USER, _RUN, 0, registry.KEY_SET_VALUE) as key:
        if on:
            registry.SetValueEx(key, _NAME, 0, registry.REG_SZ, subprocess.list2cmdline(command(shop)))
            return
        with suppress(FileNotFoundError):
            registry.DeleteValue(key, _NAME)
