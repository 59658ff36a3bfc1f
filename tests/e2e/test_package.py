"""The package for a shop's PC, built as ``make package`` builds it: it proves itself, carries what it says, opens."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, missing

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it; give the folder that a shop's PC gets."""
    pytest.importorskip("PyInstaller", reason="needs the packages of make package")
    out = tmp_path_factory.mktemp("package")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out / "dist"), "--workpath", str(out / "work"), str(ROOT / "packaging/smallcrm.spec")]
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(out / "config")}
    done = subprocess.run(command, cwd=out, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    return out / "dist" / "smallcrm"


def run(folder: Path, home: Path, *words: str) -> str:
    """Run the package as on a PC that has neither Python nor a screen; give what it prints."""
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    program = [str(folder / "smallcrm"), *words]
    done = subprocess.run(program, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_proves_itself(folder: Path, tmp_path: Path) -> None:
    answer = json.loads(run(folder, tmp_path, "--self-test", "--json"))
    assert answer["packaged"]
    assert [check for check in answer["checks"] if not check["ok"]] == []
    assert "window" in {check["code"] for check in answer["checks"]}
    assert not (tmp_path / ".local" / "share" / "smallcrm" / "shop.smallcrm").exists()


def test_it_carries_what_it_says_and_no_more(folder: Path) -> None:
    import licences

    inside = folder / "_internal"
    names = {path.name for path in inside.rglob("*")}
    assert [name for name in names if name.startswith(("libssl", "libcrypto", "libgtk", "libglib"))] == []
    known = {one.name.lower() for one in licences.carried()}
    owners = importlib.metadata.packages_distributions()
    told = {path.name: owners[path.name] for path in inside.iterdir() if path.is_dir() and path.name in owners}
    assert {"PySide6", "PIL", "babel"} <= set(told)
    strangers = {name: who for name, who in told.items() if not known & {w.lower() for w in who} and name != "smallcrm"}
    assert strangers == {}
    shown = (inside / "smallcrm" / "_data" / "licences.txt").read_text(encoding="utf-8")
    assert "LESSER GENERAL PUBLIC LICENSE" in shown
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < 170e6


def test_a_shop_is_made_found_in_and_printed(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path, "--language", "pl", "demo", "sklep.smallcrm", "--customers", "80")
    assert run(folder, tmp_path, "--shop", "sklep.smallcrm", "find", "ska")
    run(folder, tmp_path, "--shop", "sklep.smallcrm", "print", "birthday", "--out", "kartki.pdf")
    assert (tmp_path / "kartki.pdf").read_bytes().startswith(b"%PDF")


class Packaged(Desk):
    """A desk on which the package lies instead of the checkout."""

    folder: Path

    @property
    def command(self) -> list[str]:
        """The package on this shop, in Finnish."""
        return [str(self.folder / "smallcrm"), "--shop", str(self.shop), "--language", "fi"]


def test_its_window_opens_on_a_real_screen_and_takes_keys(folder: Path, tmp_path: Path) -> None:
    if lacking := missing():
        pytest.skip(f"a real window needs {', '.join(lacking)}, which this computer lacks")
    (tmp_path / "home").mkdir()
    desk = Packaged(tmp_path / "home", Path(os.environ.get("SMALLCRM_PICTURES", str(tmp_path / "pictures"))))
    desk.folder = folder
    try:
        run(folder, tmp_path, "--language", "fi", "demo", str(desk.shop), "--customers", "40")
        program = desk.start()
        desk.picture("package")
        assert desk.leave(program) == 0
        assert "rror" not in desk.said()
    finally:
        desk.clear()
