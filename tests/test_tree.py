"""What keeps the tree readable and safe, counted instead of hoped for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted((ROOT / "smallcrm").rglob("*.py"))
PYTHON = [*PROGRAM, *(f for folder in ("tests", "bench", "packaging") for f in sorted((ROOT / folder).rglob("*.py")))]
UI = [file for file in PROGRAM if (ROOT / "smallcrm" / "ui") in file.parents]
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".po", ".pot", ".qss", ".svg", ".ts", ".sh", ".yml", ".cfg", ""}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def committed() -> Iterator[Path]:
    """Give each text file of ours but test data, which others wrote."""
    for folder in ("smallcrm", "tests", "bench", "packaging", "docs", "resources", "translations", ".ci"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix in TEXT and "data" not in file.relative_to(ROOT).parts:
                yield file
    own = (file for file in sorted(ROOT.iterdir()) if file.is_file() and not file.name.startswith(".coverage"))
    yield from (file for file in own if file.suffix in TEXT)


def found(pattern: str, files: list[Path], but: tuple[str, ...] = ()) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{name(file)}:{number}: {line.strip()[:100]}"
        for file in files
        if name(file) not in but and file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if wanted.search(line)
    ]


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name(f): n for f in PYTHON if (n := len(f.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    spans = (
        (f, n, (n.end_lineno or 0) - n.lineno + 1) for f in PYTHON for n in ast.walk(tree(f)) if isinstance(n, kinds)
    )
    assert [f"{name(f)}:{n.lineno} {n.name}: {lines}" for f, n, lines in spans if lines > 40] == []


def test_no_class_has_more_than_20_methods() -> None:
    classes = ((f, n) for f in PYTHON for n in ast.walk(tree(f)) if isinstance(n, ast.ClassDef))
    counted = ((f, n, sum(isinstance(part, ast.FunctionDef) for part in n.body)) for f, n in classes)
    assert [f"{name(f)}:{n.lineno} {n.name}: {methods}" for f, n, methods in counted if methods > 20] == []


def test_nothing_is_named_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "stuff"}
    assert [name(f) for f in PYTHON if empty & set(re.split(r"[_/.]", name(f).lower()))] == []


@pytest.mark.parametrize(
    ("pattern", "files", "but"),
    [
        pytest.param(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError", PYTHON, (), id="nothing is put off"),
        pytest.param(
            r"\b(datetime|date|dt)\.(now|utcnow|today)\(|currentDate(Time)?\(",
            PROGRAM,
            ("smallcrm/store/clock.py",),
            id="one clock",
        ),
        pytest.param(r"shutil\.copy|copyfile\(", PROGRAM, (), id="SQLite copies shop files"),
        pytest.param(r"processEvents", PROGRAM, (), id="no nested events"),
        pytest.param(r"setStyleSheet", PROGRAM, ("smallcrm/ui/theme.py",), id="one style"),
        pytest.param(
            r"QThread\(|\(QThread\)|QThreadPool|QRunnable|moveToThread|import threading|concurrent\.futures",
            UI,
            ("smallcrm/ui/jobs.py",),
            id="one worker",
        ),
        pytest.param(
            r"\btime\.sleep\(",
            PYTHON,
            ("tests/e2e/desk.py", "tests/safety/test_faults.py"),  # another program sends no signals
            id="signals, not naps",
        ),
    ],
)
def test_one_place_for_each_danger(pattern: str, files: list[Path], but: tuple[str, ...]) -> None:
    assert found(pattern, files, but) == []


def test_nothing_typed_or_read_is_ever_run() -> None:
    run: list[str] = []
    for file in PROGRAM:
        for node in ast.walk(tree(file)):
            imported = {a.name for a in node.names} if isinstance(node, ast.Import) else set()
            imported |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if imported & {"pickle", "marshal", "shelve"} or called in {"eval", "exec", "__import__"}:
                run.append(f"{name(file)}:{getattr(node, 'lineno', 0)}")
    assert run == []


def test_colours_have_one_place() -> None:
    colour = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b|^#[0-9a-fA-F]{3}$")
    places = {"smallcrm/ui/tokens.py", "smallcrm/paper/inks.py"}
    texts = ((f, n) for f in PROGRAM if name(f) not in places for n in ast.walk(tree(f)) if isinstance(n, ast.Constant))
    loose = [f"{name(f)}:{n.lineno} {n.value}" for f, n in texts if isinstance(n.value, str) and colour.search(n.value)]
    assert loose == []


def test_no_stylesheet_slows_the_window() -> None:
    """With one, Qt polishes whatever lies in a widget anew each time it is moved into another."""
    assert found(r"setStyleSheet", PROGRAM) == []


def test_what_is_said_can_be_translated() -> None:
    """A translator sees whole sentences only: literal strings, no f-strings, nothing put together."""
    said = []
    for file in PROGRAM:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and file.name != "i18n.py":
                count = {"_": 1, "ngettext": 2, "pgettext": 2}.get(node.func.id, 0)
                if not all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in node.args[:count]):
                    said.append(f"{name(file)}:{node.lineno}")
    assert said == []


def test_no_machine_and_no_registry_is_named() -> None:
    hosts = r"pypi\.org|pythonhosted\.org|npmjs\.|anaconda\.org|--(extra-)?index-url|--find-links"
    folders = r"(?<![\w.~-])/(work|root|tmp|home)/"
    assert found(f"{hosts}|{folders}", list(committed())) == []


def test_pins_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 30
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", line)] == []
