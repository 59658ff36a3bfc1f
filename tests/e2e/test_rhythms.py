"""Two thousand rhythms of people on real keys, keys that are held, and what is pasted: none of it is a scan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.e2e.desk import missing
from tests.e2e.scanner import Till

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

EACH = 143
PLACES = (
    ("quickFind", "us"),
    ("quickFind", "pl"),
    ("composer", "fi"),
    ("composer", "us"),
    ("customerList", "no"),
    ("visitButton", "pl"),
    ("", "us"),
    ("newPhone", "fi"),
    ("settingsSearch", "fr"),
    ("historyFind", "pl"),
    ("quickFind", "fi"),
    ("composer", "no"),
    ("newPhone", "us"),
    ("settingsSearch", "pl"),
)
"""Where each of them types, and on which layout."""


def rhythm(dice: Random, digits: str) -> Iterator[tuple[str, float]]:
    """A number as a person types it: 60 to 250 ms a key, now and then two or three rolled within 30 ms each."""
    rolled = 0
    for key in (*digits, dice.choice(["enter", "enter", "tab"])):
        if not rolled and dice.random() < 0.15:
            rolled = dice.choice([2, 3])
        yield key, 30 if rolled > 1 else dice.uniform(60, 250)
        rolled = max(0, rolled - 1)


@dataclass
class Person:
    till: Till
    dice: Random
    typed: int = 0

    def number(self) -> str:
        """Six digits mostly, of a real card where it is more."""
        if self.dice.random() < 0.05:
            return self.dice.choice(self.till.numbers)
        return "".join(self.dice.choices("0123456789", k=6))

    def keys(self, times: int) -> list[tuple[str, float]]:
        made = [key for _ in range(times) for key in rhythm(self.dice, self.number())]
        self.typed += len(made)
        return made


@pytest.fixture
def people(tmp_path: Path) -> Iterator[list[Person]]:
    """As many desks, each with its own screen, keyboard and shop, and the program running."""
    if lacking := missing():
        pytest.skip(f"a real window needs {', '.join(lacking)}, which this computer lacks")
    with ExitStack() as stack:
        made = []
        for at, (place, layout) in enumerate(PLACES):
            home = tmp_path / f"home{at}"
            home.mkdir()
            till = Till(home, tmp_path / "pictures")
            stack.callback(till.clear)
            till.fill(5).begin()
            till.keyboard(layout)
            _bring(till, place)
            made.append(Person(till, Random(at)))
        yield made


def _bring(till: Till, place: str) -> None:
    """Bring somebody to where she types."""
    pages = {
        "composer": ("customers", "open", 1),
        "customerList": ("customers", "open", 1),
        "visitButton": ("customers", "open", 1),
        "newPhone": ("customers", "new_customer", ""),
        "settingsSearch": ("settings", "", None),
        "historyFind": ("history", "", None),
    }
    page, command, value = pages.get(place, ("today", "", None))
    till.tell("go", place=page, command=command, value=value)
    assert till.tell("focus", name=place), place
    till.rest()


def test_two_thousand_rhythms_held_keys_and_paste_are_no_scan(people: list[Person]) -> None:
    """Each types 143 numbers, all at the same time; a crowded machine only makes people slower."""
    assert len(people) * EACH >= 2000
    heard = 0
    typing = [person.till.pressing(person.keys(EACH)) for person in people]
    for hands in typing:
        assert hands.wait(550) == 0
    for person in people:
        state = person.till.settled()
        heard += len(state["keys"])
        # All keys came but those that were pressed while a dialog opened; a list that is open hears some twice.
        assert len(state["keys"]) >= 0.98 * person.typed
        assert state["scans"] == []
        assert person.till.scanned() == 0
    print(f"{len(people) * EACH} rhythms, {heard} keys, 0 scans")
    for person in people[:4]:
        till = person.till
        for key in ("7", "enter"):
            till.tell("state")
            till.hold(key, 2)
            assert len(till.settled()["keys"]) > 5  # it repeats
        till.paste(till.numbers[0])
        state = till.settled()
        assert state["scans"] == []
        assert till.scanned() == 0
