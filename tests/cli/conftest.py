"""The command line, called in this process and in one of its own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smallcrm import cli

TODAY = "2027-05-10"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int | None
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    return tmp_path / "shop.smallcrm"


@pytest.fixture
def run(shop_file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the shop of the test, on a Monday in Finland, in English; ``today`` "": by the clock."""

    def go(*arguments: object, shop: Path = shop_file, language: str = "en", today: str = TODAY) -> Answer:
        capsys.readouterr()
        when = ["--today", today] if today else []
        words = ["--shop", str(shop), "--language", language, *when, *(str(a) for a in arguments)]
        try:
            status = cli.main(words)
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        assert "Something went wrong" not in captured.err, captured.err
        return Answer(status, captured.out, captured.err)

    return go


@pytest.fixture
def aino(run: Run) -> int:
    """A customer whose card is to be printed."""
    made = run("--json", "add", "--name", "Aino Virtanen", "--phone", "040 123 4567", "--birthday", "1980-05-18")
    return int(made.json["id"])


def program(*arguments: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "smallcrm", *arguments], capture_output=True, timeout=100, check=False, **more
    )


CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Virtanen;{n};;;\r\nFN:{n} Virtanen\r\nBDAY:1980-05-18\r\n"
    f"ADR;TYPE=HOME:;;Koulutie 7;Lempäälä;;37500;Finland\r\nEND:VCARD\r\n"
    for n in ("Aino", "Eero")
)
ROWS = "First name;Last name;Phone;E-mail;City\nLiisa;Mäki;040 555 1234;liisa@example.com;Turku\n;;;;\n;;;;Oulu\n"


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS, encoding="utf-8")
    return file


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def refused(answer: Answer) -> str:
    """The one sentence of an expected error."""
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    return answer.err.strip()
