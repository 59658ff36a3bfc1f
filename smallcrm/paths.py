"""Where resources, translations and user data are: from a checkout, from a wheel, and when frozen."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

import platformdirs

APPLICATION = "smallcrm"


def from_source() -> bool:
    """Whether the program runs from a checkout: only there may catalogues be older than their texts."""
    return not getattr(sys, "frozen", False) and not _beside(__file__)[1]


def resources() -> Path:
    """Give the folder of icons, fonts, art, letter texts and sheet data."""
    return _root() / "resources"


def translations() -> Path:
    """Give the folder that holds ``<language>/LC_MESSAGES/smallcrm.mo``."""
    return _root() / "translations"


def user_data() -> Path:
    """Give the folder of the shop file (made if missing, for this person alone)."""
    return _private(platformdirs.user_data_path(APPLICATION, appauthor=False))


def settings_file() -> Path:
    """Give the file of this machine's settings (window, printer, theme); its folder is made if missing."""
    return _private(platformdirs.user_config_path(APPLICATION, appauthor=False)) / "smallcrm.ini"


def cache_folder() -> Path:
    """Give the folder of what can be made again at any time (made if missing)."""
    return _private(platformdirs.user_cache_path(APPLICATION, appauthor=False))


def write_atomically(path: Path, content: bytes | Callable[[BinaryIO], object]) -> None:
    """Write the whole file or leave the old one untouched; readable by this person alone (mode 0600).

    ``content`` is the bytes, or a function that writes them into the open file it is given. An ``OSError``
    (no room, no right, no such folder) is the caller's to word.
    """
    target = path.resolve()  # a link stays a link; the file it names is replaced
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _root() -> Path:
    packed, is_there = _beside(__file__)
    return packed if is_there else packed.parent.parent


@cache  # each word that is shown asks
def _beside(module: str) -> tuple[Path, bool]:
    packed = Path(module).resolve().parent / "_data"
    return packed, packed.is_dir()


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network folders refuse; the file itself is safe by then
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
