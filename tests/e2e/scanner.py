"""A scanner at the desk: digits by their places on the keyboard, in its rhythm or a person's, and what came of it."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.domain.model import Customer
from smallcrm.domain.scanning import AVERAGE_MS, GAP_MS
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.e2e.desk import TODAY, Desk, until

KEYCODES = {"0": 19, **{str(digit): 9 + digit for digit in range(1, 10)}, "enter": 36, "tab": 23, "a": 38, "space": 65}
"""Where keys lie: what a scanner that was set up for the United States presses, whatever the computer's layout says."""
ROOT = Path(__file__).parents[2]
NAMES = ("Anna Alakoski", "Elo Mäkinen", "Åke Öhman", "Łukasz Łuczak", "Ingrid Ødegård", "Zofia Żak")


def scan(desk: Desk, digits: str, ms: float, suffix: str, prefix: str = "") -> None:
    """Type digits, and what stands before and ends them (``lf``: Enter and a line feed), so many ms from key to key."""
    ends = ["enter", "Linefeed"] if suffix == "lf" else [suffix]
    codes = [str(KEYCODES.get(key, key)) for key in filter(None, (prefix, *digits, *ends))]
    subprocess.run(["xdotool", "key", "--delay", str(round(ms)), *codes], env=desk.environment, check=True)


def begin_cards(shop: Shop, goal: int) -> None:
    """Begin a programme that scans stamp."""
    programme = shop.programmes.add(Programme("Kahvikortti", terms=Terms(goal=goal, reward=Prize(goal, "kahvi"))))
    shop.programmes.start(programme)
    shop.programmes.scan(programme)


class Till(Desk):
    """A desk with a shop of regulars, the program under somebody's eyes, and a scanner."""

    numbers: tuple[str, ...] = ()

    def fill(self, people: int, *, goal: int = 20) -> Self:
        """Make a shop of so many customers, each with a card; one programme, which a scan stamps."""
        yesterday = date.fromisoformat(TODAY) - timedelta(days=1)
        shop = Shop.open(self.shop, clock=FixedClock(yesterday), create=True, language="fi")
        begin_cards(shop, goal)
        for at in range(people):
            given, family = NAMES[at % len(NAMES)].split()
            shop.customers.add(Customer(given=given, family=f"{family} {at}" if at >= len(NAMES) else family))
        self.numbers = tuple(shop.cards.issue(who) for who in range(1, people + 1))
        shop.close()
        return self

    def run_again(self) -> subprocess.Popen[bytes]:
        """Start the program with a name to ask it by, and wait for nothing."""
        return self._run([sys.executable, "-m", "tests.e2e.watched", self.door, *self.command[3:]])

    @property
    def door(self) -> str:
        """The name to ask the program by."""
        return str(self.home / "watched")

    def begin(self) -> subprocess.Popen[bytes]:
        """Start the program and begin to count."""
        Path(self.door).unlink(missing_ok=True)  # of one that was killed
        self.environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        program = self.start()
        assert self.tell("listen")
        return program

    def tell(self, do: str, **more: Any) -> Any:
        """Ask the program something."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(30)
            line.connect(self.door)
            line.sendall(json.dumps({"do": do, **more}).encode() + b"\n")
            with line.makefile() as answers:
                answer = json.loads(answers.readline())
        assert not str(answer).startswith("error:"), answer
        return answer

    def settled(self) -> dict[str, Any]:
        """Give the state of the window, and what it heard, once all that was typed so far has been seen to."""
        self.wait(0.25)  # longer than the quiet after which a scan without an end is one
        return dict(self.tell("state"))

    # -- hands -----------------------------------------------------------------------------------------------------

    def pressing(self, gaps: Iterable[tuple[str, float]]) -> subprocess.Popen[bytes]:
        """Begin to press keys by their place, each so many ms after the one before."""
        words: list[str] = []
        for key, ms in gaps:
            words += ["sleep", f"{ms / 1000:.4f}", "key", "--delay", "0", str(KEYCODES[key])]
        return self._run(["xdotool", *words])

    def scan(self, digits: str, ms: float, suffix: str, *, prefix: str = "") -> None:
        """Type as a scanner does."""
        scan(self, digits, ms, suffix, prefix)

    def hold(self, key: str, seconds: float) -> None:
        """Hold a key down, which repeats it, and press Enter at once."""
        code = str(KEYCODES[key])
        words = ["keydown", code, "sleep", str(seconds), "keyup", code, "key", "--delay", "0", str(KEYCODES["enter"])]
        subprocess.run(["xdotool", *words], env=self.environment, check=True)

    def paste(self, number: str) -> None:
        """Type a number as a person does, cut it, paste it, and press Enter at once."""
        self.pressing((digit, 120) for digit in number).wait(10)
        words = ["key", "--delay", "150", "ctrl+a", "ctrl+x", "key", "--delay", "0", "ctrl+v", str(KEYCODES["enter"])]
        subprocess.run(["xdotool", *words], env=self.environment, check=True)

    def prefixed(self, digits: str, ms: float) -> None:
        """Scan with what some scanners say first: ``]C1``, as the keyboard of the United States has it."""
        codes = [str(KEYCODES[key]) for key in (*digits, "enter")]
        words: list[object] = [
            "key",
            "--delay",
            str(round(ms)),
            "35",
            "keydown",
            "50",
            "key",
            "--delay",
            str(round(ms)),
            "54",
        ]
        words += ["keyup", "50", "key", "--delay", str(round(ms)), KEYCODES["1"], *codes]
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True)

    # -- what came of it -------------------------------------------------------------------------------------------

    def booked(self, number: str) -> int:
        """Give the stamps of a card, from the file."""
        with sqlite3.connect(f"file:{self.shop}?mode=ro", uri=True) as database:
            asked = "SELECT count(*) FROM ledger l JOIN card_number c ON c.id = l.card WHERE c.digits = ?"
            return int(database.execute(asked, (number,)).fetchone()[0])

    def scanned(self) -> int:
        """Give the stamps of cards that were read, from the file: a person may press Stamp."""
        with sqlite3.connect(f"file:{self.shop}?mode=ro", uri=True) as database:
            return int(database.execute("SELECT count(*) FROM ledger WHERE card > 0").fetchone()[0])

    def kept(self) -> str:
        """Give all that this PC remembers, as one text: the settings of the program are small."""
        return "".join(file.read_text(encoding="utf-8") for file in self.home.rglob("*.ini"))

    def until_booked(self, number: str, count: int) -> None:
        """Wait until a card has so many stamps."""
        until(f"{count} stamps of {number}", lambda: self.booked(number) == count, 10)


def was_quick(keys: Sequence[int]) -> bool:
    """Whether these moments are a scanner's: a machine that is busy may keep even a scanner waiting."""
    gaps = [later - earlier for earlier, later in pairwise(keys)]
    return sum(gaps) <= AVERAGE_MS * len(gaps) and max(gaps) <= GAP_MS
