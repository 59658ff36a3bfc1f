"""Two tills stamp one card at once and are killed again and again: each stamp counts once, and none is lost."""

from __future__ import annotations

import random
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.safety.conftest import TODAY, child

GOAL = 10
TILL = """
import sys
from datetime import date
from pathlib import Path
from smallcrm.domain.errors import FileTrouble, Refused
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

shop = Shop.open(Path(sys.argv[1]), clock=FixedClock(date.fromisoformat(sys.argv[2])))
card = sys.argv[3]

def booked(act):
    while True:
        try:
            return act()
        except FileTrouble as trouble:
            if trouble.code != "locked":
                raise

def stamp(key):
    booked(lambda: shop.cards.stamp(card, key=key, force="two_visits"))
    print("stamped", key, flush=True)

def redeem(key, reward):
    customer = shop.cards.find(card).customer_id
    while True:
        if not reward:
            ready = shop.cards.rewards_of(customer)
            if not ready:
                return  # comes again, when there is one
            reward = str(ready[0].reward_id)
        print("redeeming", key, reward, flush=True)
        try:
            booked(lambda: shop.cards.redeem(int(reward), key=key))
        except Refused as no:
            assert no.code == "reward_used", no.code
            reward = ""  # the other till was quicker
        else:
            print("redeemed", key, flush=True)
            return

tasks = [line.split() for line in iter(sys.stdin.readline, "\\n")]
print("ready", flush=True)
sys.stdin.readline()
for what, key, *reward in tasks:
    stamp(key) if what == "stamp" else redeem(key, "".join(reward))
print("done", flush=True)
"""


@dataclass
class Till:
    """What one till has to do, in order, and what of it was acknowledged."""

    name: str
    stamps: int
    left: dict[str, str] = field(default_factory=dict)
    """What to do by its key, which was made when the card was scanned."""
    acknowledged: list[str] = field(default_factory=list)
    tried: dict[str, str] = field(default_factory=dict)
    """The reward that each redemption was about when the lights went out."""
    process: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        for n in range(1, self.stamps + 1):
            self.left[f"{self.name}s{n}"] = "stamp"
            if n % GOAL == 0:
                self.left[f"{self.name}r{n}"] = "redeem"

    def start(self, file: Path, card: str) -> None:
        """Make ready to do all that was not acknowledged, under the same keys."""
        self.process = child(TILL, str(file), TODAY.isoformat(), card)
        assert self.process.stdin is not None
        words = (f"{what} {key} {self.tried.get(key, '')}\n" for key, what in self.left.items())
        self.process.stdin.write("".join(words) + "\n")
        self.process.stdin.flush()
        assert self.lines(1) == "ready\n"

    def go(self) -> None:
        """Begin."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.close()
        self.process.stdin = None

    def lines(self, count: int) -> str:
        """Wait until it has said so many lines more, or has done all it could, and give them."""
        assert self.process is not None
        assert self.process.stdout is not None
        return "".join(self.process.stdout.readline() for _ in range(count))

    def end(self, said: str = "", *, kill: bool = False) -> bool:
        """Kill it, or wait for its end, and take down what it acknowledged; whether it was killed in the midst."""
        assert self.process is not None
        if kill:
            self.process.send_signal(signal.SIGKILL)
        rest, complaint = self.process.communicate(timeout=250)
        killed = self.process.returncode == -signal.SIGKILL
        assert killed or self.process.returncode == 0, complaint
        for line in (said + rest).splitlines(keepends=True):
            if not line.endswith("\n"):  # the last word before it was killed
                continue
            what, *words = line.split()
            if what == "redeeming":
                self.tried[words[0]] = words[1]
            elif what != "done":
                del self.left[words[0]]
                self.acknowledged.append(words[0])
        self.process = None
        return killed


def open_shop(file: Path, *, create: bool = False) -> Shop:
    return Shop.open(file, clock=FixedClock(TODAY), create=create, language="fi")


@pytest.fixture
def card(tmp_path: Path) -> str:
    """The number of the one card, in a shop with a programme of ten stamps."""
    from smallcrm.domain.model import Customer

    shop = open_shop(tmp_path / "shop.smallcrm", create=True)
    terms = Terms(goal=GOAL, reward=Prize(GOAL, "kahvi"))
    begun = date(2027, 1, 1)
    shop.programmes.add(Programme("Kahvikortti", ProgrammeState.RUNNING, on_scan=True, terms=terms, started_on=begun))
    number = shop.cards.issue(shop.customers.add(Customer(given="Aino")))
    shop.close()
    return number


@pytest.mark.real_disk
@pytest.mark.timeout(500)
@pytest.mark.parametrize(("stamps", "times"), [(40, 3), pytest.param(1000, 16, marks=pytest.mark.e2e)])
def test_killed_again_and_again_each_stamp_counts_once(tmp_path: Path, card: str, stamps: int, times: int) -> None:
    """Two tills, each so many stamps by force and a reward after every ten; the sum is what was acknowledged."""
    file, dice = tmp_path / "shop.smallcrm", random.Random(stamps)
    tills = [Till("a", stamps), Till("b", stamps)]
    killed = 0
    for _ in range(times):
        begin(file, card, tills)
        other, watched = sorted(tills, key=lambda till: len(till.left))  # the other may be quicker, and through
        said = watched.lines(dice.randint(1, min(stamps // times, len(watched.left) // 4)))
        assert watched.process is not None
        with suppress(subprocess.TimeoutExpired):
            watched.process.wait(dice.uniform(0, 0.02))  # anywhere within the next stamp
        killed += watched.end(said, kill=True) + other.end(kill=True)
    while left := [till for till in tills if till.left]:
        begin(file, card, left)
        for till in left:
            till.end()
    assert killed >= times
    what_the_file_says(file, card, [key for till in tills for key in till.acknowledged])


def begin(file: Path, card: str, tills: list[Till]) -> None:
    for till in tills:
        till.start(file, card)
    for till in tills:
        till.go()


def what_the_file_says(file: Path, card: str, acknowledged: list[str]) -> None:
    shop = open_shop(file)
    rows = shop.database.sql("SELECT key, kind, qty, round_id FROM ledger ORDER BY id")
    keys = [key for key, *_rest in rows]
    assert len(keys) == len(set(keys))
    assert sorted(keys) == sorted(acknowledged)
    stamps = [key for key, kind, qty, _card in rows if (kind, qty) == ("stamp", 1)]
    taken = [key for key, kind, qty, _card in rows if (kind, qty) == ("redeem", -GOAL)]
    assert len(stamps) + len(taken) == len(rows)
    assert len(stamps) == GOAL * len(taken)
    for number in {row[3] for row in rows}:
        sums = list(accumulate(qty for _key, _kind, qty, on in rows if on == number))
        assert min(sums) >= 0
        assert max(sums) == GOAL
        assert sums[-1] == 0
    assert check(shop) == []
    customer = shop.cards.find(card).customer_id
    assert shop.cards.rewards_of(customer) == []
    assert shop.cards.views(customer)[0].standing.total == 0
    shop.close()
