"""What ``pip install .`` gives works outside the checkout, with its own words, fonts and icons."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools that are here, without asking any network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it into an empty environment that borrows only the packages it depends on; give its folder."""
    place = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place / "env")], check=True)
    packages = next((place / "env").rglob("site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(place / "env"), "install", "--quiet", "--no-index", "--no-deps"]
    # The borrowed folder holds the checkout's own record: ours has to come first all the same.
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return place


def run(installed: Path, *arguments: str) -> str:
    """Run the installed program far from the checkout, with an empty home; give what it prints."""
    (installed / "home").mkdir(exist_ok=True)
    environment = {
        "HOME": str(installed / "home"),
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    program = [str(installed / "env" / "bin" / arguments[0]), *arguments[1:]]
    done = subprocess.run(program, cwd=installed, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_words_fonts_and_icons(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    data = "smallcrm/_data"
    for language in ("fi", "nb", "pl"):
        assert f"{data}/translations/{language}/LC_MESSAGES/smallcrm.mo" in names
    assert f"{data}/resources/qt/qtbase_nb.ts" in names
    assert f"{data}/resources/fonts/SmallCRM-Reading.ttf" in names
    assert f"{data}/resources/letters/pl.txt" in names
    assert f"{data}/resources/icons/cake.svg" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "packaging/"))]


def test_it_runs_from_its_own_folder(installed: Path) -> None:
    code = "from smallcrm import paths; print(paths.resources(), paths.from_source())"
    place, from_source = run(installed, "python", "-c", code).split()
    assert Path(place).is_relative_to(installed / "env")
    assert (Path(place) / "letters" / "fi.txt").is_file()
    assert from_source == "False"


def test_the_main_job_outside_the_checkout(installed: Path) -> None:
    assert "print" in run(installed, "smallcrm", "--help")
    run(installed, "smallcrm", "--language", "nb", "demo", "butikk.smallcrm", "--customers", "120")
    told = run(installed, "smallcrm", "--shop", "butikk.smallcrm", "print", "birthday", "--out", "kort.pdf", "--json")
    printed = json.loads(told)
    assert printed["pages"] > 0
    assert (installed / "kort.pdf").read_bytes().startswith(b"%PDF")


def test_the_window_opens_outside_the_checkout(installed: Path) -> None:
    run(installed, "smallcrm", "--language", "fi", "demo", "kauppa.smallcrm", "--customers", "60")
    told = run(installed, "smallcrm", "--shop", "kauppa.smallcrm", "tour", "--out", "kuvat", "--json")
    pages = json.loads(told)["pages"]
    assert pages
    assert all((installed / page["file"]).read_bytes().startswith(b"\x89PNG") for page in pages)
