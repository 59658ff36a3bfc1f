"""What somebody hears who does not see the screen: names, roles, rows, announcements; and acting by name alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.e2e.desk import TODAY, Desk, missing
from tests.e2e.desk import until as soon
from tests.e2e.scanner import begin_cards, scan

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(170)]

PYTHON = "/usr/bin/python3"
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
READER = Path(__file__).with_name("screen_reader.py")
PEOPLE = ("Åke Öhman", "Łucja Żak", "Elo Mäkinen")


def until(what: str, asked: Callable[[], Any]) -> Any:
    """Wait longer than for keys: each thing on the screen is asked for over the bus."""
    return soon(what, asked, 60)


def _lacking() -> list[str]:
    lacking = missing() + [tool for tool in ("dbus-daemon",) if shutil.which(tool) is None]
    asked = [PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"]
    if not LAUNCHER.exists():
        lacking.append("at-spi2-core")
    elif subprocess.run(asked, capture_output=True, check=False).returncode:
        lacking.append("gir1.2-atspi-2.0")
    return lacking


class Reader(Desk):
    """A desk with a screen reader on it."""

    def listen_by_bus(self) -> None:
        """Start the buses over which programs tell what they show."""
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        self.programs.append(
            subprocess.Popen(command, pass_fds=(writing,), stdout=self.log, stderr=self.log, env=self.environment)
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = pipe.readline().strip()
        self.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self._run([str(LAUNCHER), "--launch-immediately"])

    def _reader(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [PYTHON, str(READER), *words]
        environment = {key: value for key, value in self.environment.items() if key != "PYTHONPATH"}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60, cwd=self.home
        )

    def heard(self) -> list[dict[str, Any]]:
        """Give everything that is on the screen, as a screen reader gets it."""
        return [json.loads(line) for line in self._reader("tree").stdout.splitlines()]

    def hears(self, role: str, name: str) -> bool:
        """Whether there is something of that role and name."""
        return any(one["role"] == role and one["name"] == name for one in self.heard())

    def press(self, role: str, name: str) -> None:
        """Press something by role and name."""
        until(f"{role} {name!r} to be pressed", lambda: self._reader("press", role, name).returncode == 0)
        self.rest()

    def write(self, name: str, text: str) -> None:
        """Write into a field by its name."""
        until(f"the field {name!r}", lambda: self._reader("write", name, text).returncode == 0)
        self.rest()

    def listener(self, file: Path) -> None:
        """Write down what is announced from now on."""
        environment = {key: value for key, value in self.environment.items() if key != "PYTHONPATH"}
        command = [PYTHON, str(READER), "listen", "90"]
        with file.open("wb") as said:
            self.programs.append(subprocess.Popen(command, env=environment, stdout=said, stderr=self.log))
        until("the listener", lambda: file.stat().st_size)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A desk of this test alone, with three customers in its shop."""
    if lacking := _lacking():
        pytest.skip(f"a screen reader needs {', '.join(lacking)}, which this computer lacks")
    i18n.set_language("fi")
    home = tmp_path / "home"
    home.mkdir()
    made = Reader(home, Path(os.environ.get("SMALLCRM_PICTURES", str(tmp_path / "pictures"))))
    made.listen_by_bus()
    for name in PEOPLE:
        made.ask("add", "--name", name)
    yield made
    made.picture("screen-reader")
    made.clear()


def _announced(file: Path) -> list[str]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [one["words"] for one in lines if "announcement" in one["event"]]


def test_a_screen_reader_hears_the_window(reader: Reader) -> None:
    program = reader.start()
    until("the window on the bus", lambda: any(one["role"] == "frame" for one in reader.heard()))
    heard = reader.heard()
    known = {(one["role"], one["name"]) for one in heard}
    assert any(role == "frame" and "SmallCRM" in name for role, name in known)
    assert any(one["name"] == _("Quick-find") and one["role"] in {"text", "entry"} for one in heard)
    assert any(name == _("Today") and role in {"list item", "table cell"} for role, name in known)
    assert any(role == "menu item" for role, _name in known) or any(role == "menu bar" for role, _name in known)
    nameless = [one for one in heard if one["role"] in {"push button", "check box", "combo box"} and not one["name"]]
    assert nameless == []

    reader.keys("ctrl+2")
    cells = until("the rows of the list", lambda: _cells(reader))
    for name in PEOPLE:
        assert any(name in cell for cell in cells), cells
    reader.keys("ctrl+k")
    until("quick-find to have the keys", lambda: any(one["focused"] for one in _named(reader, _("Quick-find"))))
    assert reader.leave(program) == 0


def _cells(reader: Reader) -> list[str]:
    cells = [one["name"] for one in reader.heard() if one["role"] in {"table cell", "list item"}]
    return cells if any(PEOPLE[0] in cell for cell in cells) else []


def _named(reader: Reader, name: str) -> list[dict[str, Any]]:
    return [one for one in reader.heard() if one["name"] == name]


def test_a_customer_is_added_by_name_and_role_alone(reader: Reader) -> None:
    program = reader.start()
    until("the window on the bus", reader.heard)
    said = reader.home / "announced.txt"
    reader.listener(said)
    reader.press("push button", _("New customer"))
    reader.write(_("Name"), "Åsa Łoś")
    reader.press("push button", _("Save"))
    until("the customer", lambda: [hit["name"] for hit in reader.ask("find", "åsa")] == ["Åsa Łoś"])
    until("the toast to be announced", lambda: any("Åsa Łoś" in words for words in _announced(said)))
    assert reader.leave(program) == 0


def _focused(reader: Reader) -> str:
    """What has the keys; rows call themselves focused wherever their list stands."""
    rows = {"list item", "table cell"}
    found = [one for one in reader.heard() if one["focused"] and one["role"] not in rows]
    return next((f"{one['role']} {one['name']}" for one in found), "")


def test_the_way_of_tab_is_heard_there_and_back(reader: Reader) -> None:
    program = reader.start()
    until("the window on the bus", reader.heard)
    way = [until("the focus", lambda: _focused(reader))]
    for _press in range(6):
        reader.keys("Tab")
        way.append(until("the focus to go on", partial(_other, reader, way[-1])))
    assert len(set(way)) >= 6, way
    for _press in range(6):
        reader.keys("shift+Tab")
    until("the focus to be back", lambda: _focused(reader) == way[0])

    assert reader.leave(program) == 0


def _other(reader: Reader, before: str) -> str:
    now = _focused(reader)
    return now if now != before else ""


def test_a_screen_reader_hears_the_answer_to_a_scan_once(reader: Reader, tmp_path: Path) -> None:
    shop = Shop.open(reader.shop, clock=FixedClock(date.fromisoformat(TODAY) - timedelta(days=1)))
    begin_cards(shop, 10)
    (person,) = shop.customers.search("żak")
    card = shop.cards.issue(person.id)
    shop.close()
    reader.start()
    reader.keys("ctrl+2")
    file = tmp_path / "announced.txt"
    reader.listener(file)

    def answered() -> bool:
        scan(reader, card, 8, "enter")  # once more where the computer was too busy for a scanner
        reader.rest()
        return bool(reader.ask("card", card)["ledger"])

    until("the stamp", answered)
    (said,) = until("the answer to be heard", lambda: [words for words in _announced(file) if "Łucja Żak" in words])
    assert "1" in said
    assert "10" in said
