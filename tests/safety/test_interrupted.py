"""The note beside the shop file tells of an import that never finished, once, and never of a running one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from smallcrm import paths
from smallcrm.domain.errors import FileTrouble
from smallcrm.safety import interrupted
from smallcrm.safety.interrupted import importing, interrupted_import

NOW = datetime(2027, 5, 10, 12)


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shop.smallcrm"


def test_an_import_that_ends_leaves_nothing(file: Path) -> None:
    with importing(file, ["a.vcf"], NOW):
        assert json.loads((file.parent / "shop.smallcrm.importing").read_bytes())["files"] == ["a.vcf"]
    assert left(file.parent) == []
    with pytest.raises(ValueError, match="half"), importing(file, ["a.vcf"], NOW):
        raise ValueError("half")
    assert left(file.parent) == []
    assert interrupted_import(file) == ()


def test_a_note_left_behind_is_told_once(file: Path) -> None:
    (file.parent / "shop.smallcrm.importing").write_text('{"files": ["a.vcf", "b.csv"], "at": "x"}')
    assert interrupted_import(file) == ("a.vcf", "b.csv")
    assert interrupted_import(file) == ()
    assert left(file.parent) == []


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{}", b'{"files": 3}'])
def test_half_a_note_is_told_too(file: Path, content: bytes) -> None:
    (file.parent / "shop.smallcrm.importing").write_bytes(content)
    assert interrupted_import(file) == ("",)
    assert interrupted_import(file) == ()


def test_a_running_import_is_no_broken_one(file: Path) -> None:
    with importing(file, ["a\udcff.vcf"], NOW):
        assert interrupted_import(file) == ()
        assert (file.parent / "shop.smallcrm.importing").exists()


def test_two_imports_at_once_wait_and_then_are_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupted, "_WAIT", 0.05)
    with importing(file, ["a.vcf"], NOW), pytest.raises(FileTrouble) as caught, importing(file, ["b.vcf"], NOW):
        pass
    assert caught.value.code == "locked"


def test_no_room_for_the_note_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_a: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "write_atomically", full)
    with pytest.raises(FileTrouble) as caught, importing(file, ["a.vcf"], NOW):
        pass
    assert caught.value.code == "disk_full"
    assert left(file.parent) == []


def test_a_note_gone_meanwhile_is_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda _p: True)
    assert interrupted_import(file) == ()
