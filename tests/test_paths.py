"""Files are written whole or not at all, and the folders are the platform's."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from smallcrm import paths


def test_resources_and_translations_stand_in_the_checkout() -> None:
    assert (paths.resources() / "qt" / "qtbase_nb.ts").is_file()
    assert paths.translations().is_dir()
    assert paths.from_source()


def test_a_wheel_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
    assert paths.resources() == tmp_path / "_data" / "resources"
    assert not paths.from_source()


def test_user_folders_are_made_for_this_person_alone() -> None:
    home = Path(os.environ["HOME"])
    assert paths.user_data().is_relative_to(home)
    assert paths.settings_file().is_relative_to(home)
    assert stat.S_IMODE(paths.user_data().stat().st_mode) == 0o700
    assert paths.settings_file().parent.is_dir()


def test_bytes_are_written_for_this_person_alone(tmp_path: Path) -> None:
    target = tmp_path / "Åse’s list.csv"
    paths.write_atomically(target, b"one")
    paths.write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_function_writes_into_the_open_file(tmp_path: Path) -> None:
    paths.write_atomically(tmp_path / "out.pdf", lambda file: file.write(b"%PDF"))
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF"


def test_a_writer_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")

    def breaks(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(28, "no room")

    with pytest.raises(OSError, match="no room"):
        paths.write_atomically(target, breaks)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    paths.write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_no_folder_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        paths.write_atomically(tmp_path / "nowhere" / "x", b"")
