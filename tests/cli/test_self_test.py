"""``--self-test`` finds what is missing, and touches nobody's shop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smallcrm import cli, i18n, paths
from smallcrm.exchange import files
from smallcrm.paper import document


def tried(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert cli.main(["--self-test", "--json", *words]) == status
    return json.loads(capsys.readouterr().out)


def test_everything_works_here_and_nothing_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    answer = tried(capsys)
    assert answer["ok"]
    assert [check["code"] for check in answer["checks"] if not check["ok"]] == []
    assert {"find", "print", "cards", "holidays", "import", "backup"} <= {check["code"] for check in answer["checks"]}
    assert not (paths.user_data() / "shop.smallcrm").exists()


def test_it_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    tried(capsys, "--language", "pl")
    assert i18n.language() == "pl"


def test_a_part_that_breaks_is_named_and_the_others_are_still_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: Any, **_named: Any) -> None:
        raise FileNotFoundError("fonts")

    monkeypatch.setattr(document, "write", broken)
    answer = tried(capsys, status=1)
    assert not answer["ok"]
    bad = [check for check in answer["checks"] if not check["ok"]]
    assert [check["code"] for check in bad] == ["print"]
    assert "fonts" in bad[0]["detail"]


def test_a_wrong_answer_is_no_success(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read = files.read_file

    def forgetful(path: Path, **named: Any) -> Any:
        return read(path.with_name("one.csv") if path.suffix == ".xlsx" else path, **named)

    monkeypatch.setattr(files, "read_file", forgetful)
    answer = tried(capsys, status=1)
    assert [check["code"] for check in answer["checks"] if not check["ok"]] == ["import"]


def test_a_blank_window_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    def blank(_shop: Path, _language: str, folder: Path) -> list[Path]:
        Image.new("RGB", (80, 60), "white").save(folder / "today.png")
        return [folder / "today.png"]

    assert cli.main(["--self-test"], look=blank) == 1
    assert "today.png" in capsys.readouterr().out
