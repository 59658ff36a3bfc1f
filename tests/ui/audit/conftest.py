"""The walks of the audit: one process for each scale, side by side, once for all tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smallcrm import paths

SCALES = ("1.0", "1.5")
PAIRS = tuple(f"{language}:{theme}" for language in ("fi", "en", "nb", "pl") for theme in ("light", "dark"))
LARGEST = ("fi:light:2.0", "pl:dark:2.0")
"""Text of twice the usual size, in the two languages with the longest words."""
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Walked:
    """What one process saw and found."""

    scale: str
    findings: list[dict[str, str]]
    words: dict[str, list[str]]
    kinds: list[str]
    played: list[str]
    lost: list[str]
    models: list[str]
    warnings: list[str]


def walk(folder: Path, scale: str, *what: str) -> subprocess.Popen[bytes]:
    """Start a walk in a process of its own: the scale is read when Qt is first loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = folder / "shop.smallcrm"
    home = folder / "home"
    screen = paths.resources() / "big_screen.json"
    environment = {
        **os.environ,
        "QT_SCALE_FACTOR": scale,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    demo = [sys.executable, "-m", "smallcrm", "--language", "fi", "--now", "2026-11-23T09:15", "demo", str(shop)]
    subprocess.run([*demo, "--customers", "120"], check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "tests.ui.audit.walk", str(shop), str(folder), str(folder / "found.json"), *what]
    with (folder / "said.txt").open("wb") as said:
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=said, stderr=said)


def ended(process: subprocess.Popen[bytes], folder: Path) -> Any:
    """Wait for a walk and give what it found."""
    status = process.wait(1200)
    assert status == 0, (folder / "said.txt").read_text(encoding="utf-8")[-3000:]
    return json.loads((folder / "found.json").read_text(encoding="utf-8"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the walk through all scenes takes minutes: it runs with the end-to-end tests."""
    for item in items:
        if "walked" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> list[Walked]:
    """Give what was seen at each scale, in four languages and both themes."""
    folders = {scale: tmp_path_factory.mktemp(f"scale{scale}") for scale in SCALES}
    more = {"1.0": LARGEST, "1.5": ("en:light:keys",)}  # each process has as much to do as the other
    processes = {scale: walk(folders[scale], scale, *PAIRS, *more.get(scale, ())) for scale in SCALES}
    try:
        found = {scale: ended(process, folders[scale]) for scale, process in processes.items()}
    finally:
        for process in processes.values():  # one that is late, or whose fellow failed, walks no further
            process.kill()
    kept = ("findings", "words", "kinds", "played", "lost", "models", "warnings")
    return [Walked(scale, *(one[key] for key in kept)) for scale, one in found.items()]
