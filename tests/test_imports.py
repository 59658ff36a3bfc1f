"""The import contracts hold, and a planted violation of each is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of pyproject.toml on the tree."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the program that a test may spoil."""
    shutil.copytree(ROOT / "smallcrm", tmp_path / "smallcrm", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_run_downwards_only(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("store/planted.py", "import smallcrm.ui", "Imports run downwards only"),
        ("paper/planted.py", "import smallcrm.exchange", "Imports run downwards only"),
        ("i18n.py", "import smallcrm.store", "Imports run downwards only"),
        ("domain/planted.py", "import smallcrm.i18n", "Domain is the standard library alone"),
        ("domain/planted.py", "import holidays", "Domain is the standard library alone"),
        ("exchange/planted.py", "import PySide6.QtCore", "Only ui and app know Qt"),
        ("cli/planted.py", "import PySide6.QtCore", "Only ui and app know Qt"),
        ("ui/planted.py", "import peewee", "Only store knows Peewee"),
        ("ui/planted.py", "import reportlab", "Only paper knows ReportLab"),
    ],
)
def test_a_planted_import_is_noticed(copy: Path, file: str, line: str, contract: str) -> None:
    with (copy / "smallcrm" / file).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    result = lint(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout
