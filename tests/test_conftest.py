"""The nets under every test catch what they are there for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
THREAD = """
import threading
stop = threading.Event()
def test_leaves_a_thread():
    threading.Thread(target=stop.wait, args=(1,), name="forgotten").start()
"""
WINDOW = """
from PySide6.QtWidgets import QWidget
kept = []
def test_leaves_a_window(qapp):
    kept.append(QWidget())
    kept[0].setObjectName("forgotten")
    kept[0].show()
"""
TIDY = """
from pathlib import Path
from PySide6.QtWidgets import QWidget
from smallcrm import paths
def test_leaves_nothing(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert "pytest" in str(paths.user_data())
"""

LATE = """
from pathlib import Path
def test_comes_late(request):
    tried = Path(__file__).with_suffix(".tried")
    first = not tried.exists()
    tried.touch()
    assert not first, "this once"
"""
WALKS = """
from pathlib import Path
import pytest
@pytest.fixture(scope="session")
def walked(tmp_path_factory):
    tried = Path(__file__).with_suffix(".tried")
    first = not tried.exists()
    tried.touch()
    assert not first, "this once"
def test_looks_at_the_walk(walked):
    pass
"""
NEVER = """
def test_never_comes():
    assert False, "every time"
"""


def run(folder: Path, body: str, layer: str = "domain", ci: str = "") -> subprocess.CompletedProcess[str]:
    """Run one test file of that layer under our conftest, as on CI or here."""
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / layer).mkdir()
    (folder / layer / "test_it.py").write_text(body, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rerun-show-tracebacks", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(CONFTEST.parent.parent), "CI": ci}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("body", "told"), [(THREAD, "threads left behind"), (WINDOW, "windows left behind")])
def test_what_is_left_behind_fails(tmp_path: Path, body: str, told: str) -> None:
    result = run(tmp_path, body)
    assert result.returncode == 1
    assert told in result.stdout
    assert "forgotten" in result.stdout


def test_a_tidy_test_passes_and_touches_no_real_home(tmp_path: Path) -> None:
    result = run(tmp_path, TIDY)
    assert result.returncode == 0, result.stdout


def test_on_ci_a_window_is_tried_once_more_and_its_failure_shown(tmp_path: Path) -> None:
    result = run(tmp_path, LATE, "ui", ci="1")
    assert result.returncode == 0, result.stdout
    assert "this once" in result.stdout


@pytest.mark.parametrize(
    ("body", "layer", "ci"), [(NEVER, "ui", "1"), (WALKS, "ui", "1"), (LATE, "store", "1"), (LATE, "ui", "")]
)
def test_nothing_else_gets_a_second_try(tmp_path: Path, body: str, layer: str, ci: str) -> None:
    assert run(tmp_path, body, layer, ci).returncode == 1
